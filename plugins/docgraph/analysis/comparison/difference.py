"""The data of a difference between two revisions of the documents."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from docgraph.model.location import Location


class Topic(StrEnum):
    """The topic of a difference. Differences are reported in this order."""

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
        """Whether differences of this topic change who is accountable for what."""
        return self not in (Topic.RECORD, Topic.RELATION)


class RevisionDifference(Struct, frozen=True):
    """One difference between two revisions.

    - `event` is what happened, such as `lost`. The guide lists the events of each topic.
    - `subject` is the `kind:id` of the record or definition. If it was renamed, this is the later `kind:id`.
    - `at` is a location in the later revision; with `in_earlier`, in the earlier revision.
    - `help` is what to do about the difference; empty if no action is needed.
    - `on` is the date from which the difference exists; None if that is the as-of date.
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
