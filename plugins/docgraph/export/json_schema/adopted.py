"""JSON Schemas for the front matter of adopted files."""

from __future__ import annotations

from docgraph.export.json_schema.maps import SchemaDefinitions
from docgraph.export.json_schema.values import Schema
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import field_at
from docgraph.model.key_docs import key_docs
from docgraph.model.record import Record


def adopted_record(definitions: SchemaDefinitions, kind: type[Record], plan: Adoption) -> Schema:
    """The schema for the front matter of files that `plan` adopts as records of `kind`."""
    known = {key: {"description": "A key that the settings read."} for key in (plan.kind_key, plan.sign_offs) if key}
    keys: dict[str, Schema] = {}
    for theirs, ours in plan.keys.items():
        _put(keys, theirs, _value(definitions, kind, plan, ours))
    read = {key.partition(".")[0] for key in plan.read}
    loose = {key: schema for key, schema in definitions.fields(kind).items() if key in read}
    # separators, symbols and date formats are declared in the settings
    return definitions.record(
        kind,
        {"description": "Any kind that is not one of docgraph."},
        {**{key: {"description": schema["description"]} for key, schema in loose.items()}, **known, **keys},
    )


def _value(definitions: SchemaDefinitions, kind: type[Record], plan: Adoption, ours: str) -> Schema:
    """The schema for values that are read as the docgraph key `ours`, which may be dotted."""
    field = field_at(kind, ours) if ours and not ours.startswith("x-") else None
    if field is None:
        return {"description": "A key of these files, which docgraph does not read."}
    above = field_at(kind, ours.rpartition(".")[0])
    part = above.part if above and above.part else kind
    described = next(doc.description for doc in key_docs(part) if doc.key == field.key)
    described = f"{described} Read as `{ours}`."
    is_converted = any(key in plan.read for key in (ours, ours.partition(".")[0]))
    return {"description": described, **({} if is_converted else definitions.field(part, field))}


def _put(properties: dict[str, Schema], key: str, schema: Schema) -> None:
    """Add the schema of a key to `properties`. For a dotted key, also add it in nested maps."""
    properties.setdefault(key, schema)
    first, _, rest = key.partition(".")
    if rest:
        above = properties.setdefault(first, {"type": ["object", "null"], "properties": {}})
        _put(above.setdefault("properties", {}), rest, schema)
