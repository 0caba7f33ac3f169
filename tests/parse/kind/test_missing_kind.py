"""Front matter that makes no record because of a mistake is reported, and text that only resembles it is not."""

from __future__ import annotations

import pytest

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import apply_edits
from docgraph.parse.pipeline import parse_source
from tests.cost.steps import steps_of

COMMENT = "<!-- SPDX-License-Identifier: MIT -->\n"
HEADER = "---\nkind: outcome\n\nowner: jane\n---\n"


def document(content: str) -> Document:
    return parse_source(SourceFile("docs/o.md", content.encode()), Settings())


@pytest.mark.parametrize(
    ("keys", "correction"),
    [
        ("kind: agnet\ntitle: Bot: the one", "kind: agent"),
        ("kind: outcme  # what we promise\nowner: a\nowner: b", "kind: outcome"),
        ("kind: 'peple'\ntitle: A: b", "kind: people"),
        ("knid: outcome\ntitle: A: b", "kind: outcome"),
        ("title: A: b\nKind: raci", "kind: raci"),
    ],
)
def test_invalid_front_matter_with_a_misspelled_kind_is_an_error(keys: str, correction: str) -> None:
    parsed = document(f"---\n{keys}\n---\n")
    (problem,) = parsed.problems
    assert (problem.rule_name, problem.severity) == ("unreadable-front-matter", None)
    assert problem.help.endswith(f"; and write `{correction}`")
    assert parsed.unparsed_ids


@pytest.mark.parametrize(
    "keys", ["kind: Deployment", "  kind: agnet", "kind of: agnet", "title: kind", "tags: [agent]"]
)
def test_invalid_front_matter_of_another_page_is_a_warning(keys: str) -> None:
    (problem,) = document(f"---\n{keys}\nx: [\n---\n").problems
    assert (problem.rule_name, problem.severity) == ("unreadable-front-matter", Severity.WARNING)


@pytest.mark.parametrize("key", ["kind: outcme", "knid: outcome", "Kind: outcome"])
def test_a_misspelling_in_unclosed_front_matter_is_reported(key: str) -> None:
    (problem,) = document(f"---\nowner: jane\n{key}\n\n# Fast\n").problems
    assert (problem.rule_name, problem.message) == ("foreign-header", "the front matter is never closed")


@pytest.mark.parametrize(
    ("above", "what"),
    [
        (COMMENT, "comment"),
        ("<!-- markdownlint-disable -->\n\n", "comment"),
        ("\n\n<!-- two\n```\nlines -->\n", "comment"),
        ("\r\n<!-- one -->\r\n", "comment"),
    ],
)
@pytest.mark.parametrize("header", [HEADER, HEADER.replace("outcome", "outcme"), HEADER.strip()])
def test_a_comment_before_front_matter_is_reported_and_moved(above: str, what: str, header: str) -> None:
    content = above + header
    (problem,) = document(content).problems
    assert (problem.rule_name, problem.message) == ("foreign-header", f"there is a {what} before the front matter")
    assert problem.help == f"move the {what} below the front matter, and start the file with `---`"
    assert problem.fix is not None
    after, _ = apply_edits(content, [problem.fix])
    assert after.rstrip() == f"{header.rstrip()}\n{above.strip()}"
    assert bool(document(after).records) is ("outcome" in header)


@pytest.mark.parametrize("above", ["# Fast\n\n", "\r\n# Fast\r\n", "Use:\n\n", "<!-- x -->\n\nText.\n\n"])
@pytest.mark.parametrize("header", [HEADER, HEADER.strip()])
def test_text_before_front_matter_is_reported_and_never_moved(above: str, header: str) -> None:
    (problem,) = document(above + header).problems
    assert (problem.rule_name, problem.message) == ("foreign-header", "there is text before the front matter")
    assert problem.help.endswith("; put an example in a code fence")
    assert problem.fix is None


@pytest.mark.parametrize(
    "content",
    [
        "# A page\n\n---\n\nkind: agent is how it begins.\n\n---\n",
        f"# How to\n\n```yaml\n{HEADER}```\n",
        f"# How to\n\n~~~\ntext\n{HEADER}~~~\n",
        f"<pre>\n{HEADER}</pre>\n",
        f"<!-- an example\n{HEADER}-->\n",
        "# A page\n---\ntitle: x\ntags: [a]\n---\n",
        "# A page\n---\n\n# Kinds\n\nkind: agent\n",
        f"{COMMENT}# A page\n\n    ---\n    kind: agent\n    ---\n",
    ],
)
def test_what_only_looks_like_a_header_is_left_alone(content: str) -> None:
    assert document(content).problems == ()


FIRST = "---\nkind: outcome\nid: one\n---\n\n# One\n\n"
SECOND = "---\nkind: outcome\nid: two\nowner: jane\n---\n"


@pytest.mark.parametrize(
    "second",
    [
        SECOND,
        SECOND.replace("\nid", "\n\nid"),
        SECOND.replace("owner: jane", "tags:\n  - a\n- b\n# soon"),
        SECOND.replace("kind: outcome", "title: Two\n'kind': agent  # a bot"),
        SECOND.replace("kind: outcome", "kind: people"),
        SECOND.replace("kind: outcome", "kind: outcme"),
    ],
)
@pytest.mark.parametrize("first", [FIRST, "---\ntitle: A page\n---\n", FIRST.replace("\n# One\n\n", "")])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_second_front_matter_is_reported(first: str, second: str, end: str) -> None:
    parsed = document(f"{first}{second}\n# Two\n".replace("\n", end))
    (problem,) = parsed.problems
    assert (problem.rule_name, problem.at.line, problem.at.column) == ("foreign-header", first.count("\n") + 1, 1)
    assert "two" in parsed.unparsed_ids
    assert len(parsed.records) == first.count("kind")


def test_every_later_front_matter_is_reported() -> None:
    parsed = document(f"{FIRST}{SECOND}\nText.\n\n{SECOND.replace('two', 'three')}{SECOND.replace('two', 'four')}")
    assert [problem.at.line for problem in parsed.problems] == [8, 16, 21]
    assert parsed.problems[0].help == "move it to a document of its own, or list both under `kind: outcomes`"
    assert {*parsed.unparsed_ids} == {"two", "three", "four"}


@pytest.mark.parametrize(
    "below",
    [
        f"```yaml\n{SECOND}```\n",
        f"~~~~\n{SECOND}~~~~\n",
        f"<pre>\n{SECOND}</pre>\n",
        f"<!--\n{SECOND}-->\n",
        SECOND.replace("kind: outcome", "kind: deployment"),
        SECOND.replace("kind: outcome", "title: x"),
        "---\n\nThe kind:\nkind: outcome\n\nis what we say.\n\n---\n",
        "".join(f"    {line}\n" for line in SECOND.splitlines()),
        "The one-line form:\nkind: outcome\n",
        "Kind: outcome\nOwner: Jane\n",
    ],
)
def test_text_that_is_no_second_front_matter_is_not_reported(below: str) -> None:
    assert document(f"{FIRST}{below}").problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["---\n", "---\nkind: outcome\n", "kind: outcome\n", "---\n\n", "---\nx\n"])
def test_work_grows_with_the_number_of_fences(piece: str) -> None:
    def work(length: int) -> None:
        document(f"{FIRST}{piece * (length // len(piece))}kind: outcome\n")

    work(100)
    assert steps_of(lambda: work(8_000)) < 2.5 * steps_of(lambda: work(4_000))


@pytest.mark.parametrize(
    "value", ["", " ~", " null", " ''", "  # to come", " #agent", " []", " {}", " [[]]", " ['']", " ' '", ' "\\u200b"']
)
def test_a_kind_without_a_value_above_the_keys_of_a_record_is_an_error(value: str) -> None:
    parsed = document(f"---\nid: o\nkind:{value}\nowner: jane\n---\n")
    (problem,) = parsed.problems
    assert (problem.rule_name, problem.at.line, problem.severity) == ("unknown-kind", 3, None)
    assert "o" in parsed.unparsed_ids


@pytest.mark.parametrize(
    ("keys", "help"),
    [
        ("due: 2027-01-01", "write `kind: outcome`"),
        ("people: [{id: jane}]", "write `kind: people`"),
        ("owner: jane\nautonomy: L2", "write `kind: agent`"),
    ],
)
def test_the_finding_about_an_empty_kind_suggests_the_kind_that_fits_the_keys(keys: str, help: str) -> None:
    problem, *lists = document(f"---\nkind:\n{keys}\n---\n").problems
    assert problem.help == help
    assert all(problem_of_list.unless == (problem.cause,) for problem_of_list in lists)


@pytest.mark.parametrize(
    "keys", ["kind:", "kind:\ntitle: x\ntags: [a]", "owner: jane\nbackup: sam", "# kind: agent\nowner: a"]
)
def test_a_page_without_kind_stays_a_page(keys: str) -> None:
    assert document(f"---\n{keys}\n---\n").problems == ()


@pytest.mark.parametrize(
    ("keys", "is_reported"),
    [
        ("type: outcome\nowner: jane\ndue: 2027-01-01", True),
        ("record: Decision\nowner: jane\ndate: 2026-01-01", True),
        ("type: decision\nstatus: accepted\ndate: 2026-01-01\ntags: [adr]", False),
        ("type: outcome\ntitle: A page\nauthor: jane", False),
        ("type: page\nowner: jane\ndue: 2027-01-01", False),
        ("layout: outcome\nowner: jane\ndue: 2027-01-01", False),
    ],
)
def test_a_kind_under_a_foreign_key_is_reported_if_the_other_keys_fit(keys: str, is_reported: bool) -> None:
    problems = document(f"---\n{keys}\n---\n").problems
    weight = Severity.ERROR if "outcome" in keys else Severity.WARNING
    assert [(problem.rule_name, problem.severity, problem.fix) for problem in problems] == [
        ("unknown-key", weight, None)
    ] * is_reported


@pytest.mark.parametrize(
    "line",
    [
        "kind: **agent**",
        "kind: *agent",
        "kind: `agent`",
        "**kind**: agent",
        "kind-> agent",
        "kind: kind: agent",
        'kind: "**agent**"',
        "kind: '_agent_'",
    ],
)
def test_the_fix_of_a_kind_between_signs_makes_it_a_record(line: str) -> None:
    content = f"---\n{line}\nowner: jane\n---\n# Big\n"
    problem = document(content).problems[0]
    assert problem.severity in (None, Severity.ERROR)
    assert problem.fix is not None
    after, _ = apply_edits(content, [problem.fix])
    assert [record.kind for record in document(after).records] == ["agent"]


@pytest.mark.parametrize(
    "keys",
    [
        "kind: user group",
        "kind: team-page\nlayout: wide",
        "kind: how-to",
        "kind: a, b\nowner: x",
    ],
)
def test_a_kind_of_other_words_without_keys_of_a_record_is_no_error(keys: str) -> None:
    assert [
        problem for problem in document(f"---\n{keys}\n---\n").problems if problem.severity is not Severity.INFO
    ] == []
