"""What fixes promise together: those that cannot all be made promise nothing, and a bad one spoils no other."""

from __future__ import annotations

from dataclasses import replace

from docgraph.app import fixed
from docgraph.app.fixing import _edited
from docgraph.model.fix import Fix, Swap
from docgraph.model.source import Source
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
