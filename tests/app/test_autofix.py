"""What fixes promise together: those that cannot all be made promise nothing, and a bad one spoils no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from docgraph.app import apply_fixes, check
from docgraph.app.autofix import _edited
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.fix import Addition, Fix, Replacement
from docgraph.model.location import KeyPath
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import apply_edits
from docgraph.parse.front_matter.spans import ValueSpan, value_spans
from docgraph.rules import RULES
from docgraph.rules._api import WARNING, rule
from tests.corpus import project_of, record


def test_two_misspellings_of_one_key_get_no_fix_and_others_are_fixed() -> None:
    files = {"o.md": record("outcome", onwer="jane", owmer="sam", bakcup="jane"), "jane.md": record("person")}
    done = apply_fixes(project_of(files))
    assert [finding.help for finding in done.findings] == ["rename it to `backup:`"]
    left = [finding for finding in done.result.open_findings if finding.code == "DOC004"]
    help = "keep one of `onwer`, `owmer`, and rename it to `owner:`"
    assert [(finding.help, finding.fix) for finding in left] == [(help, None)] * 2


def test_a_fix_that_would_lose_a_record_spoils_no_other() -> None:
    source = SourceFile("a.md", b"---\nkind: agent\nid: a\nonwer: b\n---\n")
    bad, good = Fix("a.md", (Replacement(10, "agent", "none"),)), Fix("a.md", (Replacement(22, "onwer", "owner"),))
    for fixes in ((bad, good), (good, bad)):
        after, made = _edited(source, fixes, project_of({}))
        assert made == (good,)
        assert after == replace(source, content=b"---\nkind: agent\nid: a\nowner: b\n---\n")
    assert _edited(source, (bad,), project_of({})) == (source, ())


LOG = """---
kind: decisions
---
# Log

## Decision: Stay

**Date**: 2026-03-02
**Owner**: jane
**Status**: {status}
"""
PEOPLE = {"jane.md": record("person")}


def fixes(files: dict[str, str]) -> list[tuple[str, str]]:
    """The findings with a fix, all of which are fixed."""
    project = project_of(files)
    promised = sorted((finding.code, finding.message) for finding in check(project).open_findings if finding.fix)
    assert promised == sorted((finding.code, finding.message) for finding in apply_fixes(project).findings)
    return promised


def test_what_a_log_says_in_its_body_promises_no_new_key() -> None:
    old = record("decision", owner="jane", date="2026-01-01", status="superseded", superseded_by="stay")
    assert fixes(PEOPLE | {"log.md": LOG.format(status="accepted"), "old.md": old}) == []


def test_an_entry_of_a_log_says_with_its_status_what_came_after_it() -> None:
    new = record("decision", owner="jane", date="2026-04-01", status="accepted", supersedes="stay")
    files = PEOPLE | {"log.md": LOG.format(status="accepted"), "new.md": new}
    assert [code for code, _ in fixes(files)] == ["DEC004"]
    [changed] = apply_fixes(project_of(files)).changed
    assert changed.content.decode() == LOG.format(status="superseded by new")


def test_names_with_commas_in_one_text_promise_no_edit_of_one_of_them() -> None:
    assert fixes(PEOPLE | {"o.md": record("outcome", owner="jane, jane")}) == []
    assert [code for code, _ in fixes(PEOPLE | {"o.md": record("outcome", owner="[jane, jane]")})] == ["OWN007"]


def test_a_document_without_a_front_matter_gets_no_key_above_its_text() -> None:
    fix = Fix("a.md", (Addition(("status",), "superseded"),))
    assert apply_edits("# Text\n", (fix,)) == ("# Text\n", ())


def test_every_name_of_a_comma_separated_text_is_edited_in_place() -> None:
    people = {f"{name}.md": record("person", aliases=f"[{name[0]}x]") for name in ("ana", "bob", "cid")}
    decision = record("decision", owner="ana", date="2026-03-02", consulted="ax, bx,cx")
    [changed] = apply_fixes(project_of(people | {"d.md": decision})).changed
    assert changed.content.decode() == decision.replace("ax, bx,cx", "ana, bob,cid")


@rule("XXX001", "never-mended", WARNING, fixable=True)
def never_mended(graph: DocGraph) -> Iterator[Finding]:
    """A finding whose fix does not take it away."""
    for one in graph.records:
        yield one.finding("id", "again", help="again", edits=[Replacement(len(one.place.text.content), "", "again")])


def test_a_fix_without_effect_is_neither_applied_nor_offered() -> None:
    project = project_of({"o.md": record("outcome", onwer="jane"), "jane.md": record("person")})
    done = apply_fixes(replace(project, rules=(*RULES, never_mended)))
    assert [source.path for source in done.changed] == ["o.md"]
    assert b"again" not in done.changed[0].content and b"owner: jane" in done.changed[0].content
    assert [finding.code for finding in done.findings] == ["DOC004"]
    assert {finding.fix for finding in done.result.findings if finding.code == "XXX001"} == {None}


def test_thousands_of_fixes_are_verified_in_one_reading_of_their_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []

    def recorded_spans(block: str, start: int) -> dict[KeyPath, ValueSpan]:
        read.append(start)
        return value_spans(block, start)

    monkeypatch.setattr("docgraph.parse.front_matter.edits.value_spans", recorded_spans)
    people = "\n".join(f"  - {{id: many{number}, titel: x}}" for number in range(50))
    result = check(project_of({"people.md": f"---\nkind: people\npeople:\n{people}\n---\n"}))
    assert sum(finding.fix is not None for finding in result.open_findings) == 50
    assert len(read) == 1
