"""Hostile documents of any size out of tokens of the grammar: a few of them repeated in one place of a document."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.cost.bodies import HEADS
from tests.cost.inputs import Case

SEED = 20261130
TOKENS = (
    ("**Owner:** ", "**Status**: ", "Owner: ", "**Q:** ", "| Owner | "),  # labels
    ("(", ")", "[", "]", "{{", "}}", "<", ">", "()", "[[", "]]", "(a) "),  # brackets
    ("jane.doe@example.com", "jane@", "@jane ", "<a@b.org>", "mailto:a@b "),  # mails
    (", ", ",", "; ", " and ", " & ", "/", " — ", " - ", ": "),  # what parts names
    ("|", "| a ", " | ", "|---", "\\|"),  # pipes
    ("\n## Decision: a\n", "\n# A {i}\n", "\n## Owner\n", "\n===\n", "\n### Agent: A\n"),  # headings
    ("- [ ] ", "[x] ", "\n- [ ] do (jane.doe, due 2026-10-15)", "✅ "),  # boxes
    ("[a](b.md)", "[[jane.doe]]", "[[a{i}|b]]", "![a](b.md)", "https://a.b/{i} ", "[a]: b.md\n"),  # links
    ("```", "\n```\n", "`", "~~~\n", "~~a~~ ", "<!-- ", "-->", "<br>", "<del>"),  # fences, code, comments
    ("\n- ", "\n1. ", "\n  - a", "* ", "\n- a {i}"),  # lists
    ("> ", "\n> a", '"', "''", "“a” ", "\n\n"),  # quotes
    ("Jane Doe ", "jane.doe ", "a", "b{i} ", " ", "2026-10-15 ", "due ", "done ", "(left) ", "TBD ", "é"),  # words
)
PLACES = (
    ("---\nkind: agent\nowner: '", "'\n---\n"),
    ("---\nkind: agent\nowner: jane.doe\nbackup: [", "]\n---\n"),
    ("---\nkind: agent\nowner: jane.doe\nstatus: '", "'\n---\n"),
    ("---\nkind: agent\nowner: jane.doe\ntools: ", "\n---\n"),
    ("---\nkind: agent\nowner: jane.doe\nacceptance:\n  - ", "\n---\n"),
    ("---\nkind: outcome\nowner: jane.doe\ndue: '", "'\n---\n"),
    ("---\nkind: person\ntitle: '", "'\naliases: [j]\n---\n"),
    ("---\nkind: person\nx-a: '", "'\nleft: 2020-01-01\n---\n"),
    ("---\nkind: incident\nowner: jane.doe\nactions:\n  - what: '", "'\n---\n"),
    ("---\nkind: incident\nowner: jane.doe\n---\n\n## Actions\n\n- [ ] ", "\n"),
    (
        "---\nkind: incident\nowner: jane.doe\n---\n\n| Action | Owner | Due |\n|---|---|---|\n| a | ",
        " | 2026-10-15 |\n",
    ),
    ("---\nkind: raci\nscope: a\n---\n\n| Activity | R | A |\n|---|---|---|\n| a | ", " | jane.doe |\n"),
    ("---\nkind: raci\nscope: a\n---\n\n| Activity | R | A | ", " |\n|---|---|---|---|\n| a | b | c | d |\n"),
    ("---\nkind: raci\nscope: a\n---\n\n| Activity | Ann | ", " |\n|---|---|---|\n| a | R | A |\n"),
    ("---\nkind: decisions\nowner: jane.doe\n---\n\n## Decision: ", "\n\n**Status:** accepted\n"),
    ("---\nkind: agent\n---\n\n**Owner:** ", "\n"),
    ("---\nkind: agent\nowner: jane.doe\n---\n\n**Tools:** ", "\n"),
    ("---\nkind: agent\nowner: jane.doe\n---\n\n# ", "\n\nText.\n"),
    ("---\nkind: agent\n", "\n---\n"),
    ("", "\n---\nkind: agent\n---\n"),
    *((head, "\n") for head in HEADS.values()),
    *((f"{head}\n[[jane.doe]] ", "\n") for head in HEADS.values()),
)
"""What stands around the tokens: a value of the front matter, a cell, an action, a label, a heading, or the body."""


def composed(count: int, seed: int = SEED) -> Iterator[Case]:
    """So many documents: in each one to four tokens, drawn from different groups, are repeated in a place."""
    draw = random.Random(seed)
    for number in range(count):
        first, last = draw.choice(PLACES)
        groups = draw.sample(TOKENS, k=draw.choice((1, 2, 2, 3, 4)))
        unit = "".join(draw.choice(group) for group in groups)
        opened = draw.choice(("", "", "", "Jane Doe (", "**Owner:** ", "[", "<", '"', "`", "a, ", "~~"))
        yield Case(f"composed/{number:03}/{first[-24:]!r}/{unit!r}", (first + opened, unit, last))
