"""A kind that is similar to `agent` or `outcome` is never silent, and an error above labels of that kind."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import lookup_kind
from docgraph.model.finding import Severity
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document

SEED, COUNT = 20261130, 300
BEFORE = ("ai", "llm", "autonomous", "business", "sub", "new", "our", "2nd")
AFTER = ("packet", "page", "v2", "draft", "card", "1", "hiring packet")
LABELS = {
    "agent": ("**Owner**: nobody", "**Purpose**: pay refunds", "**Autonomy**: L3", "- **Will do**: refund"),
    "outcome": ("**Owner**: nobody", "**Due**: 2027-01-01", "**Success criteria**: fewer calls"),
}
TEXTS = ("", "Pays refunds. Nobody owns it.", "**Important**: read this", "## History\n\nOld.")
FOREIGN = "Component tutorial local rule page agency Function ClusterRole user-story income urgent console".split()


def severities(kind: str, body: str, keys: str = "") -> list[Severity]:
    source = SourceFile("docs/x.md", f"---\n{keys}kind: {kind}\n---\n# Refunder\n\n{body}\n".encode())
    problems = parse_document(source, settings_from({})).problems
    return [problem.severity or Severity.ERROR for problem in problems if problem.rule_name == "unknown-kind"]


def missed(dice: random.Random, name: str) -> str:
    """A name with words around it, with one letter changed, or in other capitals."""
    way = dice.randrange(3)
    if way == 0:
        at, letter = dice.randrange(1, len(name)), dice.choice("xqz")
        return dice.choice(
            (name[:at] + letter + name[at:], name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :])
        )
    words = [dice.choice((name, f"{name}s"))]
    words = [dice.choice(BEFORE), *words] if way == 1 else words
    words = [*words, dice.choice(AFTER)] if way == 2 or dice.random() < 0.3 else words
    if dice.random() < 0.2:
        return "".join(word.title().replace(" ", "") for word in words)
    return dice.choice(("-", "_", " ", ".", "/")).join(words)


@pytest.mark.slow
def test_a_near_miss_is_a_warning_and_above_labels_an_error() -> None:
    for number in range(COUNT):
        dice = random.Random(SEED + number)
        name = dice.choice([*LABELS])
        kind = missed(dice, name)
        if lookup_kind(kind)[0]:
            continue
        assert severities(kind, dice.choice(TEXTS)) in ([Severity.WARNING], [Severity.ERROR]), (number, kind)
        assert severities(kind, dice.choice(LABELS[name])) == [Severity.ERROR], (number, kind)


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("body", [*TEXTS, "\n\n".join(LABELS["agent"])])
def test_the_kind_of_another_tool_is_silent(kind: str, body: str) -> None:
    assert severities(kind, body) == []


def test_a_manifest_is_silent() -> None:
    assert severities("AgentPool", TEXTS[1], "apiVersion: v1\nmetadata: {}\n") == []


@pytest.mark.parametrize(
    ("kind", "severity"), [("agent of change", "WARNING"), ("agnet", "ERROR"), ("Persona", "INFO")]
)
def test_a_page_without_labels(kind: str, severity: str) -> None:
    assert severities(kind, "Text.") == [Severity[severity]]
