"""Recognizes headings of printed forms, such as `Agent Hiring Packet: Refund bot`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from docgraph.kinds import KIND_ALIASES, Agent, Outcome
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label
from docgraph.parse.form.sections import names_kind
from docgraph.text.slug import fold_words

KEYS_OF_MANY = frozenset(("backup", "contact", "status", "model"))
"""Keys whose labels are also used in documents that are not records."""
_MOST_WORDS = 30
_SIGNS = (":", "–", "—")
_TITLE = re.compile(r"([^:–—]{1,60}?)\s*[:–—]\s*(\S.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"([^():–—]{1,60}?)\s*\(\s*([^()]{1,200}?)\s*\)")


def form_of(kind: type[Record], shown: str) -> tuple[str, str] | None:
    """The folded words for a kind in a heading, and the name after them, or None.

    The name may be in brackets. It may be empty for an agent or outcome, unless the heading is only the kind's name.
    """
    title = _TITLE.fullmatch(shown)
    if title:
        return (fold_label(title[1]), title[2].strip()) if is_named_in(kind, title[1]) else None
    named = _IN_BRACKETS.fullmatch(shown)
    words, name = (named[1], named[2]) if named else (shown, "")
    if words.endswith(_SIGNS):
        return None  # the name is not filled in
    is_form = kind in (Agent, Outcome) and names_kind(kind, words) and fold_words(words) != kind.kind
    return (fold_label(words), name) if is_form else None


def is_named_in(kind: type[Record], text: str) -> bool:
    """Whether a text names the kind, as `Agent hiring packet` does."""
    return _words(kind).search(text) is not None


@cache
def _words(kind: type[Record]) -> re.Pattern[str]:
    """Matches the name or an alias of a kind anywhere in a text."""
    names = {kind.kind, *(spelling for spelling, name in KIND_ALIASES.items() if name == kind.kind)}
    words = "|".join(re.escape(name).replace(r"\-", "[ -]") for name in sorted(names))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


def names_of(records: Iterable[Record]) -> set[str]:
    """The folded ids, titles and aliases of records; of a title such as `O1: Fast`, also the part after the colon."""
    names = {name for record in records for name in (record.id, record.title, *record.aliases)}
    parts = {found[2] for name in names if (found := _TITLE.fullmatch(name))}
    return {*map(fold_words, names | parts)} - {""}


def mentions_any(shown: str, names: set[str]) -> bool:
    """Whether a heading or cell contains one of the folded names as whole words: `Bot One (beta)`."""
    words = fold_words(shown).split()[:_MOST_WORDS]
    spans = (words[begin:end] for begin in range(len(words)) for end in range(begin + 1, len(words) + 1))
    return any(" ".join(span) in names for span in spans)


def unread_record(
    kind: type[Record],
    text: Text,
    offset: int,
    name: str,
    *,
    where: str = "below this heading",
    reason: str = "",
    help: str = "",
    severity: Severity = Severity.ERROR,
    conflicts: tuple[PossibleConflict, ...] = (),
) -> Problem:
    """The problem of an unread record in a body.

    The graph drops it if a record has this `name`.
    """
    named = f"{kind.kind} `{name[:60]}`" if name else kind.kind
    reason = reason or f"this document does not define {kind.plural} in its body"
    help = help or f"move it to a document of `kind: {kind.kind}`, or put it in a code fence if it is an example"
    return Problem(
        "wrong-type",
        text.at(offset),
        f"the {named} {where} is not read, because {reason}",
        help,
        "",
        ("labels",),
        severity=severity,
        possible_conflicts=conflicts,
        shows=(kind.kind, name),
    )
