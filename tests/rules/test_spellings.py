"""A key of another spelling, such as MADR's `deciders`, gets the findings of the key, each at its own place."""

from __future__ import annotations

from random import Random

import pytest

from tests.corpus import result_of

SEED = 20261306
VARIANTS = 240
PEOPLE = "---\nkind: people\npeople:\n  - {id: ann, title: Ann A}\n  - {id: gil, title: Gil G, left: 2025-01-31}\n---\n"
BOT = "---\nkind: agent\nowner: ann\nbackup: gil\n---\n# Bot\n"
NAMES = ("ann", "Ann A", "gil", "bot", "agent:bot", "jo", "nobody.x", "annn", "TBD", "<name>", "@ann", "everyone", "5")


def _value(random: Random, indent: str) -> str:
    names = random.choices(NAMES, k=random.randrange(1, 4))
    quoted = [f'"{name}"' if not name.isalnum() else name for name in names]
    return random.choice(
        (
            f" [{', '.join(quoted)}]",
            "".join(f"\n{indent}  - {name}" for name in quoted),
            f' "{", ".join(names)}"',
            f" {quoted[0]}",
            f" {{{quoted[0]}: {quoted[0]}}}",
            "",
        )
    )


def _decision(random: Random, number: int) -> str:
    listed = random.random() < 0.3
    indent = "    " if listed else ""
    keys = ["owner: ann", "date: 2026-03-02", "status: accepted", "why: it held", "options: [a, b]"]
    keys.insert(random.randrange(len(keys)), f"KEY:{_value(random, indent)}")
    if listed:
        head = f"kind: decisions\ndecisions:\n  - id: d{number}\n    title: D"
    else:
        head = f"kind: decision\nid: d{number}"
    return f"---\n{head}\n" + "".join(f"{indent}{key}\n" for key in keys) + "---\n# D\n"


def _findings(texts: dict[str, str], key: str) -> dict[str, list[tuple[str | int, ...]]]:
    """Of each document: code, line and rest of the line of each finding, with its message and help."""
    contents = {path: text.replace("KEY", key) for path, text in texts.items()}
    found: dict[str, list[tuple[str | int, ...]]] = {path: [] for path in texts}
    for finding in result_of({"people.md": PEOPLE, "bot.md": BOT, **contents}).open_findings:
        if finding.at.path in found:
            rest = contents[finding.at.path].splitlines()[finding.at.line - 1][finding.at.column - 1 :]
            normalized = (text.replace("deciders", "decision-makers") for text in (rest, finding.message, finding.help))
            found[finding.at.path].append((finding.code, finding.at.line, *normalized))
    return {path: sorted(each) for path, each in found.items()}


@pytest.mark.slow
def test_deciders_gets_the_findings_of_decision_makers_at_its_own_place() -> None:
    random = Random(SEED)
    texts = {f"d{number}.md": _decision(random, number) for number in range(VARIANTS)}
    expected, found = _findings(texts, "decision-makers"), _findings(texts, "deciders")
    differing = [path for path in texts if found[path] != expected[path]]
    assert not differing, f"{len(differing)} of {VARIANTS}:\n{texts[differing[0]]}"
    assert sum(map(bool, found.values())) > VARIANTS / 2
