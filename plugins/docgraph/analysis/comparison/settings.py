"""Settings that change between two revisions."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.revisions import Revisions
from docgraph.model.location import Location

_PROJECT = Location(".", 1, 1)


def setting_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each setting that changes."""
    before, after = revisions.before.settings, revisions.after.settings
    for field in type(after).model_fields:
        first, second = getattr(before, field), getattr(after, field)
        if first != second:
            name = field.replace("_", "-")
            message = f"the setting `{name}` changes; compare findings with this in mind"
            yield RevisionDifference(
                Topic.SETTING, "changed", "", _PROJECT, message, before=str(first)[:200], after=str(second)[:200]
            )
