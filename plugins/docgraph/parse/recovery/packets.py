"""Finds unread sections with labels of an agent or outcome, such as `## Refund bot`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import pairwise

from msgspec import Struct

from docgraph.kinds import Agent, Outcome
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label, labels_of
from docgraph.parse.form.reader import fields_in_blocks
from docgraph.parse.form.sections import heading_of, name_in_heading
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.markdown.blocks import Block, Passage, blocks
from docgraph.parse.placeholders import placeholder_text
from docgraph.parse.recovery.printed_forms import KEYS_OF_MANY, form_of, mentions_any, names_of, unread_record
from docgraph.parse.recovery.templates import is_template, owners_in

_MARKS = r"(?:\*\*|__|^ {0,3}#{1,6})[*_ \t]{0,4}"
OWNER_LABEL = re.compile(rf"{_MARKS}owner", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(r"<[^<>!/]+>[ \t]*\Z")
"""A placeholder at the end of a heading, which `heading_of` drops because it looks like a tag."""
_LEAST = 3
"""Number of labels of a complete packet: an owner, one that only its kind has, and another."""
_MOST = 100
"""Maximum number of reported packets per kind and document."""


class _Packet(Struct, frozen=True):
    """A section with an owner; `is_complete` means that it has enough labels to be a record, and
    `is_template` that its labels are explained rather than filled in."""

    heading: Block
    name: str
    owners: tuple[str, ...]
    is_complete: bool
    is_template: bool


def unread_packets(document: Document, body: int, reported: Set[str]) -> Iterator[Problem]:
    """Problems of packets that are not read, except of kinds in `reported`.

    Below a list of their kind, sections with an owner and one more label are a warning. In a document of one agent, a
    packet with another owner is of another agent. The graph drops the problem of a packet about an existing record.
    """
    content, listed = document.text.content, document.collection is not None
    own = document.records[0].kind if document.records else ""
    for kind in (Agent, Outcome):
        lists_kind = listed and own in (kind.kind, "")
        if kind.kind in reported or not (lists_kind or _signs(kind).search(content, body)):
            continue
        packets = {packet.name: packet for packet in _packets(kind, document, body)}
        if not lists_kind:
            packets = {name: packet for name, packet in packets.items() if not packet.is_template}
        are_several = sum(packet.is_complete for packet in packets.values()) > 1
        for packet in [*packets.values()][:_MOST]:
            if lists_kind:
                yield from _unlisted(kind, document, packet)
            elif packet.is_complete and own == kind.kind:
                yield from _of_another(kind, document, packet)
            elif packet.is_complete and (kind is Agent or (are_several and not own)):
                severity = Severity.ERROR if kind is Agent and are_several and packet.owners else Severity.WARNING
                yield unread_record(kind, document.text, packet.heading.offset, packet.name, severity=severity)


def _unlisted(kind: type[Record], document: Document, packet: _Packet) -> Iterator[Problem]:
    """The problem of a packet below a list of its kind.

    An incomplete packet counts only below a section heading: below the title, it is about the page.
    """
    if packet.is_complete or packet.heading.level > 1:
        yield unread_record(
            kind,
            document.text,
            packet.heading.offset,
            packet.name,
            reason=f"this document lists its {kind.plural} in the front matter",
            help=f"add it to `{kind.plural}:`, or rename the heading to the title of an item there",
            severity=Severity.ERROR if packet.is_complete else Severity.WARNING,
        )


def _of_another(kind: type[Record], document: Document, packet: _Packet) -> Iterator[Problem]:
    """The problem of a packet in a document of one agent, dropped if both have the same owner.

    None for outcomes, because a part of an outcome may have its own owner.
    """
    owners, reference = document.records[0].value("owner"), fields_of(kind)["owner"].reference
    if kind is Agent and owners and reference:
        conflicts = (PossibleConflict(reference.to, owners, packet.owners),)
        about = (kind, document.text, packet.heading.offset, packet.name)
        yield unread_record(*about, reason="this document defines another agent", conflicts=conflicts)


def _packets(kind: type[Record], document: Document, body: int) -> Iterator[_Packet]:
    """The packets in a body outside sections about records."""
    text, labels = document.text, labels_of(kind)
    names = names_of(document.records)
    found = blocks(text, body)
    shown = {number: heading_of(block) for number, block in enumerate(found) if block.type == "heading"}
    heads = [number for number in shown if fold_label(shown[number].rstrip(": ")) not in labels]
    inside = 0
    for begin, end in pairwise([*heads, len(found)]):
        heading, form = found[begin], form_of(kind, shown[begin])
        name = form[1] if form else name_in_heading(kind, shown[begin])
        inside = inside if 0 < inside < heading.level else 0
        if not inside and (not name or mentions_any(name, names)):
            inside = heading.level if heading.level > 1 else 0
        elif not inside and OWNER_LABEL.search(text.content, heading.offset, _start(text, found, end)):
            packet = _packet(kind, text, heading, name, found[begin + 1 : end])
            yield from (packet,) if packet else ()


def _start(text: Text, body: Sequence[Block], number: int) -> int:
    return body[number].offset if number < len(body) else len(text.content)


def _packet(kind: type[Record], text: Text, heading: Block, name: str, body: Sequence[Block]) -> _Packet | None:
    """The packet in a section; None if it lacks an owner or another label, or is a template."""
    tree = fields_in_blocks(kind, text, body)
    owners = owners_in(tree.data)
    keys = {"owner", *tree.data}
    is_blank = _BLANK.search(Passage(heading.lines).raw) or any(
        value.startswith("[") or (value[:1] in ("<", "{") and placeholder_text(value)) for value in (name, *owners)
    )
    if ("owner",) not in tree.keys or keys <= {"owner", *KEYS_OF_MANY} or is_blank:
        return None
    # `Level` is a label for `autonomy`, but is also used for other topics
    signs = (tree.keys.get((key,)) for key in SIGNS[kind] & tree.data.keys())
    spelled = _signs(kind, marks=r"[*_# \t]{0,10}")
    is_signed = any(offset is not None and spelled.match(text.content, offset) for offset in signs)
    return _Packet(heading, name, owners, len(keys) >= _LEAST and is_signed, is_template(tree))


@cache
def _signs(kind: type[Record], marks: str = _MARKS) -> re.Pattern[str]:
    """Matches a label that only this kind has, or its parent label: `Boundaries`."""
    known = {fold_label(key) for key in SIGNS[kind]}
    words = set()
    for label, target in kind.labels.items():
        names = {label} if isinstance(target, str) else {*target}
        signs = {name for name in names if fold_label(name) in known}
        words |= {*signs, label} if signs else set()
    spelled = "|".join(re.escape(word).replace(r"\ ", "[ -]").replace("'", ".?") for word in sorted(words))
    return re.compile(rf"{marks}(?:{spelled})", re.IGNORECASE | re.MULTILINE)
