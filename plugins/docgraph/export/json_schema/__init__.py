"""JSON Schemas (2020-12) with which editors validate front matter.

A schema accepts all front matter for which docgraph reports no problem with keys, types or values. It does not check
the order of dates, placeholders and remarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from docgraph.export.json_schema.adopted import adopted_record
from docgraph.export.json_schema.maps import SchemaDefinitions, map_of
from docgraph.export.json_schema.values import Schema, ref, spelled
from docgraph.kinds import KIND_ALIASES, KINDS, spellings_of
from docgraph.model.adoption import Adoption
from docgraph.model.record import Collection, Record
from docgraph.model.settings import Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KIND = "The kind of the record, or its plural for a list of records."


def json_schema(kind: type[Record] | None, settings: Settings, adoptions: Iterable[Adoption] = ()) -> str:
    """The JSON Schema, as text, for the front matter of documents of `kind`; of all documents if `kind` is None."""
    plans = tuple(part for plan in adoptions for part in (plan.of_kind.values() or (plan,)))
    definitions = SchemaDefinitions(settings, plans)
    kinds = (kind,) if kind else KINDS
    for each in kinds:
        definitions.found[each.kind] = definitions.record(each, _declared(_singular(each)))
        definitions.found[each.plural] = _listed(definitions, each)
    adopted = list(_adopted(definitions, kinds, plans))
    title = f"Front matter of docgraph documents{f' of kind {kind.kind}' if kind else ''}"
    schema: Schema = {"$schema": _DIALECT, "title": title, "type": "object"}
    schema |= _of_one_kind(kind, adopted) if kind else _of_any_kind(adopted)
    return json.dumps({**schema, "$defs": dict(sorted(definitions.found.items()))}, indent=2, ensure_ascii=False) + "\n"


def _of_one_kind(kind: type[Record], adopted: Sequence[str]) -> Schema:
    record = ref(kind.kind)
    if adopted:
        others = ref(adopted[0]) if len(adopted) == 1 else {"anyOf": [ref(name) for name in adopted]}
        names = [name for each in KINDS for name in (*_singular(each), *_plural(each))]
        record = {"if": _is_declared(names), "then": record, "else": others}
    return {"if": _is_declared(_plural(kind)), "then": ref(kind.plural), "else": record}


def _of_any_kind(adopted: Sequence[str]) -> Schema:
    names = [name for kind in KINDS for name in (kind.kind, kind.plural)]
    branches = [
        {"if": _is_declared(spellings), "then": ref(name)}
        for kind in KINDS
        for name, spellings in ((kind.kind, _singular(kind)), (kind.plural, _plural(kind)))
    ]
    # any page is valid without a `kind`; the keys of adopted files are for completion
    others = [{"anyOf": [*(ref(name) for name in adopted), {}]}] if adopted else []
    # another program may have kinds of its own
    kinds = {"description": _KIND, "anyOf": [{"enum": names}, {}]}
    return {"properties": {"kind": kinds}, "allOf": [*branches, *others]}


def _listed(definitions: SchemaDefinitions, kind: type[Record]) -> Schema:
    """The schema for documents that list records under the plural of their kind."""
    entry = {"allOf": [ref(kind.kind), {"required": ["id"], "properties": {"id": {"not": {"type": "null"}}}}]}
    definitions.found[f"{kind.kind}.entry"] = {**entry, "type": "object"}
    item = ref(f"{kind.kind}.entry")
    records = {
        "description": f"The records of kind `{kind.kind}`.",
        "anyOf": [{"type": "array", "items": item}, item, ref("absent")],
    }
    schema = definitions.record(Collection, _declared(_plural(kind)), {kind.plural: records})
    return map_of(schema["properties"], kind)


def _adopted(definitions: SchemaDefinitions, kinds: Sequence[type[Record]], plans: Sequence[Adoption]) -> Iterator[str]:
    """Add a schema to `definitions` for each plan that adopts files as one of `kinds`, and yield its name."""
    for kind in kinds:
        for number, plan in enumerate((plan for plan in plans if plan.kind == kind.kind), 1):
            name = f"{kind.kind}.adopted.{number}"
            definitions.found[name] = {"title": plan.pattern, **adopted_record(definitions, kind, plan)}
            yield name


def _singular(kind: type[Record]) -> list[str]:
    return sorted(spellings_of(kind), key=lambda name: (name != kind.kind, name))


def _plural(kind: type[Record]) -> list[str]:
    return [kind.plural, *sorted(alias for alias, name in KIND_ALIASES.items() if name == kind.plural)]


def _declared(names: Sequence[str]) -> Schema:
    """The schema for the key `kind` with one of `names`. Editors suggest the first name."""
    return {"description": _KIND, "anyOf": [{"enum": [names[0]]}, spelled(names)]}


def _is_declared(names: Sequence[str]) -> Schema:
    return {"properties": {"kind": spelled(names)}, "required": ["kind"]}
