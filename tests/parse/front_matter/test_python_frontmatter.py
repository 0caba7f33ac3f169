"""python-frontmatter with our handler reads what the check reads, and writes what it reads back."""

from __future__ import annotations

import frontmatter
import pytest

from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.front_matter.python_frontmatter import StrictHandler

DOCUMENT = """---
kind: agent
id: import-triage
version: '1.10'
owner: jane.doe
will-do: [sort, 'no']
backup:
---
The body.
"""


def test_a_document_that_is_read_and_dumped_keeps_its_values() -> None:
    post = frontmatter.loads(DOCUMENT, handler=StrictHandler())
    assert post.metadata["version"] == "1.10"
    assert post.metadata["will-do"] == ["sort", "no"]
    assert post.content == "The body."
    again = frontmatter.loads(frontmatter.dumps(post, handler=StrictHandler()), handler=StrictHandler())
    assert again.metadata == post.metadata
    assert again.content == post.content


def test_front_matter_that_the_check_refuses_is_refused() -> None:
    with pytest.raises(FrontMatterError):
        frontmatter.loads("---\na: 1\na: 2\n---\n", handler=StrictHandler())


def test_a_rule_across_a_page_is_no_front_matter() -> None:
    assert not StrictHandler().detect("---\nonly a rule above\n")
