"""Reports records in a body that are not read, in any form."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.model.document import Document
from docgraph.model.problem import Problem
from docgraph.parse.kind.in_body import unread_kinds
from docgraph.parse.recovery.packets import OWNER_LABEL, unread_packets
from docgraph.parse.recovery.several_records import is_second_record, unread_forms
from docgraph.parse.recovery.table_rows import differing_rows


def unread_records(document: Document, body: int) -> Iterator[Problem]:
    """Problems of unread printed forms, packets, table rows, and sections with a kind."""
    forms = [*unread_forms(document, body)]
    reported = {problem.shows[0] for problem in forms}
    if any(map(is_second_record, document.problems)):
        reported |= {record.kind for record in document.records}
    yield from forms
    if OWNER_LABEL.search(document.text.content, body):
        yield from unread_packets(document, body, reported)
    if document.collection is not None:
        yield from differing_rows(document, body)
    yield from unread_kinds(document, body)
