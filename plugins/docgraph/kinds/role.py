"""Roles: a name for a duty, and the people who held it over time."""

import sys
from typing import Annotated, ClassVar

from docgraph.kinds.ownership import SPELLED_TERM
from docgraph.kinds.presence import ends_presence
from docgraph.model.field_rules import Asked, Reference
from docgraph.model.field_types import AtOnce, Day, Texts, is_dated, is_year
from docgraph.model.finding import Severity
from docgraph.model.record import Part, Record, Slips


class Holder(Part):
    """One person's time in a role; `from` is the first day, `to` the first day no longer."""

    PRIMARY: ClassVar[str] = "person"
    slips: ClassVar[Slips] = {
        **SPELLED_TERM,
        **dict.fromkeys(("name", "who", "holder", "owner", "by", "held-by"), "person"),
    }
    ordered: ClassVar[tuple[str, str] | None] = ("from", "to")

    person: Annotated[Texts, Reference(("person",), "held-by", "holds"), Asked(Severity.ERROR)] = ()
    from_: Annotated[Day | None, Asked(Severity.ERROR)] = None
    to: Annotated[Day | None, Asked(Severity.ERROR)] = None

    @classmethod
    def key_meant_by(cls, key: str, value: str) -> str:
        # a day under a key that is none may be the end of a term
        meant = str(SPELLED_TERM.get(key, "")) if value.strip() else ""
        if meant == "to" or (meant and not is_year(value)):
            return meant
        return "to" if is_dated(value) or (not meant and ends_presence(key, value)) else ""


class Role(Record):
    """A duty that one human holds at a time, or several where `holders-at-once` allows it."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"
    slips: ClassVar[Slips] = {
        **Record.slips,
        **dict.fromkeys(("held-by", "holder", "owner", "owned-by", "person", "people", "members"), "holders"),
    }

    holders: Annotated[tuple[Holder, ...], Asked(Severity.ERROR)] = ()
    holders_at_once: AtOnce | None = None
    contact: str = ""

    @classmethod
    def key_meant_by(cls, key: str, value: str) -> str:
        ends = key in ("left", "to") or SPELLED_TERM.get(key) == "to"
        return "holders" if key not in ("id", "title") and ends_presence(key, value, ends=ends) else ""

    @property
    def most_holders(self) -> int:
        """How many people may hold the role on one day."""
        if isinstance(self.holders_at_once, int):
            return self.holders_at_once
        return sys.maxsize if self.holders_at_once else 1
