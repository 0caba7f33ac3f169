"""The texts by which a search finds records and views."""

from __future__ import annotations

from docgraph.site import Site, head, views_of
from docgraph.site.search_text import record_search_text, view_search_text
from tests.corpus import record, trace_of
from tests.site.organisation import href

PEOPLE = "---\nkind: people\npeople:\n  - {id: jane, title: Jane Doe}\n  - {id: sam, title: Sam Lee}\n---\n"
AGENT = {"owner": "jane", "backup": "sam", "title": "Triage <b>", "tools": "[read_logs]", "reviewer": "sam, nobody"}


def texts(**agent: str) -> dict[str, tuple[str, str]]:
    files = {"people.md": PEOPLE, "a1.md": record("agent", **(AGENT | agent)), "r.md": record("runbook", owner="jane")}
    site = Site(trace_of(files))
    found = {of.id: record_search_text(site, of, head(site, of, href)) for of in site.graph.records}
    return {id: (text.question, text.text) for id, text in found.items()}


def test_the_text_of_an_agent_answers_who_owns_it() -> None:
    question, text = texts(purpose="sorts errors")["a1"]
    assert question == "Who owns a1?"
    assert text == (
        "Who owns a1? a1: Jane Doe owns this agent; backup: Sam Lee. Reviewer: Sam Lee. Tools: read_logs. sorts errors."
    )


def test_a_long_text_ends_with_a_word() -> None:
    text = texts(purpose="sorts errors " * 100)["a1"][1]
    assert 290 < len(text) <= 300 and text.endswith((" sorts", " errors"))


def test_other_records_have_their_summary_and_id() -> None:
    found = texts()
    assert found["r"][0] == "" and found["r"][1].startswith("Jane Doe owns this runbook")
    assert (found["jane"][1].endswith(" jane.") and "2 records" in found["jane"][1]) or "jane." in found["jane"][1]


def test_the_text_of_a_view_is_its_answer_and_its_description() -> None:
    site = Site(trace_of({"people.md": PEOPLE, "a1.md": record("agent", **(AGENT | {"owner": ""}))}))
    found = {view.path: view_search_text(view, view.render(site, href)) for view in views_of(site)}
    assert "1 agent has no owner" in found["index"] or "has no owner" in found["index"]
    assert "Autonomy audit: " in found["autonomy"]
    assert all(text for path, text in found.items() if path.isalpha())
    assert max(map(len, found.values())) <= 300
