"""What a fault is: a class that can be drawn, and one of it put into a corpus, with the finding that it should give."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tests.faults.corpus import Corpus
from tests.faults.page import Page
from tests.faults.records import Entry, Value


@dataclass(frozen=True)
class Injection:
    """One fault. `pages` are the documents that it changes or adds, `gone` the paths that it takes away.

    `code` is the rule that should tell it, at one of `lines` of `path`; `suggestion` is the text that its help should
    give first, where it has one.
    """

    pages: tuple[Page, ...]
    code: str
    path: str
    lines: tuple[int, ...]
    edit: str
    suggestion: str = ""
    gone: tuple[str, ...] = ()


Draw = Callable[[random.Random, Corpus], Injection | None]
"""Puts a fault into a corpus; None where this corpus, or this throw, has no place for it."""
Where = Callable[[Entry], bool]
Change: TypeAlias = "Callable[[random.Random, Corpus, Entry], Value | None]"


@dataclass(frozen=True)
class FaultClass:
    """A sort of fault. `weight` says how many of all faults are of it; a `typo` is one edit of a word."""

    name: str
    weight: int
    draw: Draw
    typo: bool = False


def anything(entry: Entry) -> bool:
    return True


def place(page: Page, ref: str, key: str) -> int:
    """The line of a value: its own, that of its first item, or that of its key."""
    names = (f"{ref} {key}{end}" for end in ("", "@", "/0", "/0@", ":"))
    return page.line(next(name for name in names if name in page.spots))


def expected(page: Page, ref: str, code: str, at: str, edit: str, suggestion: str = "") -> Injection:
    """A fault of the record `ref`: at a key of it, or for `@` where the record begins."""
    line = page.line(f"{ref} @") if at == "@" else place(page, ref, at)
    return Injection((page,), code, page.path, (line,), f"{page.path}:{line}: {edit}", suggestion)


def changed(corpus: Corpus, entry: Entry, new: Entry, code: str, at: str) -> Injection | None:
    """The fault of an entry that became `new`; None where its document has no way to say the difference."""
    page = corpus.rewritten(entry, new)
    if page.text == corpus.page(entry).text:
        return None
    before = {key: entry.keys.get(key) for key in {*entry.keys, *new.keys} if entry.keys.get(key) != new.keys.get(key)}
    edit = "; ".join(f"{key}: {old!r} -> {new.keys.get(key)!r}" for key, old in sorted(before.items()))
    return expected(page, entry.ref, code, at, f"{entry.ref} {edit or f'{entry.title!r} -> {new.title!r}'}")


def lacking(key: str, code: str, *kinds: str, where: Where = anything) -> Draw:
    """A key is taken away; what is absent is reported where the record begins."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        entries = corpus.of(*kinds, where=lambda entry: key in entry.keys and where(entry))
        if not entries:
            return None
        entry = rng.choice(entries)
        return changed(corpus, entry, entry.with_keys(**{key: None}), code, "@")

    return draw


def having(key: str, value: Change, code: str, *kinds: str, where: Where = anything, at: str = "") -> Draw:
    """A key gets another value, and the fault is reported there (or at another place, `at`)."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        entries = corpus.of(*kinds, where=where)
        if not entries:
            return None
        entry = rng.choice(entries)
        new = value(rng, corpus, entry)
        return None if new is None else changed(corpus, entry, entry.with_keys(**{key: new}), code, at or key)

    return draw


def one_of(*values: Value) -> Change:
    return lambda rng, corpus, entry: rng.choice(values)


def entitled(entry: Entry, title: str) -> Entry:
    return replace(entry, title=title)


def is_live(entry: Entry) -> bool:
    """Whether a record needs an owner today, according to the documents."""
    if entry.kind == "agent":
        return entry.keys["status"] != "retired"
    if entry.kind == "outcome":
        return entry.keys["status"] == "open"
    return entry.kind in ("runbook", "context-pack")


def present(rng: random.Random, corpus: Corpus, *others: object) -> str:
    """A person who is here and is none of `others`."""
    return rng.choice(
        [entry.id for entry in corpus.of("person") if "left" not in entry.keys and entry.id not in others]
    )


def gone(rng: random.Random, corpus: Corpus) -> str:
    """A person who has left."""
    return rng.choice([entry.id for entry in corpus.of("person") if "left" in entry.keys])
