"""Faults of what outcomes, agents, decisions, runbooks and incidents have to say."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.faults.corpus import Corpus
from tests.faults.fault import (
    Change,
    FaultClass,
    Injection,
    Where,
    changed,
    entitled,
    gone,
    having,
    is_live,
    lacking,
    one_of,
)
from tests.faults.records import Entry, Value


def _with(key: str, number: int = 0, **changes: Value | None) -> Change:
    """The map under a key, or the map of this number in its list, with other parts; None takes a part away."""

    def change(rng: random.Random, corpus: Corpus, entry: Entry) -> Value | None:
        value = entry.keys[key]
        assert not isinstance(value, str)
        if isinstance(value, Mapping):
            return _other_parts(value, changes)
        return [_other_parts(item, changes) if at == number else item for at, item in enumerate(value)]

    return change


def _other_parts(item: Value, changes: Mapping[str, Value | None]) -> Value:
    assert isinstance(item, Mapping)
    return {name: part for name, part in {**item, **changes}.items() if part is not None}


def _status(*words: str) -> Where:
    return lambda entry: entry.keys["status"] in words


def _level(*levels: str) -> Where:
    return lambda entry: is_live(entry) and entry.keys["autonomy"] in levels


def _has(key: str) -> Where:
    return lambda entry: is_live(entry) and key in entry.keys


def _holds(key: str) -> Where:
    return lambda entry: key in entry.keys


def _metric(entry: Entry) -> bool:
    measure = entry.keys.get("measure")
    return isinstance(measure, Mapping) and measure["type"] == "metric"


def _unmeasured(entry: Entry) -> bool:
    return is_live(entry) and "measure" not in entry.keys


def _served(corpus: Corpus, entry: Entry) -> bool:
    return any(entry.id in agent.keys["outcomes"] for agent in corpus.of("agent", where=is_live))


def _titled(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An open outcome named after an activity: reported at its title."""
    entry = rng.choice(corpus.of("outcome", where=is_live))
    verb = rng.choice(("Improve", "Work on", "Support", "Continue"))
    return changed(corpus, entry, entitled(entry, f"{verb} the {entry.id.replace('-', ' ')}"), "OUT006", "title")


def _no_answer(rng: random.Random, corpus: Corpus) -> Injection | None:
    entry = rng.choice(corpus.of("outcome", where=lambda entry: is_live(entry) and _served(corpus, entry)))
    return changed(corpus, entry, entry.with_keys(**{"if-wrong": None}), "OUT011", "@")


def _signed_by(rng: random.Random, corpus: Corpus, entry: Entry) -> Value | None:
    who = gone(rng, corpus)
    left = str(corpus.entries[f"person:{who}"].keys["left"])
    return {"by": who, "on": "2026-09-26"} if left <= "2026-09-26" else None


def _uncovered(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An agent stops to name the only runbook that is about it."""
    return lacking("runbook", "AGT007", "agent", where=is_live)(rng, corpus)


def _agents(rng: random.Random, corpus: Corpus, entry: Entry) -> Value:
    return [entry.id for entry in rng.sample(corpus.of("agent"), rng.choice((1, 2)))]


def _unattached(rng: random.Random, corpus: Corpus) -> Injection | None:
    """An agent serves nothing any more; what it served, others serve too."""

    def spared(agent: Entry) -> bool:
        others = [entry for entry in corpus.of("agent") if entry is not agent]
        return all(any(outcome in entry.keys["outcomes"] for entry in others) for outcome in agent.keys["outcomes"])

    agents = corpus.of("agent", where=lambda entry: is_live(entry) and spared(entry))
    if not agents:
        return None
    agent = rng.choice(agents)
    return changed(corpus, agent, agent.with_keys(outcomes=None), "AGT009", "@")


_CRITERIA = ["the list is published", "revenue grows by ten percent"]
_TOOL = {"name": "read_logs", "scope": "everything"}
_BAR = {"metric": "works well", "on": "the golden set"}
_OUTCOMES = (
    ("no success criteria", 6, lacking("success-criteria", "OUT001", "outcome", where=is_live)),
    ("no due date", 5, lacking("due", "OUT002", "outcome", where=is_live)),
    ("overdue", 5, having("due", one_of("2026-06-01", "2026-Q2", "2026-08"), "OUT005", "outcome", where=is_live)),
    (
        "met or missed without evidence",
        6,
        having("result", _with("result", evidence=None), "OUT004", "outcome", where=_holds("result")),
    ),
    ("missed without a result", 4, lacking("result", "OUT004", "outcome", where=_status("missed"))),
    ("met without a sign-off", 4, lacking("signed-off", "OUT012", "outcome", where=_status("met"))),
    (
        "signed off by somebody who had left",
        4,
        having("signed-off", _signed_by, "OUT012", "outcome", where=_status("met"), at="signed-off/by"),
    ),
    ("titled as an activity", 6, _titled),
    (
        "impact promised",
        4,
        having("success-criteria", one_of(_CRITERIA), "OUT007", "outcome", where=_unmeasured, at="success-criteria/1"),
    ),
    (
        "metric without a target",
        5,
        having("measure", _with("measure", target=None), "OUT008", "outcome", where=_metric),
    ),
    (
        "share without a part",
        4,
        having("shares", _with("shares", part=None), "OUT010", "outcome", where=_holds("shares"), at="shares/0@"),
    ),
    ("nobody named for when it is wrong", 5, _no_answer),
    (
        "mission with an empty slot",
        4,
        having("mission", _with("mission", under=None), "OUT013", "outcome", where=_holds("mission")),
    ),
)
_PACKETS = (
    ("no purpose", 5, lacking("purpose", "AGT001", "agent", where=is_live)),
    ("no boundaries", 5, lacking("wont-do", "AGT002", "agent", where=is_live)),
    (
        "tool without a scope",
        5,
        having("tools", _with("tools", name="merge_pr", scope=None), "AGT003", "agent", where=is_live, at="tools/0@"),
    ),
    (
        "tool that reaches everything",
        5,
        having("tools", one_of([_TOOL]), "AGT004", "agent", where=is_live, at="tools/0@"),
    ),
    (
        "acceptance that cannot be measured",
        5,
        having("acceptance", one_of([_BAR]), "AGT005", "agent", where=is_live, at="acceptance/0@"),
    ),
    ("no rollback at L3", 6, lacking("rollback", "AGT006", "agent", where=_level("L3"))),
    (
        "rollback without a trigger",
        5,
        having("rollback", _with("rollback", trigger=None), "AGT006", "agent", where=is_live),
    ),
    ("no runbook", 4, _uncovered),
    ("no outcome", 4, _unattached),
    ("level that no decision gave", 6, having("autonomy", one_of("L2"), "AGT010", "agent", where=_level("L1"))),
    ("level below the last decision", 5, having("autonomy", one_of("L1"), "AGT011", "agent", where=_level("L2"))),
    ("L3 without scenarios", 5, lacking("scenarios", "AGT012", "agent", where=_level("L3"))),
    (
        "review not held",
        5,
        having("reviews", _with("reviews", 2, on=None), "AGT014", "agent", where=is_live, at="reviews/2@"),
    ),
    ("no reviewer at L1 or L2", 5, lacking("reviewer", "AGT015", "agent", where=_level("L1", "L2"))),
    (
        "onboarding not done",
        4,
        having("onboarding", _with("onboarding", evals="no"), "AGT016", "agent", where=is_live),
    ),
    ("no context pack", 4, lacking("context", "CTX001", "agent", where=is_live)),
    ("stale context pack", 5, having("refreshed", one_of("2026-01-15"), "CTX002", "context-pack")),
    (
        "another version of a context pack",
        4,
        having("context", lambda r, c, e: [f"{e.id}-pack@2"], "CTX004", "agent", where=is_live, at="context/0"),
    ),
)
_OTHERS = (
    (
        "follow-up overdue",
        5,
        having(
            "follow-up",
            _with("follow-up", on="2026-03-01"),
            "DEC003",
            "decision",
            where=_holds("follow-up"),
            at="follow-up/0@",
        ),
    ),
    ("no options", 5, lacking("options", "DEC005", "decision", where=_status("accepted"))),
    ("no reason", 5, lacking("why", "DEC005", "decision", where=_status("accepted"))),
    ("promotion without evidence", 5, lacking("evidence", "DEC006", "decision", where=_holds("promotes"))),
    ("promotion without a way back", 4, lacking("rollback", "DEC006", "decision", where=_holds("promotes"))),
    ("decision without a date", 5, lacking("date", "DEC007", "decision")),
    (
        "decided by agents alone",
        5,
        having("decision-makers", _agents, "DEC002", "decision", where=_holds("decision-makers")),
    ),
    ("runbook not reviewed for years", 5, having("reviewed", one_of("2025-01-15"), "RUN003", "runbook")),
    (
        "action without an owner",
        5,
        having("actions", _with("actions", 1, owner=None), "PIR002", "incident", at="actions/1@"),
    ),
    (
        "action overdue",
        5,
        having("actions", _with("actions", 1, due="2026-10-01"), "PIR003", "incident", at="actions/1@"),
    ),
    ("incident that changed no guardrail", 4, lacking("guardrails", "PIR005", "incident")),
    ("incident without a date", 4, lacking("date", "PIR006", "incident")),
)
CLASSES = tuple(FaultClass(name, weight, draw) for name, weight, draw in (*_OUTCOMES, *_PACKETS, *_OTHERS))
