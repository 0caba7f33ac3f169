"""The keys by which a record names who answers for it, shared by the kinds that have an owner."""

from typing import Annotated, ClassVar

from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Misspellings, Part

OWNED = ReferenceRule(("person", "role"), "owned-by", "owns")
BACKED = ReferenceRule(("person", "role", "team"), "backed-by", "backs")
HUMAN = ReferenceRule(("person", "role"))

Owner = Annotated[Texts, OWNED, Required(Severity.ERROR)]
RecommendedOwner = Annotated[Texts, OWNED, Required(Severity.WARNING)]


MISSPELLED_TERM_KEYS: Misspellings = {
    **dict.fromkeys(("start", "since", "started", "start-date"), "from"),
    **dict.fromkeys(("end", "until", "ended", "end-date"), "to"),
}
"""Words that people write for the first day of a term and for the first day after it."""


class Tenure(Part):
    """A period of ownership; `from` is the first day, `to` the first day after it."""

    PRIMARY: ClassVar[str] = "owner"
    misspelled_keys: ClassVar[Misspellings] = {
        **MISSPELLED_TERM_KEYS,
        **dict.fromkeys(("person", "name", "who", "by", "held-by"), "owner"),
    }
    ordered_days: ClassVar[tuple[str, str] | None] = ("from", "to")

    owner: Annotated[Texts, HUMAN] = ()
    """The person or role who owned it."""
    from_: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day."""
    to: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day after it."""
    why: str = ""
    """The reason for the change."""
