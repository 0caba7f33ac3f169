"""The data of all exports: records, pages, definitions, relations and findings, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.analysis.contact_details import ContactDetails, is_public_contact, published_aliases
from docgraph.graph.definition_graph import DEFINITION, DefinitionNode
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Edge, Reference, Resolution
from docgraph.kinds import Person
from docgraph.model.document import PlainPage
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import Duration
from docgraph.model.location import Location
from docgraph.model.record import Part, Record
from docgraph.report import ReportContext
from docgraph.report.json import finding_to_dict
from docgraph.text.secrets import redact

JsonObject = dict[str, Any]
"""A JSON object with keys in kebab-case."""

UrlOf = Callable[[Record | PlainPage | DefinitionNode], str]
"""A function that returns the URL of the page of a node; empty if the node has no page or its URL is unknown."""

_TOP_LEVEL_KEYS = ("id", "title", "aliases")
_LOCATION_KEYS = ("path", "line", "column")


class Payload(Struct, frozen=True):
    """The exported data of a check.

    - `pages` are pages without a record that link to records.
    - `definitions` are agent definitions, skills and MCP servers.
    - `relations` name their source and target as `kind:id` or `page:path`. An unresolved target is the name in the
      document.
    """

    as_of: str
    records: tuple[JsonObject, ...]
    pages: tuple[JsonObject, ...]
    definitions: tuple[JsonObject, ...]
    relations: tuple[JsonObject, ...]
    findings: tuple[JsonObject, ...]

    @property
    def nodes(self) -> Iterator[tuple[str, JsonObject]]:
        """Yield pairs of `kind:id` and data for records and definitions, then `page:path` and data for pages."""
        for node in (*self.records, *self.definitions):
            yield f"{node['kind']}:{node['id']}", node
        for page in self.pages:
            yield f"page:{page['path']}", {"kind": "page", **page}

    @property
    def edges(self) -> Iterator[JsonObject]:
        """Yield the relations whose target is resolved."""
        return (
            relation
            for relation in self.relations
            if relation["state"] in (Resolution.FOUND.value, Resolution.ALIAS.value)
        )


def payload_of(context: ReportContext, url_of: UrlOf = lambda _node: "", *, public: bool = False) -> Payload:
    """The exported data of a check. With `public`, contact details of people and `x-` keys are left out."""
    graph = context.graph
    records = sorted(graph.records, key=lambda record: (record.kind, record.id.casefold(), record.path))
    pages = {edge.source.path: edge.source for edge in graph.edges if isinstance(edge.source, PlainPage)}
    details = ContactDetails(graph.all(Person)) if public else None
    hide = details.hide_in if details else _unchanged
    return Payload(
        graph.as_of.isoformat(),
        tuple(_record(record, graph, url_of, details) for record in records),
        tuple(_page(pages[path], url_of) for path in sorted(pages)),
        tuple(hide(_definition(node, url_of)) for node in graph.definition_graph.nodes),
        tuple(sorted(map(hide, _relations(graph)), key=_relation_sort_key)),
        tuple(hide(plain_value(finding_to_dict(finding))) for finding in context.findings),
    )


def _unchanged(value: Any) -> Any:
    return value


def _record(record: Record, graph: DocGraph, url_of: UrlOf, details: ContactDetails | None) -> JsonObject:
    owner, url = graph.owner_of(record), url_of(record)
    fields = {key: value for key, value in field_values(record).items() if not _is_default(record, key)}
    aliases, extra = record.aliases, record.extra
    if details is not None:
        fields, aliases, extra = details.hide_in(fields), published_aliases(record), {}
        if isinstance(record, Person) and not is_public_contact(record.contact):
            fields.pop("contact", None)
    return {
        "kind": record.kind,
        "id": record.id,
        "title": plain_value(record.title or record.id),
        "path": record.path,
        "line": record.at("id").line,
        **({"url": url} if url else {}),
        "aliases": plain_value((*aliases, *record.former)),
        "owner": owner.ref if owner else "",
        "backup": [backup.ref for backup in graph.targets(record, "backed-by")],
        "fields": {key: value for key, value in fields.items() if key not in _TOP_LEVEL_KEYS},
        **({"extra": plain_value(extra)} if extra else {}),
        **({"adopted": record.place.adopted} if record.place.adopted else {}),
    }


def _is_default(record: Record, key: str) -> bool:
    """Whether a field has its default value because its value in the document is invalid."""
    name = fields_of(type(record))[key].name
    return record.has_invalid(key) and getattr(record, name) == type(record).model_fields[name].default


def _page(page: PlainPage, url_of: UrlOf) -> JsonObject:
    url = url_of(page)
    return {"title": plain_value(page.title or page.path), "path": page.path, **({"url": url} if url else {})}


def _definition(node: DefinitionNode, url_of: UrlOf) -> JsonObject:
    """The data of a definition. Values that may be secrets, such as the environment of a server, are never read."""
    url = url_of(node)
    first = node.definitions[0]
    common = {
        "kind": node.kind,
        "id": node.id,
        "title": node.title,
        "path": node.path,
        "line": node.at.line,
        **({"url": url} if url else {}),
        "hosts": sorted({host for definition in node.definitions for host in definition.hosts}),
    }
    if node.kind == DEFINITION:
        values: JsonObject = {
            "format": first.format,
            "name": first.name,
            "plugin": first.within,
            "tool-rule": first.tool_rule.value,
            "tools": first.tools,
            "denied": first.denied,
            "model": first.models,
            "permission-mode": first.permission_mode,
            "declared-owner": first.owner,
            "state": first.state.value,
        }
    else:
        values = {"plugin": first.within, "files": sorted({definition.path for definition in node.definitions})}
    return {**common, **{key: plain_value(value) for key, value in values.items() if value not in ("", ())}}


def field_values(part: Part) -> JsonObject:
    """The non-empty values of a record or nested map, by key, in the order of its fields."""
    values = ((key, getattr(part, field.name)) for key, field in fields_of(type(part)).items())
    return {key: plain_value(value) for key, value in values if value is not None and value not in ((), "")}


def plain_value(value: Any) -> Any:
    """A value as JSON data. Dates become `YYYY-MM-DD`, and secrets are redacted."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Part):
        return field_values(value)
    if isinstance(value, dict):
        return {redact(str(key)): plain_value(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_value(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return str(value) if isinstance(value, Duration) else value


def _relations(graph: DocGraph) -> Iterator[JsonObject]:
    states = {_reference_key(link): link.resolution for link in graph.links if link.target is not None}
    for edge in graph.edges:
        state = states.get(_edge_key(edge), Resolution.FOUND)
        yield _relation(edge.source.ref, edge.relation, edge.target.ref, state, edge.at, edge.row, *edge.tenure)
    for link in graph.links:
        if link.target is None and link.rule.relation:
            ends = (
                (plain_value(link.text), link.source.ref)
                if link.rule.reverse
                else (link.source.ref, plain_value(link.text))
            )
            yield _relation(ends[0], link.rule.relation, ends[1], link.resolution, link.at, link.row)
    for defined in graph.definition_graph.edges:
        yield _relation(defined.source.ref, defined.relation, defined.target.ref, Resolution.FOUND, defined.at)
    for name in graph.definition_graph.undefined:
        yield _relation(name.source.ref, name.relation, plain_value(name.text), Resolution.UNRESOLVED, name.at)


def _reference_key(link: Reference) -> tuple[str, int, str, frozenset[str]]:
    place, target = link.source.place, link.target.ref if link.target else ""
    return place.text.path, place.start(link.path), link.rule.relation, frozenset((link.source.ref, target))


def _edge_key(edge: Edge) -> tuple[str, int, str, frozenset[str]]:
    return edge.text.path, edge.offset, edge.relation, frozenset((edge.source.ref, edge.target.ref))


def _relation(
    source: str,
    relation: str,
    target: str,
    state: Resolution,
    at: Location,
    row: str = "",
    start: date | None = None,
    end: date | None = None,
) -> JsonObject:
    optional = {"row": plain_value(row), "start": plain_value(start), "end": plain_value(end)}
    return {
        "from": source,
        "relation": relation,
        "to": target,
        "state": state.value.replace(" ", "-"),
        **{key: value for key, value in optional.items() if value},
        "path": at.path,
        "line": at.line,
        "column": at.column,
    }


def _relation_sort_key(relation: JsonObject) -> tuple[Any, ...]:
    ends = (relation["from"], relation["relation"], relation["to"])
    return *ends, relation.get("row", ""), relation.get("start", ""), *(relation[key] for key in _LOCATION_KEYS)
