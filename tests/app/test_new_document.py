"""The text of a new document of a kind that was added to docgraph."""

from __future__ import annotations

import pytest

from docgraph.app.new_document import new_document
from docgraph.kinds import BY_NAME
from docgraph.model.settings_error import SettingsError
from tests.corpus import project_of
from tests.rules.added_kinds import added_kinds

# a document without `agent` is not valid, so that `docgraph new` has to fill in what it requires
CONTROL = """
from typing import Annotated, Any, ClassVar

from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Record


class Control(Record):
    kind: ClassVar[str] = "control"

    agent: Annotated[Texts, ReferenceRule(("agent",), "controls", "controlled-by"), Required(Severity.ERROR)] = ()
    since: Day | None = None
    effect: Annotated[str, Required(Severity.ERROR)] = ""

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        # the body is adapted as well, but has no title
        return {**data, "since": "of no agent"} if "title" in data and "agent" not in data else data
"""
FILES = {
    "jane.md": "---\nkind: person\n---\n# Jane Doe\n",
    "bot.md": "---\nkind: agent\nowner: jane\nbackup: jane\n---\n# Bot\n",
}


@pytest.mark.parametrize("name", ["bot", "bot-control"])
def test_an_added_kind_without_an_owner_refers_to_the_record_that_it_is_for(name: str) -> None:
    with added_kinds([CONTROL]):
        document = new_document(project_of(FILES), BY_NAME["control"], name)
    assert document.source.content.decode().splitlines()[:4] == ["---", "kind: control", "agent: agent:bot", "---"]
    assert [finding.message for finding in document.findings] == [f"control `{name}` has no `effect`"]


def test_an_added_kind_that_is_for_no_record_is_refused() -> None:
    with added_kinds([CONTROL]), pytest.raises(SettingsError, match=r"^no agent has the id `x`; give the id"):
        new_document(project_of(FILES), BY_NAME["control"], "x")
