"""The labels of a kind: their spellings, their keys, and lines that start with a label."""

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
"""Keys whose names are also labels of ordinary prose, such as `**Related:** see the wiki`."""
_OTHER_WORDS = frozenset("mode modes modal lever effect effects promoted fired hire contract states".split())
"""Words that are not misspelled labels, although they look like it."""
SINGLE_LINE_LABELS = {
    (key,) for key in ("owner", "backup", "date", "due", "status", "autonomy", "decision-makers", "holders")
}
"""Keys with one value for a record; their labels are not read in sections on other topics."""
APOSTROPHES = "'’‘ʼ"
"""Characters that are ignored in labels."""
_SAME = str.maketrans({**dict.fromkeys(APOSTROPHES, ""), "&": " and ", "-": " ", "\u2011": " "})


class Label(Struct, frozen=True):
    """The key that a label sets, or the keys that the labels nested in it set.

    `rest` is for a label with nested labels. If the text below the label has none of the nested labels, the text is the
    value of `rest`.
    """

    key: KeyPath = ()
    nested: dict[str, KeyPath] = field(default_factory=dict)
    rest: KeyPath = ()


@cache
def labels_of(kind: type[Record]) -> dict[str, Label]:
    """The labels of `kind`, by spelling normalized for comparison."""
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
    """Maps labels that need not be bold to keys; empty for kinds other than decisions.

    Such labels are read above the first section of a decision (MADR 2 and Nygard ADRs).
    """
    labels = labels_of(kind) if kind is Decision else {}
    return {name: label.key for name, label in labels.items() if label.key in SINGLE_LINE_LABELS}


def _rest(kind: type[Record], label: str) -> KeyPath:
    named = fields_of(kind).get(label)
    return (named.key, named.part.PRIMARY) if named and named.part and named.part.PRIMARY else ()


@cache
def owners_below(kind: type[Record]) -> frozenset[str]:
    """Labels that name the owner only if nested in another label, such as `primary`.

    The labels are normalized for comparison.
    """
    labels = labels_of(kind)
    nested = {name for label in labels.values() for name, key in label.nested.items() if key == ("owner",)}
    return frozenset(nested - labels.keys())


def declared_labels(kind: type[Record], nested: dict[str, KeyPath]) -> list[str]:
    """The labels in `nested`, as spelled by the kind. For each key only the first label."""
    for target in kind.labels.values():
        if isinstance(target, dict) and {fold_label(inner) for inner in target} == nested.keys():
            return list({path: inner for inner, path in reversed(target.items())}.values())[::-1]
    return []


def key_only(kind: type[Record], name: str) -> str:
    """The key with the normalized name `name`, unless a label of the kind has the same name.

    Empty if there is no such key.
    """
    keys = {fold_label(key): key for key in fields_of(kind) if key not in _OF_ANY_PAGE}
    return "" if name in labels_of(kind) else keys.get(name, "")


def near_label(kind: type[Record], name: str) -> str:
    """The label, as spelled by the kind, that is one edit away from `name`.

    Empty if there is none.
    """
    if name in _OTHER_WORDS:
        return ""
    spelled = {fold_label(label_text): label_text for label_text in kind.labels}
    long = [label for label in spelled if len(label) >= _SHORTEST and abs(len(label) - len(name)) < 2]
    near = first_single_edit(name, long)
    return spelled[near] if near else ""


@cache
def ended_key(kind: type[Record]) -> str:
    """The key for the end date of a record, such as `left`; empty if the kind has no such key."""
    return kind.intended_key("status", "gone")


def has_labels(kind: type[Record], body: str) -> bool:
    """Whether `body` may have a label of `kind`. Can be wrongly true, never wrongly false."""
    return bool(_label_pattern(kind).search(body) or UNDERLINE.search(body))


def first_label_offset(kind: type[Record], body: str) -> int:
    """The offset of the first possible label of `kind`; 0 if there is none.

    Labels in underlined headings are ignored.
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
    """A label normalized for comparison: lower case, no apostrophes, `&` as `and`, `-` as space."""
    text = label.lower().translate(_SAME)
    return " ".join(text.split())


def bold_label(line: Line) -> tuple[str, Line] | None:
    """The bold label at the start of a line, normalized, and the rest of the line, or None.

    The colon after the label may be inside or outside the bold text.
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
    """The text before the first colon of a line, normalized, and the text after it, or None."""
    head, colon, _ = line.text[:_LONGEST].partition(":")
    if not colon or not head:
        return None
    return fold_label(plain_text(head)), _rest_of(line, line.text[len(head) + 1 :])


def dashed_label(line: Line) -> tuple[str, Line] | None:
    """The text before the first spaced dash, normalized, and the text after the dash, or None."""
    dash = _DASH.search(line.text, 0, _LONGEST)
    return (
        (fold_label(plain_text(line.text[: dash.start()])), _rest_of(line, line.text[dash.end() :])) if dash else None
    )


def labels_in_line(nested: dict[str, KeyPath], line: Line) -> list[tuple[str, Line]]:
    """The labels of `nested` in a line, normalized for comparison, each with its value.

    Example: `Primary: jane.doe; Backup: sam.lee`.
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
    """The label cell and the value cell of the owner in a two-column table of labels.

    Empty if the table has no row for the owner.
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
