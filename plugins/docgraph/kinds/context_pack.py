"""Context packs: the bundle of knowledge that an agent works from, and how long it stays fresh."""

from typing import ClassVar

from docgraph.kinds.ownership import AskedOwner
from docgraph.model.record import Record
from docgraph.model.values import Day, Period, Texts


class ContextPack(Record):
    """A versioned bundle of knowledge."""

    kind: ClassVar[str] = "context-pack"
    plural: ClassVar[str] = "context-packs"

    owner: AskedOwner = ()
    version: str = ""
    refreshed: Day | None = None
    fresh_for: Period | None = None
    contains: Texts = ()
