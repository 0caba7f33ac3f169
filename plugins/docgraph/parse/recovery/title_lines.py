"""Checks quickly whether a body may contain records.

True is not certain. False is certain unless markup splits a word, as in `Ow**ner**`.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from docgraph.kinds import KINDS
from docgraph.model.record import Record
from docgraph.parse.form.labels import APOSTROPHES
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.recovery.label_pairs import names_of, owner_labels, sign_labels
from docgraph.text.slug import fold_words

PRINTED = [kind for kind in KINDS if "owner" in kind.labels]
"""The kinds that have a label for the owner."""
_TITLE = re.compile(
    r"^[ \t>*+\d.)-]*+(?:#|!!!|\?\?\?|===)|<(?:h[1-6]|summary)\b|\n[ \t>*+\d.)]*+(?:=+|-+)[ \t]*+$", re.MULTILINE
)
"""A heading or the title of an admonition, in any markup."""
_AFTER_KIND = re.compile(r"[:–—(|<]|\s-\s|packet|card|form|sheet|profile")
"""Text beside the name of the kind in a title: a separator as in `Agent: Mailer`, or a word such as `packet`."""
_GAP = r"(?:<[^<>]{0,500}>|\[\^[^\[\]\s]{1,100}\]|[\W_])++"
"""Text between two words of a label: spaces, hyphens, markup, tags and footnote references."""


def may_hold_records(content: str) -> bool:
    """Whether a text may contain a title such as `Agent hiring packet: Mailer`. False is certain, true is not."""
    body = _normalized(content)
    return any(_titles(kind, body) for kind in PRINTED)


def may_repeat_forms(kind: type[Record], content: str) -> bool:
    """Whether a text may contain two titles such as `Agent: Mailer` for `kind`. False is certain, true is not."""
    return _titles(kind, _normalized(content)) > 1


def kinds_in(content: str, start: int, own: str, listed: bool) -> list[type[Record]]:
    """The kinds of records that the headings and labels of a body suggest. `start` is the offset of the body.

    `own` is the kind of the document. `listed` is set if the document lists its records in the front matter; then an
    owner alone suggests a record of that kind.
    """
    body, found = _normalized(content[start:]), []
    contains = body.__contains__  # in `map`, it calls no Python function: it runs ten times for each document
    for kind in PRINTED:
        is_listed = kind in SIGNS and listed and own in (kind.kind, "")
        is_own = kind in SIGNS and own == kind.kind and not is_listed
        has_owner = any(map(contains, _owner_words(kind)))
        has_form = any(map(contains, _stems(kind))) and _titles(kind, body, is_any=is_listed or is_own)
        if has_form or (has_owner and (is_listed or _signs(kind).search(body))):
            found.append(kind)
    return found


def _titles(kind: type[Record], body: str, *, is_any: bool = False) -> int:
    """The number of titles that contain the name of a kind; 2 if there are more.

    With `is_any`, any text beside a separator counts as a title.
    """
    count, end, is_title = 0, 0, False
    for name in _names(kind).finditer(body):
        start = name.start()
        if start and body[start - 1].isalnum():
            continue
        if start >= end:
            begin = body.rfind("\n\n", 0, start) + 1
            end = body.find("\n\n", name.end()) + 1 or len(body)
            paragraph = body[begin:end]
            is_title = bool(_AFTER_KIND.search(paragraph) and (is_any or _TITLE.search(paragraph)))
        count += is_title
        if count > 1:
            break
    return count


def _normalized(body: str) -> str:
    """`body` in lower case, with HTML entities and line breaks normalized."""
    body = unescape(body) if "&" in body else body
    return (body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body).casefold()


@cache
def _stems(kind: type[Record]) -> frozenset[str]:
    """The first word of each name of a kind."""
    return frozenset(fold_words(name).split()[0] for name in names_of(kind))


@cache
def _names(kind: type[Record]) -> re.Pattern[str]:
    """A pattern for the names of a kind in a normalized body. May also match the end of a longer word."""
    names = (_GAP.join(fold_words(name).split()) for name in sorted(names_of(kind)))
    return re.compile(rf"(?:{'|'.join(names)})(?![^\W_])")


@cache
def _owner_words(kind: type[Record]) -> frozenset[str]:
    """The longest word of each label for the owner. Empty for kinds whose records are only found by titles."""
    return frozenset(max(label.split(), key=len) for label in owner_labels(kind) if kind in SIGNS)


@cache
def _signs(kind: type[Record]) -> re.Pattern[str]:
    """A pattern for labels that only this kind has, in a normalized body."""
    within = f"[{APOSTROPHES}]?"
    labels = (_GAP.join(map(within.join, label.split())) for label in sorted(sign_labels(kind)))
    return re.compile("|".join(labels))
