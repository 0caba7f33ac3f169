"""The key `owner`, and periods of ownership, for kinds whose records have an owner."""

import re
from typing import Annotated, ClassVar

from docgraph.kinds.presence import names_last_day
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Texts, is_date_like
from docgraph.model.finding import Severity
from docgraph.model.record import Misspellings, Part, Record
from docgraph.model.remarks import is_day_in_words

OWNED = ReferenceRule(("person", "role"), "owned-by", "owns")
BACKED = ReferenceRule(("person", "role", "team"), "backed-by", "backs")
HUMAN = ReferenceRule(("person", "role"))
OwningTeam = Annotated[Texts, ReferenceRule(("team",), "belongs-to", "team-of")]

Owner = Annotated[Texts, OWNED, Required(Severity.ERROR)]
RecommendedOwner = Annotated[Texts, OWNED, Required(Severity.WARNING)]


MISSPELLED_TERM_KEYS: Misspellings = {
    **dict.fromkeys(("start", "since", "started", "start-date"), "from"),
    **dict.fromkeys(("end", "until", "ended", "end-date"), "to"),
}
"""Keys that are probably intended as `from` or `to`."""
_TERM_KEY = re.compile(r"(?:own(?:er|ers|ership)|holders?|term)[\W_]+(.+)", re.IGNORECASE)


class Owned(Record):
    """A record that has an owner."""

    @property
    def is_live(self) -> bool:
        return True

    @property
    def tenures(self) -> "tuple[Tenure, ...]":
        """The periods of ownership in the key `history`; empty for a kind without this key."""
        # an attribute that a model lacks is slow to ask for
        history: tuple[Tenure, ...] = self.__dict__.get("history", ())
        return history

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        return "owner" if _TERM_KEY.match(key) and ends_term(key, value) else ""


def ends_term(key: str, value: str) -> bool:
    """Whether a key such as `owner-until` and its date mean the end of the term of an owner or role holder."""
    last_day = _TERM_KEY.fullmatch(key)
    return last_day is not None and (last_day[1] == "to" or names_last_day(last_day[1])) and is_day(value)


def is_day(value: str) -> bool:
    """Whether a text is only a date, a month or a year, in digits or in words."""
    return is_date_like(value) or is_day_in_words(value)


class Tenure(Part):
    """A period of ownership. `from` is the first day, `to` the first day after the period."""

    PRIMARY: ClassVar[str] = "owner"
    misspelled_keys: ClassVar[Misspellings] = {
        **MISSPELLED_TERM_KEYS,
        **dict.fromkeys(("person", "name", "who", "by", "held-by"), "owner"),
    }
    ordered_days: ClassVar[tuple[str, str] | None] = ("from", "to")

    owner: Annotated[Texts, HUMAN] = ()
    """The owner in this period."""
    from_: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day of the period."""
    to: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day after the period."""
    why: str = ""
    """The reason for the change of owner."""
