"""Reports documents that exceed size limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.model.cause import Cause
from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.limits import PASSAGE_MARKUP, RECORDS
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.body_size import body_overflow, markup_in
from docgraph.parse.markdown.blocks import oversized_passages
from docgraph.parse.recovery.title_lines import may_hold_records

_LIMIT_REACHED = "limit-reached"
_LINKS = ("[[", ".md")


def limits_reached(document: Document, start: int, broken: Sequence[Problem] = ()) -> Iterator[Problem]:
    """Yield problems with text in a body that is not read because the body exceeds a size limit.

    `start` is the offset of the body. `broken` are problems with text that crashes MkDocs. If a rule reports one of
    them, the problems of this function are not reported.
    """
    text, records = document.text, document.records
    if len(text.content) - start <= PASSAGE_MARKUP:
        return
    body = text.content[start:]
    subject = records[0].ref if len(records) == 1 else ""
    is_page = not records and document.collection is None
    severity = Severity.WARNING if is_page else None
    unless = tuple(Cause(("DOC015",), problem.at) for problem in broken)
    if is_page and not any(sign in body for sign in _LINKS) and not may_hold_records(body):
        return
    overflow = body_overflow(body)
    if overflow is not None:
        unparsed = "its links and records are not read" if is_page else "nothing of it is read"
        message = f"the body has more than {overflow.limit:,} {overflow.counted}, so {unparsed}"
        at = text.at(start + overflow.offset)
        yield Problem(_LIMIT_REACHED, at, message, "split the document", subject, severity=severity, unless=unless)
    elif markup_in(body) > PASSAGE_MARKUP:
        for offset in oversized_passages(text, start):
            message = f"more than {PASSAGE_MARKUP:,} markup characters in one passage, so its markup is not interpreted"
            help = "split the passage with an empty line"
            yield Problem(_LIMIT_REACHED, text.at(offset), message, help, subject, severity=severity, unless=unless)


def too_many_records(text: Text, offset: int) -> Problem:
    """The problem that a document has too many records. `offset` is that of the first record over the limit."""
    message = f"only the first {RECORDS:,} records of a document are read"
    return Problem(_LIMIT_REACHED, text.at(offset), message, "split the document")
