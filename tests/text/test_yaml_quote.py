"""A text in a flow map is read as the text that it was."""

from __future__ import annotations

import pytest
import yaml

from docgraph.kinds.decision import Promotion
from docgraph.text.yaml_quote import quote_in_flow

TEXTS = (
    "run `x`, page the owner|`x` first|stop: then look|stop:|[a] or {b}|a # b|#1|say \"no\"|it's off|'off'|"
    'a \\ b, "c", it\'s|@ines|- off|*|&a|!x|%5|> 3|? what|~|null|https://x.example/y#z|~/off|agent:bot|100 %|größer'
)


@pytest.mark.parametrize("text", TEXTS.split("|"))
def test_a_text_is_unchanged_between_braces_and_brackets(text: str) -> None:
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        read = yaml.load(f"{{how: {quote_in_flow(text)}, who: [{quote_in_flow(text)}, b], on: now}}", Loader=loader)
        assert read == {"how": text, "who": [text, "b"], "on": "now"}


@pytest.mark.parametrize("text", ["switch it off", "don't ask (twice)", "v1.2/x", "accuracy >= 95 %"])
def test_a_plain_text_has_no_quotes(text: str) -> None:
    assert quote_in_flow(text) == text


def test_a_promotion_in_words_is_quoted_where_it_has_a_colon() -> None:
    read = yaml.safe_load(Promotion.expand_short_form("agent:bot to L2"))
    assert read == {"agent": "agent:bot", "to": "L2"}
