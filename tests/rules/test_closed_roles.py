"""The role that owns a closed record had exactly one active holder on the date that the record is evaluated on."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED, VARIANTS = 23, 300
DAYS = ["2026-03-01", "2026-06-01", "2026-09-01", "2026-10-02", "2026-11-21"]
TODAY = "2026-11-21"


def closed(random: Random) -> tuple[str, str]:
    """The lines of a closed outcome, a decision or an incident, and the day on which its owner is checked."""
    if random.random() < 0.4:
        made = random.choice(DAYS)
        return f"---\nkind: {random.choice(['decision', 'incident'])}\nid: o\nowner: lead\ndate: {made}\n---\n", made
    due, on, signed = (random.choice(DAYS) for _ in range(3))
    lines = ["kind: outcome", "owner: lead", f"status: {random.choice(['met', 'missed', 'dropped'])}"]
    day = TODAY
    if random.random() < 0.7:
        lines, day = [*lines, f"due: {due}"], due
    ends = []
    if random.random() < 0.5:
        lines, ends = [*lines, f"result: {{value: 1, on: {on}}}"], [on]
    if random.random() < 0.5:
        lines, ends = [*lines, f"signed-off: {{by: sam, on: {signed}}}"], [*ends, signed]
    # nobody signs off a result before it is there
    day = max(ends, default=day)
    return "---\n{}\n---\n".format("\n".join(lines)), day


@pytest.mark.slow
def test_what_is_past_and_owned_by_a_role_without_one_holder_on_its_day_is_an_error() -> None:
    random, wrong, empty = Random(SEED), [], 0
    for _ in range(VARIANTS):
        outcome, day = closed(random)
        files, holders, holder_count = {"o.md": outcome, "sam.md": "---\nkind: person\n---\n"}, [], 0
        for name in random.sample(["jane", "robin", "kim"], random.randint(0, 3)):
            first, last = sorted(random.sample(DAYS, 2))
            files[f"{name}.md"] = "---\nkind: person\n---\n"
            if random.random() < 0.5:
                files[f"{name}.md"] = f"---\nkind: person\njoined: {first}\nleft: {last}\n---\n"
                holders.append(name)
            else:
                holders.append(f"{{person: {name}, from: {first}, to: {last}}}")
            holder_count += date.fromisoformat(first) <= date.fromisoformat(day) < date.fromisoformat(last)
        files["lead.md"] = f"---\nkind: role\nholders-at-once: 3\nholders: [{', '.join(holders)}]\n---\n"
        found = result_of(files).open_findings
        reported = any(finding.code == "OWN004" and finding.severity is Severity.ERROR for finding in found)
        empty += holder_count != 1
        wrong += [] if reported is (holder_count != 1) else [(outcome, files["lead.md"], day)]
    assert VARIANTS / 3 < empty < VARIANTS
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[:2]}"
