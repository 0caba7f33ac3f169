"""Context packs: knowledge for agents, with a date until which it is fresh."""

from typing import ClassVar

from docgraph.kinds.ownership import Owned, RecommendedOwner
from docgraph.model.field_types import Day, Period, Texts
from docgraph.model.record import Misspellings, Record, RelatedRecords


class ContextPack(Owned):
    """A versioned collection of knowledge for agents."""

    kind: ClassVar[str] = "context-pack"
    has_own_rules: ClassVar[bool] = True
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("updated", "last-updated"), "refreshed"),
        **dict.fromkeys(("files", "sources", "includes"), "contains"),
    }

    owner: RecommendedOwner = ()
    """The person or role who keeps the context pack up to date."""
    contact: str = ""
    """A channel, address or URL for questions."""
    version: str = ""
    """The current version."""
    refreshed: Day | None = None
    """The date on which the context pack was last refreshed."""
    fresh_for: Period | None = None
    """The period after a refresh in which the context pack counts as fresh."""
    contains: Texts = ()
    """The files or sources in the context pack."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
