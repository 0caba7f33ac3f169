"""Detects the kind that a document declares, even if the kind is misspelled or the YAML is invalid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from docgraph.kinds import BY_NAME, BY_PLURAL, KIND_ALIASES, KINDS, Agent, Outcome, lookup_kind
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Collection, Record
from docgraph.parse.kind.declarations import declared_kinds
from docgraph.parse.kind.page_keys import PAGE_KEYS
from docgraph.text.invisible import visible_text
from docgraph.text.suggest import first_single_edit, is_misspelling

_KIND = re.compile(r"^[ \t]*(?:- +)?[\"']?kind[\"']?[ \t]*[:=][ \t]*([A-Za-z_-]{1,40})", re.MULTILINE)
_SHOWN = re.compile(
    r"^[^A-Za-z0-9\r\n]*(?:kind(?=[^\r\n]{0,9}[^\w\s])[^A-Za-z0-9\r\n]+){1,3}([A-Za-z](?:[A-Za-z_-]{0,38}[A-Za-z])?)[^A-Za-z0-9\r\n]*",
    re.IGNORECASE | re.MULTILINE,
)
"""A line with `kind` and a word, with any punctuation around them: `**Kind**: agent`."""
_KIND_WITHOUT_COLON = re.compile(r"^kind[ \t]+([A-Za-z_-]{1,40})", re.MULTILINE)
_KEY = re.compile(
    r"^[\"']?([A-Za-z]{3,6})[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z_-]{1,40})[\"']?[ \t]*(?:#|\r?$)", re.MULTILINE
)
_PLAIN = re.compile(r"^kind[ \t]*:[ \t]*[\"']?([A-Za-z_-]{1,40})[\"']?[ \t]*(?:#|\r?$)", re.MULTILINE)

_ELSEWHERE = frozenset({"type", "record", "entity", "docgraph"})
"""Keys that other tools use in place of `kind`."""
_MAX_LINES = 100
"""Maximum number of lines that are checked for misspelled kinds, which is slow."""
_SHORT = 4
"""Maximum length of words that may be kinds of other tools, such as `rule`."""
_COMMON_KEYS = PAGE_KEYS | {"tags"}


class KindLine(Struct, frozen=True):
    """A line that declares a kind. `expected` is the corrected line if it is misspelled, else empty."""

    expected: str = ""


@lru_cache(1024)
def near_kinds(word: str) -> tuple[str, ...]:
    """The kinds of which `word` may be a misspelling, the nearest first."""
    spelling, known = word.lower().replace("_", "-"), [*BY_NAME, *BY_PLURAL, *KIND_ALIASES]
    singular = BY_NAME.get(spelling[:-1]) if spelling.endswith("s") else None
    if singular is not None:
        return (singular.plural,)
    return (*get_close_matches(spelling, known, 3, 0.78),) or (*filter(None, [first_single_edit(spelling, known)]),)


def is_misspelled_kind(word: str, kind: str) -> bool:
    """Whether `word` is probably a misspelling of `kind`. False for short words, which may be other words."""
    spelling = word.lower().replace("_", "-")
    plural = spelling.endswith("s") and spelling[:-1] in BY_NAME
    return plural or (min(len(spelling.rstrip("s")), len(kind.rstrip("s"))) > _SHORT and is_misspelling(spelling, kind))


def means_kind(key: str) -> bool:
    """Whether a key is `kind` or a misspelling of it."""
    return len(set(key.lower()) & set("kind")) > 2 and bool(get_close_matches(key.lower(), ["kind"], 1, 0.7))


def is_foreign_kind_key(key: str, word: str, keys: Mapping[str, Any]) -> bool:
    """Whether a key such as `type` declares the docgraph kind `word`, judging by the other `keys`."""
    kind, _ = lookup_kind(word)
    if kind is None or key.lower() not in _ELSEWHERE:
        return False
    names = _keys(kind) | {kind.plural}
    if kind in (Agent, Outcome) and not distinctive_keys(kind).isdisjoint(keys):
        return True
    return kind.plural in keys or sum(key in names and key not in _COMMON_KEYS for key in keys) > 1


def says_kind(block: str) -> bool:
    """Whether front matter has a line that declares a known kind."""
    shown = visible_text(block)
    return any(lookup_kind(name[1])[0] for name in _KIND.finditer(shown)) or any(
        lookup_kind(declared.word)[0] for declared in declared_kinds(shown)
    )


def kind_line(block: str) -> KindLine | None:
    """Find the line that declares a kind in front matter that is invalid YAML."""
    block = normalize("NFKC", visible_text(block))
    if any(lookup_kind(name[1])[0] for form in (_KIND, _KIND_WITHOUT_COLON) for name in form.finditer(block)):
        return KindLine()
    for word in islice(_PLAIN.finditer(block), _MAX_LINES):
        near = near_kinds(word[1])
        if near:
            return KindLine(f"kind: {near[0]}")
    for key in _KEY.finditer(block):
        if lookup_kind(key[2])[0] and means_kind(key[1]):
            return KindLine(f"kind: {key[2]}")
    shown = next((match[1] for match in _SHOWN.finditer(block) if lookup_kind(match[1])[0]), None)
    if shown:
        return KindLine(f"kind: {shown}")
    declared = next((declared.word for declared in declared_kinds(block) if lookup_kind(declared.word)[0]), None)
    return KindLine(f"kind: {declared}") if declared else None


def kinds_with(keys: Iterable[str]) -> list[str]:
    """The kinds that have all the given keys. If no kind has all of them, all kinds.

    Keys that any page may have and unknown keys are ignored. If no other key is given, the result is empty.
    """
    known: Mapping[str, set[str]] = {kind.kind: _keys(kind) for kind in KINDS} | {
        kind.plural: {kind.plural} for kind in KINDS
    }
    own = {key for key in keys if key not in _COMMON_KEYS and any(key in names for names in known.values())}
    if not own:
        return []
    return [name for name, names in known.items() if own <= names] or [*BY_NAME]


@cache
def known_keys() -> frozenset[str]:
    """The keys of all kinds, of lists of records, and of MkDocs."""
    own = {key for kind in KINDS for key in (*_keys(kind), kind.plural)}
    return frozenset({*own, *fields_of(Collection), *PAGE_KEYS, "kind", "tags"})


@cache
def own_keys(kind: type[Record]) -> frozenset[str]:
    """Keys that identify a record of `kind` or a list of such records.

    They are `id`, the plural of the kind, and keys of the kind that other tools do not use.
    """
    return frozenset({*_keys(kind), kind.plural, "id"} - (_COMMON_KEYS - {"id"}))


@cache
def distinctive_keys(kind: type[Record]) -> frozenset[str]:
    """The required keys of a kind, except keys that other pages or agent hosts also use."""
    return frozenset({key for key, field in fields_of(kind).items() if field.required} - _COMMON_KEYS - {"tools"})


def is_manifest(keys: Set[str], kind: type[Record]) -> bool:
    """Whether `keys` look like a Kubernetes or Backstage manifest instead of a record of `kind`."""
    return "apiversion" in keys and keys.isdisjoint(own_keys(kind))


def _keys(kind: Any) -> set[str]:
    return {*fields_of(kind), *kind.key_aliases}
