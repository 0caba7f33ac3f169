"""Tests whether files that MkDocs does not publish as pages have records.

The parser is imported inside functions, because importing it takes longer than a walk of the docs folder.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import normalize

from msgspec.structs import replace

from docgraph.model.source_file import SourceFile


def holds_record(source: SourceFile) -> bool:
    """Whether a file has a record or declares a `kind`."""
    from docgraph.model.settings import Settings
    from docgraph.parse.document import parse_document
    from docgraph.parse.kind.detection import says_kind

    declares = says_kind(source.content.decode(errors="ignore"))
    return declares or bool(parse_document(source, Settings()).records)


def may_hold_record(source: SourceFile) -> bool:
    """Whether a file may have a record. A fast test: if it is False, the file has no record."""
    shown = normalize("NFKC", source.content.decode(errors="ignore")).lower()
    return bool(source.inherited) or "kind" in shown or "\\" in shown


def repeats(translation: SourceFile, original: SourceFile) -> bool:
    """Whether the original has every record of its translation.

    Compares the declared ids, and the number of records of each kind.
    """
    from docgraph.model.settings import Settings
    from docgraph.parse.document import parse_document

    # a record without `id` takes it from its file name
    records = parse_document(replace(translation, path=original.path), Settings()).records
    originals = parse_document(original, Settings()).records
    known = {record.ref for record in originals}
    named = {record.ref for record in records if (*record.place.prefix, "id") in record.place.marks}
    counts = Counter(record.kind for record in records) <= Counter(record.kind for record in originals)
    return bool(originals) and named <= known and counts
