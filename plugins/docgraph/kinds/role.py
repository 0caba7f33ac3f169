"""Roles: duties, and the people who have each role over time."""

import sys
from typing import Annotated, ClassVar

from docgraph.kinds.ownership import MISSPELLED_TERM_KEYS, ends_term
from docgraph.kinds.presence import ends_presence, is_called_vacant
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import AtOnce, Day, Texts, is_date_like, is_year
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record


class Holder(Part):
    """One person's term in a role. `from` is the first day, `to` the first day after the term."""

    PRIMARY: ClassVar[str] = "person"
    misspelled_keys: ClassVar[Misspellings] = {
        **MISSPELLED_TERM_KEYS,
        **dict.fromkeys(("name", "who", "holder", "owner", "by", "held-by"), "person"),
    }
    ordered_days: ClassVar[tuple[str, str] | None] = ("from", "to")

    person: Annotated[Texts, ReferenceRule(("person",), "held-by", "holds"), Required(Severity.ERROR)] = ()
    """The person in the role."""
    from_: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day of the term."""
    to: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day after the term."""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        # a date under any unknown key may be the end of a term
        intended = str(MISSPELLED_TERM_KEYS.get(key, "")) if value.strip() else ""
        if intended == "to" or (intended and not is_year(value)):
            return intended
        return "to" if is_date_like(value) or (not intended and ends_presence(key, value)) else ""


class Role(Record):
    """A duty of one person at a time, or of several if `holders-at-once` allows it."""

    kind: ClassVar[str] = "role"
    has_own_rules: ClassVar[bool] = True
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("held-by", "holder", "owner", "owned-by", "person", "people", "members"), "holders"),
    }

    labels: ClassVar[Labels] = {
        **dict.fromkeys(("holder", "holders", "current holder", "held by"), "holders"),
        "contact": "contact",
    }

    holders: Annotated[tuple[Holder, ...], Required(Severity.ERROR)] = ()
    """The role holders, each with a term."""
    holders_at_once: AtOnce | None = None
    """How many people may have the role at the same time (default: 1)."""
    contact: str = ""
    """A channel, address or URL for questions."""
    trained: Texts = ()
    """The dates or names of the role holders' training for the oversight of AI."""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        ends = key in ("left", "to") or MISSPELLED_TERM_KEYS.get(key) == "to"
        if key in ("id", "title"):
            return "holders" if key == "title" and is_called_vacant(value) else ""
        return "holders" if ends_term(key, value) or ends_presence(key, value, ends=ends) else ""

    @property
    def max_holders(self) -> int:
        """The maximum number of people who may have the role at the same time."""
        if isinstance(self.holders_at_once, int):
            return self.holders_at_once
        return sys.maxsize if self.holders_at_once else 1
