"""The comment on a pull request: its limit, its order, and texts of documents that have no meaning in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docgraph.model.location import DisplayBase
from docgraph.report.diff.context import DiffContext
from docgraph.report.diff.diff_github import diff_github
from docgraph.report.diff.diff_markdown import MARKER, diff_markdown
from docgraph.report.markdown_text import markdown_line
from tests.analysis.comparison.compared import compared
from tests.corpus import record

ALLOWED = re.compile(r"<(?:/?code|/?details|/?summary|/?sub)>|<!-- docgraph diff -->")


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [token for block in parsed for token in (block, *(block.children or []))]


def outcomes(count: int, owner: str = "jane") -> dict[str, str]:
    return {
        f"o{number}.md": record("outcome", owner=owner, due="2027-03-01", backup="sam", success_criteria="[a]")
        for number in range(count)
    }


def test_facts_come_first_and_tables_are_folded() -> None:
    context = DiffContext(compared(outcomes(2), outcomes(1, owner="")), url_base="https://example.org/r/blob/1/")
    lines = diff_markdown(context).splitlines()
    assert lines[:4] == [
        MARKER,
        "### docgraph: outcome <code>o0</code> is left without an owner; 1 new error",
        "",
        "- **outcome <code>o0</code> has no owner** ([<code>o0.md:3</code>](https://example.org/r/blob/1/o0.md#L3)). "
        "**Fix:** write <code>owner: &#60;person or role id&#62;</code> in o0.md.",
    ]
    assert lines[5] == "<details><summary>New findings: 1</summary>"
    assert lines[-1] == "<sub>main to the working tree, as of 2026-11-21</sub>"


@pytest.mark.slow
@pytest.mark.parametrize("count", [10, 500, 2_000])
def test_the_comment_of_a_large_change_fits(count: int) -> None:
    text = diff_markdown(DiffContext(compared(outcomes(count), outcomes(count, owner=""))))
    assert len(text) <= 60_000
    assert text.splitlines()[0] == MARKER
    assert text.splitlines()[1] == (f"### docgraph: {count} records are left without an owner; {count} new errors")
    assert text.count("<details>") == text.count("</details>")
    left_out = sum(int(number) for number in re.findall(r"^- (\d+) more differences are left out", text, re.MULTILINE))
    assert text.count("has no owner** (") + left_out == count
    assert text.endswith("as of 2026-11-21</sub>\n")


def test_links_lead_to_the_file_in_the_repository() -> None:
    comparison = compared(outcomes(1), outcomes(1, owner=""))
    context = DiffContext(comparison, DisplayBase("my docs/"), url_base="https://example.org/r/blob/1/")
    assert "(https://example.org/r/blob/1/my%20docs/o0.md#L3)" in diff_markdown(context)
    assert "::error file=my docs/o0.md,line=3,col=7,title=OWN001 orphan-outcome::" in diff_github(context)


HOSTILE = st.text(alphabet="`|<>@#*_[]()!~&\\\n\r:/-+=.1 aWw\u202e\u2028", max_size=40)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_texts_of_documents_are_only_text(text: str) -> None:
    line = markdown_line(f"before {text}")
    assert "\n" not in line
    for token in tokens(f"- {line}\n"):
        assert token.type not in ("link_open", "image", "em_open", "strong_open", "heading_open", "fence", "s_open")
        assert token.type not in ("html_block", "html_inline") or ALLOWED.fullmatch(token.content.strip())
    table = tokens(f"| a | b |\n| --- | --- |\n| {line} | c |\n")
    assert sum(token.type == "td_open" for token in table) == 2
    plain = re.sub(r"<code>.*?</code>|&#\d+;", " ", line)
    assert not re.search(r"[@#]\w|\w://|\bwww\.", plain)


@pytest.mark.parametrize("text", ["@jane", "#12", "https://example.org", "GH-12", "www.example.org"])
def test_mentions_and_addresses_notify_nobody(text: str) -> None:
    assert text not in markdown_line(f"title {text}")
    assert f"<code>{text}</code>" == markdown_line(f"`{text}`").replace("&#45;", "-")
