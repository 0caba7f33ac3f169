"""A misspelled key or id is reported once, with the edit, and the values below it are read."""

from __future__ import annotations

import pytest

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.text.slug import is_id, slugify
from tests.corpus import record, result_of


def test_a_list_under_a_misspelled_plural_is_read_and_reported() -> None:
    document = parse_source(
        SourceFile("p.md", b"---\nkind: people\npeolpe:\n  - {id: jane}\n  - {id: sam}\n---\n"), Settings()
    )
    assert [one.id for one in document.records] == ["jane", "sam"]
    (problem,) = document.problems
    assert (problem.rule_name, problem.at.line, problem.help) == ("unknown-key", 3, "rename it to `people:`")


@pytest.mark.parametrize("owner", ["jane.doe (interim)", "jane.doe, for now", "person:jane.doe (interim)"])
def test_an_id_with_more_behind_it_is_that_id(owner: str) -> None:
    files = {
        "o.md": record("outcome", owner=f'"{owner}"'.replace(", for", " for")),
        "p.md": record("person", id="jane.doe"),
    }
    [finding] = result_of(files, select="REF001").findings
    assert finding.help.endswith("jane.doe`")
    assert (finding.fix is not None) is ("(" in owner)


@pytest.mark.parametrize("name", ["con.md", "nul.x.md"])
def test_a_name_that_windows_reserves_is_reported_as_such(name: str) -> None:
    (problem,) = parse_source(SourceFile(name, b"---\nkind: team\n---\n"), Settings()).problems
    assert problem.message == f"the file name `{name.removesuffix('.md')}` is reserved by Windows"


def test_a_template_in_a_value_is_reported_as_such() -> None:
    (problem,) = parse_source(SourceFile("o.md", b"---\nkind: outcome\nowner: {{ owner }}\n---\n"), Settings()).problems
    assert (problem.at.line, problem.at.column) == (3, 8)
    assert problem.help == "write the value itself, or quote it; templates are not evaluated"


def test_a_key_beside_a_list_is_none_of_a_list_of_records() -> None:
    document = parse_source(SourceFile("p.md", b"---\nkind: people\nwharf: 1\npeople: [{id: jane}]\n---\n"), Settings())
    assert [problem.message for problem in document.problems] == ["unknown key `wharf` in a list of records"]


@pytest.mark.parametrize(
    ("key", "expected"), [("rule", "code"), ("by", "owner"), ("because", "reason"), ("expires", "until")]
)
def test_a_synonym_of_a_waiver_key_is_reported_once(key: str, expected: str) -> None:
    waiver = "[{code: OWN005, reason: none yet, owner: jane, until: 2027-01-01}]".replace(f"{expected}:", f"{key}:")
    files = {"o.md": record("outcome", owner="jane", waivers=waiver), "jane.md": record("person")}
    inside = [finding for finding in result_of(files).findings if finding.key[:1] == ("waivers",)]
    assert [(finding.code, finding.help) for finding in inside] == [("DOC004", f"rename it to `{expected}:`")]


def test_the_fix_for_a_key_without_value_does_not_add_the_key_again() -> None:
    files = {"o.md": record("outcome", owner=""), "p.md": record("outcome")}
    helps = {finding.at.path: finding.help for finding in result_of(files, select="OWN001").findings}
    assert helps == {"o.md": "write `owner: <person or role id>`", "p.md": "add `owner: <person or role id>`"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("jane doe", "jane-doe"),
        ("@alice", "alice"),
        ("Z\u00fcrich", "zurich"),
        ("Stra\u00dfe 5", "strasse-5"),
        ("a..b", "a.b"),
        ("J. R. Doe", "j.r.doe"),
        ("con", "con-1"),
        ("x" * 200, "x" * 100),
        ("\u65e5\u672c", "ri-ben"),
        ("\u2026 \U0001f389", ""),
    ],
)
def test_the_id_that_is_proposed_is_one(text: str, made: str) -> None:
    assert slugify(text) == made
    assert not made or is_id(made)


@pytest.mark.parametrize(
    ("document", "line", "message"),
    [
        ("kind: person\njoined: 2026-02-01\nleft: 2026-01-01", 4, "`left: 2026-01-01` is before `joined: 2026-02-01`"),
        ("kind: role\nholders:\n  - {person: x, from: 2026-02-01, to: 2025-01-01}", 4, "`to: 2025-01-01` is before"),
        ("kind: outcome\nhistory:\n  - {owner: x, from: 2026-02-01, to: 2025-01-01}", 4, "`to: 2025-01-01` is before"),
    ],
)
def test_dates_in_the_wrong_order_are_reported(document: str, line: int, message: str) -> None:
    (problem,) = parse_source(SourceFile("p.md", f"---\n{document}\n---\n".encode()), Settings()).problems
    assert (problem.rule_name, problem.at.line) == ("invalid-value", line)
    assert problem.message.startswith(message)


def test_a_day_may_begin_and_end_a_time() -> None:
    same = b"---\nkind: person\njoined: 2026-02-01\nleft: 2026-02-01\n---\n"
    assert parse_source(SourceFile("p.md", same), Settings()).problems == ()


@pytest.mark.parametrize(
    ("body", "help"),
    [
        ("**Autonomy:** L1\n\n**Purpos:** sort", "write `**Purpose:**`"),
        ("**Scope:** a\n\n**Owners:** jane", "write `**Owner:**`"),
        ("**Purpose:** sort\n\n**Purpos:** sort", None),
        ("**Purpose:** sort\n\n**Note:** sort", None),
    ],
)
def test_a_misspelled_label_in_a_body_is_reported(body: str, help: str | None) -> None:
    problems = parse_source(SourceFile("a.md", f"---\nkind: agent\n---\n{body}\n".encode()), Settings()).problems
    assert [(problem.rule_name, problem.help) for problem in problems] == ([("unknown-key", help)] if help else [])


def test_of_two_equally_near_keys_the_required_one_is_suggested() -> None:
    files = {"a.md": record("agent", owner="jane", revieweg="jane"), "jane.md": record("person")}
    assert [finding.help for finding in result_of(files, select="DOC004").findings] == ["rename it to `reviewer:`"]
    files["a.md"] = record("agent", owner="jane", revieweg="jane", reviewer="jane")
    assert [finding.help for finding in result_of(files, select="DOC004").findings] == ["rename it to `reviewed:`"]


@pytest.mark.parametrize("line", ["kind: %agent", "kind: @agent", "kind: `agent", "kind agent at 10:30"])
def test_a_kind_that_can_be_made_out_makes_an_error_of_what_yaml_refuses(line: str) -> None:
    (problem,) = parse_source(SourceFile("a.md", f"---\n{line}\nowner: jane\n---\n".encode()), Settings()).problems
    assert (problem.rule_name, problem.at.line, problem.severity) == ("unreadable-front-matter", 2, None)


def test_two_decisions_with_the_same_title_are_reported() -> None:
    body = "# Log\n\n## Decision: Use A\n\n**Why**: x\n\n## Decision: Use B\n\n## Decision: use a!\n"
    document = parse_source(SourceFile("log.md", f"---\nkind: decisions\n---\n{body}".encode()), Settings())
    assert [one.id for one in document.records] == ["use-a", "use-b", "use-a-2"]
    (problem,) = document.problems
    assert (problem.rule_name, problem.at.line, problem.severity) == ("duplicate-id", 12, "warning")
    assert "`use-a-2`" in problem.message
    assert [related.at.line for related in problem.related] == [6]


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("rotate_logs: a/b", ["AGT003"]),
        ('"rotate_logs": a/b', ["AGT003"]),
        ("nme: rotate_logs", ["AGT003", "DOC004"]),
        ("name: rotate_logs", ["AGT003"]),
    ],
)
def test_a_tool_that_yaml_splits_is_reported_once(item: str, codes: list[str]) -> None:
    agent = record("agent", owner="jane", tools=f"\n  - {item}")
    findings = result_of({"a.md": agent, "jane.md": record("person")}, select=["DOC004", "AGT003"]).findings
    assert [finding.code for finding in findings] == codes


def test_a_bar_that_yaml_takes_apart_is_put_together() -> None:
    text = '---\nkind: agent\nacceptance:\n  - false_pages: "<= 3 a week"\n---\n'
    [agent] = parse_source(SourceFile("a.md", text.encode()), Settings()).records
    bar = agent.value("acceptance")[0]
    assert (bar.metric, bar.op, bar.value, bar.unit) == ("false_pages", "<=", 3, "a week")


def test_a_name_and_the_id_that_it_makes_do_not_contradict_each_other() -> None:
    document = parse_source(
        SourceFile("o.md", b"---\nkind: outcome\nowner: jane.doe\n---\n**Owner**: Jane Doe\n"), Settings()
    )
    assert not document.problems
    document = parse_source(
        SourceFile("o.md", b"---\nkind: outcome\nowner: jane.doe\n---\n**Owner**: Jane D.\n"), Settings()
    )
    assert [problem.rule_name for problem in document.problems] == ["conflicting-values"]
