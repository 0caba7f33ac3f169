"""Records that a page shows where no record is read: printed forms in a body, and lists below keys of others."""

from __future__ import annotations

import random

import pytest

from docgraph.app import CheckResult
from docgraph.model.finding import Severity
from tests.corpus import result_of
from tests.parse.variants import errors, read_text

SEED, COUNT = 20261307, 300
PEOPLE = "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}]\n---\n"
HEADERS = (
    "",
    "---\ntitle: Overview\n---\n",
    "---\nkind: agents\nagents: [{id: first}]\n---\n",
    "---\nkind: agents\nagents: []\n---\n",
    "---\nkind: outcomes\noutcomes: [{id: result}]\n---\n",
    "---\nkind: outcome\nowner: jane.doe\n---\n",
    "---\nkind: person\nid: tom\n---\n",
    "---\nkind: decisions\ndecisions: [{id: d1}]\n---\n",
    "---\nkind: runbook\nowner: jane.doe\n---\n",
    "---\nkind: team\nmembers: [jane.doe]\n---\n",
    "---\nkind: tutorial\n---\n",
)
FORMS = ("Agent Hiring Packet: {}", "Agent: {}", "AI agent — {}", "Hiring packet – {}")
LABELS = ("**Purpose**: sorts {}.", "**Exit**: when {} ends.", "**Tools**:\n- `read` (a/*)", "**Autonomy:** L1")
OWNERS = ("**Owner**: gone", "**Owner & On-Call**:\n- Primary: gone\n- Backup: sam.lee", "**Owner:** jane.doe")
NAMES = ("Mail sorter", "Invoice bot", "Fixtures", "Maps")


def printed(dice: random.Random, header: str, names: list[str]) -> str:
    """A document with the printed forms of agents in its body."""
    level = dice.choice(("#", "##", "###", "##", "#!", "===", "<h2>", "> ##"))
    lines = [] if level == "#" else ["# Our systems", "", "Text above.", ""]
    for name in names:
        shown = dice.choice(FORMS).format(name)
        heads = {"===": f"{shown}\n{'-' * len(shown)}", "#!": f"##{shown}", "<h2>": f"<h2>{shown}</h2>"}
        lines += [heads.get(level, f"{level} {shown}"), ""]
        own = [dice.choice(OWNERS), *dice.sample(LABELS, dice.randrange(len(LABELS)))]
        own = own if dice.random() < 0.7 else dice.sample(LABELS, 2)
        quoted = "> " if level == "> ##" else ""
        lines += [f"{quoted}{line}" for label in own for line in (*label.format(name).split("\n"), "")]
    return header + "\n".join(lines) + "\n"


def _unread_forms(result: CheckResult) -> list[str]:
    found = (
        finding
        for finding in result.findings
        if finding.at.path == "docs/page.md" and finding.severity is Severity.ERROR
    )
    return [
        finding.message for finding in found if finding.code == "DOC003" and "below this heading" in finding.message
    ]


@pytest.mark.slow
def test_printed_forms_that_are_not_read_are_errors() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        names = dice.sample(NAMES, dice.randint(2, 4))
        known = dice.choice(([], names[:1], names))
        agents = "".join(f"  - {{id: k-{number}, title: {name}}}\n" for number, name in enumerate(known))
        page = printed(dice, dice.choice(HEADERS), names)
        listed = f"---\nkind: agents\nagents:\n{agents}---\n" if known else "# Nothing\n"
        messages = _unread_forms(result_of({"docs/people.md": PEOPLE, "docs/all.md": listed, "docs/page.md": page}))
        expected = [name for name in names if name not in known]
        if len(messages) != len(expected) or any(f"`{name}`" not in messages[at] for at, name in enumerate(expected)):
            red.append((page, known, messages))
    assert not red, f"{len(red)} of {COUNT}: {red[:3]}"


@pytest.mark.slow
def test_outcomes_below_a_title_are_two() -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        level, title = (
            dice.choice(("##", "###", "####")),
            dice.choice(("# Goals", "# Outcomes of 2027", "Goals\n=====")),
        )
        label = dice.choice(("**Due**: 2030-01-01", "**Owner**: jane.doe", "**Success criteria**: it works"))
        parts = [f"{level} Outcome: {name}\n\n{label}\n" for name in dice.sample(NAMES, dice.randint(1, 3))]
        content = f"---\nkind: outcome\nowner: jane.doe\n---\n{title}\n\n" + "\n".join(parts)
        if ("wrong-type" in errors(content)) != (len(parts) > 1):
            red.append(content)
    assert not red, f"{len(red)} of {COUNT}: {red[:3]}"


def test_lists_below_keys_of_others_are_errors() -> None:
    dice = random.Random(SEED + 2)
    red = []
    for _ in range(COUNT):
        kind, plural = dice.choice((("agent", "agents"), ("outcome", "outcomes"), ("runbook", "runbooks")))
        entry = dice.choice(("{id: big, title: Big bot}", "{id: big, owner: gone}", "{title: Big bot, owner: gone}"))
        value = dice.choice((f"[{entry}]", f"[{{id: a}}, {entry}]", f"{{big: {entry}}}"))
        header = dice.choice(
            (
                f"kind: teams\nteams:\n  - id: a\n    {plural}: {value}",
                f"kind: teams\nteams:\n  - id: a\n    meta:\n      more: {{{plural}: {value}}}",
                f"kind: {plural}\n{plural}:\n  - id: a\n    further: [{{id: big, title: Big}}]",
                f"kind: person\nid: tom\n{plural}: {value}",
                f"title: A page\n{plural}: {value}",
                f"title: A page\n{kind}: [{entry}]",
            )
        )
        content = f"---\n{header}\n---\n"
        red += [] if "wrong-type" in errors(content) else [content]
    assert not red, f"{len(red)} of {COUNT}: {red[:3]}"


@pytest.mark.parametrize(
    "keys",
    [
        "description: plans\ntools: [read]\nagents: ['*']",
        "description: plans\nmodel: large\nagents: [planner, coder]",
        "agents: {count: 3}",
        "agent: ask",
        "agent: {id: 3, mode: ask}",
        "people: {jane: {title: CTO}}",
        "teams: [{name: Red, color: red}]",
        "kind: teams\nteams: [{id: a, x-agents: [{id: b}]}]",
        "kind: agent\nowner: jane\nsteps: [{id: one, do: it}]",
    ],
)
def test_keys_of_other_programs_are_no_errors(keys: str) -> None:
    assert "wrong-type" not in errors(f"---\n{keys}\n---\n")


@pytest.mark.parametrize(("keys", "count"), [("agents: [Big bot, Two]", 1), ("outcomes: a", 1), ("agents: ['*']", 0)])
def test_names_of_agents_on_a_page_without_a_kind_are_a_warning(keys: str, count: int) -> None:
    problems = read_text(f"---\n{keys}\n---\n").problems
    assert [problem.severity for problem in problems] == [Severity.WARNING] * count


@pytest.mark.parametrize(
    "body",
    [
        "# Agent Hiring Packet: One\n\n**Owner**: jane\n",
        "# How to\n\n```\n# Agent: A\n\n**Owner**: a\n\n# Agent: B\n\n**Owner**: b\n```\n",
        "## Agent: Windows\n\nInstall it.\n\n## Agent: Linux\n\nInstall it.\n",
        "## Agent: Windows\n\n**Status**: supported\n\n## Agent: Linux\n\n**Status**: beta\n",
        "## Why an agent: speed\n\nText\n\n## Why an outcome: focus\n\nText\n",
    ],
)
def test_pages_about_agents_are_no_error(body: str) -> None:
    assert not errors(body)
    assert not errors(f"---\nkind: tutorial\n---\n{body}")
