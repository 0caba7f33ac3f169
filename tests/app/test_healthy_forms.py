"""Healthy documents composed from the forms that teams use in any language: none of them gives an error."""

from __future__ import annotations

import random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 20261130
PEOPLE = """\
---
kind: people
people:
  - {id: jane.doe, title: Jane Doe, aliases: [jdoe]}
  - {id: anna.petrova, title: Анна Петрова, aliases: [apetrova]}
---
# People
"""
HANDLES = (
    "@jane.doe",
    "@jdoe",
    "@apetrova",
    "@anna.petrova",
    "jdoe",
    "Jane Doe",
    "Анна Петрова",
    "**@jdoe**",
    "`@jdoe`",
)
LEGENDS = (
    ("Kürzel | Bedeutung", "führt aus", "verantwortet", "wird gefragt", "wird informiert"),
    ("Buchstabe | Rolle", "Durchführung", "Verantwortung", "Beratung", "Information"),
    ("Lettre | Sens", "réalise", "répond du résultat", "est consulté", "est informé"),
    ("Буква | Значение", "делает", "отвечает", "советует", "знает"),
    ("記号 | 意味", "実行", "説明責任", "相談", "報告"),
    ("الحرف | المعنى", "ينفذ", "مسؤول", "يستشار", "يبلغ"),
)
MARKS = ("", ".", " ✅", " ✔️", " 🎉", " :tada:", " :white_check_mark:", " ✅.", "!", " …")
ACTIONS = ("Prévenir le client", "Alarm einrichten", "проверить схему", "地図を直す", "add an alert")
METRICS = ("AUC", "Précision", "точность", "正解率", "accuracy")
TAILS = (
    "",
    "auf den Daten von September",
    "sur 500 demandes étiquetées à la main par deux agents",
    "за две недели",
    "%",
)


def _decimal(random_: random.Random) -> str:
    integer, part = random_.randint(0, 99), random_.choice(("1", "25", "7531"))
    return random_.choice((f"{integer},{part}", f"{integer}.{part}", str(integer), f"0,{random_.randint(100, 999)}"))


def _agent(random_: random.Random) -> str:
    bar = f"{random_.choice(METRICS)} {random_.choice('≥≤<>')} {_decimal(random_)} {random_.choice(TAILS)}"
    return (
        f"---\nkind: agent\nstatus: active\nacceptance:\n  - {bar.strip()!r}\n---\n# Agent\n\n**Owner & On-Call**:\n\n"
        f"- Primary: {random_.choice(HANDLES[:2])}\n- Backup: {random_.choice(('@apetrova', 'Анна Петрова'))}\n"
    )


def _outcome(random_: random.Random) -> str:
    return (
        f"---\nkind: outcome\nowner: '{random_.choice(HANDLES[:2])}'\nmeasure:\n  type: metric\n"
        f"  baseline: {_decimal(random_)}\n  target: '{_decimal(random_)}'\n---\n# Outcome\n"
    )


def _incident(random_: random.Random) -> str:
    items = [
        f"- {random_.choice(ACTIONS)} ({random_.choice(HANDLES[:7])}, {random_.choice(('', 'due '))}2026-12-0{day})"
        f"{random_.choice(MARKS)}"
        for day in range(1, 4)
    ]
    return "---\nkind: incident\nowner: jane.doe\ndate: 2026-11-02\n---\n# Incident\n\n## Follow-ups\n\n" + "\n".join(
        items
    )


def _raci(random_: random.Random, scope: str) -> str:
    head, *meanings = random_.choice(LEGENDS)
    legend = [f"| {letter} | {meaning} |" for letter, meaning in zip("RACI", meanings, strict=True)]
    tables = [
        "\n".join([f"| {head} |", "|---|---|", *legend]),
        "| Aufgabe | Responsible | Accountable |\n|---|---|---|\n"
        f"| 実行 | {random_.choice(HANDLES)} | {random_.choice(HANDLES)} |",
    ]
    random_.shuffle(tables)
    return f"---\nkind: raci\nscope: {scope}\n---\n# RACI\n\n" + "\n\n".join(tables) + "\n"


@pytest.mark.slow
def test_forms_of_healthy_documents_give_no_error() -> None:
    random_ = random.Random(SEED)
    files = {"people.md": PEOPLE}
    for count in range(60):
        files[f"agent-{count}.md"] = _agent(random_)
        files[f"outcome-{count}.md"] = _outcome(random_).replace(
            "measure:", "due: 2027-Q1\nbackup: anna.petrova\nmeasure:"
        )
        files[f"incident-{count}.md"] = _incident(random_)
        files[f"raci-{count}.md"] = _raci(random_, f"agent-{count}")
    findings = result_of(files).findings
    red = {
        f"{finding.at.path}: {finding.message}"
        for finding in findings
        if finding.severity is Severity.ERROR or finding.code == "AGT005"
    }
    assert not red, len({line.partition(":")[0] for line in red})
