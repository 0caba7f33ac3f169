"""A name means one record or none: an id, else an alias, else a person's title. Nothing is guessed."""

from __future__ import annotations

import pytest

from docgraph.graph.reference import Resolution
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
        ("jane.doe", Resolution.FOUND, "person:jane.doe"),
        ("JANE.DOE", Resolution.FOUND, "person:jane.doe"),
        ("person:jane.doe", Resolution.FOUND, "person:jane.doe"),
        ("jdoe", Resolution.ALIAS, "person:jane.doe"),
        ("'@yuki'", Resolution.ALIAS, "person:tanaka.yuki"),
        ("yuki", Resolution.ALIAS, "person:tanaka.yuki"),
        ("Jane Doe", Resolution.ALIAS, "person:jane.doe"),
        ("jd", Resolution.AMBIGUOUS, None),
        ("lead", Resolution.AMBIGUOUS, None),
        ("role:lead", Resolution.FOUND, "role:lead"),
        ("crew", Resolution.WRONG_KIND, None),
        ("team:crew", Resolution.WRONG_KIND, None),
        ("jane", Resolution.UNRESOLVED, None),
        ("everyone", Resolution.NOBODY, None),
        ("'@Every one'", Resolution.UNRESOLVED, None),
        ("'@Everyone'", Resolution.NOBODY, None),
        ("No  One", Resolution.NOBODY, None),
        ("'#channel'", Resolution.ADDRESS, None),
        ("jane@example.org", Resolution.ADDRESS, None),
        ("'@jane.doe'", Resolution.FOUND, "person:jane.doe"),
        ("'@jdoe'", Resolution.ALIAS, "person:jane.doe"),
        ("'@jane'", Resolution.UNRESOLVED, None),
        ("broken", Resolution.TARGET_UNPARSEABLE, None),
    ],
)
def test_what_an_owner_means(owner: str, state: Resolution, target: str | None) -> None:
    files = {**PEOPLE, "o.md": record("outcome", owner=owner), "broken.md": "---\nkind: person\na: b: c\n---\n"}
    [link] = [link for link in trace_of(files).links if link.key == "owner"]
    assert (link.resolution, link.target.ref if link.target else None) == (state, target)


def test_the_word_owner_under_if_wrong_is_the_owner() -> None:
    graph = trace_of({**PEOPLE, "o.md": record("outcome", owner="sam", if_wrong="owner")})
    assert [edge.target.ref for edge in graph.edges if edge.relation == "answers-for"] == ["person:sam"]


def test_the_nearest_name_is_one_of_the_right_kind() -> None:
    graph = trace_of(PEOPLE)
    assert graph.suggestions.nearest("jane.de", "person") == "jane.doe"
    assert graph.suggestions.nearest("Jane Do", "person") == "jane.doe"
    assert graph.suggestions.nearest("sam", "team") is None
    assert graph.suggestions.nearest("xyzzy") is None
