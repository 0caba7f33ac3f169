"""Removes statuses that are dated after the as-of date, such as `met (2027-01-01)`."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date

from msgspec.structs import replace

from docgraph.kinds import Agent, Outcome
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.problem import Problem
from docgraph.model.record import Record


def with_statuses_on(documents: Iterable[Document], as_of: date) -> list[Document]:
    """The documents without statuses that agents and outcomes get only after `as_of`.

    Each removed status becomes a problem of its document.
    """
    documents = list(documents)
    later = {
        record
        for document in documents
        for record in document.records
        if isinstance(record, (Agent, Outcome)) and record.status and record.status_on and record.status_on > as_of
    }
    if not later:
        return documents
    return [_without_statuses(document, later & {*document.records}, as_of) for document in documents]


def _without_statuses(document: Document, later: Set[Record], as_of: date) -> Document:
    if not later:
        return document
    records = tuple(_without_status(record) if record in later else record for record in document.records)
    return replace(
        document,
        records=records,
        problems=(*document.problems, *(_problem(record, as_of) for record in document.records if record in later)),
    )


def _without_status(record: Record) -> Record:
    copy = record.model_copy(update={"status": None})
    copy.set_place(replace(record.place, invalid_paths=record.place.invalid_paths | {("status",)}))
    return copy


def _problem(record: Record, as_of: date) -> Problem:
    status, key = record.value("status"), ("status",)
    return Problem(
        fields_of(type(record))["status"].invalid_value_rule,
        record.at("status"),
        f"status `{status}` is dated {record.status_on}, after the as-of date {as_of}",
        f"write the current status, and change it to `{status}` on {record.status_on}",
        record.ref,
        key,
        unused=key,
    )
