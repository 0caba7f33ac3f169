"""Context packs: the bundle of knowledge that an agent works from, and how long it stays fresh."""

from typing import ClassVar

from docgraph.kinds.ownership import RecommendedOwner
from docgraph.model.field_types import Day, Period, Texts
from docgraph.model.record import Misspellings, Record


class ContextPack(Record):
    """A versioned bundle of knowledge."""

    kind: ClassVar[str] = "context-pack"
    plural: ClassVar[str] = "context-packs"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("updated", "last-updated"), "refreshed"),
        **dict.fromkeys(("files", "sources", "includes"), "contains"),
    }

    owner: RecommendedOwner = ()
    contact: str = ""
    version: str = ""
    refreshed: Day | None = None
    fresh_for: Period | None = None
    contains: Texts = ()
