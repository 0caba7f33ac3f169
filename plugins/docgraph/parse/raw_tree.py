"""What people wrote, before any kind looks at it: nested values with the place of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath


class RawProblem(Struct, frozen=True):
    """Something that cannot be what it says: where, which rule tells it, what is wrong, and the edit.

    `key` is what it may have been meant for: rules do not ask for that a second time. `unless_declared` says
    that nothing is wrong where the front matter says it. With `starts` it is only wrong before that day;
    with `severity` it weighs that much, and keeps no value of the record from being used.
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
    """Values (`str`, `None`, `list`, `dict`) under kebab-case keys.

    `marks` maps a key path to the offset of its value in the whole text, `keys` to the offset of the key itself;
    `slips` are what stands there and cannot be used; `unmarked` are keys that a body states under labels without
    emphasis. `of_others` has for a key the offset of its first label that belongs to something else, and what that is.
    """

    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[KeyPath, int] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[RawProblem] = field(default_factory=list)
    unmarked: set[str] = field(default_factory=set)
    of_others: dict[str, tuple[int, str]] = field(default_factory=dict)

    def name_again(self, prefix: KeyPath, spelling: str, key: str) -> None:
        """Place `key` below `prefix`, and all that is below it, where `spelling` is: another spelling of the key."""
        end = len(prefix)
        for places in (self.marks, self.keys):
            for path, offset in list(places.items()):
                if path[: end + 1] == (*prefix, spelling):
                    places.setdefault((*prefix, key, *path[end + 1 :]), offset)
