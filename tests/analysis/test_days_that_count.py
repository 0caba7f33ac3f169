"""Who is named for what on which date: past records of a role, later duties, backups, and completed reviews."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.analysis.duties import duties
from docgraph.analysis.offboarding import duties_to_reassign
from docgraph.analysis.reviews import DEFAULT_FIRST_REVIEWS, completed_reviews, due_first_reviews
from docgraph.kinds import Agent, Person
from docgraph.report.who import who_lines
from tests.corpus import record, trace_of

SEED = 20261341
VARIANTS = 200
TODAY = date(2026, 11, 30)
_NAMES = ("ann", "ben", "cat")
_PEOPLE = {f"{name}.md": record("person") for name in _NAMES}


def _terms(random: Random) -> tuple[str, list[tuple[str, date, date | None]]]:
    """The holders of a role, one after the other, the last of them without an end."""
    turns = sorted(random.sample(range(1, 1_200), 2))
    starts = [date(2024, 1, 1), *(date(2024, 1, 1) + timedelta(days) for days in turns)]
    terms = list(zip(random.sample(_NAMES, 3), starts, [*starts[1:], None], strict=True))
    entries = (f"{{person: {name}, from: {start}{f', to: {end}' if end else ''}}}" for name, start, end in terms)
    return f"[{', '.join(entries)}]", terms


def _holder(terms: list[tuple[str, date, date | None]], day: date) -> str:
    return next(name for name, start, end in terms if start <= day and (end is None or day < end))


@pytest.mark.slow
def test_past_records_of_a_role_are_listed_for_the_holder_of_their_day() -> None:
    random = Random(SEED)
    wrong = []
    for _ in range(VARIANTS):
        holders, terms = _terms(random)
        day = date(2024, 1, 2) + timedelta(random.randrange(1_000))
        kind, past = random.choice(
            (
                ("incident", record("incident", owner="lead", date=f"{day}")),
                ("decision", record("decision", owner="lead", date=f"{day}", status="accepted")),
                ("outcome", record("outcome", owner="lead", status="met", result=f"{{value: x, on: {day}, by: ann}}")),
                ("agent", record("agent", owner="lead", status=f"'retired ({day})'")),
            )
        )
        files = _PEOPLE | {
            "lead.md": record("role", holders=holders),
            "x.md": past,
            "rb.md": record("runbook", owner="lead"),
        }
        graph = trace_of(files, TODAY)
        for name in _NAMES:
            lines = "\n".join(who_lines(graph, name)[0])
            if (f"owned {kind}:x, as lead" in lines) is not (name == _holder(terms, day)):
                wrong.append(f"{name}, {day}, {holders}: {lines}")
            if ("owns runbook:rb, as lead" in lines) is not (name == _holder(terms, TODAY)):
                wrong.append(f"{name} today, {holders}: {lines}")
        if f"role:lead -> {_holder(terms, day)}" not in "\n".join(who_lines(graph, f"{kind}:x")[0]):
            wrong.append(f"{day}, {holders}: {who_lines(graph, 'x')}")
    assert not wrong, f"{len(wrong)}: {wrong[0]}"


def test_a_role_holder_is_named_as_owner_of_an_undated_record() -> None:
    files = _PEOPLE | {
        "lead.md": record("role", holders="[ben]"),
        "x.md": record("agent", owner="lead", status="retired"),
    }
    assert "x.md:3:8: is named as owner of agent:x, as lead" in who_lines(trace_of(files, TODAY), "ben")[0]


def test_a_record_of_a_later_day_has_no_owner_yet_and_none_is_missing() -> None:
    files = _PEOPLE | {"x.md": record("incident", owner="ann", date="2026-12-24")}
    assert who_lines(trace_of(files, TODAY), "x") == (["incident `x` is dated after 2026-11-30"], True)
    assert who_lines(trace_of(files, date(2026, 12, 24)), "x")[0][0] == "ann owned incident `x`"


@pytest.mark.slow
def test_a_duty_ahead_is_of_the_holder_of_its_day() -> None:
    random = Random(SEED + 1)
    wrong = []
    for _ in range(VARIANTS):
        holders, terms = _terms(random)
        as_of = date(2024, 1, 2) + timedelta(random.randrange(1_000))
        due = as_of + timedelta(random.randrange(-100, 400))
        files = _PEOPLE | {
            "lead.md": record("role", holders=holders),
            "o.md": record("outcome", owner="lead", due=f"{due}"),
        }
        history = ", ".join(
            f"{{owner: {name}, from: {start}{f', to: {end}' if end else ''}}}" for name, start, end in terms
        )
        files["a.md"] = record("agent", owner=terms[-1][0], history=f"[{history}]", reviews=f"[{due}]")
        graph = trace_of(files, as_of)
        found = {
            duty.type: [person.id for person in duty.people(graph)]
            for duty in duties(graph, DEFAULT_FIRST_REVIEWS)
            if duty.type in ("outcome", "review")
        }
        holder = [_holder(terms, max(due, as_of))]
        if found != {"outcome": holder, "review": holder}:
            wrong.append(f"due {due}, as of {as_of}, {holders}: {found}")
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[0]}"


@pytest.mark.slow
def test_a_duty_that_somebody_else_has_as_well_is_not_left_without_anybody() -> None:
    random = Random(SEED + 2)
    wrong = []
    for _ in range(VARIANTS):
        owner = random.choice(_NAMES)
        backups = random.sample(_NAMES, random.randrange(1, 4))
        reviewers = random.sample(_NAMES, random.randrange(1, 4))
        agent = record("agent", owner=owner, backup=f"[{', '.join(backups)}]", reviewer=f"[{', '.join(reviewers)}]")
        graph = trace_of(_PEOPLE | {"a.md": agent}, TODAY)
        for person in graph.all(Person):
            handed_over = {loss.key for loss in duties_to_reassign(graph, person, TODAY)}
            expected = {"owner"} if person.id == owner else set()
            expected |= {"backup"} if person.id in backups and not {*backups} - {person.id, owner} else set()
            expected |= {"reviewer"} if reviewers == [person.id] else set()
            if handed_over != expected:
                wrong.append(f"{person.id} {handed_over}, not {expected}:\n{agent}")
    assert not wrong, f"{len(wrong)}: {wrong[0]}"


def test_a_promotion_is_no_review_but_the_first_one_is_not_owed_after_it() -> None:
    promotion = record(
        "decision", owner="ann", date="2026-11-15", status="accepted", promotes="{agent: a, from: L1, to: L2}"
    )
    agent = record(
        "agent", owner="ann", autonomy="L2", hired="2026-09-25", status="active", reviews="[{on: 2026-10-05}]"
    )
    graph = trace_of(_PEOPLE | {"d.md": promotion, "a.md": agent}, TODAY)
    [record_of_agent] = graph.all(Agent)
    assert completed_reviews(graph, record_of_agent) == [date(2026, 10, 5)]
    assert [on for _, on in due_first_reviews(graph, record_of_agent, DEFAULT_FIRST_REVIEWS)] == [date(2026, 12, 24)]
