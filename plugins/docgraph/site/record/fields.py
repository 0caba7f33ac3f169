"""What a record declares besides its head and its neighbours, key by key, generically from the kind's fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.contact_details import published_aliases
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Acceptance
from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.location import KeyPath
from docgraph.model.record import Part, Record
from docgraph.site.context import Site
from docgraph.site.i18n import said
from docgraph.site.record.head import SHOWN_KEYS, unreadable
from docgraph.site.render.environment import label
from docgraph.site.render.format import PageLinks, day, format_number, isolated

_SIGNS = {"<=": "≤", ">=": "≥", "==": "="}
_LAST = ("waivers", "reviewed", "review-every", "aliases", "tags")


class Shown(Struct, frozen=True):
    """A field as readers see it: `lines` as a list, or `rows` under `columns`."""

    name: str
    lines: tuple[Markup, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()


def fields(site: Site, record: Record, link: PageLinks) -> list[Shown]:
    """The fields to show. On a record's own page, what its body says is not said again."""
    # a day that is dated later is no unreadable one
    declared = site.declared(record)
    writer = _Writer(record, declared, site.trace, link)
    place = record.place
    # what is no key of the header is text of the page
    unseen = (
        field for field in _untold(type(record)) if not place.is_own_page or (*place.prefix, field.key) in place.keys
    )
    values = ((field, _published(site, record, field)) for field in unseen)
    shown = (writer.shown(field, value) for field, value in values if value or declared.has_invalid(field.key))
    return [field for field in shown if field.lines or field.rows]


def _published(site: Site, record: Record, field: FieldSpec) -> Any:
    return published_aliases(record) if field.key == "aliases" and not site.contacts else getattr(record, field.name)


@cache
def _untold(kind: type[Record]) -> list[FieldSpec]:
    """The fields of a kind that its head does not tell, the ones about the record itself last."""
    told = {"id", "title", *SHOWN_KEYS.get(kind.kind, ())}
    untold = [field for key, field in fields_of(kind).items() if key not in told]
    return sorted(untold, key=lambda field: _LAST.index(field.key) if field.key in _LAST else -1)


class _Writer:
    """Writes the values of one record."""

    def __init__(self, record: Record, declared: Record, trace: DocGraph, link: PageLinks) -> None:
        later = {record.ref for record in trace.later}
        links = trace.links_of(record)
        self._record = record
        self._declared = declared
        self._as_of = trace.as_of
        self._named: Mapping[KeyPath, Reference] = {reference.path: reference for reference in links}
        self._later = {
            reference.path for reference in links if reference.target is not None and reference.target.ref in later
        }
        self._link = link

    def shown(self, field: FieldSpec, value: Any) -> Shown:
        if not value:
            return Shown(label(field.key), (unreadable(),))
        if field.part is Acceptance:
            return Shown(label(field.key), tuple(self._bar(bar) for bar in value))
        if field.part is not None and field.many:
            return self._table(field, value)
        return Shown(label(field.key), tuple(self._values(field, value, (field.key,))))

    def _values(self, field: FieldSpec, value: Any, path: KeyPath) -> Iterator[Markup]:
        if field.reference is not None:
            links = [self._named.get((*path, place)) for place in range(len(value))]
            # names that are neighbours are told in the foot
            if (
                len(path) > 1
                or not field.reference.relation
                or any(reference is None or reference.target is None for reference in links)
            ):
                yield from (
                    self._link.named(reference) if reference else isolated(text)
                    for reference, text in zip(links, value, strict=True)
                    if reference is None or reference.path not in self._later
                )
        elif field.part is not None:
            for key, inner in fields_of(field.part).items():
                # a default is no fact
                if inner.name not in value.model_fields_set and not self._declared.has_invalid(*path, key):
                    continue
                cell = self._cell(inner, getattr(value, inner.name), (*path, key))
                if cell:
                    yield Markup("%s: %s") % (label(key), cell)
        elif isinstance(value, tuple) and not hasattr(value, "after"):
            yield from (self._scalar(one) for one in value)
        else:
            yield self._scalar(value)

    def _table(self, field: FieldSpec, parts: tuple[Part, ...]) -> Shown:
        assert field.part is not None
        inner = fields_of(field.part)
        lines = [
            [
                self._cell(field_spec, getattr(part, field_spec.name), (field.key, place, key))
                for key, field_spec in inner.items()
            ]
            for place, part in enumerate(parts)
            if not self._begins_later(part)
        ]
        lines = [line for line in lines if any(line)]
        used = [place for place in range(len(inner)) if any(line[place] for line in lines)]
        columns = [label(key) for key in inner]
        return Shown(
            label(field.key),
            columns=tuple(columns[place] for place in used),
            rows=tuple(tuple(line[place] for place in used) for line in lines),
        )

    def _begins_later(self, part: Part) -> bool:
        """Whether a term begins after the as-of date: what is dated later has a section of its own."""
        start = getattr(part, "from_", None)
        return isinstance(start, date) and start > self._as_of

    def _cell(self, field: FieldSpec, value: Any, path: KeyPath) -> Markup:
        if value is None or value == () or value == "":
            return unreadable() if self._declared.has_invalid(*path) else Markup()
        return Markup(", ").join(self._values(field, value, path))

    def _bar(self, bar: Acceptance) -> Markup:
        """A bar of acceptance as people write it: `accuracy ≥ 95 % on the golden set`."""
        value = bar.value if isinstance(bar.value, str) else "" if bar.value is None else format_number(bar.value)
        parts = (
            bar.metric,
            _SIGNS.get(bar.op, bar.op),
            value,
            bar.unit,
            bar.on and said("on %(what)s") % {"what": bar.on},
        )
        return self._link.text(self._record, " ".join(part for part in parts if part))

    def _scalar(self, value: Any) -> Markup:
        if isinstance(value, bool):
            return Markup(said("yes") if value else said("no"))
        if isinstance(value, date):
            return Markup(day(value))
        if isinstance(value, float):
            return Markup(format_number(value))
        return self._link.text(self._record, str(value))
