"""Faults of who answers: nobody, everybody, no human, somebody who has left, or the same person twice."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.faults.corpus import Corpus
from tests.faults.fault import (
    Draw,
    FaultClass,
    Injection,
    changed,
    expected,
    gone,
    having,
    is_live,
    lacking,
    one_of,
    present,
)
from tests.faults.records import Entry, Value

_OWNED = {
    "outcome": "OWN001",
    "agent": "OWN002",
    "decision": "DEC001",
    "runbook": "RUN001",
    "incident": "PIR001",
    "context-pack": "CTX003",
}
_LIVE = ("outcome", "agent", "runbook", "context-pack")


def _unowned(rng: random.Random, corpus: Corpus) -> Injection | None:
    kind, code = rng.choice(list(_OWNED.items()))
    return lacking("owner", code, kind)(rng, corpus)


def _emptied(rng: random.Random, corpus: Corpus) -> Injection | None:
    kind, code = rng.choice(list(_OWNED.items()))
    entry = rng.choice(corpus.of(kind))
    return changed(corpus, entry, entry.with_keys(owner=""), code, "owner")


def _unlabelled(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A typo in the label `Owner` of a form, reported there; or another word, so that the record has no owner."""
    places = corpus.spots(r"(?:outcome|decision|incident|runbook):\S+ owner:")
    page, name = rng.choice([one for one in places if one[0].text_at(one[1]) == "Owner"])
    ref = name.partition(" ")[0]
    new = rng.choice(("Onwer", "Ownr", "Owned by", "Owners are"))
    if new in ("Onwer", "Ownr"):
        return expected(page.having(name, new), ref, "DOC004", "owner:", f"Owner -> {new}", "**Owner:**")
    return expected(page.having(name, new), ref, _OWNED[ref.partition(":")[0]], "@", f"Owner -> {new}")


def _name_of(kind: str) -> Draw:
    """The owner is a team or an agent."""
    return having("owner", lambda rng, corpus, entry: _other(rng, corpus, kind), "OWN003", *_OWNED)


def _other(rng: random.Random, corpus: Corpus, kind: str) -> str:
    one = rng.choice(corpus.of(kind))
    return rng.choice((one.id, one.ref))


def _left(rng: random.Random, corpus: Corpus, entry: Entry) -> Value:
    return gone(rng, corpus)


def _two(rng: random.Random, corpus: Corpus, entry: Entry) -> Value:
    first = present(rng, corpus)
    return [first, rng.choice((present(rng, corpus, first), rng.choice(corpus.of("role")).id))]


def _same(rng: random.Random, corpus: Corpus, entry: Entry) -> Value:
    return rng.choice((str(entry.keys["owner"]), corpus.holder(str(entry.keys["owner"]))))


def _unheld(rng: random.Random, corpus: Corpus) -> Injection | None:
    """The last holder of a role that owns something has left it, and nobody follows."""
    owners = {entry.keys.get("owner") for entry in corpus.of(*_LIVE, where=is_live)}
    elsewhere = {entry.keys.get(key) for entry in corpus.of("agent", "outcome") for key in ("backup", "reviewer")}
    roles = corpus.of("role", where=lambda role: role.id in owners - elsewhere)
    if not roles:
        return None
    role = rng.choice(roles)
    first, last = role.maps("holders")
    new = role.with_keys(holders=[first, {**last, "to": "2026-10-01"}])
    return changed(corpus, role, new, "OWN008", "holders/1@")


def _leaving(rng: random.Random, corpus: Corpus) -> Injection | None:
    owners = {corpus.holder(str(entry.keys["owner"])) for entry in corpus.of(*_LIVE, where=is_live)}
    person = rng.choice(corpus.of("person", where=lambda entry: entry.id in owners and "left" not in entry.keys))
    return changed(corpus, person, person.with_keys(left=f"2026-12-{rng.randrange(1, 20):02}"), "OWN010", "left")


def _gap(rng: random.Random, corpus: Corpus) -> Injection | None:
    kind, key = rng.choice((("role", "holders"), ("outcome", "history")))
    entry = rng.choice(corpus.of(kind, where=lambda entry: key in entry.keys))
    first, last = entry.maps(key)
    new = entry.with_keys(**{key: [first, {**last, "from": "2025-12-24"}]})
    return changed(corpus, entry, new, "OWN011", f"{key}/1@")


def _empty_team(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A team that one record relies on loses its members."""
    backups = [entry.keys["backup"] for entry in corpus.of("agent", "outcome", where=is_live)]
    teams = corpus.of("team", where=lambda team: backups.count(team.id) == 1)
    if not teams:
        return None
    team = rng.choice(teams)
    [backed] = corpus.of("agent", "outcome", where=lambda entry: is_live(entry) and entry.keys["backup"] == team.id)
    fault = changed(corpus, team, team.with_keys(members=None), "OWN009", "@")
    if fault is None:
        return None
    line = corpus.page(backed).line(f"{backed.ref} backup")
    return replace(fault, path=corpus.page(backed).path, lines=(line,))


def _absent_accountable(rng: random.Random, corpus: Corpus) -> Injection | None:
    raci = rng.choice(corpus.of("raci", where=lambda entry: corpus.style(entry).table != "lettered"))
    rows = raci.maps("rows")
    rows[0] = {**rows[0], "accountable": gone(rng, corpus)}
    return changed(corpus, raci, raci.with_keys(rows=rows), "OWN015", "rows/0/accountable")


def _reviewed(entry: Entry) -> bool:
    return "reviewer" in entry.keys and is_live(entry)


CLASSES = tuple(
    FaultClass(name, weight, draw)
    for name, weight, draw in (
        ("owner removed", 15, _unowned),
        ("owner emptied", 15, _emptied),
        ("label `Owner` misspelt in a template form", 6, _unlabelled),
        ("owner is a team", 8, _name_of("team")),
        ("owner is an agent", 8, _name_of("agent")),
        (
            "owner is a channel or address",
            6,
            having("owner", one_of("#support", "team@example.org"), "OWN003", *_OWNED),
        ),
        (
            "owner is everyone",
            8,
            having("owner", one_of("everyone", "all", "team", "n/a", "Nobody"), "OWN012", *_OWNED),
        ),
        ("two owners", 6, having("owner", _two, "OWN007", *_LIVE)),
        ("owner has left", 12, having("owner", _left, "OWN004", *_LIVE, where=is_live)),
        ("owner leaves within a month", 5, _leaving),
        ("owner's role is held by nobody", 8, _unheld),
        ("gap between two holders", 5, _gap),
        (
            "agent hired before its owner came",
            4,
            having("hired", one_of("2016-05-02"), "OWN013", "agent", where=is_live),
        ),
        ("backup removed", 8, lacking("backup", "OWN005", "agent", "outcome", where=is_live)),
        ("backup is the owner", 8, having("backup", _same, "OWN006", "agent", "outcome", where=is_live)),
        ("backup has left", 8, having("backup", _left, "OWN014", "agent", "outcome", where=is_live)),
        ("backup team without members", 4, _empty_team),
        ("reviewer has left", 4, having("reviewer", _left, "OWN015", "agent", where=_reviewed)),
        (
            "if-wrong has left",
            4,
            having("if-wrong", lambda r, c, e: [gone(r, c)], "OWN015", "outcome", where=is_live),
        ),
        ("accountable has left", 5, _absent_accountable),
    )
)
