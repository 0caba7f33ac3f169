"""The body of a text begins where hosts see the front matter end."""

from __future__ import annotations

import pytest

from docgraph.model.location import Text
from docgraph.parse.front_matter.fence import front_matter_span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "content",
    [
        "---\nkind: agent\n---\nText\n",
        "---\n---\n",
        "---\na: b\n...",
        "--- \na: |\n  ---\n--- \nb",
        "# No\n---\na: b\n---\n",
        "---\na: b\n",
    ],
)
def test_the_body_begins_after_the_fence(content: str, end: str) -> None:
    source = content.replace("\n", end)
    header = front_matter_span(source)
    body = Text("a.md", source).body_start
    assert (header is None) is (body == 0)
    assert header is None or (header.end < body <= header.body_start and not source[body : header.body_start].strip())
