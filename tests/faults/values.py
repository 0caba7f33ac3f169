"""Faults of values and records as such: types, dates, placeholders, unknown keys, ids, contradictions, waivers."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from tests.faults.corpus import Corpus
from tests.faults.fault import (
    Draw,
    FaultClass,
    Injection,
    changed,
    expected,
    gone,
    having,
    one_of,
    present,
)
from tests.faults.records import Value
from tests.faults.typos import misspell

_DATES = {
    "due": ("outcome",),
    "date": ("decision", "incident"),
    "joined": ("person",),
    "hired": ("agent",),
    "refreshed": ("context-pack",),
    "reviewed": ("runbook",),
}


def _dated(*wrong: str) -> Draw:
    """A date that is none."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        key, kinds = rng.choice(list(_DATES.items()))
        return having(key, one_of(*wrong), "DOC007", *kinds)(rng, corpus)

    return draw


def _placeholder(rng: random.Random, corpus: Corpus) -> Injection | None:
    key = rng.choice(("owner", "backup", "due", "purpose", "reviewer", "why", "date"))
    entry = rng.choice(corpus.of("outcome", "agent", "decision", "runbook", where=lambda entry: key in entry.keys))
    value = rng.choice((f"{{{key}}}", f"<{key}>", "TBD", "TODO", "???", "..."))
    return changed(corpus, entry, entry.with_keys(**{key: value}), "DOC006", key)


def _bare_braces(rng: random.Random, corpus: Corpus) -> Injection | None:
    """`owner: {owner}` without quotes, which YAML reads as a map."""
    page, name = rng.choice(corpus.spots(r"\S+ (?:owner|backup|reviewer|due)"))
    start, end = page.line_span(name)
    if start > page.spots["close"][0] or not re.fullmatch(r" *[a-z-]+: [^'\"{}#]+", page.text[start:end]):
        return None
    ref, _, key = name.partition(" ")
    return expected(page.having(name, f"{{{key}}}"), ref, "DOC006", key, f"{key}: {page.text_at(name)} -> {{{key}}}")


def _map_in_list(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An item with a colon and no quotes: YAML makes a map of it."""
    places = corpus.spots(r"\S+ (?:success-criteria|will-do|wont-do|guardrails|options)/0")
    page, name = rng.choice(places)
    start, end = page.line_span(name)
    line = page.text[start:end]
    if start > page.spots["close"][0] or not re.fullmatch(r" *- [a-z][^'\"{}#:]+", line):
        return None
    ref, _, key = name.partition(" ")
    words = page.text_at(name).split(" ", 1)
    new = f"{words[0]}: {words[1]}"
    return expected(page.having(name, new), ref, "DOC003", key, f"{key}: {page.text_at(name)} -> {new}")


def _map_for_text(rng: random.Random, corpus: Corpus) -> Injection | None:
    entry = rng.choice(corpus.of("agent", "outcome", "runbook"))
    key = {"agent": "purpose", "outcome": "wrong-if", "runbook": "trigger"}[entry.kind]
    if corpus.style(entry).template:
        return None
    return changed(corpus, entry, entry.with_keys(**{key: {"first": "one thing", "second": "another"}}), "DOC003", key)


def _list_for_text(rng: random.Random, corpus: Corpus) -> Injection | None:
    entry = rng.choice(corpus.of("agent", "runbook", "decision"))
    key = {"agent": "purpose", "decision": "why", "runbook": "trigger"}[entry.kind]
    if corpus.style(entry).template:
        return None
    return changed(corpus, entry, entry.with_keys(**{key: ["one thing", "another thing"]}), "DOC003", key)


def _unknown(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A key of one's own that no kind has."""
    key = rng.choice(("budget", "jira", "cost-centre", "quarter", "visibility"))
    entry = rng.choice(corpus.of("outcome", "agent", "decision", "person", "runbook"))
    return changed(corpus, entry, entry.with_keys(**{key: "some text"}), "DOC004", f"{key}:")


def _twice(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A document is copied, and the copy keeps the id."""
    entry = rng.choice(corpus.of("outcome", "agent", "decision", "runbook", "incident", "context-pack", "raci"))
    page = corpus.page(entry)
    sheet = corpus.sheets[page.path]
    if sheet.listed or not sheet.style.named:
        return None
    folder, _, stem = page.path.rpartition("/")
    copy = type(page)(f"{folder}/zz-copy-of-{stem}", page.text, page.spots, page.ending, page.bom)
    return expected(copy, entry.ref, "DOC005", "@", f"a copy of {page.path}")


def _unfit_id(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An id with a space or another character that no id has; the file is named as the id was."""
    fits = [
        entry
        for entry in corpus.of("outcome", "agent", "decision", "runbook", "incident", "person")
        if f"{entry.ref} id" in corpus.page(entry).spots and corpus.page(entry).path.endswith(f"/{entry.id}.md")
    ]
    entry = rng.choice(fits)
    letters = list(entry.id)
    at = rng.randrange(1, len(letters) - 1)
    letters[at] = rng.choice((" ", "ü", "/", "+"))
    new = "".join(letters)
    if new.endswith(" ") or "  " in new:
        return None
    return expected(
        corpus.page(entry).having(f"{entry.ref} id", new), entry.ref, "DOC010", "id", f"{entry.id} -> {new}"
    )


def _contradicted(rng: random.Random, corpus: Corpus) -> Injection | None:
    """The header says another date than the template form."""
    fits = corpus.of("outcome", "decision", "incident", where=lambda entry: corpus.style(entry).template)
    entry = rng.choice([entry for entry in fits if not corpus.sheets[corpus.path_of[entry.ref]].listed])
    key = "due" if entry.kind == "outcome" else "date"
    value = str(entry.keys[key])
    other = value[:-1] + str((int(value[-1]) + 1) % 4 + 1) if value[-1].isdigit() and len(value) > 7 else "2027-09-30"
    if other in (value, "2026-06-31", "2026-09-31") or other[-2:] > "28":
        return None
    page = corpus.page(entry)
    close = page.spots["close"][0]
    return expected(
        page.edited(close, close, f"{key}: {other}\n"), entry.ref, "DOC008", key, f"{key}: {value} and {other}"
    )


def _waiver(code: str, at: str, value: object = None) -> Draw:
    """A waiver with one part that is not right (None: left out), for a rule that nothing breaks."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        entry = rng.choice(corpus.of("outcome", "agent", "runbook", "decision"))
        waiver = {
            "code": "OUT005",
            "reason": "agreed until spring",
            "owner": present(rng, corpus),
            "until": "2027-03-31",
        }
        new: dict[str, Value] = dict(waiver)
        if value is None:
            new.pop(at)
        elif at:
            new[at] = str(value(rng, corpus, waiver[at])) if callable(value) else str(value)
        line = at if at and value is not None else "@"
        key = f"waivers/0/{line}" if line != "@" else "waivers/0@"
        return changed(corpus, entry, entry.with_keys(waivers=[new]), code, key)

    return draw


def _left(rng: random.Random, corpus: Corpus, name: str) -> str:
    return gone(rng, corpus)


def _misspelled(rng: random.Random, corpus: Corpus, name: str) -> str:
    while True:
        new = misspell(rng, name)
        if new.lower() not in corpus.taken and new[0].isalpha():
            return new


def _scope_gone(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A RACI that does not say what it is about; the agent names it, so that nothing else is missing."""
    named = {str(agent.keys.get("raci")) for agent in corpus.of("agent")}
    raci = rng.choice(corpus.of("raci", where=lambda entry: entry.id in named))
    return changed(corpus, raci, raci.with_keys(scope=None), "DOC003", "@")


CLASSES: Sequence[FaultClass] = tuple(
    FaultClass(name, weight, draw, name.startswith("typo"))
    for name, weight, draw in (
        ("day that does not exist", 10, _dated("2026-02-30", "2026-06-31", "2026-13-01", "2026-00-10")),
        ("date in another form", 8, _dated("21.11.2026", "11/21/2026", "21 November 2026", "2026-7-1")),
        ("placeholder left in", 12, _placeholder),
        ("placeholder in bare braces", 8, _bare_braces),
        ("list item that YAML makes a map", 8, _map_in_list),
        ("map instead of a text", 5, _map_for_text),
        ("list instead of a text", 8, _list_for_text),
        ("unknown key", 6, _unknown),
        ("duplicate id", 8, _twice),
        ("id with a character that no id has", 8, _unfit_id),
        ("header and body say two dates", 8, _contradicted),
        ("RACI without a scope", 4, _scope_gone),
        ("level outside the ladder", 5, having("autonomy", one_of("L7", "high", "2", "L"), "DOC007", "agent")),
        (
            "status that leaves it open",
            8,
            having("status", one_of("80%", "in progress", "done"), "OUT003", "outcome"),
        ),
        ("waiver without a reason", 4, _waiver("WAV001", "reason")),
        ("waiver without a last day", 4, _waiver("WAV001", "until")),
        ("waiver without an owner", 4, _waiver("WAV001", "owner")),
        ("waiver that has expired", 8, _waiver("WAV002", "until", "2026-10-01")),
        ("waiver of an unknown code", 6, _waiver("WAV003", "code", "OUT999")),
        ("waiver of what cannot be waived", 4, _waiver("WAV003", "code", "DOC001")),
        ("waiver that hides nothing", 6, _waiver("WAV004", "", "")),
        ("waiver whose owner has left", 5, _waiver("WAV005", "owner", _left)),
        ("waiver whose owner is misspelt", 5, _waiver("REF001", "owner", _misspelled)),
    )
)
