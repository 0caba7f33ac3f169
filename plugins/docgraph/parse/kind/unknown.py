"""Reports unknown kinds, unless the page probably belongs to another tool."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from docgraph.kinds import BY_NAME, KINDS, lookup_kind
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.fix import fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Collection
from docgraph.model.record_place import RecordPlace
from docgraph.parse.kind.detection import is_misspelled_kind, near_kinds, own_keys
from docgraph.parse.kind.missing import has_status_of
from docgraph.parse.kind.near_miss import near_miss
from docgraph.parse.raw_tree import RawTree
from docgraph.text.invisible import visible_text

_SHORT = 4
"""Maximum length of words that may be kinds of other tools, such as `page`."""
_SHOWN_WORD = re.compile(r"[A-Za-z][\w-]*")
_ANYWHERE = frozenset({"id", "owner", "date", "status", *fields_of(Collection)} - {"waivers"})
"""Keys that pages of other tools have, too."""
_OTHER_SCRIPTS = ("CYRILLIC", "GREEK")
"""Scripts with letters that look like Latin letters."""


def unknown_kind_problem(text: Text, tree: RawTree, body: int) -> Problem | None:
    """A problem with an unknown `kind`; None if the page probably belongs to another tool.

    `body` is the offset of the body.
    """
    declared = tree.data["kind"]
    if not isinstance(declared, str):
        return _no_text(text, tree, declared)
    kind = unicodedata.normalize("NFKC", visible_text(declared))
    if shown := _shown(text, tree, kind):
        return shown
    # `teamz` above a list `teams:` is a misspelling of `teams`
    near = sorted(near_kinds(kind), key=lambda name: name not in tree.data)
    likely = _is_likely_record(tree)
    is_misspelled = bool(near) and is_misspelled_kind(kind, near[0])
    fits = bool(near) and _holds_keys_of(tree, near[0], kind)
    if not (is_misspelled or fits or likely or _mixes_scripts(kind)):
        if missed := near_miss(text, tree, body, kind):
            return missed
        hint = _has_own_key(tree) or (near and len(kind) > _SHORT)
        return _another_tools(text, tree, declared) if hint else None
    help = f"write `kind: {near[0]}`" if near else f"write one of the known kinds: {', '.join(sorted(BY_NAME))}"
    replacement = (
        RecordPlace(text, tree.marks, tree.keys).replacement(("kind",), declared, near[0])
        if is_misspelled and fits
        else None
    )
    at = text.at(tree.marks.get(("kind",), 0))
    fix = fix_from_edits(text.path, [replacement] if replacement else [])
    message = f"unknown kind `{declared[:60]}`" + (f"; did you mean `{near[0]}`?" if near else "")
    return Problem("unknown-kind", at, message, help, fix=fix)


def shown_kinds(declared: str, tree: RawTree) -> tuple[list[str], list[str]]:
    """Split the words in the value of `kind` into names of kinds and other words.

    If there are other words and no keys of a record, no word is accepted as the name of a kind.
    """
    names = list(dict.fromkeys(word.strip("-_") for word in _SHOWN_WORD.findall(declared[:200])))
    known = [name for name in names if lookup_kind(name)[0]]
    parts = known or [part for name in names for part in re.split("[-_]", name) if lookup_kind(part)[0]]
    kinds = filter(None, (lookup_kind(part)[0] for part in parts))
    own = _has_own_key(tree) or any(has_status_of(kind, tree.data.get("status")) for kind in kinds)
    known = parts if own else known
    others = [name for name in names if name not in known and name.lower() != "kind"]
    return ([], names) if others and not own else (known, others)


def _shown(text: Text, tree: RawTree, declared: str) -> Problem | None:
    """A problem with a known kind in markup or among other words, such as `**agent**` or `agent (draft)`; else None."""
    known, others = shown_kinds(declared, tree)
    if not known or lookup_kind(declared)[0]:
        return None
    single = len(known) == 1 and not others
    replacement = (
        RecordPlace(text, tree.marks, tree.keys).replacement(("kind",), tree.data["kind"], known[0]) if single else None
    )
    at = text.at(tree.marks.get(("kind",), 0))
    help = f"write {' or '.join(f'`kind: {name}`' for name in known[:3])}"
    fix = fix_from_edits(text.path, [replacement] if replacement else [])
    return Problem("unknown-kind", at, f"unknown kind `{declared[:60]}`", help, fix=fix)


def _no_text(text: Text, tree: RawTree, declared: Any) -> Problem | None:
    """A problem with a `kind` that is a list or a map; None if the page belongs to another tool."""
    ours = any(lookup_kind(word)[0] or (len(word) > _SHORT and near_kinds(word)) for word in _words(declared))
    if not ours and not _is_likely_record(tree):
        return None
    at = text.at(tree.marks.get(("kind",), 0))
    return Problem("wrong-type", at, "`kind` must be text", "write one kind, such as `kind: agent`")


def is_empty_value(value: Any) -> bool:
    """Whether a value is empty, or contains only empty strings, lists and maps."""
    if isinstance(value, (str, list, dict)):
        return not any(_words(value))
    return not value


def _words(value: Any) -> Iterator[str]:
    """Yield the visible strings and the keys in a value, at any depth."""
    if isinstance(value, str):
        yield visible_text(value).strip()
    elif isinstance(value, dict):
        yield from value
        yield from (word for inner in value.values() for word in _words(inner))
    elif isinstance(value, list):
        yield from (word for inner in value for word in _words(inner))


def _another_tools(text: Text, tree: RawTree, declared: str) -> Problem:
    at = text.at(tree.marks.get(("kind",), 0))
    message = f"`{declared[:60]}` is not a docgraph kind, so no record is read from this file"
    help = f"ignore this, or write one of {', '.join(sorted(BY_NAME))}"
    return Problem("unknown-kind", at, message, help, severity=Severity.INFO)


def _own_keys(tree: RawTree) -> dict[str, set[str]]:
    """For each kind, the keys in the front matter that belong to it and that other tools do not use."""
    status = tree.data.get("status")
    return {
        kind.kind: ({*tree.data} & own_keys(kind) - {"id", kind.plural})
        | ({"status"} if has_status_of(kind, status) else set())
        for kind in KINDS
    }


def _is_likely_record(tree: RawTree) -> bool:
    """Whether the front matter has two keys of one kind, and at least one of them is not used by other tools."""
    return any(keys - _ANYWHERE and len(keys) > 1 for keys in _own_keys(tree).values())


def _has_own_key(tree: RawTree) -> bool:
    return any(keys - {"date", "status"} for keys in _own_keys(tree).values())


def _holds_keys_of(tree: RawTree, name: str, declared: str) -> bool:
    kind, _ = lookup_kind(name)
    return kind is not None and bool({*tree.data} & {*own_keys(kind) - {"id", "date"}, declared.lower()})


def _mixes_scripts(word: str) -> bool:
    """Whether a word mixes Latin letters with Cyrillic or Greek letters."""
    names = [unicodedata.name(letter, "") for letter in word[:60] if letter.isalpha()]
    return any(name.startswith("LATIN") for name in names) and any(name.startswith(_OTHER_SCRIPTS) for name in names)
