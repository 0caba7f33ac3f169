"""Reads the onboarding checklist of an agent: the check boxes below a heading that contains `onboarding`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgraph.parse.form.values import checked, item_text
from docgraph.parse.markdown.blocks import Block, Passage
from docgraph.parse.markdown.links import heading_text
from docgraph.parse.raw_tree import RawTree

_SIGNS = {
    "registry": ("registry", "mcp", "identity"),
    "evals": ("eval",),
    "tracing": ("tracing", "trace", "dashboard"),
    "policy-tests": ("policy", "policies"),
    "runbook-raci": ("runbook", "raci"),
    "reviews": ("review", "30/60/90"),
}
"""Words that identify the check box of a key. The first key that matches is used."""


def read_onboarding(body: Sequence[Block], tree: RawTree) -> None:
    """Add the onboarding checklist in a body to `tree`. A key is true if all check boxes for the key are ticked."""
    for item in _checklist(body):
        done = checked(item)
        words = item_text(item).lower()
        key = next((key for key, signs in _SIGNS.items() if any(_has(words, sign) for sign in signs)), "")
        if done is not None and key:
            ticks = tree.data.setdefault("onboarding", {})
            ticks[key] = "true" if done and ticks.get(key) != "false" else "false"
            tree.marks.setdefault(("onboarding",), item.offset)
            tree.marks.setdefault(("onboarding", key), item.offset)


def _has(words: str, sign: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(sign)}", words) is not None


def _checklist(body: Sequence[Block]) -> Iterator[Block]:
    level = 0
    for block in body:
        if block.type == "heading":
            if "onboarding" in heading_text(Passage(block.lines).raw).lower():
                level = block.level
            elif block.level <= level:
                level = 0
        elif block.type == "list" and level:
            yield from block.children
