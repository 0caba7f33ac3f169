"""Faults between records: circles, one-sided and missing relations, names of a wrong kind, and the rows of RACIs."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.faults.corpus import Corpus
from tests.faults.fault import (
    Change,
    Draw,
    FaultClass,
    Injection,
    changed,
    expected,
    having,
    is_live,
    lacking,
    place,
    present,
)
from tests.faults.records import Entry, Sheet, Style, Value
from tests.faults.writing import page_of


def _unserved(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An agent stops to serve an outcome that nothing else works on."""
    agents = [(agent, agent.texts("outcomes")) for agent in corpus.of("agent")]
    served = [outcome for _, outcomes in agents for outcome in outcomes]
    named = {str(entry.keys.get("parent")) for entry in corpus.of("outcome")}
    affected = [one for entry in corpus.of("decision") for one in entry.texts("affects")]
    alone = (
        {one for one in served if served.count(one) == 1} - named - {one.removeprefix("outcome:") for one in affected}
    )
    fits = [(agent, outcomes) for agent, outcomes in agents if len(outcomes) > 1 and alone & set(outcomes)]
    if not fits:
        return None
    agent, outcomes = rng.choice(fits)
    unserved = next(one for one in outcomes if one in alone)
    rest = [one for one in outcomes if one != unserved]
    fault = changed(corpus, agent, agent.with_keys(outcomes=rest), "OUT009", "outcomes")
    page = corpus.page(corpus.entries[f"outcome:{unserved}"])
    return fault and replace(fault, path=page.path, lines=(page.line(f"outcome:{unserved} @"),))


def _dropped(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A live record rests on an outcome that was dropped."""
    [dropped] = corpus.of("outcome", where=lambda entry: entry.keys["status"] == "dropped")
    agent = rng.choice(corpus.of("agent", where=is_live))
    outcomes = [*agent.texts("outcomes"), dropped.id]
    return changed(corpus, agent, agent.with_keys(outcomes=outcomes), "REF005", f"outcomes/{len(outcomes) - 1}")


def _circle(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An outcome becomes a part of its own part."""
    part = rng.choice(corpus.of("outcome", where=lambda entry: "parent" in entry.keys))
    parent_outcome = corpus.entries[f"outcome:{part.keys['parent']}"]
    return _closed(corpus, parent_outcome, parent_outcome.with_keys(parent=part.id), part, "parent")


def _round(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A decision supersedes the one that superseded it."""
    old = rng.choice(corpus.of("decision", where=lambda entry: "superseded-by" in entry.keys))
    new = corpus.entries[f"decision:{old.keys['superseded-by']}"]
    return _closed(corpus, old, old.with_keys(supersedes=[new.id]), new, "supersedes")


def _closed(corpus: Corpus, entry: Entry, after: Entry, other: Entry, key: str) -> Injection | None:
    """A cycle: either of its two names may be the fault, so it is reported at the first by path and line."""
    fault = changed(corpus, entry, after, "REF006", key)
    path = corpus.path_of[other.ref]
    if fault is None:
        return None
    if path == fault.path:
        return replace(fault, lines=(min(*fault.lines, place(fault.pages[0], other.ref, key)),))
    if path < fault.path:
        return replace(fault, path=path, lines=(place(corpus.pages[path], other.ref, key),))
    return fault


def _one_sided(rng: random.Random, corpus: Corpus) -> Injection | None:
    return lacking(rng.choice(("supersedes", "superseded-by")), "DEC004", "decision")(rng, corpus)


def _still_accepted(rng: random.Random, corpus: Corpus) -> Injection | None:
    old = rng.choice(corpus.of("decision", where=lambda entry: "superseded-by" in entry.keys))
    return changed(corpus, old, old.with_keys(status="accepted"), "DEC004", "status")


def _skipped(rng: random.Random, corpus: Corpus) -> Injection | None:
    """The decision for the level below is not there."""
    agent = rng.choice(corpus.of("agent", where=lambda entry: entry.keys["autonomy"] == "L3"))
    path = corpus.path_of[f"decision:promote-{agent.id}-to-l2"]
    if corpus.sheets[path].listed:
        return None
    page = corpus.page(agent)
    line = (place(page, agent.ref, "autonomy"),)
    return Injection((), "AGT013", page.path, line, f"{path} is deleted", gone=(path,))


def _no_raci(rng: random.Random, corpus: Corpus) -> Injection | None:
    agent = rng.choice(corpus.of("agent", where=lambda entry: is_live(entry) and "raci" not in entry.keys))
    page = corpus.page(agent)
    path = corpus.path_of[f"raci:{agent.id}-raci"]
    return Injection((), "AGT008", page.path, (page.line(f"{agent.ref} @"),), f"{path} is deleted", gone=(path,))


def _idle(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A new runbook that covers nothing and that nobody follows."""
    id = rng.choice(("restore-a-backup", "rotate-the-keys", "call-the-supplier"))
    entry = Entry("runbook", id, "What to do", {"owner": present(rng, corpus), "trigger": "any sev 1"})
    page = page_of(Sheet(f"runbooks/{id}.md", (entry,), Style(rng.randrange(99), named=rng.random() < 0.5)))
    return expected(page, entry.ref, "RUN002", "@", "a new runbook")


def _of_kind(kind: str) -> Change:
    return lambda rng, corpus, entry: rng.choice(corpus.of(kind)).id


def _title_or_alias(rng: random.Random, corpus: Corpus, entry: Entry) -> Value:
    """A person's title or alias instead of the id."""
    person = corpus.entries[f"person:{present(rng, corpus, entry.keys.get('owner'), entry.keys.get('backup'))}"]
    return rng.choice([person.title, *person.texts("aliases")])


def _rows(code: str, role: str, value: Change, every: bool = False) -> Draw:
    """The first row of a RACI, or each, names others under a role (None: nobody); reported at the first row."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        raci = rng.choice(corpus.of("raci"))
        new = value(rng, corpus, raci)
        rows = [dict(row) for row in raci.maps("rows")]
        for row in rows if every else rows[:1]:
            row.pop(role)
            row |= {} if new is None else {role: new}
        return changed(corpus, raci, raci.with_keys(rows=rows), code, "rows/0@")

    return draw


def _nobody(rng: random.Random, corpus: Corpus, raci: Entry) -> Value | None:
    return None


def _two(rng: random.Random, corpus: Corpus, raci: Entry) -> Value:
    first = str(raci.maps("rows")[0]["accountable"])
    return [first, present(rng, corpus, first)]


def _somebody_else(rng: random.Random, corpus: Corpus, raci: Entry) -> Value:
    """A present person who does not come down to the one who is accountable."""
    first = str(raci.maps("rows")[0]["accountable"])
    return present(rng, corpus, first, corpus.holder(first))


CLASSES = tuple(
    FaultClass(name, weight, draw)
    for name, weight, draw in (
        ("open outcome that nothing works on", 4, _unserved),
        ("live record rests on a dropped outcome", 4, _dropped),
        ("outcomes that are parts of each other", 6, _circle),
        ("decisions that supersede each other", 8, _round),
        ("supersession that one side tells", 8, _one_sided),
        ("superseded decision that is still accepted", 4, _still_accepted),
        ("level skipped", 4, _skipped),
        ("no RACI", 4, _no_raci),
        ("runbook that nobody follows", 4, _idle),
        (
            "runbook that is a context pack",
            4,
            having("runbook", _of_kind("context-pack"), "REF002", "agent", where=is_live),
        ),
        ("parent that is a decision", 4, having("parent", _of_kind("decision"), "REF002", "outcome", where=is_live)),
        ("person named by title or alias", 6, having("reviewer", _title_or_alias, "REF004", "agent")),
        ("row with nobody accountable", 8, _rows("RAC001", "accountable", _nobody)),
        ("row with two accountable", 8, _rows("RAC001", "accountable", _two)),
        ("row with nobody responsible", 6, _rows("RAC002", "responsible", _nobody)),
        ("agent accountable", 6, _rows("RAC003", "accountable", _of_kind("agent"))),
        ("team accountable", 4, _rows("RAC003", "accountable", _of_kind("team"))),
        ("owner accountable in no row", 6, _rows("RAC004", "accountable", _somebody_else, every=True)),
    )
)
