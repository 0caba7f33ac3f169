"""Drops references that are too long, because comparing long names is slow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docgraph.model.field_specs import FieldSpec
from docgraph.model.limits import NAME_LENGTH
from docgraph.model.location import KeyPath


def names_within(report: Callable[..., Any], field: FieldSpec, texts: list[str], path: KeyPath) -> list[str]:
    """`texts` without names that are too long, which are reported with `report`.

    If `field` is not a reference, all of `texts`.
    """
    if field.reference is None or max(map(len, texts), default=0) <= NAME_LENGTH:
        return texts
    message = f"a name in `{path[-1]}` has more than {NAME_LENGTH:,} characters, so it is not read"
    report("limit-reached", path, message, "write the id of the record")
    return [text for text in texts if len(text) <= NAME_LENGTH]
