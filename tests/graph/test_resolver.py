"""A name means one record or none: an id, else an alias, else a person's title. Nothing is guessed."""

from __future__ import annotations

import pytest

from docgraph.graph.reference import State
from tests.corpus import record, trace_of

PEOPLE = {
    "jane.doe.md": record("person", title="Jane Doe", aliases="[jdoe, jd]"),
    "sam.md": record("person", aliases="[jd]"),
    "yuki.md": record("person", id="tanaka.yuki", aliases="['@yuki']"),
    "lead.md": record("role", holders="[{person: jane.doe}]"),
    "team-lead.md": record("person", id="lead"),
    "crew.md": record("team", members="[sam]"),
}


@pytest.mark.parametrize(
    ("owner", "state", "target"),
    [
        ("jane.doe", State.FOUND, "person:jane.doe"),
        ("JANE.DOE", State.FOUND, "person:jane.doe"),
        ("person:jane.doe", State.FOUND, "person:jane.doe"),
        ("jdoe", State.ALIAS, "person:jane.doe"),
        ("'@yuki'", State.ALIAS, "person:tanaka.yuki"),
        ("yuki", State.ALIAS, "person:tanaka.yuki"),
        ("Jane Doe", State.ALIAS, "person:jane.doe"),
        ("jd", State.AMBIGUOUS, None),
        ("lead", State.AMBIGUOUS, None),
        ("role:lead", State.FOUND, "role:lead"),
        ("crew", State.WRONG_KIND, None),
        ("team:crew", State.WRONG_KIND, None),
        ("jane", State.DANGLING, None),
        ("everyone", State.NOBODY, None),
        ("'@Every one'", State.DANGLING, None),
        ("'@Everyone'", State.NOBODY, None),
        ("No  One", State.NOBODY, None),
        ("'#channel'", State.ADDRESS, None),
        ("jane@example.org", State.ADDRESS, None),
        ("'@jane.doe'", State.FOUND, "person:jane.doe"),
        ("'@jdoe'", State.ALIAS, "person:jane.doe"),
        ("'@jane'", State.DANGLING, None),
        ("broken", State.UNREAD, None),
    ],
)
def test_what_an_owner_means(owner: str, state: State, target: str | None) -> None:
    files = {**PEOPLE, "o.md": record("outcome", owner=owner), "broken.md": "---\nkind: person\na: b: c\n---\n"}
    [link] = [link for link in trace_of(files).links if link.key == "owner"]
    assert (link.state, link.target.ref if link.target else None) == (state, target)


def test_the_word_owner_under_if_wrong_is_the_owner() -> None:
    trace = trace_of({**PEOPLE, "o.md": record("outcome", owner="sam", if_wrong="owner")})
    assert [edge.target.ref for edge in trace.edges if edge.relation == "answers-for"] == ["person:sam"]


def test_the_nearest_name_is_one_of_the_right_kind() -> None:
    trace = trace_of(PEOPLE)
    assert trace.nearest("jane.de", "person") == "jane.doe"
    assert trace.nearest("Jane Do", "person") == "jane.doe"
    assert trace.nearest("sam", "team") is None
    assert trace.nearest("xyzzy") is None
