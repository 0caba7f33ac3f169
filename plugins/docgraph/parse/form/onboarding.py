"""Reads an agent's onboarding checklist: the check boxes under a heading with `onboarding`."""

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
"""Maps a key to words that identify it in a checklist item; the first match is used."""


def read_onboarding(body: Sequence[Block], tree: RawTree) -> None:
    """Add the onboarding checklist in a body to `tree`.

    A key is true if every box about the key is ticked.
    """
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
