"""Reads labels and values from lines of text and table headers, with any markup."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import Agent, spellings_of
from docgraph.model.record import Record
from docgraph.parse.form.labels import bold_label, dashed_label, fold_label, labels_of, plain_label
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.markdown.blocks import Line, plain_text
from docgraph.text.slug import fold_words

_AROUND = re.compile(r"\A(?:\[[ xX]\])?[\W_]+|\s*\([^()]*\)[\W_]*\Z|[\W_]+\Z")
_NUMBER = re.compile(r"\s+(?:no\.?\s*|#\s*)?[0-9]{1,3}\Z")
_CURRENT = re.compile(
    r"(?:(?:current|present|accountable|named|primary|human|our|the) )?(owner|accountable)s?(?: (?:person|name|human))?"
)
_WIKILINK = re.compile(r"\[\[([^\[\]|]{1,200}+)[^\[\]]{0,500}+\]\]")
NAME = "title"
"""The key of labels for the name of a record, such as `Agent` in `Agent: Mailer`."""


class Pair(Struct, frozen=True):
    """A label and its value.

    `is_marked` is set if the label is bold. `is_sign` is set if only one kind has the label, which is
    therefore a sign of this kind.
    """

    label: str
    key: str
    value: Line
    is_marked: bool = False
    is_sign: bool = False


def shown_text(line: Line) -> str:
    """The visible text of a line or cell. Wiki links such as `[[id|text]]` become `id`."""
    return plain_text(_WIKILINK.sub(r"\1", line.text) if "[[" in line.text else line.text)


def without_number(text: str) -> str:
    """`text` without a number at its end: `Agent` for `Agent 2`."""
    return _NUMBER.sub("", text)


def name_of_label(text: str) -> str:
    """A label for comparison: `Current owner` and `Owner (2)` become `owner`."""
    name = without_number(fold_label(_AROUND.sub("", text)))
    owner = _CURRENT.fullmatch(name)
    return owner[1] if owner else name


def pair_in(kind: type[Record], line: Line, parent: str = "") -> Pair | None:
    """The label of `kind` at the start of a line, with its value, or None.

    Also finds labels that may be nested in the label `parent`.
    """
    for read in (bold_label, plain_label, dashed_label):
        found = read(line)
        pair = pair_of(kind, found[0], found[1], parent) if found else None
        if pair:
            return replace(pair, is_marked=read is bold_label)
    return None


def pair_of(kind: type[Record], text: str, value: Line, parent: str = "") -> Pair | None:
    """A label and its value; None if `text` is not a label of `kind`, and not one that may be nested in `parent`."""
    label = name_of_label(text)
    key = _keys(kind).get(label) or nested_keys(kind, parent).get(label, "")
    key = key or (NAME if head_of_names(kind).fullmatch(label) else "")
    return Pair(label, key, value, is_sign=label in _signs(kind)) if key else None


@cache
def _keys(kind: type[Record]) -> dict[str, str]:
    """Maps normalized labels to keys.

    A label without a key has nested labels. It maps to `owner` if one of them sets `owner`, else to itself.
    """
    keys = {fold_label(name): str(key) for name, key in kind.misspelled_keys.items() if key in ("owner", NAME)}
    for name, label in labels_of(kind).items():
        owned = "owner" if ("owner",) in label.nested.values() else name
        keys[name] = str(label.key[0]) if label.key else owned
    return keys


@cache
def nested_keys(kind: type[Record], parent: str) -> dict[str, str]:
    """Maps the labels that may be nested in the label `parent` to keys. All labels are normalized."""
    label = labels_of(kind).get(parent)
    return {name: str(key[0]) for name, key in label.nested.items()} if label else {}


@cache
def _signs(kind: type[Record]) -> frozenset[str]:
    """Normalized labels that only this kind has, and labels in which they may be nested, such as `boundaries`."""
    known = {fold_label(key) for key in SIGNS.get(kind, ())}
    return frozenset(known | {name for name, label in labels_of(kind).items() if known & label.nested.keys()})


@cache
def sign_labels(kind: type[Record]) -> frozenset[str]:
    """Normalized labels that only this kind has and that can be read in a body."""
    nested = {name for parent in labels_of(kind) for name in nested_keys(kind, parent)}
    return _signs(kind) & (_keys(kind).keys() | nested)


@cache
def owner_labels(kind: type[Record]) -> frozenset[str]:
    """Normalized labels that set the owner of a record, including nested labels."""
    nested = [nested_keys(kind, parent) for parent in labels_of(kind)]
    return frozenset(name for keys in (_keys(kind), *nested) for name, key in keys.items() if key == "owner")


def names_of(kind: type[Record]) -> set[str]:
    """Words that name a kind, such as `agents` or `bot` for an agent."""
    return spellings_of(kind) | {kind.plural} | ({"bot", "bots"} if kind is Agent else set())


@cache
def head_of_names(kind: type[Record]) -> re.Pattern[str]:
    """A pattern for labels and column headers above names of records: `Agent`, `Name of the agent`."""
    words = "|".join(sorted(map(fold_words, names_of(kind))))
    return re.compile(rf"(?:(?:ai|llm|our|the|sub) )?(?:{words})(?: (?:name|id))?|(?:name|id) of (?:the )?(?:{words})")
