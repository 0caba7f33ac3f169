"""Where a body begins in front matter that a later rule closes; comments and lists of a header are no body."""

from __future__ import annotations

import pytest

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.parse.recovery.unclosed_fence import body_in, heading_at_end

KNOWN = frozenset(("kind", "owner", "backup", "due", "tags", "why"))
KEYS = "kind: outcome\nowner: jane\n"


@pytest.mark.parametrize(
    ("below", "begin", "heading"),
    [
        ("\n# Fast\n", "# Fast", True),
        ("\n# Fast\n\n## More\n\n", "# Fast", True),
        ("\n# Fast\n\nText\n", "# Fast", False),
        ("\n# Fast\n\n- an item\n", "# Fast", False),
        ("\nText: is: this\nand this\n", "", False),
        ("\n# Fast\n\nWe agreed: ship it\n", "# Fast", False),
        ("\n# Fast\n\nNote: this\n\nText\n", "# Fast", False),
        ("# Fast\n\nText\n", "# Fast", False),
        ("criteria:\n  - a\n# Fast\n\n- an item\n", "# Fast", False),
        ("\n# key: value\n", "", False),
        ("\n# of a plugin\nhero: big\n", "", False),
        ("\n# ours\nx-note: a\n\n# more\nBackup: sam\n", "", False),
        ("\nText and more\n", "Text", False),
        ("\nFast\n====\n", "Fast", False),
        ("# a comment\n", "", False),
        ("\n# the people\nbackup: sam\n", "", False),
        ("tags:\n\n# of teams\n- a\n", "", False),
        ("\nbackup\ndue: 2027-01-01\n", "", False),
        ("no pair\n", "", False),
        ("why: |\n  a\n\n  # b\n", "", False),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_body_begins_at_a_heading_or_at_prose_after_an_empty_line(
    below: str, begin: str, heading: bool, end: str
) -> None:
    block = (KEYS + below).replace("\n", end)
    found = body_in(block, KNOWN)
    assert ("" if found is None else block[found:].partition(end)[0][: len(begin)]) == begin
    assert (found is None) == (not begin)
    assert heading_at_end(block, KNOWN) == (found if heading else None)


@pytest.mark.parametrize(
    "keys",
    [
        "\n# of a plugin\nhero: big\n",
        "\n# dates\nReviewed on: 2026-01-01\n",
        "\n# ours\n\nx-note: a\n",
        "\n# written by Jane\n# in May\n",
        "\n# x-note: a\n",
    ],
)
def test_comments_of_a_header_are_no_body(keys: str) -> None:
    document = parse_source(SourceFile("o.md", f"---\n{KEYS}{keys}---\n\nText\n".encode()), Settings())
    assert document.records
    assert all(problem.rule_name != "foreign-header" for problem in document.problems)


def test_a_heading_at_the_end_is_a_comment_where_the_body_has_one() -> None:
    for body, faults in (("# Fast\n", []), ("Text\n", ["foreign-header"])):
        document = parse_source(SourceFile("o.md", f"---\n{KEYS}\n# Todo\n\n---\n{body}".encode()), Settings())
        assert [problem.rule_name for problem in document.problems] == faults
