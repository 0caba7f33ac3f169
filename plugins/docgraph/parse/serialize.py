"""Serializes parsed documents to JSON values for the cache, and deserializes them.

Only documents without problems are serialized. The models validate the records again when they are deserialized.
"""

from __future__ import annotations

from typing import Any

from docgraph.kinds import BY_NAME
from docgraph.model.document import Document, Mention
from docgraph.model.location import Text, interned
from docgraph.model.record import Collection
from docgraph.model.record_place import RecordPlace
from docgraph.model.source_file import SourceFile


def serialize(document: Document) -> list[Any] | None:
    """A document as JSON values.

    None if the document must not be cached, for example because it has problems.
    """
    has_several_trees = bool(document.records) and not document.validated_inputs
    if (
        document.problems
        or document.handles
        or has_several_trees
        or any(record.place.of_others for record in document.records)
    ):
        return None
    place = (document.collection or document.records[0]).place if document.validated_inputs else None
    marks, keys = (place.marks, place.keys) if place else ({}, {})
    return [
        document.title,
        [list(shape) for shape in document.validated_inputs],
        [(path, mark, keys.get(path)) for path, mark in marks.items()],
        [(path, key) for path, key in keys.items() if path not in marks],
        [[mention.offset, mention.target, mention.href] for mention in document.mentions],
        document.unparsed_ids,
        document.text.may_contain_secret,
        [place.adopted, place.their_keys, place.unmapped] if place and place.adopted else [],
    ]


def deserialize(source: SourceFile, entry: list[Any], levels: tuple[str, ...]) -> Document:
    """Create a document from JSON values of the cache. Raises `ValueError` or another exception if they are corrupt."""
    title, shapes, places, alone, mentions, unread, may_contain_secret, adopted = entry
    content = source.content.decode("utf-8-sig")
    text = Text(source.path, content)
    if source.inherited:
        from docgraph.parse.inherited_meta import source_text_of  # slow to import, and few projects need it

        text = source_text_of(source, content)
    if source.adoption is not None and source.adoption.form:
        text.body_start = len(content)
    text.may_contain_secret = bool(may_contain_secret)
    marks, keys = {}, {}
    for steps, mark, key in places:
        path = interned(tuple(steps))
        marks[path] = mark
        if key is not None:
            keys[path] = key
    for steps, key in alone:
        keys[interned(tuple(steps))] = key
    records, collection = [], None
    for kind, values, prefix, page in shapes:
        model = BY_NAME.get(kind, Collection)
        record = model.model_validate(values, context={"levels": levels})
        record.set_place(RecordPlace(text, marks, keys, tuple(prefix), page, frozenset(), {}, *adopted))
        if model is Collection:
            collection = record
        else:
            records.append(record)
    stored = tuple(Mention(*mention) for mention in mentions)
    return Document(text, title, tuple(records), collection, (), stored, tuple(unread))
