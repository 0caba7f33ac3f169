"""What a page says of backups of whom some are absent, and of an owner who had left on the day of a record."""

from __future__ import annotations

import re
from datetime import date

import pytest

from docgraph.site import Site, standalone_page
from tests.corpus import record, result_of
from tests.site.organisation import href

PEOPLE = "[{id: ann, title: Ann A}, {id: eve, title: Eve E}, {id: gil, title: Gil G, left: 2026-11-01}]"
FILES = {
    "people.md": f"---\nkind: people\npeople: {PEOPLE}\n---\n",
    "crew.md": record("team", members="[ann, gil]"),
    "lead.md": record("role", holders="[ann]"),
}


def answer(**keys: str) -> str:
    """The first sentence of a page."""
    kind = keys.pop("kind", "agent")
    result = result_of({**FILES, "x.md": record(kind, **keys)}, date(2026, 11, 30))
    found = result.graph.get("x", kind)
    assert found is not None
    text = re.search(
        r'<p class="docgraph-summary">(.*?)\.(?:\s|<)', standalone_page(Site(result.graph), found, href), re.DOTALL
    )
    assert text is not None
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text[1])).strip()


@pytest.mark.parametrize(
    ("backup", "sentence"),
    [
        ("[gil, eve]", "Gil G left on 1 Nov 2026; backup: Eve E"),
        ("[eve, gil]", "backup: Eve E; Gil G left on 1 Nov 2026"),
        ("[eve, eve]", "backup: Eve E"),
        ("gil", "no backup: Gil G left on 1 Nov 2026"),
        ("crew", "no backup: the owner is the only active member of crew"),
        ("[gil, crew]", "no backup: Gil G left on 1 Nov 2026; the owner is the only active member of crew"),
        ("lead", "no backup: only the owner holds the role lead"),
        ("ann", "no backup: Ann A is the owner"),
    ],
)
def test_an_absent_backup_next_to_an_active_one_is_not_a_gap(backup: str, sentence: str) -> None:
    assert answer(owner="ann", backup=backup, status="active") == f"Ann A owns this agent; {sentence}"


@pytest.mark.parametrize("kind", ["incident", "decision"])
def test_the_reason_follows_the_date(kind: str) -> None:
    sentence = answer(kind=kind, owner="gil", date="2026-11-20")
    assert sentence == f"Nobody owns this {kind} of 20 Nov 2026: Gil G left on 1 Nov 2026"
