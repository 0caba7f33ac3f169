"""The quicker rule for plain text finds the same parts in prose as the parser's own."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from markdown_it import MarkdownIt

from docgraph.parse.markdown.blocks import inline

SEED = 20261130
VARIANTS = 3_000
_PIECES = (
    *"ab -:@=!~${}%^#\"'()|\n.&;<>[]*_`\\",
    *("  \n", "\\\n", "![", "](", "[a](b.md)", "![x](y)", "<br>", "<https://a.b>", "&amp;", "**", "`a`", "[[x]]"),
)


@pytest.mark.slow
def test_prose_has_the_parts_of_the_parser() -> None:
    draw, plain = Random(SEED), MarkdownIt("commonmark")
    for _ in range(VARIANTS):
        raw = "".join(draw.choices(_PIECES, k=draw.randrange(25)))
        tokens: list[Any] = []
        plain.inline.parse(raw, plain, {}, tokens)
        assert [token.as_dict() for token in inline(raw)] == [token.as_dict() for token in tokens], raw
