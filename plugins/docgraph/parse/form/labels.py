"""The labels of each kind, such as `**Owner:**`, and functions that find a label at the start of a line."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.kinds.decision import Decision
from docgraph.model.field_specs import fields_of
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.parse.markdown.blocks import UNDERLINE, Block, Line, plain_text, struck_texts
from docgraph.text.suggest import first_single_edit

_LONGEST = 80
_PAIR = 2
_DASH = re.compile(r"\s[–—-]\s")
_PIECE = re.compile(r"[^;,\s](?:(?![;,]\s).)*")
_SHORTEST = 5
_OF_ANY_PAGE = frozenset(("id", "title", "tags", "team", "related", "updated"))
"""Keys that are not expected as labels, because they are common in text: `**Related:** see the wiki`."""
_OTHER_WORDS = frozenset("mode modes modal lever effect effects promoted fired hire contract states".split())
"""Words that differ from a label by one letter but are not misspelled: `mode` is not `model`."""
SINGLE_LINE_LABELS = {
    (key,) for key in ("owner", "backup", "date", "due", "status", "autonomy", "decision-makers", "holders")
}
"""Key paths with one value for a record. Labels for them are ignored in sections about another topic."""
APOSTROPHES = "'’‘ʼ"
"""Apostrophes, which are ignored in labels."""
_SAME = str.maketrans({**dict.fromkeys(APOSTROPHES, ""), "&": " and ", "-": " ", "\u2011": " "})


class Label(Struct, frozen=True):
    """The key that a label sets, such as `owner`, or the labels that may be nested below it.

    - `nested` maps each label that may be nested to the key that it sets.
    - `rest` is the key for the text below the label if the text contains no nested label.
    """

    key: KeyPath = ()
    nested: dict[str, KeyPath] = field(default_factory=dict)
    rest: KeyPath = ()


@cache
def labels_of(kind: type[Record]) -> dict[str, Label]:
    """The labels of `kind`, by their text, normalized with `fold_label`."""
    labels = {}
    for label, target in kind.labels.items():
        if isinstance(target, str):
            labels[fold_label(label)] = Label(tuple(target.split(".")))
        else:
            nested = {fold_label(inner): tuple(path.split(".")) for inner, path in target.items()}
            labels[fold_label(label)] = Label((), dict(nested), _rest(kind, label))
    return labels


@cache
def head_labels(kind: type[Record]) -> dict[str, KeyPath]:
    """Labels that need not be bold above the first section, with their keys. Only decisions have such labels.

    MADR 2 and Nygard ADRs start with them: `Status: accepted`.
    """
    labels = labels_of(kind) if kind is Decision else {}
    return {name: label.key for name, label in labels.items() if label.key in SINGLE_LINE_LABELS}


def _rest(kind: type[Record], label: str) -> KeyPath:
    named = fields_of(kind).get(label)
    return (named.key, named.part.PRIMARY) if named and named.part and named.part.PRIMARY else ()


@cache
def owners_below(kind: type[Record]) -> frozenset[str]:
    """Normalized labels that name the owner only below another label: `primary` below `Owner & On-Call`."""
    labels = labels_of(kind)
    nested = {name for label in labels.values() for name, key in label.nested.items() if key == ("owner",)}
    return frozenset(nested - labels.keys())


def declared_labels(kind: type[Record], nested: dict[str, KeyPath]) -> list[str]:
    """The labels in `nested` in the spelling of the kind, for fix lines.

    If several labels set the same key, only the first.
    """
    for target in kind.labels.values():
        if isinstance(target, dict) and {fold_label(inner) for inner in target} == nested.keys():
            return list({path: inner for inner, path in reversed(target.items())}.values())[::-1]
    return []


def key_only(kind: type[Record], name: str) -> str:
    """The key of `kind` that equals `name`, unless `kind` also has a label with this name; else empty.

    `name` is normalized with `fold_label`.
    """
    keys = {fold_label(key): key for key in fields_of(kind) if key not in _OF_ANY_PAGE}
    return "" if name in labels_of(kind) else keys.get(name, "")


def near_label(kind: type[Record], name: str) -> str:
    """The label of `kind` that differs from `name` by one edit, such as `owner` for `ownr`; empty if no label does."""
    if name in _OTHER_WORDS:
        return ""
    spelled = {fold_label(label_text): label_text for label_text in kind.labels}
    long = [label for label in spelled if len(label) >= _SHORTEST and abs(len(label) - len(name)) < 2]
    near = first_single_edit(name, long)
    return spelled[near] if near else ""


@cache
def ended_key(kind: type[Record]) -> str:
    """The key with the end date of a record, such as `left` for a person; empty if the kind has no such key."""
    return kind.intended_key("status", "gone")


def has_labels(kind: type[Record], body: str) -> bool:
    """Whether `body` may contain a label of `kind`, such as `**Owner:**`. False is certain, true is not."""
    return bool(_label_pattern(kind).search(body) or UNDERLINE.search(body))


def first_label_offset(kind: type[Record], body: str) -> int:
    """The offset in `body` of the first text that may be a label of `kind`, such as `**Owner:**`; 0 if there is none.

    Underlined headings are not found.
    """
    found = _label_pattern(kind).search(body)
    return found.start() if found else 0


@cache
def _label_pattern(kind: type[Record]) -> re.Pattern[str]:
    words = {re.split(r"[^A-Za-z]", label)[0] for label in (*kind.labels, *fields_of(kind))}
    owner = "|".join(label for label, key in kind.labels.items() if key == "owner") or r"\Z"
    head = "|".join(name.replace(" ", r"[\s\u2011-]+") for name in sorted(head_labels(kind))) or r"\Z"
    unmarked = rf"(?:^|[\r\n])[ \t]*+(?:(?:[*+-]|[0-9]{{1,2}}[.)])[ \t]++)?[*_`]?(?:{head})[ \t*_`]{{0,4}}:"
    labels = rf"[*_#][*_ \t][\s*_`\[]{{0,10}}+(?:{'|'.join(sorted(words))})"
    return re.compile(rf"{labels}|{unmarked}|\|[ \t*_`]{{0,10}}+(?:{owner})\b", re.IGNORECASE)


def fold_label(label: str) -> str:
    """`text` for comparison: `Owner's On-Call & Backup` becomes `owners on call and backup`."""
    text = label.lower().translate(_SAME)
    return " ".join(text.split())


def bold_label(line: Line) -> tuple[str, Line] | None:
    """Split `**Owner:** jane.doe` into the normalized label and the rest of the line; None if there is no bold label.

    The colon may also follow the bold text: `**Owner**: jane.doe`.
    """
    text = line.text
    sign = text[:2]
    if sign not in ("**", "__"):
        return None
    width = 3 if text[:3] == sign + sign[0] else 2
    close = text.find(text[:width], width, _LONGEST)
    if close < 0:
        return None
    inner, after = text[width:close].rstrip(), text[close + width :]
    if inner.endswith(":"):
        return fold_label(plain_text(inner[:-1])), _rest_of(line, after)
    if after.lstrip().startswith(":"):
        return fold_label(plain_text(inner)), _rest_of(line, after.lstrip()[1:])
    return None


def plain_label(line: Line) -> tuple[str, Line] | None:
    """Split a line at its first colon into the normalized label and the rest of the line; None if there is no colon."""
    head, colon, _ = line.text[:_LONGEST].partition(":")
    if not colon or not head:
        return None
    return fold_label(plain_text(head)), _rest_of(line, line.text[len(head) + 1 :])


def dashed_label(line: Line) -> tuple[str, Line] | None:
    """Split `Owner - jane.doe` into the normalized label and the rest of the line; None if there is no spaced dash."""
    dash = _DASH.search(line.text, 0, _LONGEST)
    return (
        (fold_label(plain_text(line.text[: dash.start()])), _rest_of(line, line.text[dash.end() :])) if dash else None
    )


def labels_in_line(nested: dict[str, KeyPath], line: Line) -> list[tuple[str, Line]]:
    """Each label of `nested` in a line with several labels, with its value.

    `Primary: jane.doe; Backup: sam.lee` has the labels `primary` and `backup`.
    """
    found: list[tuple[str, int, int]] = []
    for piece in _PIECE.finditer(line.text):
        label = plain_label(Line(line.offset + piece.start(), piece[0]))
        if label is not None:
            found.append((label[0], label[1].offset - line.offset, piece.end()))
        elif found:
            found[-1] = (*found[-1][:2], piece.end())
    return [
        (name, replace(line, offset=line.offset + start, text=line.text[start:end]))
        for name, start, end in found
        if name in nested
    ]


def owner_row(labels: dict[str, Label], table: Block) -> tuple[Line, ...]:
    """The label cell and the value cell of the row for the owner, in a table with two columns.

    Empty if the table has no such row.
    """
    pairs = [(row.lines[0], row.lines[1]) for row in table.children if len(row.lines) == _PAIR]
    names = [
        (fold_label(plain_text(cell.text)).rstrip(": "), fold_label(plain_text(value.text))) for cell, value in pairs
    ]
    labelled = sum(name in labels for name, _ in names)
    for number, (name, value) in enumerate(names):
        is_value = (value or struck_texts(pairs[number][1].text)) and value not in labels and (number or labelled > 1)
        if is_value and name in labels and labels[name].key == ("owner",):
            return pairs[number]
    return ()


def _rest_of(line: Line, after: str) -> Line:
    rest = after.lstrip()
    return Line(line.offset + len(line.text) - len(rest), rest, line.hard)
