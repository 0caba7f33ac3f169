"""Typos: one insertion, deletion, substitution or transposition in a name, a key, a kind or a status."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable

from docgraph.kinds import BY_NAME, KINDS, lookup_kind
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Part
from docgraph.parse.kind.page_keys import PAGE_KEYS
from tests.faults.corpus import Corpus
from tests.faults.fault import Draw, FaultClass, Injection, expected
from tests.faults.page import Page

_NAME = re.compile(r"((?:[a-z-]+:)?)([^@]*)((?:@.*)?)\Z")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_NO_OWNER = frozenset("everyone everybody all team n/a na none nobody unknown unassigned".split())
_YAML_WORDS = frozenset("y n yes no on off true false null".split())
_STATUSES = {
    "outcome status": "open met missed dropped",
    "agent status": "proposed active suspended retired",
    "decision status": "proposed accepted rejected deprecated superseded",
    "outcome measure/type": "delivery metric",
}


def misspell(rng: random.Random, word: str) -> str:
    """`word` after one random edit; digits become digits, all else letters."""
    at = rng.randrange(len(word))
    letter = rng.choice(string.digits if word[at].isdigit() else string.ascii_lowercase)
    edits = [word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]]
    if at + 1 < len(word):
        edits.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return rng.choice(edits)


def _misspelled(rng: random.Random, word: str, valid: Callable[[str], bool]) -> str:
    """A typo that is no other valid word."""
    while True:
        new = misspell(rng, word)
        if _SAFE.match(new) and new.lower() != word.lower() and new.lower() not in _YAML_WORDS and not valid(new):
            return new


def name_typo(pattern: str, code: str = "REF001", shown: str = "{}") -> Draw:
    """A typo in the id of a name whose place fits `pattern`; the help should give back what stood there."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        places = [(page, name) for page, name in corpus.spots(pattern) if page.text_at(name) != "owner"]
        if not places:
            return None
        page, name = rng.choice(places)
        return _misspelt(rng, corpus, page, name, code, shown)

    return draw


def _misspelt(rng: random.Random, corpus: Corpus, page: Page, name: str, code: str, shown: str) -> Injection:
    before = page.text_at(name)
    found = _NAME.match(before)
    assert found is not None
    new = _misspelled(rng, found[2], lambda word: word.lower() in corpus.taken | _NO_OWNER)
    ref, _, key = name.partition(" ")
    after = f"{found[1]}{new}{found[3]}"
    return expected(page.having(name, after), ref, code, key, f"{key}: {before} -> {after}", shown.format(before))


def party_typo(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A typo in the head of a table whose columns are people."""
    places = corpus.spots(r"raci:\S+ party/\S+")
    if not places:
        return None
    page, name = rng.choice(places)
    rows = corpus.entries[name.partition(" ")[0]].maps("rows")
    answers = any(page.text_at(name) in (row["responsible"], row["accountable"]) for row in rows)
    return _misspelt(rng, corpus, page, name, "REF001" if answers else "REF007", "{}")


def _part_at(ref: str, path: str) -> type[Part]:
    part: type[Part] = BY_NAME[ref.partition(":")[0]]
    for step in path.split("/")[:-1]:
        if not step.isdigit():
            part = fields_of(part)[step].part or part
    return part


def key_typo(nested: bool) -> Draw:
    """A typo in a key of the front matter, of a record or of a map inside it."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        steps = r"[a-z-]+/\S+" if nested else r"(?!title)[a-z-]+"
        places = [(page, name) for page, name in corpus.spots(rf"\S+:\S+ {steps}:") if _in_front(page, name)]
        page, name = rng.choice(places)
        ref, _, path = name.removesuffix(":").partition(" ")
        before = page.text_at(name)
        known = fields_of(_part_at(ref, path))
        others = known if nested else {**known, **dict.fromkeys(PAGE_KEYS)}
        new = _misspelled(rng, before, lambda word: word.lower().replace("_", "-") in others)
        canonical = before.replace("_", "-")
        return expected(page.having(name, new), ref, "DOC004", f"{path}:", f"{before} -> {new}", f"{canonical}:")

    return draw


def _in_front(page: Page, name: str) -> bool:
    path = name.partition(" ")[2]
    return path not in ("@:", "kind:", "id:") and page.spots[name][0] < page.spots["close"][0]


def kind_typo(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A typo in the kind of a document."""
    page, name = rng.choice(corpus.spots(r"\S+ kind"))
    before = page.text_at(name)
    new = _misspelled(rng, before, lambda word: lookup_kind(word)[0] is not None)
    return expected(
        page.having(name, new), name.partition(" ")[0], "DOC002", "kind", f"{before} -> {new}", f"kind: {before}"
    )


def kind_key_typo(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A typo in the key `kind` itself."""
    page, name = rng.choice(corpus.spots(r"\S+ kind:"))
    before = page.text_at(name.removesuffix(":"))
    fields = {key for kind in KINDS for key in fields_of(kind)} | PAGE_KEYS
    new = _misspelled(rng, "kind", lambda word: word in fields)
    return expected(
        page.having(name, new), name.partition(" ")[0], "DOC004", "kind:", f"kind -> {new}", f"kind: {before}"
    )


def status_typo(key: str, code: str) -> Draw:
    """A typo in a value that is one of a few words."""
    kind, _, path = key.partition(" ")
    words = _STATUSES[key].split()

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        places = corpus.spots(rf"{kind}:\S+ {path}")
        page, name = rng.choice(places)
        before = page.text_at(name)
        new = _misspelled(rng, before, lambda word: word.lower() in words)
        return expected(
            page.having(name, new), name.partition(" ")[0], code, path, f"{path}: {before} -> {new}", before
        )

    return draw


_ROWS = r"raci:\S+ rows/\d+/"
CLASSES = tuple(
    FaultClass(f"typo: {name}", weight, draw, True)
    for name, weight, draw in (
        ("owner", 50, name_typo(r"\S+ owner")),
        ("backup", 25, name_typo(r"\S+ backup")),
        ("outcome of an agent", 20, name_typo(r"agent:\S+ outcomes/\d")),
        ("supersedes", 15, name_typo(r"decision:\S+ supersedes/\d")),
        ("superseded-by", 12, name_typo(r"decision:\S+ superseded-by")),
        ("parent", 10, name_typo(r"outcome:\S+ parent")),
        ("runbook that an agent follows", 12, name_typo(r"agent:\S+ runbook")),
        ("RACI that an agent names", 10, name_typo(r"agent:\S+ raci")),
        ("what a runbook covers", 12, name_typo(r"runbook:\S+ covers/\d")),
        ("escalation", 8, name_typo(r"runbook:\S+ escalation/\d")),
        ("context pack", 12, name_typo(r"agent:\S+ context/\d")),
        ("reviewer", 10, name_typo(r"agent:\S+ reviewer")),
        ("rollback by", 8, name_typo(r"agent:\S+ rollback/by")),
        ("if-wrong", 8, name_typo(r"outcome:\S+ if-wrong/\d")),
        ("scope of a RACI", 12, name_typo(r"raci:\S+ scope")),
        ("responsible", 12, name_typo(rf"{_ROWS}responsible(?:/0)?")),
        ("accountable", 12, name_typo(rf"{_ROWS}accountable(?:/0)?")),
        ("consulted or informed in a RACI", 12, name_typo(rf"{_ROWS}(?:consulted|informed)(?:/0)?", "REF007")),
        ("party in the head of a RACI table", 12, party_typo),
        ("decision-maker", 8, name_typo(r"decision:\S+ decision-makers/\d", "REF007")),
        ("consulted on a decision", 8, name_typo(r"decision:\S+ consulted/\d", "REF007")),
        ("agent that a decision promotes", 10, name_typo(r"decision:\S+ promotes/agent")),
        ("what a decision or incident affects", 12, name_typo(r"(?:decision|incident):\S+ affects/\d")),
        ("who follows up", 6, name_typo(r"decision:\S+ follow-up/0/who")),
        ("who acts after an incident", 8, name_typo(r"incident:\S+ actions/\d/owner")),
        ("who says the result or signs off", 8, name_typo(r"outcome:\S+ (?:result/by|signed-off/by)")),
        ("earlier owner", 6, name_typo(r"outcome:\S+ history/\d/owner")),
        ("who shares an outcome", 6, name_typo(r"outcome:\S+ shares/\d/person")),
        ("holder of a role", 12, name_typo(r"role:\S+ holders/\d/person")),
        ("lead or member of a team", 10, name_typo(r"team:\S+ (?:lead|members/\d)")),
        ("successor", 6, name_typo(r"person:\S+ successor")),
        ("link in prose", 12, name_typo(r"\S+ mention/\d", "REF008", "[[{}]]")),
        ("key", 70, key_typo(False)),
        ("key inside a map", 40, key_typo(True)),
        ("kind", 40, kind_typo),
        ("the key `kind`", 15, kind_key_typo),
        ("status of an outcome", 15, status_typo("outcome status", "OUT003")),
        ("status of an agent", 12, status_typo("agent status", "DOC007")),
        ("status of a decision", 15, status_typo("decision status", "DOC007")),
        ("type of a measure", 8, status_typo("outcome measure/type", "DOC007")),
    )
)
