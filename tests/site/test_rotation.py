"""A rotation on the pages: its holders as facts, and several people where it is a backup."""

from __future__ import annotations

import pytest

from docgraph.site.assignment import AssignmentState, assignments_under, owner_assignment
from docgraph.site.context import Site
from docgraph.site.record.head import head
from tests.corpus import record, result_of
from tests.site.organisation import href

PEOPLE = {name: record("person") for name in ("jane.doe.md", "sam.lee.md", "kim.roe.md")}


def site(limit: str, owner: str = "kim.roe") -> Site:
    keys = {"holders_at_once": limit} if limit else {}
    files = {
        **PEOPLE,
        "on-call.md": record("role", holders="[jane.doe, sam.lee]", **keys),
        "a.md": record("agent", owner=owner, backup="on-call"),
    }
    result = result_of(files)
    return Site(result.graph, result.findings)


@pytest.mark.parametrize(
    ("limit", "state"),
    [("", AssignmentState.TOO_MANY_HOLDERS), ("2", AssignmentState.ASSIGNED), ("any", AssignmentState.ASSIGNED)],
)
def test_a_backup_may_be_a_rotation(limit: str, state: AssignmentState) -> None:
    found = site(limit)
    agent = found.graph.get("a", "agent")
    assert agent is not None
    assert [holding.state for holding in assignments_under(found.graph, agent, "backup")] == [state]


@pytest.mark.parametrize("limit", ["2", "any"])
def test_an_owner_is_one_person(limit: str) -> None:
    found = site(limit, "on-call")
    agent = found.graph.get("a", "agent")
    assert agent is not None and owner_assignment(found.graph, agent).state is AssignmentState.TOO_MANY_HOLDERS


@pytest.mark.parametrize(
    ("limit", "text"), [("", "at once"), ("2", "hold this role at the same time"), ("any", "same")]
)
def test_the_head_of_a_role_names_its_holders(limit: str, text: str) -> None:
    found = site(limit)
    role = found.graph.get("on-call", "role")
    assert role is not None
    html = head(found, role, href)
    assert text in html
    assert ("docgraph-gap" in html) is (limit == "")
