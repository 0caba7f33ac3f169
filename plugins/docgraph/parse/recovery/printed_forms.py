"""Recognizes titles that name a kind and a record, such as `Agent Hiring Packet: Refund bot`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from docgraph.kinds import Agent, Outcome, spellings_of
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label
from docgraph.parse.form.sections import names_kind
from docgraph.text.slug import fold_words

_MOST_WORDS = 30
_SIGNS = (":", "–", "—")
_TITLE = re.compile(r"([^:–—]{1,60}?)\s*[:–—]\s*(\S.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"([^():–—]{1,60}?)\s*\(\s*([^()]{1,200}?)\s*\)")


def form_of(kind: type[Record], shown: str) -> tuple[str, str] | None:
    """Split `Agent Hiring Packet: Refund bot` into `agent hiring packet` and `Refund bot`; None for other titles.

    The name may also come first or be in brackets: `Agent card (Refund bot)`. It may be empty, as in `Agent card`.
    """
    title = _TITLE.fullmatch(shown)
    if title:
        if is_named_in(kind, title[1]):
            return fold_label(title[1]), title[2].strip()
        return (fold_label(title[2]), title[1]) if _is_form_of(kind, title[2]) else None
    named = _IN_BRACKETS.fullmatch(shown)
    words, name = (named[1], named[2]) if named else (shown, "")
    if words.endswith(_SIGNS):
        return None  # the name is not filled in
    return (fold_label(words), name) if _is_form_of(kind, words) else None


def _is_form_of(kind: type[Record], words: str) -> bool:
    """Whether a text is the title of a form for an agent or outcome, such as `agent hiring packet`, without a name."""
    return kind in (Agent, Outcome) and names_kind(kind, words) and fold_words(words) != kind.kind


def is_named_in(kind: type[Record], text: str) -> bool:
    """Whether a text contains the name of a kind, as `Agent hiring packet` does."""
    return _words(kind).search(text) is not None


@cache
def _words(kind: type[Record]) -> re.Pattern[str]:
    """A pattern for the name or an alias of a kind anywhere in a text."""
    words = "|".join(re.escape(name).replace(r"\-", "[ -]") for name in sorted(spellings_of(kind)))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


class RecordNames:
    """Finds records by id, title or alias.

    A record with the title `O1: Fast` can also be found by `Fast`.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._exact: dict[str, Record] = {}
        self._lengths: dict[str, set[int]] = {}
        for record in records:
            names = (record.id, record.title, *record.aliases)
            parts = (found[2] for name in names if (found := _TITLE.fullmatch(name)))
            for name in filter(None, map(fold_words, (*names, *parts))):
                self._exact.setdefault(name, record)
                words = name.split()
                self._lengths.setdefault(words[0], set()).add(len(words))

    def exact(self, shown: str) -> Record | None:
        """The record with this id, title or alias."""
        return self._exact.get(fold_words(shown))

    def mentioned(self, shown: str) -> Record | None:
        """The record whose name a text contains as separate words: `bot one` in `Bot One (beta)`."""
        words = fold_words(shown).split()[:_MOST_WORDS] if self._exact else []
        for begin, word in enumerate(words):
            for length in sorted(self._lengths.get(word, ()), reverse=True):
                record = self._exact.get(" ".join(words[begin : begin + length]))
                if record is not None:
                    return record
        return None
