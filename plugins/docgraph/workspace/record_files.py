"""Whether a file holds a record, asked of the few files that MkDocs treats in a way of its own.

The kinds are imported where they are needed: they cost more than all that a walk needs.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import normalize

from msgspec.structs import replace

from docgraph.model.source_file import SourceFile


def holds_record(source: SourceFile) -> bool:
    """Whether a file holds a record, or says that it does."""
    from docgraph.model.settings import Settings
    from docgraph.parse.document import parse_document
    from docgraph.parse.kind.detection import says_kind

    declares = says_kind(source.content.decode(errors="ignore"))
    return declares or bool(parse_document(source, Settings()).records)


def may_hold_record(source: SourceFile) -> bool:
    """Whether a file may hold a record: a quick look, which says no of most files that hold none."""
    shown = normalize("NFKC", source.content.decode(errors="ignore")).lower()
    return bool(source.inherited) or "kind" in shown or "\\" in shown


def repeats(translation: SourceFile, original: SourceFile) -> bool:
    """Whether the original holds every record of its translation: those of an id, and as many of each kind."""
    from docgraph.model.settings import Settings
    from docgraph.parse.document import parse_document

    # the id of a record may be the name of its file
    records = parse_document(replace(translation, path=original.path), Settings()).records
    originals = parse_document(original, Settings()).records
    known = {record.ref for record in originals}
    named = {record.ref for record in records if (*record.place.prefix, "id") in record.place.marks}
    counts = Counter(record.kind for record in records) <= Counter(record.kind for record in originals)
    return bool(originals) and named <= known and counts
