"""Which outcomes and agents a change leaves with, without, or with another owner."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgraph.analysis.comparison import Topic
from docgraph.graph.doc_graph import DocGraph
from tests.analysis.comparison.compared import JANE, compared, facts
from tests.corpus import AS_OF, record


def outcome(owner: str) -> dict[str, str]:
    return {"fast.md": record("outcome", owner=owner, due="2027-03-01")}


LEAVER = record("person", joined="2023-01-15", left="2026-12-01")


@pytest.mark.parametrize(
    ("before", "after", "fact"),
    [
        (outcome("jane"), outcome("sam"), "owner changed: the owner of outcome `fast` changes from `jane` to `sam`"),
        (outcome("jane"), outcome(""), "owner lost: outcome `fast` has no owner"),
        (outcome("jane"), outcome("ann"), "owner lost: outcome `fast` has no owner: `ann` is no person or role"),
        (outcome("jane"), outcome("[jane, sam]"), "owner lost: outcome `fast` has no owner: it names 2 owners"),
        (outcome(""), outcome("jane"), "owner gained: outcome `fast` has the owner `jane`; it had none"),
        ({}, outcome(""), "owner lost: new outcome `fast` has no owner"),
        (
            outcome("jane"),
            outcome("jane") | {"jane.md": LEAVER},
            "owner lost: outcome `fast` has no owner from 2026-12-01: `jane` has left by then",
        ),
        (
            outcome("jane") | {"jane.md": LEAVER},
            outcome("jane"),
            "owner gained: outcome `fast` has the owner `jane` from 2026-12-01; it had none",
        ),
        (
            outcome("lead") | {"lead.md": "---\nkind: role\nholders: [{person: jane}]\n---\n"},
            outcome("lead") | {"lead.md": "---\nkind: role\nholders: [{person: jane, to: 2027-01-01}]\n---\n"},
            "owner lost: outcome `fast` has no owner from 2027-01-01: role `lead` has no active holder",
        ),
    ],
)
def test_a_changed_owner_is_one_fact(before: dict[str, str], after: dict[str, str], fact: str) -> None:
    assert facts(compared(before, after), "owner") == [fact]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (outcome("jane"), outcome("jane")),
        ({}, outcome("jane")),
        (outcome("jane"), {}),
        (outcome("jane"), {"fast.md": record("outcome", owner="", status="met")}),
        (outcome("jane") | {"jane.md": LEAVER}, outcome("jane") | {"jane.md": LEAVER}),
        ({"a.md": record("decision", owner="jane")}, {"a.md": record("decision", owner="")}),
    ],
)
def test_an_owner_that_stays_is_no_fact(before: dict[str, str], after: dict[str, str]) -> None:
    assert facts(compared(before, after), "owner") == []


def test_a_renamed_person_is_not_another_owner() -> None:
    before = outcome("jane") | {"jane.md": record("person", title="Jane Doe", joined="2023-01-15")}
    after = outcome("jane.doe") | {
        "jane.md": "",
        "jane.doe.md": record("person", title="Jane Doe", joined="2023-01-15"),
    }
    comparison = compared(before, after)
    assert facts(comparison, "owner") == []
    assert facts(comparison, "record") == [
        "record changed: outcome `fast` changes: `owner`",
        "record renamed: person `jane` becomes person `jane.doe`",
    ]


def test_the_location_is_the_name_of_the_owner_and_the_fix_names_the_day() -> None:
    [difference] = compared(outcome("jane"), outcome("jane") | {"jane.md": LEAVER}).of(Topic.OWNER)
    assert (str(difference.at), difference.on, difference.before) == ("fast.md:3:8", date(2026, 12, 1), "`jane`")
    assert (
        difference.help == "write `owner: <person or role id>` in fast.md; to keep `jane` until then, "
        "also add a term with `to: 2026-12-01` to `history`"
    )


DAYS = [AS_OF + timedelta(days=number) for number in range(-3, 12)]
days = st.sampled_from(DAYS)


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Two people who may leave, a role with terms, and an outcome with an owner and a history."""
    files = {}
    for name in ("jane", "sam"):
        left = draw(st.none() | days)
        files[f"{name}.md"] = JANE if left is None else record("person", joined="2023-01-15", left=str(left))
    turn = draw(days)
    terms = f"[{{person: jane, to: {turn}}}, {{person: {draw(st.sampled_from(['jane', 'sam']))}, from: {draw(days)}}}]"
    files["lead.md"] = f"---\nkind: role\nholders: {terms}\n---\n"
    owner = draw(st.sampled_from(["jane", "sam", "lead", "", "ann"]))
    day = draw(days)
    history = f"[{{owner: jane, from: 2024-01-01, to: {day}}}]"
    text = record("outcome", owner=owner, due="2027-03-01")
    files["fast.md"] = text if draw(st.booleans()) else text.replace("due:", f"history: {history}\ndue:")
    return files


def person_on(graph: DocGraph, day: date) -> str:
    record = graph.get("fast", "outcome")
    assert record is not None
    person = graph.active_person(graph.owner_of(record, day), day)
    return person.ref if person else ""


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(corpora(), corpora())
def test_facts_agree_with_the_owners_on_every_day(before: dict[str, str], after: dict[str, str]) -> None:
    comparison = compared(before, after)
    turns = {difference.on or AS_OF: difference.event for difference in comparison.of(Topic.OWNER)}
    for day in DAYS[3:]:
        first, second = (person_on(side.graph, day) for side in (comparison.before, comparison.after))
        last = max((turn for turn in turns if turn <= day), default=None)
        if first and not second:
            assert last is not None and turns[last] == "lost", (day, turns)
        if second and not first:
            assert last is not None and turns[last] == "gained", (day, turns)
        if first and second and first != second:
            assert last is not None and turns[last] == "changed", (day, turns)
    for day, event in turns.items():
        first, second = (person_on(side.graph, day) for side in (comparison.before, comparison.after))
        assert (event == "lost") == (not second)
        assert event != "gained" or (second and not first)
