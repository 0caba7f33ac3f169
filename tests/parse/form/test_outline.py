"""Text above the first label is not parsed, and that changes nothing of what is read."""

from __future__ import annotations

import random
from unittest.mock import patch

import pytest

from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.model.limits import BODY_MARKUP
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.parse.form import outline, reader
from docgraph.parse.form.outline import labelled_blocks
from docgraph.parse.form.sections import Sections
from docgraph.parse.markdown.blocks import blocks

SEED = 1401
PLAIN = (
    "# Queue\n",
    "# Use a queue\n",
    "Text.\n",
    "Two\nlines.\n",
    "\n",
    "\n",
    "\n",
    "## Context\n",
    "### Part two ##\n",
)
ODD = (
    "***\n", "---\n", "- - -\n", "## Outcome: Release\n", "# Outcome: Queue\n", "## Queue\n", "## Décision — suite\n",
    "- item\n", "- item\n  ## Inside\n", "1. one\n\n   ## Inside\n", "+ # Inside\n", "> quoted\n", "> ## Quoted\n",
    "- \n", "| a | b |\n| - | - |\n| c | d |\n", "a | b\n-- | --\nOwner | sam\n", "```\n## Code\n```\n", "```\n",
    "~~~\n", "    ## indented\n", "\t## tab\n", "<details>\n", "</details>\n", "<!--\n", "-->\n", "<b>bold</b>\n",
    "!!! note\n    ## Box\n", "!!! note\n\n    ## Box\n", "Underlined\n===\n", "Underlined\n---\n", "**Onwer**: x\n",
    "__Onwer__: x\n", "## **Onwer:** x\n", "## `code`\n", "## [link](x.md)\n", "## ![](x.png) Owner\n", "##\n",
    "####### seven\n", "#tag\n", "[ref]: x.md\n", "Reviewed: 2026-01-01\n", "Step 1: go\n", "text \\\n",
    "## 2 options\n", "## Owner &amp; more\n", "## a_b\n", "\r\n", "## &#79;wner\n",
)  # fmt: skip
BELOW = (
    "## Considered Options\n\n- keep\n- change\n", "## Status\n\nAccepted\n", "## Owner\n\nsam.lee\n",
    "## Decision Outcome\n\nKeep.\n", "**Owner**: sam.lee\n", "### **Owner:** sam.lee\n",
    "## Success criteria\n\n- fast\n", "### Other\n\n**Due**: 2027-01-01\n", "text\n", "# Title below\n",
    "## Owner\n\n| Owner | kim |\n| --- | --- |\n", "## Backup\n\n> sam.lee\n", "Status: accepted\n",
    "### Owner\n\nsam\n", "## Rollback\n\n**Trigger**: x\n", "# Owner\n\nsam\n",
)  # fmt: skip


def body_of(dice: random.Random) -> str:
    above = dice.choices(PLAIN, k=dice.randint(0, 4))
    for piece in dice.choices(ODD, k=dice.randint(0, 2)):
        above.insert(dice.randint(0, len(above)), piece)
    return "".join(above) + dice.choice(["\n", "\n", ""]) + "\n".join(dice.choices(BELOW, k=dice.randint(1, 3)))


def read(kind: type[Record], body: str, *, declared: bool) -> tuple[object, ...]:
    tree = reader.form_fields(kind, Text("x.md", body), 0, sections=Sections(kind, ["queue"], declared=declared))
    return tree.data, tree.marks, tree.keys, tree.problems, tree.of_others


@pytest.mark.slow
def test_reading_is_the_same_as_with_all_of_the_body_parsed() -> None:
    dice = random.Random(SEED)
    outlined = 0
    different = []
    for number in range(1_200):
        body, kind, declared = body_of(dice), dice.choice((Decision, Outcome, Incident)), dice.random() < 0.5
        outlined += len(labelled_blocks(kind, Text("x.md", body), 0, None)) and outline._first_heading(kind, body) > 0
        short = read(kind, body, declared=declared)
        with patch.object(reader, "labelled_blocks", lambda kind, text, start, end: blocks(text, start, end)):
            if short != read(kind, body, declared=declared):
                different.append((number, kind.kind, body))
    assert not different, "\n".join(map(str, [len(different), *different[:8]]))
    assert outlined > 200, "the generator makes bodies of which a part is not parsed"


@pytest.mark.parametrize("kind", [Decision, Outcome])
def test_only_headings_are_kept_of_the_text_above_the_first_label(kind: type[Record]) -> None:
    body = "# Queue\n\nText.\n\n- item\n\n### Part ##\n\n## Owner\n\nsam.lee\n"
    text = Text("x.md", f"front\n{body}")
    found = labelled_blocks(kind, text, 6, None)
    assert [(block.type, block.level, block.offset) for block in found] == [
        ("heading", 1, 6),
        ("code", 0, 15),
        ("heading", 3, 30),
        ("heading", 2, 43),
        ("paragraph", 0, 53),
    ]
    assert [found[0].lines, found[2].lines, found[3].lines] == [
        block.lines for block in blocks(text, 6) if block.type == "heading"
    ]


def test_a_body_beyond_a_limit_is_not_read_in_part() -> None:
    body = "# Queue\n\n" + "x* " * (BODY_MARKUP + 1) + "\n\n## Owner\n\nsam.lee\n"
    assert labelled_blocks(Outcome, Text("x.md", body), 0, None) == ()
