"""`who` on a date: the owner of that date, by history, or that it is not recorded."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from docgraph.report.who import who_lines
from tests.corpus import record, trace_of

HISTORY = "[{owner: sam, from: 2026-01-01, to: 2026-06-01}, {owner: jane, from: 2026-06-01}]"
FILES = {
    "people.md": "---\nkind: people\npeople: [{id: jane, title: Jane Doe}, {id: sam, title: Sam Lee}]\n---\n",
    "a.md": record("agent", owner="jane", history=HISTORY),
    "b.md": record("outcome", owner="jane"),
    "i.md": record("incident", owner="jane", date="2026-09-23"),
}


GONE = {
    "people.md": "---\nkind: people\npeople: [{id: jane, title: Jane Doe, left: 2026-05-15}, {id: sam}]\n---\n",
    "met.md": record("outcome", owner="jane", status="met", result="{value: x, on: 2026-03-20, by: jane}"),
    "lead.md": record("role", holders="[{person: jane, from: 2026-01-01, to: 2026-05-01}]"),
    "role.md": record("outcome", owner="lead", status="met", result="{value: x, on: 2026-03-20, by: jane}"),
    "off.md": record("agent", owner="jane", status="retired"),
}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("met", "Jane Doe (jane) owned outcome `met`"),
        ("role", "Jane Doe (jane) owned outcome `role`"),
        ("off", "Jane Doe (jane) owned agent `off`"),
    ],
)
def test_a_past_record_has_the_owner_of_its_own_date(name: str, answer: str) -> None:
    assert who_lines(trace_of(GONE, date(2026, 11, 30)), name)[0][0] == answer


def test_a_record_closed_later_was_open_on_the_date() -> None:
    answer = "outcome `met`: the owner on that date is not recorded; today: Jane Doe (jane)"
    assert who_lines(trace_of(GONE, date(2026, 2, 1)), "met")[0][0] == answer


@pytest.mark.parametrize(
    ("name", "on", "answer"),
    [
        ("a", date(2026, 3, 1), "Sam Lee (sam) owns agent `a`"),
        ("a", date(2026, 7, 1), "Jane Doe (jane) owns agent `a`"),
        ("a", date(2025, 7, 1), "agent `a`: the owner on that date is not recorded; today: Jane Doe (jane)"),
        ("b", date(2026, 7, 1), "outcome `b`: the owner on that date is not recorded; today: Jane Doe (jane)"),
        ("b", date(2026, 10, 1), "Jane Doe (jane) owns outcome `b`"),
    ],
)
def test_who_names_the_owner_on_the_date(name: str, on: date, answer: str) -> None:
    assert who_lines(trace_of(FILES, on), name)[0][0] == answer


def test_without_a_given_date_the_declared_owner_is_named() -> None:
    graph = replace(trace_of(FILES, date(2026, 7, 1)), follows_clock=True)
    assert who_lines(graph, "b")[0][0] == "Jane Doe (jane) owns outcome `b`"


@pytest.mark.parametrize(
    ("people", "who"),
    [
        (("jane",), "Jane Doe (jane) is the role holder of `oncall`"),
        (("jane", "sam"), "Jane Doe (jane) and Sam Lee (sam) are the role holders of `oncall`"),
        ((), "role `oncall` has no role holder"),
    ],
)
def test_who_of_a_role_names_one_or_several_role_holders(people: tuple[str, ...], who: str) -> None:
    holders = ", ".join(f"{{person: {person}, from: 2026-01-01}}" for person in people)
    files = {"people.md": FILES["people.md"], "oncall.md": record("role", holders_at_once="2", holders=f"[{holders}]")}
    assert who_lines(trace_of(files, date(2026, 11, 30)), "oncall")[0][0] == f"{who} as of 2026-11-30"


@pytest.mark.parametrize(
    ("keys", "verb"),
    [
        ({"status": "proposed", "date": "2026-03-01"}, "owns"),
        ({"status": "proposed"}, "owns"),
        ({"status": "accepted"}, "owns"),
        ({"status": "accepted", "date": "2026-03-01"}, "owned"),
        ({"status": "rejected"}, "owned"),
    ],
)
def test_a_decision_without_a_date_of_its_own_has_its_owner_now(keys: dict[str, str], verb: str) -> None:
    files = {"people.md": FILES["people.md"], "d.md": record("decision", owner="jane", **keys)}
    graph = trace_of(files, date(2026, 11, 30))
    assert who_lines(graph, "d")[0][0] == f"Jane Doe (jane) {verb} decision `d`"
    assert f"{verb} decision:d" in who_lines(graph, "jane")[0][1]


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        (record("decision", owner="jane", status="proposed", date="2026-03-01"), "not recorded"),
        (record("incident", owner="jane"), "not recorded"),
        (record("incident", owner="jane", date="2026-03-01"), "Jane Doe (jane) owned incident `x`"),
        (record("decision", owner="jane", date="2026-03-01", status="accepted"), "Jane Doe (jane) owned decision `x`"),
    ],
)
def test_the_owner_of_an_open_decision_on_a_past_date_is_not_recorded(file: str, answer: str) -> None:
    assert answer in who_lines(trace_of(FILES | {"x.md": file}, date(2026, 7, 1)), "x")[0][0]
