"""The declared fields of a record that neither its head nor its neighbours show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from docgraph.site.i18n import gettext
from docgraph.site.record.fact_values import unreadable
from docgraph.site.record.head_parts import shown_keys
from docgraph.site.render.declared_values import day
from docgraph.site.render.environment import label
from docgraph.site.render.format import PageLinks, format_number, isolated

_OPERATOR_SIGNS = {"<=": "≤", ">=": "≥", "==": "="}
_LAST_KEYS = ("waivers", "reviewed", "reviewed-by", "review-every", "review-due", "aliases", "tags")


class ShownField(Struct, frozen=True):
    """A rendered field: a list of `lines`, or a table with `columns` and `rows`."""

    name: str
    lines: tuple[Markup, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()


def fields(site: Site, record: Record, link: PageLinks) -> list[ShownField]:
    """The fields to show below a record's page.

    On the record's own page, values that its body already shows are left out.
    """
    # a value removed because it is dated later must not count as unreadable
    declared = site.as_declared(record)
    renderer = _FieldRenderer(record, declared, site.graph, link)
    place = record.place
    # values outside the front matter are already text of the page
    remaining = (
        field
        for field in _remaining_fields(type(record))
        if not place.is_own_page or (*place.prefix, field.key) in place.keys
    )
    values = ((field, _published(site, record, field)) for field in remaining)
    shown = (renderer.render(field, value) for field, value in values if value or declared.has_invalid(field.key))
    return [field for field in shown if field.lines or field.rows]


def facts(site: Site, record: Record, keys: Iterable[str], link: PageLinks) -> list[tuple[str, Markup]]:
    """(name, value) of each declared field whose key is in `keys`, in the order of `keys`."""
    declared, specs = site.as_declared(record), fields_of(type(record))
    renderer = _FieldRenderer(record, declared, site.graph, link)
    values = (
        (specs[key], getattr(record, specs[key].name) if specs[key].name in record.model_fields_set else None)
        for key in keys
    )
    shown = (renderer.render(field, value) for field, value in values if value or declared.has_invalid(field.key))
    return [(field.name, Markup(", ").join(field.lines)) for field in shown]


def _published(site: Site, record: Record, field: FieldSpec) -> Any:
    return published_aliases(record) if field.key == "aliases" and not site.contacts else getattr(record, field.name)


@cache
def _remaining_fields(kind: type[Record]) -> list[FieldSpec]:
    """The fields of a kind that its head does not show; fields in `_LAST_KEYS` come last."""
    in_head = {"id", "title", *shown_keys(kind)}
    remaining = [field for key, field in fields_of(kind).items() if key not in in_head]
    return sorted(remaining, key=lambda field: _LAST_KEYS.index(field.key) if field.key in _LAST_KEYS else -1)


class _FieldRenderer:
    """Renders the field values of one record."""

    def __init__(self, record: Record, declared: Record, graph: DocGraph, link: PageLinks) -> None:
        later = {record.ref for record in graph.later}
        links = graph.links_of(record)
        self._record = record
        self._declared = declared
        self._as_of = graph.as_of
        self._references: Mapping[KeyPath, Reference] = {reference.path: reference for reference in links}
        self._later_paths = {
            reference.path for reference in links if reference.target is not None and reference.target.ref in later
        }
        self._link = link

    def render(self, field: FieldSpec, value: Any) -> ShownField:
        if not value:
            return ShownField(label(field.key), (unreadable(),))
        if field.part is Acceptance:
            return ShownField(label(field.key), tuple(self._criterion(bar) for bar in value))
        if field.part is not None and field.many:
            return self._table(field, value)
        return ShownField(label(field.key), tuple(self._values(field, value, (field.key,))))

    def _values(self, field: FieldSpec, value: Any, path: KeyPath) -> Iterator[Markup]:
        if field.reference is not None:
            links = [self._references.get((*path, place)) for place in range(len(value))]
            # resolved references with a relation are listed among the neighbours
            if (
                len(path) > 1
                or not field.reference.relation
                or any(reference is None or reference.target is None for reference in links)
            ):
                yield from (
                    self._link.reference(reference) if reference else isolated(text)
                    for reference, text in zip(links, value, strict=True)
                    if reference is None or reference.path not in self._later_paths
                )
        elif field.part is not None:
            for key, inner in fields_of(field.part).items():
                # a default is not declared
                if inner.name not in value.model_fields_set and not self._declared.has_invalid(*path, key):
                    continue
                cell = self._cell(inner, getattr(value, inner.name), (*path, key))
                if cell:
                    yield Markup("%s: %s") % (label(key), cell)
        elif isinstance(value, tuple) and not hasattr(value, "after"):
            yield from (self._scalar(item) for item in value)
        else:
            yield self._scalar(value)

    def _table(self, field: FieldSpec, parts: tuple[Part, ...]) -> ShownField:
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
        return ShownField(
            label(field.key),
            columns=tuple(columns[place] for place in used),
            rows=tuple(tuple(line[place] for place in used) for line in lines),
        )

    def _begins_later(self, part: Part) -> bool:
        """Whether a term begins after the as-of date. Such a term is listed with the later changes."""
        start = getattr(part, "from_", None)
        return isinstance(start, date) and start > self._as_of

    def _cell(self, field: FieldSpec, value: Any, path: KeyPath) -> Markup:
        if value in (None, (), ""):
            return unreadable() if self._declared.has_invalid(*path) else Markup()
        return Markup(", ").join(self._values(field, value, path))

    def _criterion(self, criterion: Acceptance) -> Markup:
        """An acceptance criterion as text, such as `accuracy ≥ 95 % on the golden set`."""
        value = (
            criterion.value
            if isinstance(criterion.value, str)
            else ""
            if criterion.value is None
            else format_number(criterion.value)
        )
        parts = (
            criterion.metric,
            _OPERATOR_SIGNS.get(criterion.op, criterion.op),
            value,
            criterion.unit,
            criterion.on and gettext("on %(dataset)s") % {"dataset": criterion.on},
        )
        return self._link.text(self._record, " ".join(part for part in parts if part))

    def _scalar(self, value: Any) -> Markup:
        if isinstance(value, bool):
            return Markup(gettext("yes") if value else gettext("no"))
        if isinstance(value, date):
            return Markup(day(value))
        if isinstance(value, float):
            return Markup(format_number(value))
        return self._link.text(self._record, str(value))
