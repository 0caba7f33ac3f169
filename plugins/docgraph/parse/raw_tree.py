"""Nested values of front matter or a body before validation, with their locations."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath


class RawProblem(Struct, frozen=True):
    """A problem that was found in a body before its record is built.

    - `key` is the key that was probably intended. Rules do not report it as missing.
    - `unless_declared`: the problem is dropped if the front matter has `key`.
    - `starts` is a date. The problem is reported only if the as-of date is earlier.
    - `ends` is an end date that is not read. Until that date, the problem is only a warning.
    - `severity` overrides the default severity. If it is set, the value at `key` still counts as valid.
    """

    offset: int
    rule_name: str
    message: str
    help: str
    key: KeyPath
    replacement: Replacement | None = None
    unless_declared: bool = False
    starts: date | None = None
    ends: date | None = None
    severity: Severity | None = None


class RawTree(Struct):
    """Nested values (`str`, `None`, `list`, `dict`) under kebab-case keys.

    - `marks` maps a key path to the offset of its value in the document.
    - `keys` maps a key path to the offset of its key.
    - `unmarked` are keys from labels in the body that are not bold.
    - `of_others` maps a key to the offset of its first label that does not describe the record, and to the section,
      admonition or list item that the label describes.
    - `struck` maps a key to the struck-through names after its label, and to the offset of the label.
    - `in_tables` maps a key to the names beside its label in a table, and to the offset of the cell.
    """

    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[KeyPath, int] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[RawProblem] = field(default_factory=list)
    unmarked: set[str] = field(default_factory=set)
    of_others: dict[str, tuple[int, str]] = field(default_factory=dict)
    struck: dict[str, tuple[tuple[str, ...], int]] = field(default_factory=dict)
    in_tables: dict[str, tuple[tuple[str, ...], int]] = field(default_factory=dict)

    def name_again(self, prefix: KeyPath, spelling: str, key: str) -> None:
        """Copy the locations of `spelling`, an alias of `key`, and of its nested values to `key`.

        `prefix` is the key path of the map that contains both keys.
        """
        end = len(prefix)
        for places in (self.marks, self.keys):
            for path, offset in list(places.items()):
                if path[: end + 1] == (*prefix, spelling):
                    places.setdefault((*prefix, key, *path[end + 1 :]), offset)
