"""Risks: what may go wrong with an outcome, and who watches it. A kind that only the tests beside it use."""

from typing import Annotated, ClassVar, Literal

from docgraph.kinds.ownership import BACKED, Owned, Owner
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Fold, Texts
from docgraph.model.finding import Severity


class Risk(Owned):
    """Something that may go wrong with an outcome."""

    kind: ClassVar[str] = "risk"

    owner: Owner = ()
    """The person or role who watches it."""
    backup: Annotated[Texts, BACKED, Required(Severity.WARNING)] = ()
    """The person, role or team who takes over if the owner is absent."""
    status: Annotated[Literal["open", "closed"] | None, Fold] = "open"
    """Whether it is still watched; default: `open`."""
    threatens: Annotated[Texts, ReferenceRule(("outcome",), "threatens", "threatened-by")] = ()
    """The outcomes that it may prevent."""
    likelihood: Annotated[Literal["high", "low"] | None, Fold, Required(Severity.ERROR)] = None
    """How likely it is."""
    seen: Day | None = None
    """The day it was first noticed."""
    early_signs: Texts = ()
    """What happens before."""

    @property
    def is_live(self) -> bool:
        return self.status != "closed"
