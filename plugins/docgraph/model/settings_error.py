"""The error for settings and arguments that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docgraph.model.location import KeyPath

SettingFault = tuple[KeyPath, str]
"""A key path, empty if the fault is not about a setting, and a sentence about the fault."""


class SettingsError(Exception):
    """Raised for invalid settings or arguments. Each fault names the key and the valid values."""

    def __init__(self, message: str, key: KeyPath = (), *, faults: tuple[SettingFault, ...] = ()) -> None:
        given = faults or ((key, message),)
        self.faults: tuple[SettingFault, ...] = tuple((key, _escape_control_characters(text)) for key, text in given)
        super().__init__("\n".join(text for _, text in self.faults))


def _escape_control_characters(text: str) -> str:
    """`text` with unprintable characters escaped, so that it cannot control a terminal."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def collect_errors(steps: Iterable[Callable[[], object]]) -> None:
    """Call every step, then raise one `SettingsError` with the faults of all failed steps."""
    faults: list[SettingFault] = []
    for step in steps:
        try:
            step()
        except SettingsError as error:
            faults += error.faults
    if faults:
        raise SettingsError("", faults=tuple(faults))


def duplicate_names(names: Iterable[str], meaning: Callable[[str], object], what: str) -> list[tuple[str, str]]:
    """The names with the same meaning as an earlier name, each with a message.

    `meaning` returns the value to compare. `what` is the noun for the message, such as "rule".
    """
    first: dict[object, str] = {}
    duplicates = []
    for name in names:
        before = first.setdefault(meaning(name), name)
        if before != name:
            duplicates.append((name, f"`{before}` and `{name}` are the same {what}; keep one of the two"))
    return duplicates
