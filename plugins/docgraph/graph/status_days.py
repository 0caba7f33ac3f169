"""Statuses with a day behind them that is still to come: nobody has that status yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from docgraph.kinds import Agent, Outcome
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.problem import Problem
from docgraph.model.record import Record


def with_statuses_on(documents: Iterable[Document], as_of: date) -> list[Document]:
    """The documents, with a problem instead of each status of an agent or outcome whose day is after `as_of`."""
    return [_judged(document, as_of) if _has_later(document, as_of) else document for document in documents]


def _has_later(document: Document, as_of: date) -> bool:
    return any(_is_later(record, as_of) for record in document.records)


def _is_later(record: Record, as_of: date) -> bool:
    return (
        isinstance(record, (Agent, Outcome))
        and record.status is not None
        and record.status_on is not None
        and record.status_on > as_of
    )


def _judged(document: Document, as_of: date) -> Document:
    later = [record for record in document.records if _is_later(record, as_of)]
    records = tuple(_without_status(record) if record in later else record for record in document.records)
    return replace(
        document, records=records, problems=(*document.problems, *(_problem(record, as_of) for record in later))
    )


def _without_status(record: Record) -> Record:
    copy = record.model_copy(update={"status": None})
    copy.__dict__.pop("_unusable", None)
    copy.set_place(replace(record.place, invalid_paths=record.place.invalid_paths | {("status",)}))
    return copy


def _problem(record: Record, as_of: date) -> Problem:
    status, key = record.value("status"), ("status",)
    return Problem(
        fields_of(type(record))["status"].invalid_value_rule,
        record.at("status"),
        f"`{status}` has a day behind it, {record.status_on}, that is after the as-of date {as_of}",
        f"write the status of today; write `{status}` when it is so",
        record.ref,
        key,
        unused=key,
    )
