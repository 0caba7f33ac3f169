"""A term whose end was forgotten never makes somebody the owner again, and contradicts another owner."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import AS_OF, result_of

SEED = 29
PEOPLE = {"jane": None, "sam": None, "robin": date(2026, 7, 15)}
Term = tuple[str, date, date | None]


def terms_of(random: Random) -> list[Term]:
    """Up to three terms, one after the other or overlapping, some without an end."""
    terms = []
    begin = date(2024, 1, 1)
    for name in random.sample(list(PEOPLE), random.randint(1, 3)):
        begin += timedelta(days=random.randint(100, 500))
        end = random.choice([None, begin + timedelta(days=random.randint(30, 900))])
        terms.append((name, begin, end))
    random.shuffle(terms)
    return terms


def runs(term: Term, day: date) -> bool:
    name, begin, end = term
    left = PEOPLE[name]
    return begin <= day and (end is None or day < end) and (left is None or day < left)


def is_sound(terms: list[Term]) -> bool:
    """Whether one holder is active today, and no later term began since that says otherwise."""
    active = [term for term in terms if runs(term, AS_OF)]
    if len(active) != 1:
        return False
    _, begin, end = active[0]
    return end is not None or not any(begin < other <= AS_OF for _, other, _ in terms)


def last_term_is_open(terms: list[Term]) -> bool:
    """Whether the latest term that has begun has no end."""
    begun = [term for term in terms if term[1] <= AS_OF]
    return bool(begun) and max(begun, key=lambda term: term[1])[2] is None


def entry(key: str, term: Term) -> str:
    name, begin, end = term
    return f"  - {{{key}: {name}, from: {begin}{f', to: {end}' if end else ''}}}\n"


@pytest.mark.slow
def test_a_role_has_an_error_unless_its_holder_is_certain() -> None:
    random, red = Random(SEED), []
    people = {
        f"{name}.md": f"---\nkind: person\n{f'left: {left}' if left else ''}\n---\n" for name, left in PEOPLE.items()
    }
    for _ in range(200):
        terms = terms_of(random)
        role = "---\nkind: role\nholders:\n" + "".join(entry("person", term) for term in terms) + "---\n"
        files = {**people, "lead.md": role, "o.md": "---\nkind: outcome\nowner: lead\nbackup: sam\n---\n"}
        for off in ({}, {"OWN008": "off"}):
            found = result_of(files, rules=off).open_findings
            errors = {finding.code for finding in found if finding.severity is Severity.ERROR} & {"OWN004", "OWN008"}
            red += [role] if bool(errors) is is_sound(terms) else []
    assert not red, f"{len(red)} of 400: {red[:3]}"


@pytest.mark.slow
def test_an_owner_whose_term_was_followed_by_another_one_is_an_error() -> None:
    random, red = Random(SEED), []
    people = {f"{name}.md": "---\nkind: person\n---\n" for name in PEOPLE}
    for _ in range(200):
        terms = terms_of(random)
        owner, begin, end = random.choice(terms)
        later = [other for name, other, _ in terms if name != owner and other > begin]
        over = (end or min(later, default=date.max)) <= AS_OF or (begin > AS_OF and last_term_is_open(terms))
        history = "".join(entry("owner", term) for term in terms)
        text = f"---\nkind: outcome\nowner: {owner}\nhistory:\n{history}---\n"
        found = result_of({**people, "o.md": text}, ignore=["OWN004"]).open_findings
        red += [text] if ("OWN017" in {finding.code for finding in found}) is not over else []
    assert not red, f"{len(red)} of 200: {red[:3]}"


@pytest.mark.slow
def test_an_open_term_of_somebody_else_contradicts_an_owner_without_a_term() -> None:
    random, red = Random(SEED + 1), []
    keys = "people: [{id: jane}, {id: sam}, {id: robin}, {id: kim}, {id: lee, left: 2026-01-31}]"
    people = {"people.md": f"---\nkind: people\n{keys}\n---\n", "head.md": "---\nkind: role\nholders: [kim]\n---\n"}
    for _ in range(200):
        kind, status = random.choice(["agent", "outcome"]), random.choice(["", "", "", "status: retired\n"])
        status = status if kind == "agent" else ""
        terms = terms_of(random)
        if random.random() < 0.5:
            terms = [(random.choice(["kim", "head", "lee", name]), begin, end) for name, begin, end in terms]
        owner = random.choice(["kim", "head"])
        names = {name for name, _, _ in terms}
        history = "".join(entry("owner", term) for term in terms)
        text = f"---\nkind: {kind}\nowner: {owner}\n{status}history:\n{history}---\n"
        found = result_of({**people, "o.md": text}).open_findings
        reported = any(finding.code == "OWN017" and "has no end" in finding.message for finding in found)
        if names.isdisjoint({"kim", "head"}):
            red += [text] if reported is not (last_term_is_open(terms) and not status) else []
        elif names <= {"kim", "head"}:
            red += [text] if reported else []
    assert not red, f"{len(red)} of 200: {red[:3]}"
