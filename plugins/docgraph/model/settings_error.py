"""The one error that is not about a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docgraph.model.location import KeyPath

SettingFault = tuple[KeyPath, str]
"""A setting, by its key path (empty if it is about none), and what is wrong with it in one sentence."""


class SettingsError(Exception):
    """Settings or arguments that cannot be used. Every fault names its key and what it takes."""

    def __init__(self, message: str, key: KeyPath = (), *, faults: tuple[SettingFault, ...] = ()) -> None:
        given = faults or ((key, message),)
        self.faults: tuple[SettingFault, ...] = tuple((key, _escape_control_characters(text)) for key, text in given)
        super().__init__("\n".join(text for _, text in self.faults))


def _escape_control_characters(text: str) -> str:
    """A fault as it may stand in a log: what is no text in a quoted value is shown, not obeyed."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def collect_errors(steps: Iterable[Callable[[], object]]) -> None:
    """Take every step. Raises one `SettingsError` with the faults of all that raised one."""
    faults: list[SettingFault] = []
    for step in steps:
        try:
            step()
        except SettingsError as error:
            faults += error.faults
    if faults:
        raise SettingsError("", faults=tuple(faults))


def duplicate_names(names: Iterable[str], meaning: Callable[[str], object], what: str) -> list[tuple[str, str]]:
    """The names that mean what an earlier one means already, each with a sentence."""
    first: dict[object, str] = {}
    duplicates = []
    for name in names:
        before = first.setdefault(meaning(name), name)
        if before != name:
            duplicates.append((name, f"`{before}` and `{name}` are the same {what}; keep one of the two"))
    return duplicates
