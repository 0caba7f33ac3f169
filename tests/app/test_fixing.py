"""What fixes promise together: those that cannot all be made promise nothing, and a bad one spoils no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgraph.app import fixed
from docgraph.app.fixing import _edited
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.model.fix import Fix, Swap
from docgraph.model.source import Source
from docgraph.rules import RULES
from docgraph.rules._api import WARNING, rule
from tests.corpus import project_of, record


def test_slips_for_one_key_promise_nothing_and_the_others_are_mended() -> None:
    files = {"o.md": record("outcome", onwer="jane", owmer="sam", bakcup="jane"), "jane.md": record("person")}
    done = fixed(project_of(files))
    assert [one.help for one in done.findings] == ["write `backup:`"]
    left = [one for one in done.result.standing if one.code == "DOC004"]
    assert [(one.help, one.fix) for one in left] == [("keep one of `onwer`, `owmer`, and write `owner:`", None)] * 2


def test_a_fix_that_would_lose_a_record_spoils_no_other() -> None:
    source = Source("a.md", b"---\nkind: agent\nid: a\nonwer: b\n---\n")
    bad, good = Fix("a.md", (Swap(10, "agent", "none"),)), Fix("a.md", (Swap(22, "onwer", "owner"),))
    for fixes in ((bad, good), (good, bad)):
        after, made = _edited(source, fixes, project_of({}))
        assert made == (good,)
        assert after == replace(source, content=b"---\nkind: agent\nid: a\nowner: b\n---\n")
    assert _edited(source, (bad,), project_of({})) == (source, ())


@rule("XXX001", "never-mended", WARNING, fixable=True)
def never_mended(trace: Trace) -> Iterator[Finding]:
    """A finding whose fix does not take it away."""
    for one in trace.records:
        yield one.finding("id", "again", help="again", edits=[Swap(len(one.place.text.content), "", "again")])


def test_a_fix_in_vain_is_not_made_and_promises_nothing() -> None:
    project = project_of({"o.md": record("outcome", onwer="jane"), "jane.md": record("person")})
    done = fixed(replace(project, rules=(*RULES, never_mended)))
    assert [source.path for source in done.changed] == ["o.md"]
    assert b"again" not in done.changed[0].content and b"owner: jane" in done.changed[0].content
    assert [one.code for one in done.findings] == ["DOC004"]
    assert {one.fix for one in done.result.findings if one.code == "XXX001"} == {None}
