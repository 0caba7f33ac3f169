"""What would be left without somebody if a person left on a day."""

from __future__ import annotations

from datetime import date

import pytest

from docgraph.analysis.offboarding import duties_to_reassign
from docgraph.kinds.person import Person
from tests.corpus import result_of

OUTCOME = "---\nkind: outcome\nowner: lead\n---\n"
EVE = "---\nkind: person\nleft: 2027-03-15\n---\n"
BOB = "---\nkind: person\n---\n"


def handed_over(holders: str, on: str) -> list[str]:
    """The records that lose their owner through the role `lead` if eve leaves on a day."""
    role = f"---\nkind: role\nholders:\n{holders}\n---\n"
    graph = result_of({"eve.md": EVE, "bob.md": BOB, "lead.md": role, "fast.md": OUTCOME}).graph
    eve = graph.get("eve", "person")
    assert isinstance(eve, Person)
    return [loss.record.id for loss in duties_to_reassign(graph, eve, date.fromisoformat(on)) if loss.key == "owner"]


@pytest.mark.parametrize("on", ["2026-11-21", "2027-03-14", "2027-03-15", "2027-03-16", "2028-01-01"])
def test_a_role_whose_only_holder_leaves_is_handed_over_on_every_date(on: str) -> None:
    assert handed_over("  - {person: eve, from: 2026-01-01}", on) == ["fast"]


def test_a_role_is_not_handed_over_if_it_has_another_holder_or_the_term_ended() -> None:
    successor = "  - {person: eve, from: 2026-01-01, to: 2027-03-15}\n  - {person: bob, from: 2027-03-15}"
    assert handed_over(successor, "2027-03-14") == ["fast"]
    assert handed_over(successor, "2027-03-15") == []
    assert handed_over("  - {person: eve, from: 2026-01-01, to: 2026-12-01}", "2027-03-15") == []
