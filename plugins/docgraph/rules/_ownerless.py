"""Findings about records that name no owner, or whose owner is unresolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.model.cause import Cause
from docgraph.model.record import Record
from docgraph.rules._causes import UNRESOLVED, explained_by, same_fault, unread, unresolved
from docgraph.rules._unread_relations import unloaded

_RecordType = TypeVar("_RecordType", bound=Record)


class Ownerless(Struct, frozen=True):
    """Message, fix line and `Cause`s for a finding about a record without an owner.

    `unmapped` is an unknown key whose value is the name of a person or role; empty if there is none.
    """

    message: str
    help: str
    unless: tuple[Cause, ...]
    unmapped: str = ""


def ownerless(graph: DocGraph, kind: type[_RecordType], template: str) -> Iterator[tuple[_RecordType, Ownerless]]:
    """Yield each record of `kind` without a resolved owner, and the texts of its finding.

    `template` is the message for a record that names no owner. `{id}` in it is replaced by the record's id.
    """
    for record in graph.all(kind):
        links = graph.links_of(record, "owner")
        nameless = [link for link in links if link.target is None]
        if links and not nameless:
            continue
        unless = [*unread(record, "owner"), *explained_by(("OWN007",), record, "owner")]
        unless += [cause for link in nameless for cause in _explanations(graph, link)]
        if links:
            names = " and ".join(f"`{link.text}`" for link in nameless)
            verb = "does" if len(nameless) == 1 else "do"
            lacks = "has no owner" if nameless == links else "has an unresolved owner"
            message = f"{record.kind} `{record.id}` {lacks}: {names} {verb} not resolve to a person or role"
            yield record, Ownerless(message, "set `owner: <person or role id>`", tuple(unless))
        else:
            message = template.format(id=record.id)
            help = "add `owner: <person or role id>`"
            key = _key_of_owner(graph, record)
            help = f"map `{key}` to `owner` under `keys` in the settings, or {help}" if key else help
            yield record, Ownerless(message, help, tuple(unless), key)


def _key_of_owner(graph: DocGraph, record: Record) -> str:
    unmapped = record.place.unmapped.items()
    return next((key for key, name in unmapped if graph.get(name.strip("@ "), "person", "role")), "")


def _explanations(graph: DocGraph, link: Reference) -> Iterator[Cause]:
    yield from same_fault(unresolved(link, tuple(code for code in UNRESOLVED if code.startswith("OWN"))))
    yield from unresolved(link)
    yield from unloaded(graph, link)
