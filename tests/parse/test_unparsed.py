"""A document that gives no record is still known by its name and by the ids that stand in it."""

from __future__ import annotations

import pytest

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

ENTRIES = "people:\n  - {id: jane.doe}\n  - id: sam.lee\n    title: Sam\n"


def unread(content: bytes) -> set[str]:
    document = parse_source(SourceFile("people/all.md", content), Settings())
    assert not document.records
    return set(document.unparsed_ids)


@pytest.mark.parametrize(
    "header",
    [
        f"---\nkind: peple\n{ENTRIES}---\n",
        f"---\nknd: people\n{ENTRIES}---\n",
        f"---\nkind: people\nx: [\n{ENTRIES}---\n",
        "---\nkind: people\n" + "# so that it is long\n" * 300 + ENTRIES,
        f"kind: people\n{ENTRIES}---\n",
        f"# who is here\n{ENTRIES}kind: people\n---\n",
    ],
    ids=[
        "unknown kind",
        "slip in kind",
        "broken YAML",
        "never closed",
        "never opened",
        "never opened, comment first",
    ],
)
def test_the_entries_of_a_list_are_known(header: str) -> None:
    assert unread(header.encode()) >= {"all", "jane.doe", "sam.lee"}


@pytest.mark.parametrize("content", [b"Gr\xfc\xdfe", b"a \0 b"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_no_text_is_known_by_what_can_be_made_out(content: bytes, encoding: str) -> None:
    header = f"---\nkind: people\n{ENTRIES}---\n".encode(encoding)
    assert unread(header + content) >= {"all", "jane.doe", "sam.lee"}


@pytest.mark.slow
@pytest.mark.parametrize("space", [" ", "\t", "- "])
def test_a_long_line_without_content_costs_little(space: str) -> None:
    assert unread(f"---\nkind: people\nx: [\n{space * 400_000}\n---\n".encode()) == {"all"}


def test_a_misspelled_kind_is_fixed_to_the_list_in_the_document() -> None:
    problem, problem_of_list = parse_source(
        SourceFile("all.md", b"---\nkind: teamz\nteams: [{id: a}]\n---\n"), Settings()
    ).problems
    assert (problem.help, problem_of_list.unless) == ("write `kind: teams`", (problem.cause,))
    [problem] = parse_source(SourceFile("all.md", b"---\nkind: teamz\nmembers: [jane]\n---\n"), Settings()).problems
    assert problem.help == "write `kind: team`"
