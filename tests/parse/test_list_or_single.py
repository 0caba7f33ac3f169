"""Documents that list records, and what they say of their kind."""

from __future__ import annotations

import pytest

from tests.corpus import result_of

LISTING = "---\nkind: runbook\nowner: jane\nrunbooks: [{id: a, owner: jane}]\n---\n"


@pytest.mark.parametrize(("extra", "is_reported"), [([], True), (["runbooks"], False)])
def test_a_key_of_the_team_may_be_called_like_a_list(extra: list[str], is_reported: bool) -> None:
    result = result_of({"o.md": LISTING, "jane.md": "---\nkind: person\n---\n"}, extra_keys=extra)
    assert any("lists runbooks" in finding.message for finding in result.findings) is is_reported
    assert (result.graph.get("runbook:o") is None) is is_reported


def test_a_heading_underlined_by_seven_signs_is_no_merge() -> None:
    found = result_of({"o.md": "---\nkind: outcome\nowner: [jane\nHeading\n=======\n---\n"}).findings
    assert found and not any("merge" in finding.message for finding in found)
