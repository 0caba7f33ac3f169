"""Decisions dated after the as-of date replace nothing yet; those of one day have an order that files do not change."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.analysis.promotions import promotions
from docgraph.app import check
from docgraph.kinds import Agent
from tests.corpus import project_of, record, trace_of

SEED = 20261147
VARIANTS = 200


def _pair(random: Random, first: date, second: date) -> dict[str, str]:
    """Two decisions, of which one says that the new one replaces the old one."""
    at_new = random.random() < 0.5
    new, old = ({"supersedes": "old"}, {}) if at_new else ({}, {"superseded_by": "new"})
    state = random.choice(("accepted", "superseded")) if not at_new else "accepted"
    return {
        "old.md": record("decision", owner="ann", date=str(first), status=state, **old),
        "new.md": record("decision", owner="ann", date=str(second), status="accepted", **new),
        "ann.md": record("person"),
    }


@pytest.mark.slow
def test_a_decision_supersedes_another_only_from_its_date_on() -> None:
    random, wrong = Random(SEED), []
    for _ in range(VARIANTS):
        first = date(2026, 1, 1) + timedelta(days=random.randrange(200))
        second = first + timedelta(days=random.randrange(1, 100))
        as_of = first + timedelta(days=random.randrange(-20, 130))
        findings = [
            finding
            for finding in check(project_of(_pair(random, first, second), as_of)).open_findings
            if finding.code == "DEC004"
        ]
        if bool(findings) != (second <= as_of):
            wrong.append((first, second, as_of, [finding.message for finding in findings]))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


def test_promotions_of_one_day_are_in_the_order_of_their_levels() -> None:
    random = Random(SEED)
    for _ in range(VARIANTS // 4):
        top = random.randrange(2, 4)
        names = random.sample("abcdefgh", top)
        moves = [(name, f"{{agent: bot, from: L{number}, to: L{number + 1}}}") for number, name in enumerate(names, 1)]
        random.shuffle(moves)
        files = {
            f"{name}.md": record("decision", date="2026-03-02", status="accepted", promotes=m) for name, m in moves
        }
        graph = trace_of({**files, "bot.md": record("agent")})
        [bot] = graph.all(Agent)
        assert [hop.decision.id for hop in promotions(graph, bot)] == names
