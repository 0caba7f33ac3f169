"""On a past as-of date, nobody has to be present yet for what is dated later."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.rules import RULES
from tests.corpus import result_of

SEED, VARIANTS = 133, 240
AS_OF = date(2026, 6, 1)
DATED = {rule.code for rule in RULES if rule.dated}


@pytest.mark.slow
def test_people_must_be_active_only_in_records_that_are_not_dated_later() -> None:
    random, wrong, counted = Random(SEED), [], [0, 0]
    for _ in range(VARIANTS):
        kind = random.choice(["incident", "decision"])
        on = AS_OF + timedelta(random.choice([-200, -20, -1, 0, 1, 30, 150]))
        who = random.choice(["gil", "kim", "empty", "ann"])
        step = f"{{what: step one, {'owner' if kind == 'incident' else 'who'}: {who}}}"
        key = "actions" if kind == "incident" else "follow-up"
        files = {
            "ann.md": "---\nkind: person\n---\n",
            "gil.md": f"---\nkind: person\nleft: {AS_OF - timedelta(random.choice([0, 5, 60]))}\n---\n",
            "kim.md": f"---\nkind: person\njoined: {AS_OF + timedelta(random.choice([1, 20, 90]))}\n---\n",
            "empty.md": "---\nkind: role\nholders: [gil]\n---\n",
            "x.md": f"---\nkind: {kind}\nowner: ann\ndate: {on}\n{key}: [{step}]\n---\n",
        }
        reported = {
            finding.code for finding in result_of(files, AS_OF).open_findings if finding.subject == f"{kind}:x"
        } & DATED
        expected = who != "ann" and on <= AS_OF
        counted[expected] += 1
        wrong += [(kind, on, who, reported)] if bool(reported) != expected else []
    assert min(counted) > 50
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[:5]}"
