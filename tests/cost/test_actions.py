"""The work for the actions of an incident is bounded for each line and for each document."""

from __future__ import annotations

from functools import partial

import pytest

from docgraph.model.limits import LIST_ITEMS
from docgraph.model.location import Text
from docgraph.parse.form.action_text import assigned
from docgraph.parse.form.incident_actions import body_actions
from docgraph.parse.markdown.blocks import blocks
from tests.cost.steps import steps_of
from tests.cost.test_cost import INCIDENT, checked

UNITS = {
    "names": "(a b) ",
    "and": "and x ",
    "commas": "a, ",
    "dashes": "— a ",
    "dates": "(by 2026-12-17) ",
    "done": "(done) ",
}
PER_UNIT = 10
"""Steps for a word that is copied. A part that is parsed takes at least 30."""


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
@pytest.mark.parametrize("around", ["{}", "({})", "— {}", "(owner {})", "(tom, {})"])
def test_steps_for_a_line_do_not_grow_with_its_parts(unit: str, around: str) -> None:
    few, many = (f"add an alert {around.format(unit * count)}" for count in (60, 600))
    assigned(few)
    small, large = (steps_of(partial(assigned, line)) for line in (few, many))
    assert small < 10_000
    assert large - small < PER_UNIT * 540


@pytest.mark.slow
@pytest.mark.parametrize("line", ["- [ ] add (a (b — c, owner: f, by 2026-12-17 and g & h))\n", "- add (tom)\n"])
def test_steps_for_actions_do_not_grow_above_the_limit(line: str) -> None:
    def steps(count: int) -> int:
        text = Text("docs/outage.md", f"## Actions\n\n{line * count}")
        blocks(text, 0)
        return steps_of(partial(body_actions, text, 0))

    steps(10)
    assert steps(2 * LIST_ITEMS) < 1.1 * steps(LIST_ITEMS + 1)


@pytest.mark.slow
def test_more_actions_than_are_read_are_a_finding() -> None:
    def reached(count: int) -> list[str]:
        lines = "".join(f"- [ ] add alert {number} (tom, due 2026-12-01)\n" for number in range(count))
        return [finding.message for finding in checked(f"{INCIDENT}\n{lines}").findings if finding.code == "DOC016"]

    assert reached(LIST_ITEMS) == []
    assert reached(LIST_ITEMS + 1) == ["only the first 2,000 items of `actions` are read"]
