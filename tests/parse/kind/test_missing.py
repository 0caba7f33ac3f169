"""Keys that only agents and outcomes have, without a `kind`, are an error; pages of other tools stay silent."""

from __future__ import annotations

import random

from docgraph.model.problem import Problem
from tests.parse.variants import errors, read_text

SEED = 1320
VARIANTS = 240
SIGNS = {
    "agent": ("autonomy: L2", "will-do: [sort]", "wont_do: [send]", "auto-rollback: true", "built-by: jane.doe"),
    "outcome": ("success-criteria: live", "success_criteria: [a, b]", "if-wrong: jane.doe", "signed-off: jane.doe"),
}
BESIDE = {
    "agent": ("owner: tom", "purpose: sorts mail", "reviewer: tom", "backup: sam", "status: active", "runbook: x"),
    "outcome": ("owner: tom", "due: 2027-01-31", "backup: sam", "status: open", "measure: {unit: d}"),
}
PAGES = (
    "title: How we work",
    "description: all about it",
    "status: new",
    "status: deprecated",
    "status: active",
    "tags: [a, b]",
    "owner: tom",
    "date: 2026-01-01",
    "layout: post",
    "categories: [news]",
    "weight: 3",
    "draft: false",
    "parent: Guide",
    "nav_order: 3",
    "template: home.html",
    "hide: [toc]",
    "author: tom",
    "reviewed: 2026-01-01",
    "decision-makers: [tom]",
    "consulted: [sam]",
    "name: reviewer",
    "tools: Read, Grep",
    "model: sonnet",
    "due: 2026-12-01",
    "aliases: [x]",
    "links: [{id: a, title: b}]",
)


def _header(dice: random.Random) -> tuple[str, str]:
    """Lines of a header that is a record without its kind, and that kind."""
    kind = dice.choice(sorted(SIGNS))
    lines = [dice.choice(SIGNS[kind]), *dice.sample(BESIDE[kind], dice.randint(1, 3))]
    lines += dice.sample(("title: Big", "id: big", "tags: [a]", "hide: [toc]", "weight: 3"), dice.randint(0, 2))
    dice.shuffle(lines)
    return kind, "\n".join(lines)


def _record(dice: random.Random) -> str:
    kind, lines = _header(dice)
    form = dice.choice(("plain", "plain", "list", "type"))
    if form == "type":
        lines = f"type: {dice.choice((kind, kind.title()))}\n{dice.choice(BESIDE[kind][:1] + BESIDE[kind][1:4])}"
        lines = lines if "status" not in lines else f"{lines}\nowner: tom"
    if form == "list":
        inner = lines.replace("\n", "\n    ")
        name = dice.choice(("bots", "results", "workers", "items"))
        lines = f"{name}:\n  - id: a\n    {inner}".replace("    id: big", "")
    return f"---\n{lines}\n---\n# Big\n"


def _page(dice: random.Random) -> str:
    lines = dice.sample(PAGES, dice.randint(1, 7))
    names = [line.partition(":")[0] for line in lines]
    return "---\n" + "\n".join(line for n, line in enumerate(lines) if names.index(names[n]) == n) + "\n---\n# A page\n"


def _no_kind(content: str) -> list[Problem]:
    return [problem for problem in read_text(content).problems if "kind:" in problem.message]


def test_keys_of_records_without_a_kind_are_an_error() -> None:
    dice = random.Random(SEED)
    texts = [_record(dice) for _ in range(VARIANTS)]
    silent = [text for text in texts if not errors(text)]
    assert not silent, f"{len(silent)} of {VARIANTS}: {silent[:4]}"


def test_pages_of_other_tools_stay_silent() -> None:
    dice = random.Random(SEED)
    texts = [_page(dice) for _ in range(VARIANTS)]
    reported = [(text, found) for text in texts if (found := _no_kind(text))]
    assert not reported, f"{len(reported)} of {VARIANTS}: {reported[:4]}"


def test_another_word_above_keys_of_records_is_an_error() -> None:
    dice = random.Random(SEED)
    words = ("bot", "ai_agent", "ai-agent", "agent-packet", "agent_packet", "Agent Packet")
    texts = []
    for _ in range(VARIANTS):
        word = dice.choice(words)
        lines = [f"kind: {word}", "status: active", *dice.sample(("purpose: x", "reviewer: tom", "backup: sam"), 1)]
        lines = lines[:2] if word != "bot" and dice.random() < 0.4 else lines
        dice.shuffle(lines)
        texts.append("---\n" + "\n".join(lines) + "\n---\n")
    silent = [text for text in texts if not errors(text)]
    assert not silent, f"{len(silent)} of {VARIANTS}: {silent[:4]}"


def test_what_may_be_a_page_of_its_own_is_a_warning() -> None:
    for keys in ("id: x\nowner: y\npurpose: z\nreviewer: w", "bots: [{id: big, owner: gone, status: active}]"):
        assert _no_kind(f"---\n{keys}\n---\n")
        assert not errors(f"---\n{keys}\n---\n")
