"""What every export tells: records, pages, relations and findings as plain values in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.analysis.contact_details import ContactDetails, is_public_contact, published_aliases
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Edge, Reference, Resolution
from docgraph.kinds import Person
from docgraph.model.document import PlainPage
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import Duration
from docgraph.model.location import Location
from docgraph.model.record import Part, Record
from docgraph.report import ReportContext
from docgraph.report.json import finding_to_dict as finding_told
from docgraph.text.secrets import redact

JsonObject = dict[str, Any]
"""Keys in kebab-case; values are texts, numbers, truth values, and lists and maps of them."""

Url = Callable[[Record | PlainPage], str]
"""The address of a record's or page's own page; empty where it has none, or none is known."""

_LISTED_FIRST = ("id", "title", "aliases")
_AT = ("path", "line", "column")


class Payload(Struct, frozen=True):
    """All of a run. Relations name their ends as `kind:id`, `page:path`, or, unresolved, as they were written."""

    as_of: str
    records: tuple[JsonObject, ...]
    pages: tuple[JsonObject, ...]
    relations: tuple[JsonObject, ...]
    findings: tuple[JsonObject, ...]

    @property
    def nodes(self) -> Iterator[tuple[str, JsonObject]]:
        """The records, then the pages, each with its address."""
        for record in self.records:
            yield f"{record['kind']}:{record['id']}", record
        for page in self.pages:
            yield f"page:{page['path']}", {"kind": "page", **page}

    @property
    def edges(self) -> Iterator[JsonObject]:
        """The relations whose two ends are nodes."""
        return (one for one in self.relations if one["state"] in (Resolution.FOUND.value, Resolution.ALIAS.value))


def payload_of(facts: ReportContext, url: Url = lambda node: "", *, public: bool = False) -> Payload:
    """What an export of a run tells. `public` leaves out mail addresses and phone numbers of people, and `x-` keys."""
    trace = facts.trace
    records = sorted(trace.records, key=lambda record: (record.kind, record.id.casefold(), record.path))
    pages = {edge.source.path: edge.source for edge in trace.edges if isinstance(edge.source, PlainPage)}
    details = ContactDetails(trace.all(Person)) if public else None
    hide = details.hide_in if details else _unchanged
    return Payload(
        trace.as_of.isoformat(),
        tuple(_record(record, trace, url, details) for record in records),
        tuple(_page(pages[path], url) for path in sorted(pages)),
        tuple(sorted(map(hide, _relations(trace)), key=_order)),
        tuple(hide(plain_value(finding_told(finding))) for finding in facts.findings),
    )


def _unchanged(value: Any) -> Any:
    return value


def _record(record: Record, trace: DocGraph, url: Url, details: ContactDetails | None) -> JsonObject:
    owner, address = trace.owner_of(record), url(record)
    fields = {key: value for key, value in values(record).items() if not _is_default(record, key)}
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
        **({"url": address} if address else {}),
        "aliases": plain_value((*aliases, *record.former)),
        "owner": owner.ref if owner else "",
        "backup": [one.ref for one in trace.targets(record, "backed-by")],
        "fields": {key: value for key, value in fields.items() if key not in _LISTED_FIRST},
        **({"extra": plain_value(extra)} if extra else {}),
    }


def _is_default(record: Record, key: str) -> bool:
    """Whether the value at `key` is only the default, because the one in the document could not be read."""
    name = fields_of(type(record))[key].name
    return record.has_invalid(key) and getattr(record, name) == type(record).model_fields[name].default


def _page(page: PlainPage, url: Url) -> JsonObject:
    address = url(page)
    return {"title": plain_value(page.title or page.path), "path": page.path, **({"url": address} if address else {})}


def values(part: Part) -> JsonObject:
    """What a record or a part of one says, in the order of its kind; what is absent or empty is left out."""
    said = ((key, getattr(part, field.name)) for key, field in fields_of(type(part)).items())
    return {key: plain_value(value) for key, value in said if value is not None and value not in ((), "")}


def plain_value(value: Any) -> Any:
    """A value of the model as a program takes it: days as `YYYY-MM-DD`, no secrets."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Part):
        return values(value)
    if isinstance(value, dict):
        return {redact(str(key)): plain_value(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_value(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return str(value) if isinstance(value, Duration) else value


def _relations(trace: DocGraph) -> Iterator[JsonObject]:
    states = {_unresolved_name(link): link.resolution for link in trace.links if link.target is not None}
    for edge in trace.edges:
        state = states.get(_place(edge), Resolution.FOUND)
        yield _relation(edge.source.ref, edge.relation, edge.target.ref, state, edge.at, edge.row, *edge.tenure)
    for link in trace.links:
        if link.target is None and link.rule.relation:
            ends = (
                (plain_value(link.text), link.source.ref)
                if link.rule.reverse
                else (link.source.ref, plain_value(link.text))
            )
            yield _relation(ends[0], link.rule.relation, ends[1], link.resolution, link.at, link.row)


def _unresolved_name(link: Reference) -> tuple[str, int, str, frozenset[str]]:
    place, target = link.source.place, link.target.ref if link.target else ""
    return place.text.path, place.start(link.path), link.rule.relation, frozenset((link.source.ref, target))


def _place(edge: Edge) -> tuple[str, int, str, frozenset[str]]:
    return edge.text.path, edge.offset, edge.relation, frozenset((edge.source.ref, edge.target.ref))


def _relation(
    source: str,
    relation: str,
    target: str,
    state: Resolution,
    at: Location,
    row: str,
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


def _order(relation: JsonObject) -> tuple[Any, ...]:
    ends = (relation["from"], relation["relation"], relation["to"])
    return *ends, relation.get("row", ""), relation.get("start", ""), *(relation[key] for key in _AT)
