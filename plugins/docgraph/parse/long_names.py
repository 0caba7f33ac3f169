"""Names of records that are longer than any name, which nothing compares, quotes or looks up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgraph.model.field_specs import FieldSpec
from docgraph.model.limits import NAME_LENGTH
from docgraph.model.location import KeyPath

if TYPE_CHECKING:
    from docgraph.parse.coerce import Coercer


def names_within(coercer: Coercer, field: FieldSpec, texts: list[str], path: KeyPath) -> list[str]:
    """The names of records that are no longer than is read; texts of other fields as they are."""
    if field.reference is None or max(map(len, texts), default=0) <= NAME_LENGTH:
        return texts
    message = f"a name in `{path[-1]}` has more than {NAME_LENGTH:,} characters, so it is not read"
    coercer.problem("limit-reached", path, message, "write the id of the record")
    return [text for text in texts if len(text) <= NAME_LENGTH]
