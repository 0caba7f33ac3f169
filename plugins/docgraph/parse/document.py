"""Parses a file. An unexpected exception becomes a problem of the document."""

from __future__ import annotations

from collections.abc import Callable

from docgraph.model.document import Document
from docgraph.model.internal_error import internal_error_problem
from docgraph.model.limits import FRONT_MATTER_BYTES
from docgraph.model.location import Location, Text
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.fence import ids_in
from docgraph.parse.pipeline import parse_source
from docgraph.text.file_stem import stem_of

DocumentParser = Callable[[SourceFile, Settings], Document]


def parse_document(source: SourceFile, settings: Settings, reader: DocumentParser | None = None) -> Document:
    """Parse a file with `reader` (default: `parse_source`). An exception becomes a problem of the document."""
    try:
        return (reader or parse_source)(source, settings)
    except Exception as error:
        return failed_document(source, error)


def failed_document(source: SourceFile, error: Exception) -> Document:
    """A document without records, whose only problem is the internal error `error`.

    Ids in the file are kept, so that references to them are not reported as unresolved.
    """
    content = source.content.decode(errors="replace").removeprefix("\ufeff")
    problem = internal_error_problem(Location(source.path, 1, 1), "docgraph failed to read this document", error)
    ids = (stem_of(source.path), *_ids(content))
    return Document(Text(source.path, content), problems=(problem,), unparsed_ids=ids)


def _ids(content: str) -> tuple[str, ...]:
    try:
        return tuple(ids_in(content[:FRONT_MATTER_BYTES]))
    except Exception:  # `ids_in` may have caused the first error
        return ()
