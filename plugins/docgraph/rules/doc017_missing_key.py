from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.field_specs import FieldSpec, fields_of, words_of
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unread
from docgraph.rules._phrases import either, kind_phrase


@rule("DOC017", "missing-key", ERROR)
def missing_key(graph: DocGraph) -> Iterator[Finding]:
    """A record has no value for a required key, and no other rule reports it."""
    for record in graph.records:
        for key, field in () if record.has_own_rules else fields_of(type(record)).items():
            if field.required and record.is_absent(key):
                # a value key in plain words could be misread: a risk that "has no effect"
                missing = key if field.reference else f"`{key}`"
                message = f"{record.kind} `{record.id}` has no {missing}"
                help = f"add `{key}: <{_values(record, field)}>`"
                severity, unless = field.required.severity, unread(record, key)
                yield record.finding(key, message, help=help, severity=severity, unless=unless)


def _values(record: Record, field: FieldSpec) -> str:
    words = sorted(words_of(type(record), field.key))
    if field.reference:
        return f"{kind_phrase(*field.reference.to) or 'record'} id"
    return either(words) or field.key
