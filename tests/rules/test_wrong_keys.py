"""A wrong key gives its own finding and none about the key that is then missing; no error disappears."""

from __future__ import annotations

import random

import pytest

from tests.corpus import result_of

SEED = 13
VARIANTS = 240
_PEOPLE = {"people.md": "---\nkind: people\npeople: [{id: jane}, {id: sam}]\n---\n"}
_COMPLETE = {
    "agent": {
        "owner": "jane",
        "backup": "sam",
        "purpose": "sorts errors",
        "outcomes": "fast",
        "will-do": "[sort]",
        "wont-do": "[bill]",
        "acceptance": "[accuracy >= 95 %]",
        "reviewer": "sam",
        "runbook": "stop",
        "raci": "who",
        "rollback": "{trigger: [any sev 1], procedure: switch it off}",
    },
    "outcome": {
        "owner": "jane",
        "backup": "sam",
        "due": "2027-03-31",
        "success-criteria": "[it is live]",
        "if-wrong": "owner",
    },
    "decision": {
        "owner": "jane",
        "date": "2026-03-02",
        "status": "accepted",
        "options": "[a, b]",
        "why": "it is simple",
    },
    "incident": {"owner": "jane", "date": "2026-03-02", "guardrails": "[a check]"},
    "runbook": {"owner": "jane", "covers": "bot"},
    "role": {"holders": "[{person: jane}]"},
}
_WORDS = {
    ("agent", "outcomes"): ("serves", "outcome"),
    ("agent", "purpose"): ("goal", "objective", "summary"),
    ("agent", "acceptance"): ("metrics", "criteria", "kpis"),
    ("outcome", "success-criteria"): ("metrics", "criteria", "definition-of-done"),
    ("outcome", "due"): ("deadline", "due-date"),
    ("decision", "why"): ("reason", "rationale", "because"),
    ("decision", "options"): ("alternatives",),
    ("decision", "date"): ("decided", "decided-on"),
    ("incident", "owner"): ("commander", "lead", "held-by"),
    ("incident", "date"): ("start", "occurred"),
    ("runbook", "covers"): ("agent", "serves", "services"),
    ("role", "holders"): ("held-by", "owner", "holder"),
}
_OWNED = ("agent", "outcome", "decision", "incident", "runbook")
_PATHS = {"agent": "bot.md", "outcome": "fast.md"}
_OWNERLESS = {"OWN001", "OWN002", "DEC001", "PIR001", "RUN001"}


def _files(kind: str, keys: dict[str, str]) -> dict[str, str]:
    lines = "\n".join(f"{key}: {value}" for key, value in keys.items())
    files = {**_PEOPLE, _PATHS.get(kind, "x.md"): f"---\nkind: {kind}\n{lines}\n---\n"}
    others = {"fast.md": "outcome", "stop.md": "runbook", "who.md": "raci", "bot.md": "agent"}
    for path, other in others.items():
        values = {
            **_COMPLETE.get(other, {"scope": "bot", "rows": "[{activity: a, responsible: sam, accountable: jane}]"})
        }
        if path not in files:
            files[path] = "\n".join(
                ["---", f"kind: {other}", *(f"{key}: {one}" for key, one in values.items()), "---", ""]
            )
    return files


def _reported(kind: str, keys: dict[str, str]) -> list[tuple[str, str]]:
    path = _PATHS.get(kind, "x.md")
    open_findings = result_of(_files(kind, keys), ignore="CTX001").open_findings
    return [(finding.code, str(finding.severity)) for finding in open_findings if finding.at.path == path]


def test_the_documents_are_healthy_before() -> None:
    for kind, keys in _COMPLETE.items():
        assert _reported(kind, keys) == [], kind


@pytest.mark.slow
def test_another_word_for_a_key_is_one_finding() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        (kind, key), words = rng.choice(list(_WORDS.items()))
        word = rng.choice(words)
        word = rng.choice((word, word.replace("-", "_"), word.title()))
        keys = [(word if one == key else one, value) for one, value in _COMPLETE[kind].items()]
        rng.shuffle(keys)
        reported = _reported(kind, dict(keys))
        if [code for code, _ in reported] != ["DOC004"]:
            wrong.append((kind, word, reported))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:4]}"


@pytest.mark.slow
def test_a_wrong_owner_key_never_costs_the_last_error() -> None:
    rng, unreported = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind = rng.choice(_OWNED)
        word = rng.choice(
            ("ownr", "onwer", "owners", "accountable", "held-by", "maintainer", "lead", "who", "OWNER ", "commander")
        )
        settings = rng.choice((word, word.upper(), word.title())).strip()
        keys = {settings if one == "owner" else one: value for one, value in _COMPLETE[kind].items()}
        reported = _reported(kind, keys)
        if settings.lower() != "owner" and not any(
            code in {*_OWNERLESS, "DOC004"} and weight == "error" for code, weight in reported
        ):
            unreported.append((kind, settings, reported))
    assert not unreported, f"{len(unreported)} of {VARIANTS}, such as {unreported[:4]}"
