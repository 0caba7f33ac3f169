"""The rules about levels judge the level that an agent had on a past as-of date, as far as decisions record it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from msgspec.structs import replace

from docgraph.app import check
from tests.corpus import project_of, record

SEED = 20261164
VARIANTS = 200
LEVELS = ("L1", "L2", "L3", "L4")
_CODES = {"AGT010", "AGT011", "AGT012"}


@dataclass
class History:
    """An agent's documents, and the days on which it was moved up one level."""

    files: dict[str, str]
    days: list[date]

    def codes(self, as_of: date, *, clock: bool = False) -> set[str]:
        project = replace(project_of(self.files, as_of), follows_clock=clock)
        return {finding.code for finding in check(project).open_findings} & _CODES


def _history(random: Random, wrong: str = "") -> History:
    top = random.randrange(1, 4)
    days = sorted(date(2026, 1, 1) + timedelta(days=one) for one in random.sample(range(300), top))
    files = {"ann.md": record("person")}
    for number, day in enumerate(days, 1):
        move = f"{{agent: bot, from: {LEVELS[number - 1]}, to: {LEVELS[number]}}}"
        files[f"d{number}.md"] = record("decision", owner="ann", date=str(day), status="accepted", promotes=move)
    keys = {"scenarios": "[nightly runs]", "thresholds": "[accuracy >= 95 %]"}
    guards = keys | {"rollback": "{trigger: [a sev1], procedure: off, auto: yes}", "auto_rollback": "a watchdog"}
    files["bot.md"] = record("agent", owner="ann", status="active", autonomy=wrong or LEVELS[top], **guards)
    return History(files, days)


@pytest.mark.slow
def test_what_was_right_on_a_past_day_has_no_finding() -> None:
    random, wrong = Random(SEED), []
    for _ in range(VARIANTS):
        history = _history(random)
        day = random.choice((history.days[0], history.days[-1])) - timedelta(days=random.randrange(-1, 40))
        codes = history.codes(day)
        if codes:
            wrong.append((day, history.days, codes))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_what_is_wrong_is_still_found() -> None:
    random = Random(SEED)
    for _ in range(VARIANTS // 4):
        history = _history(random)
        before = history.days[0] - timedelta(days=1)
        assert "AGT010" in history.codes(before, clock=True), "today's level waits for no later decision"
        other = random.choice([level for level in LEVELS if level != LEVELS[len(history.days)]])
        changed = {
            **history.files,
            "bot.md": history.files["bot.md"].replace(f"autonomy: L{len(history.days) + 1}", f"autonomy: {other}"),
        }
        assert "AGT011" in History(changed, history.days).codes(history.days[-1])
