"""The error for invalid settings and arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docgraph.model.location import KeyPath

SettingFault = tuple[KeyPath, str]
"""The key path of the setting, and a sentence. The path is empty if no setting is at fault."""


class SettingsError(Exception):
    """The error for invalid settings or arguments. Each fault names the key and the valid values."""

    def __init__(self, message: str, key: KeyPath = (), *, faults: tuple[SettingFault, ...] = ()) -> None:
        given = faults or ((key, message),)
        self.faults: tuple[SettingFault, ...] = tuple((key, _escape_control_characters(text)) for key, text in given)
        super().__init__("\n".join(text for _, text in self.faults))


def _escape_control_characters(text: str) -> str:
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def collect_errors(steps: Iterable[Callable[[], object]]) -> None:
    """Call every step, then raise one `SettingsError` with the faults of all steps that failed."""
    faults: list[SettingFault] = []
    for step in steps:
        try:
            step()
        except SettingsError as error:
            faults += error.faults
    if faults:
        raise SettingsError("", faults=tuple(faults))


def duplicate_names(names: Iterable[str], meaning: Callable[[str], object], what: str) -> list[tuple[str, str]]:
    """The names that mean the same as an earlier name, each with a message.

    Two names mean the same if `meaning` returns equal values. `what` is the noun in the message, such as "rule".
    """
    first: dict[object, str] = {}
    duplicates = []
    for name in names:
        before = first.setdefault(meaning(name), name)
        if before != name:
            duplicates.append((name, f"`{before}` and `{name}` are the same {what}; keep one of the two"))
    return duplicates
