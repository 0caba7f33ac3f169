"""The one error that is not about a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docgraph.model.location import KeyPath

Fault = tuple[KeyPath, str]
"""A setting, by its key path (empty if it is about none), and what is wrong with it in one sentence."""


class SettingsError(Exception):
    """Settings or arguments that cannot be used. Every fault names its key and what it takes."""

    def __init__(self, message: str, key: KeyPath = (), *, faults: tuple[Fault, ...] = ()) -> None:
        given = faults or ((key, message),)
        self.faults: tuple[Fault, ...] = tuple((key, _on_one_line(said)) for key, said in given)
        super().__init__("\n".join(said for _, said in self.faults))


def _on_one_line(said: str) -> str:
    """A fault as it may stand in a log: what is no text in a quoted value is shown, not obeyed."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in said)


def told_at_once(steps: Iterable[Callable[[], object]]) -> None:
    """Take every step. Raises one `SettingsError` with the faults of all that raised one."""
    faults: list[Fault] = []
    for step in steps:
        try:
            step()
        except SettingsError as error:
            faults += error.faults
    if faults:
        raise SettingsError("", faults=tuple(faults))


def said_twice(names: Iterable[str], meaning: Callable[[str], object], what: str) -> list[tuple[str, str]]:
    """The names that mean what an earlier one means already, each with a sentence."""
    first: dict[object, str] = {}
    twins = []
    for name in names:
        before = first.setdefault(meaning(name), name)
        if before != name:
            twins.append((name, f"`{before}` and `{name}` are the same {what}; keep one of the two"))
    return twins
