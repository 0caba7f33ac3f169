"""A difference between two revisions of the documents, as one fact at one location."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from docgraph.model.location import Location


class Topic(StrEnum):
    """What a difference is about, in the order in which differences are reported."""

    OWNER = "owner"
    AUTONOMY = "autonomy"
    TOOLS = "tools"
    WAIVER = "waiver"
    DEFINITION = "definition"
    SETTING = "setting"
    RECORD = "record"
    RELATION = "relation"

    @property
    def is_accountability(self) -> bool:
        """Whether differences of this topic change who is accountable, or for what."""
        return self not in (Topic.RECORD, Topic.RELATION)


class RevisionDifference(Struct, frozen=True):
    """One difference.

    - `event` is what happened, such as `lost`. The events of a topic are documented in the guide.
    - `subject` is the ref of the record or definition, in the later revision if it is there.
    - `at` is a location in the later revision; in the earlier one if `in_earlier`.
    - `help` is what to do about it; empty if nothing has to be done.
    - `on` is the day from which the difference counts; None if that is the as-of date.
    - `before` and `after` are the values in the two revisions; empty if there is none.
    """

    topic: Topic
    event: str
    subject: str
    at: Location
    message: str
    help: str = ""
    on: date | None = None
    before: str = ""
    after: str = ""
    in_earlier: bool = False

    @property
    def name(self) -> str:
        """Topic and event, such as `owner lost`."""
        return f"{self.topic} {self.event}"
