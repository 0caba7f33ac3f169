"""Unvalidated values from front matter or a body, nested, with their offsets."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath


class RawProblem(Struct, frozen=True):
    """A problem found while reading a body, before its record is known.

    `key` is the key that was probably intended; rules do not report it as missing. With `unless_declared`, the problem
    is dropped if the front matter has that key. With `starts`, it is reported only if the as-of date is before it. If
    `severity` is set, the problem has that severity and `key` does not count as invalid.
    """

    offset: int
    rule_name: str
    message: str
    help: str
    key: KeyPath
    replacement: Replacement | None = None
    unless_declared: bool = False
    starts: date | None = None
    severity: Severity | None = None


class RawTree(Struct):
    """Nested values (`str`, `None`, `list`, `dict`) under kebab-case keys.

    `marks` maps a key path to the offset of its value in the document, `keys` to the offset of the key itself.
    `unmarked` are keys that a body states with labels that are not bold. `of_others` maps a key to its first label that
    does not describe the record: the offset of the label, and the section, box or item that it describes.
    """

    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[KeyPath, int] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[RawProblem] = field(default_factory=list)
    unmarked: set[str] = field(default_factory=set)
    of_others: dict[str, tuple[int, str]] = field(default_factory=dict)

    def name_again(self, prefix: KeyPath, spelling: str, key: str) -> None:
        """Copy the locations of the alias `spelling` and of values below it to `key`.

        Both keys are directly below `prefix`.
        """
        end = len(prefix)
        for places in (self.marks, self.keys):
            for path, offset in list(places.items()):
                if path[: end + 1] == (*prefix, spelling):
                    places.setdefault((*prefix, key, *path[end + 1 :]), offset)
