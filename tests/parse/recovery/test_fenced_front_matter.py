"""A file that begins with a code fence around front matter is reported; a fence below text is an example."""

from __future__ import annotations

import random

import pytest

from docgraph.model.finding import Severity
from tests.parse.variants import KINDS, header, read_text

SEED, COUNT = 20261131, 300


def fenced(dice: random.Random, inside: list[str]) -> list[str]:
    sign = dice.choice(("```", "````", "~~~", "~~~~"))
    name = dice.choice(("", "markdown", "md", "yaml", " yaml", "yml", 'yaml title="a.md"'))
    return [sign + name, *inside, sign + dice.choice(("", " "))]


def keys(dice: random.Random) -> list[str]:
    """Front matter, with or without its fences."""
    lines = header(dice, dice.choice([*KINDS]))
    return dice.choice((["---", *lines, dice.choice(("---", "..."))], lines, ["---", *lines]))


def page(dice: random.Random, lines: list[str]) -> str:
    before = dice.choice(("", "", "\n", "\ufeff", "\n\n"))
    return before + dice.choice(("\n", "\r\n")).join(lines) + dice.choice(("", "\n", "\n\n"))


def severities(content: str) -> list[Severity | None]:
    return [problem.severity for problem in read_text(content).problems if "code fence, so" in problem.message]


def test_a_document_in_a_fence_is_an_error() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        body = dice.choice(([], ["# A bot", "", "It sorts.", "", "**Owner**: tom"], ["", "## A bot"]))
        lines = header(dice, dice.choice([*KINDS]))
        fenced_document = fenced(dice, ["---", *lines, "---", *body] if body or dice.random() < 0.5 else keys(dice))
        title = dice.choice((["# A bot"], ["", "# A bot", "", "Text."], ["A bot", "====="]))
        content = page(dice, dice.choice((fenced_document, [*fenced(dice, keys(dice)), *title])))
        red += [] if severities(content) == [Severity.ERROR] else [content]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def test_text_below_a_fence_makes_it_a_warning() -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        below = dice.choice(("Save it as `bot.md`.", "## More", "- one", "> Text", "![A](b.png)"))
        content = page(dice, [*fenced(dice, keys(dice)), "", below])
        red += [] if severities(content) == [Severity.WARNING] else [content]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def healthy(dice: random.Random) -> list[str]:
    """A page with a fence that is an example, a template, or of another program."""
    lines = keys(dice)
    return dice.choice(
        (
            ["# How to", "", *fenced(dice, lines)],
            ["Save this as `bot.md`:", "", *fenced(dice, lines), "", "# Then"],
            ["---", "title: How to", "---", *fenced(dice, lines)],
            ["<!-- an example -->", "", "Text", *fenced(dice, lines)],
            fenced(
                dice,
                ["---", *lines[1:-1], f"purpose: {dice.choice(('<what it does>', '{what}', '{{ what }}'))}", "---"],
            )
            if lines[0] == "---"
            else ["# How to", *lines[:0]],
            fenced(dice, ["apiVersion: v1", "kind: Role", "metadata:", "  name: reader"]),
            fenced(dice, [*dice.choice((["---"], [])), "apiVersion: v1", "kind: Agent", "spec: {}", "---"]),
            fenced(dice, ["kind: Agent", "instructions: be brief"]),
            fenced(dice, ["kind: tutorial", "owner: tom"]),
            fenced(dice, ["title: Text", "owner: tom"]),
            fenced(dice, ["import kind", "kind: agent is what we call it"]),
            [*fenced(dice, ["print(1)"]), *fenced(dice, lines)],
        )
    )


def test_examples_and_templates_are_left_alone() -> None:
    dice = random.Random(SEED + 2)
    variants = [page(dice, healthy(dice)) for _ in range(COUNT)]
    red = [content for content in variants if severities(content)]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize(
    ("content", "message", "help"),
    [
        (
            "```\n---\nkind: agent\nid: a\n---\n# A\n```\n",
            "this document is in a code fence",
            "delete the two lines of",
        ),
        ("```\nkind: agent\nid: a\n```\n# A\n", "this front matter is in a code fence", "write both as `---`"),
    ],
)
def test_the_fix_leads_to_front_matter(content: str, message: str, help: str) -> None:
    document = read_text(content)
    problem = document.problems[0]
    assert problem.message.startswith(message)
    assert problem.help.startswith(help)
    assert document.unparsed_ids == ("a",)
    mended = content.replace("```\n", "" if "delete" in help else "---\n")
    assert [record.id for record in read_text(mended).records] == ["a"]


@pytest.mark.parametrize("value", ["TBD", "{}", "{trigger: a, procedure: b}", "a <b>"])
def test_a_word_or_a_map_makes_no_template(value: str) -> None:
    assert severities(f"```\n---\nkind: agent\nrollback: {value}\n---\n```\n") == [Severity.ERROR]


def test_a_title_below_a_document_of_its_own_is_no_title_of_it() -> None:
    assert severities("```\n---\nkind: agent\n---\n# A bot\n```\n\n# How to write a bot\n") == [Severity.WARNING]
    assert severities("```\n---\nkind: agent\n---\n```\n\n# A bot\n") == [Severity.ERROR]


def test_a_fence_ends_with_its_own_sign() -> None:
    inner = "---\nkind: agent\n---\n# A bot\n\n```\n# More\n```\n"
    assert severities(f"````\n{inner}````\n") == [Severity.ERROR]
    assert severities(f"~~~\n{inner}~~~\n") == [Severity.ERROR]
