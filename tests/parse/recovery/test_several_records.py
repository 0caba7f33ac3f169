"""A document with several records in a form for one is an error: two printed forms, or a second list."""

from __future__ import annotations

import random

import pytest

from tests.parse.variants import errors, read_text

SEED, COUNT = 20261202, 400
FORMS = {
    "agent": (
        ("Agent Hiring Packet: {}", "Agent: {}", "Agent packet — {}"),
        ("**Purpose**: sorts {}.", "**Owner & On-Call**:\n- Primary: tom\n- Backup: sam", "**Exit**: when {} ends.",
         "**Tools**:\n- `read` (a/*)"),
    ),
    "outcome": (
        ("Outcome: {}", "Outcome card: {}"),
        ("**Owner:** tom", "**Backup:** sam", "**Due:** 2027-01-31", "**Success criteria:**\n- {} works"),
    ),
    "runbook": (("Runbook: {}", "Runbook — {}"), ("**Owner:** tom", "**Trigger:** {} fails")),
    "incident": (("Incident: {}", "PIR: {}"), ("**Owner:** tom", "**Date:** 2026-10-01", "**Severity:** 2")),
}  # fmt: skip


def two_forms(rng: random.Random) -> str:
    """A document of one kind, with two printed forms below each other."""
    kind = rng.choice([*FORMS])
    titles, labels = FORMS[kind]
    title = rng.choice(titles)
    level = rng.choice(["#", "#", "##", "===", "#!", "> #", "<h1>"])
    lines = ["---", f"kind: {kind}", "---", *rng.choice([[], ["Text above.", ""]])]
    for name in rng.sample(["mail", "invoices", "fixtures", "maps"], 2):
        shown = title.format(name)
        heads = {"===": f"{shown}\n{'=' * len(shown)}", "#!": f"#{shown}", "<h1>": f"<h1>{shown}</h1>"}
        lines += [heads.get(level, f"{level} {shown}"), ""]
        # below a heading of a lower level only what has a label is a form
        own = rng.sample(labels, rng.randrange(level == "##", len(labels) + 1))
        lines += [line for label in own for line in (*label.format(name).split("\n"), "")]
        lines += rng.choice([[], ["Text.", ""], ["### More", "", "- an item", ""]])
    return "\n".join(lines) + "\n"


def second_list(rng: random.Random) -> str:
    """A document with records under a key that its kind does not list."""
    plurals = ["agents", "outcomes", "runbooks", "people", "roles", "teams", "decisions", "incidents", "context-packs"]
    own, other = rng.sample(plurals, 2)
    entry = rng.choice(["{{id: a-{}}}", "{{id: a-{}, title: One}}", "{{id: a-{}, tags: [x]}}"])
    entries = [entry.format(number) for number in range(rng.randrange(1, 4))]
    others = rng.choice(
        [
            [f"{other}:", *(f"  - {one}" for one in entries)],
            [f"{other}: [{', '.join(entries)}]"],
            [f"{other.title()}:", *(f"- {one}" for one in entries)],
            ["more:", *(f"  - {one}" for one in entries)],
        ]
    )
    if others[0] == "more:":
        return "\n".join(["---", f"kind: {own}", f"{own}: [{{id: first}}]", *others, "---", ""])
    first = rng.choice(
        [
            [f"kind: {own}", f"{own}:", "  - {id: first}"],
            ["title: A page"],
            ["kind: tutorial", "title: A page"],
            ["tags: [a]", "description: who does what"],
            ["kind: person", "id: tom"],
        ]
    )
    lines = [*first, *others] if rng.random() < 0.5 else [*others, *first]
    return "\n".join(["---", *lines, "---", "# A page", ""])


@pytest.mark.slow
@pytest.mark.parametrize("draw", [two_forms, second_list])
def test_records_that_would_be_ignored_are_an_error(draw: object) -> None:
    assert callable(draw)
    rng = random.Random(SEED)
    variants = [draw(rng) for _ in range(COUNT)]
    passed = [content for content in variants if "wrong-type" not in errors(content)]
    assert not passed, f"{len(passed)} of {COUNT}, such as\n" + "\n=====\n".join(passed[:4])


@pytest.mark.parametrize(
    "content",
    [
        "---\nkind: agent\n---\n# Agent Hiring Packet: mail\n\n**Purpose**: sorts.\n\n## More\n\nText.\n",
        "---\nkind: agent\n---\n# Agent: mail\n\n**Purpose**: sorts.\n\n# History\n\nText.\n",
        "---\nkind: incident\n---\n## Incident: what\n\nText.\n\n## Incident: why\n\nText.\n",
        "---\nkind: runbook\n---\n# Runbook: mail\n\n**Owner:** tom\n\n# Steps\n\n1. One\n",
        "---\nkind: outcome\n---\n# Outcome: mail\n\n```\n# Outcome: other\n```\n",
        "---\nkind: outcome\n---\n# Outcome: mail\n\n# Outcome: mail\n",
        "---\ntitle: A page\npeople: [jane, sam]\nteams:\n  - name: Red\n    color: red\nagents: {count: 3}\n---\n",
        "---\nkind: team\nmembers: [jane]\n---\n",
        "---\nkind: agents\nagents: [{id: a}]\nx-more: [{id: b}]\nnotes: [{name: b}]\n---\n",
    ],
)
def test_one_record_is_no_error(content: str) -> None:
    assert "wrong-type" not in errors(content)


def test_the_ids_of_an_unread_list_are_known() -> None:
    document = read_text("---\nkind: people\npeople: [{id: tom}]\nagents: [{id: bot}, {id: cat}]\n---\n")
    assert [record.id for record in document.records] == ["tom"]
    assert {"bot", "cat"} <= {*document.unparsed_ids}
    assert [problem.at.line for problem in document.problems] == [4]
