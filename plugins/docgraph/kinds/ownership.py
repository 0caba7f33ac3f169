"""The keys by which a record names who answers for it, shared by the kinds that have an owner."""

from typing import Annotated, ClassVar

from docgraph.model.field_rules import Asked, Reference
from docgraph.model.field_types import Day, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Part, Slips

OWNED = Reference(("person", "role"), "owned-by", "owns")
BACKED = Reference(("person", "role", "team"), "backed-by", "backs")
HUMAN = Reference(("person", "role"))

Owner = Annotated[Texts, OWNED, Asked(Severity.ERROR)]
AskedOwner = Annotated[Texts, OWNED, Asked(Severity.WARNING)]


SPELLED_TERM: Slips = {
    **dict.fromkeys(("start", "since", "started", "start-date"), "from"),
    **dict.fromkeys(("end", "until", "ended", "end-date"), "to"),
}
"""Words that people write for the first day of a term and for the first day after it."""


class Tenure(Part):
    """One owner's time with a record; `from` is the first day, `to` the first day no longer."""

    PRIMARY: ClassVar[str] = "owner"
    slips: ClassVar[Slips] = {**SPELLED_TERM, **dict.fromkeys(("person", "name", "who", "by", "held-by"), "owner")}
    ordered: ClassVar[tuple[str, str] | None] = ("from", "to")

    owner: Annotated[Texts, HUMAN] = ()
    from_: Annotated[Day | None, Asked(Severity.ERROR)] = None
    to: Annotated[Day | None, Asked(Severity.ERROR)] = None
    why: str = ""
