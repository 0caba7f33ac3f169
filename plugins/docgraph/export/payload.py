"""What every export tells: records, pages, relations and findings as plain values in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.graph.doc_graph import Trace
from docgraph.graph.reference import Edge, Link, State
from docgraph.kinds import Person
from docgraph.model.document import Page
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import Span
from docgraph.model.location import Location
from docgraph.model.record import Part, Record
from docgraph.report import Facts
from docgraph.report.json import told as finding_told
from docgraph.text.secrets import redacted

Told = dict[str, Any]
"""Keys in kebab-case; values are texts, numbers, truth values, and lists and maps of them."""

Url = Callable[[Record | Page], str]
"""The address of a record's or page's own page; empty where it has none, or none is known."""

_TOLD_ABOVE = ("id", "title", "aliases")
_AT = ("path", "line", "column")
_PUBLIC_CONTACTS = ("#", "http://", "https://")


class Contents(Struct, frozen=True):
    """All of a run. Relations name their ends as `kind:id`, `page:path`, or, unresolved, as they were written."""

    as_of: str
    records: tuple[Told, ...]
    pages: tuple[Told, ...]
    relations: tuple[Told, ...]
    findings: tuple[Told, ...]

    @property
    def nodes(self) -> Iterator[tuple[str, Told]]:
        """The records, then the pages, each with its address."""
        for record in self.records:
            yield f"{record['kind']}:{record['id']}", record
        for page in self.pages:
            yield f"page:{page['path']}", {"kind": "page", **page}

    @property
    def edges(self) -> Iterator[Told]:
        """The relations whose two ends are nodes."""
        return (one for one in self.relations if one["state"] in (State.FOUND.value, State.ALIAS.value))


def contents(facts: Facts, url: Url = lambda node: "", *, public: bool = False) -> Contents:
    """What an export of a run tells. `public` leaves out mail addresses and phone numbers of people."""
    trace = facts.trace
    records = sorted(trace.records, key=lambda one: (one.kind, one.id.casefold(), one.path))
    pages = {edge.source.path: edge.source for edge in trace.edges if isinstance(edge.source, Page)}
    return Contents(
        trace.as_of.isoformat(),
        tuple(_record(one, trace, url, public) for one in records),
        tuple(_page(pages[path], url) for path in sorted(pages)),
        tuple(sorted(_relations(trace), key=_order)),
        tuple(plain(finding_told(one)) for one in facts.findings),
    )


def _record(record: Record, trace: Trace, url: Url, public: bool) -> Told:
    owner, address = trace.owner_of(record), url(record)
    fields = {key: value for key, value in values(record).items() if not _stands_in(record, key)}
    if public and isinstance(record, Person) and not record.contact.startswith(_PUBLIC_CONTACTS):
        fields.pop("contact", None)
    return {
        "kind": record.kind,
        "id": record.id,
        "title": plain(record.title or record.id),
        "path": record.path,
        "line": record.at("id").line,
        **({"url": address} if address else {}),
        "aliases": plain((*record.aliases, *record.former)),
        "owner": owner.ref if owner else "",
        "backup": [one.ref for one in trace.targets(record, "backed-by")],
        "fields": {key: value for key, value in fields.items() if key not in _TOLD_ABOVE},
        **({"extra": plain(record.extra)} if record.extra else {}),
    }


def _stands_in(record: Record, key: str) -> bool:
    """Whether the value at `key` is only the default, because the one in the document could not be read."""
    name = fields_of(type(record))[key].name
    return record.unusable(key) and getattr(record, name) == type(record).model_fields[name].default


def _page(page: Page, url: Url) -> Told:
    address = url(page)
    return {"title": plain(page.title or page.path), "path": page.path, **({"url": address} if address else {})}


def values(part: Part) -> Told:
    """What a record or a part of one says, in the order of its kind; what is absent or empty is left out."""
    said = ((key, getattr(part, field.name)) for key, field in fields_of(type(part)).items())
    return {key: plain(value) for key, value in said if value is not None and value not in ((), "")}


def plain(value: Any) -> Any:
    """A value of the model as a program takes it: days as `YYYY-MM-DD`, no secrets."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, Part):
        return values(value)
    if isinstance(value, dict):
        return {redacted(str(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return str(value) if isinstance(value, Span) else value


def _relations(trace: Trace) -> Iterator[Told]:
    states = {_said(link): link.state for link in trace.links if link.target is not None}
    for edge in trace.edges:
        state = states.get(_place(edge), State.FOUND)
        yield _relation(edge.source.ref, edge.relation, edge.target.ref, state, edge.at, edge.row, *edge.tenure)
    for link in trace.links:
        if link.target is None and link.reference.relation:
            ends = (
                (plain(link.text), link.source.ref) if link.reference.reverse else (link.source.ref, plain(link.text))
            )
            yield _relation(ends[0], link.reference.relation, ends[1], link.state, link.at, link.row)


def _said(link: Link) -> tuple[str, int, str, frozenset[str]]:
    place, target = link.source.place, link.target.ref if link.target else ""
    return place.text.path, place.start(link.path), link.reference.relation, frozenset((link.source.ref, target))


def _place(edge: Edge) -> tuple[str, int, str, frozenset[str]]:
    return edge.text.path, edge.offset, edge.relation, frozenset((edge.source.ref, edge.target.ref))


def _relation(
    source: str,
    relation: str,
    target: str,
    state: State,
    at: Location,
    row: str,
    start: date | None = None,
    end: date | None = None,
) -> Told:
    optional = {"row": plain(row), "start": plain(start), "end": plain(end)}
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


def _order(relation: Told) -> tuple[Any, ...]:
    ends = (relation["from"], relation["relation"], relation["to"])
    return *ends, relation.get("row", ""), relation.get("start", ""), *(relation[key] for key in _AT)
