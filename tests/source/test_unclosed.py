"""Where a body begins in front matter that a later rule closes; comments and lists of a header are no body."""

from __future__ import annotations

import pytest

from docgraph.source.unclosed import body_in, heading_at_end

KEYS = "kind: outcome\nowner: jane\n"


@pytest.mark.parametrize(
    ("below", "begin", "heading"),
    [
        ("\n# Fast\n", "# Fast", True),
        ("\n# Fast\n\n## More\n\n", "# Fast", True),
        ("\n# Fast\n\nText\n", "# Fast", False),
        ("\n# Fast\n\n- an item\n", "# Fast", False),
        ("\nText: is: this\nand this\n", "", False),
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
def test_a_body_begins_at_a_heading_or_at_prose_behind_an_empty_line(
    below: str, begin: str, heading: bool, end: str
) -> None:
    block = (KEYS + below).replace("\n", end)
    found = body_in(block)
    assert ("" if found is None else block[found:].partition(end)[0][: len(begin)]) == begin
    assert (found is None) == (not begin)
    assert heading_at_end(block) == (found if heading else None)
