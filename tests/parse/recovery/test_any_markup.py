"""A record in a body that is not read is reported in whatever markup it is, and records that are read are not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of
from tests.parse.variants import errors

SEED, COUNT = 20261700, 300
PEOPLE = "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n  - {id: sam.lee, title: Sam Lee}\n---\n"
NAMES = ("Shadow", "Mail sorter", "Invoice bot", "Map maker 2")
NOBODY = ("vacant", "nobody", "TBD", "vacant since 2026-09-01", "none", "gone", "N.N.", "nobody yet")
OWNER = {
    "agent": ("Owner", "Owner", "OWNER", "Current owner", "Accountable", "Owner (primary)", "Held by", "Owned by"),
    "outcome": ("Owner", "Owner", "Owners", "Accountable", "The owner", "Accountable person"),
}
SIGNS = {
    "agent": (("Will do", "sort mail"), ("Won't do", "pay"), ("Autonomy", "L2"), ("Will Do", "x")),
    "outcome": (("Success criteria", "it works"), ("If wrong", "jane.doe"), ("Wrong if", "it fails")),
}
OTHERS = {
    "agent": (("Purpose", "sorts mail"), ("Tools", "mail"), ("Exit", "when it ends"), ("Backup", "sam.lee")),
    "outcome": (("Due", "2030-01-01"), ("Expectations", "fewer calls"), ("Backup", "sam.lee")),
}
Labels = Sequence[tuple[str, str]]


def lines(form: str, between: str = "\n") -> Callable[[Labels], str]:
    """Labels in lines of this form."""
    return lambda labels: between.join(form.format(label, value) for label, value in labels) + "\n"


def horizontal(labels: Labels) -> str:
    """A table with the labels above their values."""
    heads, values = zip(*labels, strict=True)
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n| {' | '.join(values)} |\n"


def vertical(labels: Labels) -> str:
    """A table with the labels beside their values."""
    first, *rest = lines("| {} | {} |")(labels).strip().split("\n")
    return "\n".join((first, "|---|---|", *rest)) + "\n"


MARKUPS: dict[str, Callable[[Labels], str]] = {
    "plain lines": lines("{}: {}"),
    "plain paragraphs": lines("{}: {}", "\n\n"),
    "plain items": lines("- {}: {}"),
    "numbered items": lines("1. {}: {}"),
    "task items": lines("- [ ] {}: {}"),
    "bold": lines("**{}**: {}", "\n\n"),
    "bold lines": lines("**{}:** {}  "),
    "bold items": lines("* **{}:** {}"),
    "underscores": lines("__{}__: {}", "\n\n"),
    "emphasis": lines("*{}*: {}", "\n\n"),
    "code": lines("- `{}`: {}"),
    "dash": lines("* **{}** – {}"),
    "plain dash": lines("- {} — {}"),
    "icon": lines("👤 {}: {}", "\n\n"),
    "terms": lines("{}\n:   {}", "\n\n"),
    "html terms": lambda labels: "<dl>" + lines("<dt>{}</dt><dd>{}</dd>", "")(labels).strip() + "</dl>\n",
    "html lines": lambda labels: "<p>" + lines("<b>{}</b>: {}", "<br>")(labels).strip() + "</p>\n",
    "html items": lambda labels: "<ul>\n" + lines("<li><strong>{}:</strong> {}</li>")(labels) + "</ul>\n",
    "quote": lines("> **{}**: {}", "\n>\n"),
    "horizontal table": horizontal,
    "vertical table": vertical,
    "table of fields": lambda labels: "| Field | Value |\n|---|---|\n" + lines("| **{}** | {} |")(labels),
    "table without heads": lambda labels: "| | |\n|---|---|\n" + lines("| {} | {} |")(labels),
    "html table": lambda labels: "<table>\n" + lines("<tr><th>{}</th><td>{}</td></tr>")(labels) + "</table>\n",
}


def indented(text: str, by: int = 4) -> str:
    return "".join(f"{' ' * by}{line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))


TITLES: dict[str, Callable[[str, str], str]] = {
    "heading": lambda title, text: f"## {title}\n\n{text}",
    "deep heading": lambda title, text: f"## Others\n\n#### {title}\n\n{text}",
    "underlined": lambda title, text: f"{title}\n{'-' * len(title)}\n\n{text}",
    "html heading": lambda title, text: f"<h2>{title}</h2>\n\n{text}",
    "closed box": lambda title, text: f'??? note "{title}"\n\n{indented(text)}',
    "box": lambda title, text: f'!!! warning "{title}"\n\n{indented(text)}',
    "tab": lambda title, text: f'=== "{title}"\n\n{indented(text)}',
    "details": lambda title, text: f"<details markdown>\n<summary>{title}</summary>\n\n{text}\n</details>\n",
    "bold line": lambda title, text: f"## Fleet\n\n**{title}**\n\n{text}",
    "bold item": lambda title, text: f"## Fleet\n\n- **{title}**\n\n{indented(text)}",
    "item": lambda title, text: f"- {title}\n\n{indented(text)}",
}
HEADS = {
    "agent": (
        "Agent",
        "Agents",
        "AI agent",
        "Bot",
        "Agent name",
        "Name of the agent",
        "**Agent**",
        "AGENT",
        "Agent 🤖",
    ),
    "outcome": ("Outcome", "Outcomes", "Outcome name", "Our outcomes", "__Outcome__"),
}
MORE = (("#", "1"), ("Since", "2026"), ("Status", "live"), ("Team", "Red"), ("Notes", "—"))


def listed(kind: str, title: str = "Known", owner: str = "jane.doe") -> str:
    entry = f"{{id: k1, title: {title}, owner: {owner}}}"
    return f"---\nkind: {kind}s\n{kind}s: [{entry}]\n---\n# Ours\n\n"


def labels_of(dice: random.Random, kind: str, owner: str, *, least: int = 1) -> Labels:
    """The labels of a complete packet, in any order."""
    chosen = [(dice.choice(OWNER[kind]), owner), *dice.sample(SIGNS[kind], least)]
    chosen += dice.sample(OTHERS[kind], dice.randint(1, 2))
    dice.shuffle(chosen)
    return chosen


def table(dice: random.Random, kind: str, rows: Sequence[tuple[str, str]]) -> str:
    """A table of records, with columns in any order, in Markdown or HTML."""
    more = dice.sample(MORE, dice.randint(0, 2))
    heads = [dice.choice(HEADS[kind]), dice.choice(OWNER[kind]), *(head for head, _ in more)]
    order = dice.sample(range(len(heads)), len(heads))
    cells = [[*row, *(value for _, value in more)] for row in rows]
    shown = [[line[number] for number in order] for line in (heads, *cells)]
    if dice.random() < 0.3:
        rows_of = ["".join(f"<td>{cell.strip('*_')}</td>" for cell in line) for line in shown]
        return "<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows_of) + "</table>\n"
    first, *rest = (f"| {' | '.join(line)} |" for line in shown)
    return "\n".join((first, "|" + "---|" * len(heads), *rest)) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*SIGNS])
def test_a_packet_in_any_markup_below_a_list_is_an_error(kind: str) -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        name, owner = dice.choice(NAMES), dice.choice(NOBODY)
        title = dice.choice((name, f"{kind.title()}: {name}", f"{kind.title()} 2: {name}", f"{kind.title()} – {name}"))
        labels = labels_of(dice, kind, owner, least=dice.randint(1, 2))
        page = listed(kind) + dice.choice([*TITLES.values()])(title, dice.choice([*MARKUPS.values()])(labels))
        red += [] if "wrong-type" in errors(page) else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*SIGNS])
def test_a_form_below_a_list_is_an_error_with_an_owner_alone(kind: str) -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        title = f"{kind.title()}{dice.choice((':', ' 2:', ' –'))} {dice.choice(NAMES)}"
        labels = [(dice.choice(OWNER[kind]), dice.choice(NOBODY)), *dice.sample(OTHERS[kind], dice.randint(0, 1))]
        markup = dice.choice([form for name, form in MARKUPS.items() if len(labels) > 1 or "table" not in name])
        page = listed(kind) + dice.choice([*TITLES.values()])(title, markup(labels))
        red += [] if "wrong-type" in errors(page) else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*SIGNS])
def test_a_row_of_no_entry_is_an_error_under_any_heads(kind: str) -> None:
    dice = random.Random(SEED + 2)
    red = []
    for _ in range(COUNT):
        rows = [("Known", "jane.doe"), (dice.choice(NAMES), dice.choice(NOBODY))]
        page = listed(kind) + table(dice, kind, dice.sample(rows, 2))
        red += [] if errors(page).count("wrong-type") == 1 else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_a_packet_inside_the_section_of_an_entry_is_an_error() -> None:
    dice = random.Random(SEED + 3)
    inner = {name: form for name, form in TITLES.items() if name not in ("underlined", "html heading", "heading")}
    red = []
    for _ in range(COUNT):
        labels = labels_of(dice, "agent", dice.choice(NOBODY))
        title = dice.choice((dice.choice(NAMES), f"Agent: {dice.choice(NAMES)}"))
        text = dice.choice([*inner.values(), TITLES["deep heading"]])(title, dice.choice([*MARKUPS.values()])(labels))
        text = text.replace("## Others", "### Others").replace("## Fleet", "### Fleet")
        page = f"{listed('agent')}## Known\n\n**Owner**: jane.doe\n\n**Purpose**: maps\n\n{text}"
        findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
        found = [finding for finding in findings if finding.code == "DOC003" and finding.severity is Severity.ERROR]
        red += [] if found else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def about_an_entry(dice: random.Random, kind: str) -> str:
    """Text in any markup about an entry of the list, with the owner of its entry."""
    shown = dice.choice(("Known", "Known (beta)", "k1", f"{kind.title()}: Known"))
    labels = labels_of(dice, kind, dice.choice(("jane.doe", "Jane Doe", "@jane.doe")))
    text = dice.choice([*TITLES.values()])(shown, dice.choice([*MARKUPS.values()])(labels))
    rows = [("Known", "jane.doe"), ("Known (beta)", "see above"), ("**Total**", "2"), ("", "Jane Doe"), ("Sum", "—")]
    return listed(kind) + dice.choice((text, table(dice, kind, dice.sample(rows, 3)), f"## Known\n\n{text}"))


def ordinary(dice: random.Random) -> str:
    """A page without records, or with text about other things than its records."""
    kind, name, person = dice.choice([*SIGNS]), dice.choice(NAMES), dice.choice(("Jane Doe", "jane.doe"))
    heads = dice.choice((("Service", "Owner"), ("Agent", "Model"), ("Tool", "Owner"), ("Owner", "Since")))
    rows = f"| {heads[0]} | {heads[1]} |\n|---|---|\n| {name} | {person} |\n"
    milestones = f"| Milestone | Owner | Due |\n|---|---|---|\n| One | {person} | 2030-01-01 |\n"
    step = dice.choice([*TITLES.values()])(name, dice.choice([*MARKUPS.values()])([("Owner", person), ("Step", "2")]))
    return dice.choice(
        (
            f"# Services\n\n{rows}",
            f"---\nkind: runbook\nowner: jane.doe\n---\n# Steps\n\n{rows}\n{step}",
            f"{listed(kind)}{rows}",
            f"{listed(kind)}## Meetings\n\n{step}",
            f"# Page\n\n{step}",
            f"# Our agents\n\n{table(dice, kind, [(name, person)])}",
            f"---\nkind: decisions\n---\n# Log\n\n## Decision: x\n\n**Outcome**: ship\n\n**Owner**: {person}\n\n"
            "**Due**: 2030-01-01\n",
            f"---\nkind: outcome\nowner: jane.doe\n---\n# Fast\n\n{step}\n\n{milestones}",
        )
    )


@pytest.mark.slow
def test_text_about_entries_and_ordinary_pages_are_left_alone() -> None:
    dice = random.Random(SEED + 4)
    red = []
    for _ in range(COUNT):
        page = ordinary(dice) if dice.random() < 0.5 else about_an_entry(dice, dice.choice([*SIGNS]))
        findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
        found = [finding.message for finding in findings if finding.code in ("DOC003", "DOC008")]
        red += [f"{page}\n{found}"] if found and "lists no" not in found[0] else []
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


EXPLAINED = ("the human accountable", "a person", "an employee of the team", "who answers for it?", "one named human")
OLD = ("Previous version", "Old version", "Before 2026", "Version 1", "First draft", "How it was", "v1 (2025)")


@pytest.mark.slow
def test_explained_labels_in_a_list_are_no_record() -> None:
    dice = random.Random(SEED + 5)
    red = []
    for _ in range(COUNT):
        kind = dice.choice([*SIGNS])
        labels = labels_of(dice, kind, dice.choice(EXPLAINED), least=dice.randint(1, 2))
        title = dice.choice(("Glossary", "How to add one", "Labels", "What the words mean"))
        page = listed(kind) + dice.choice([*TITLES.values()])(title, dice.choice([*MARKUPS.values()])(labels))
        red += [page] if codes_of(page) else []
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_an_old_version_with_its_owner_is_only_a_warning() -> None:
    dice = random.Random(SEED + 6)
    inner = {name: form for name, form in TITLES.items() if name not in ("underlined", "html heading", "heading")}
    red = []
    for _ in range(COUNT):
        labels = labels_of(dice, "agent", dice.choice(("Sam Lee", "sam.lee", "@sam.lee")))
        text = dice.choice([*inner.values()])(dice.choice(OLD), dice.choice([*MARKUPS.values()])(labels))
        text = text.replace("## Others", "### Others").replace("## Fleet", "### Fleet")
        start = dice.choice((f"{listed('agent')}## Known\n\n", "---\nkind: agent\nowner: jane.doe\n---\n# Known\n\n"))
        page = f"{start}**Purpose**: maps\n\n{text}"
        red += [page] if ("DOC003", Severity.ERROR) in codes_of(page) else []
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def codes_of(page: str) -> list[tuple[str, Severity | None]]:
    """The codes and severities of findings about records in the body of a page."""
    findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
    return [(finding.code, finding.severity) for finding in findings if finding.code in ("DOC003", "DOC008")]


@pytest.mark.parametrize(
    "page",
    [
        f"{listed('agent')}## Fleet\n\n- **Known**\n    - Owner: jane.doe\n    - Purpose: maps\n",
        f"{listed('agent')}## History\n\n**Purpose**: maps\n\n| Owner | Since |\n|---|---|\n| Sam Lee | 2025 |\n",
        "---\nkind: agent\nowner: jane.doe\n---\n# Bot\n\n## Details\n\n**Owner & On-Call**: Primary: jane.doe; "
        "Backup: sam.lee\n\n**Autonomy**: L1\n\n**Purpose**: maps\n",
    ],
)
def test_parts_of_an_entry_and_former_owners_are_no_records(page: str) -> None:
    assert not codes_of(page)


def test_an_incomplete_packet_below_an_empty_list_is_an_error() -> None:
    packet = "# Agents\n\n## Shadow\n\n**Owner**: vacant\n\n**Purpose**: maps\n"
    assert codes_of(f"---\nkind: agents\nagents: []\n---\n{packet}") == [("DOC003", Severity.ERROR)]
    assert codes_of(f"{listed('agent')}{packet}") == [("DOC003", Severity.WARNING)]


@pytest.mark.parametrize("text", ["- **Known**\n    - Owner: vacant\n", "**Known**\n\nOwner: vacant\n"])
def test_another_owner_of_an_entry_in_any_markup_is_an_error(text: str) -> None:
    assert codes_of(listed("agent") + text) == [("DOC008", Severity.ERROR)]


def test_nested_labels_on_one_line_name_the_owner() -> None:
    packet = (
        "## Shadow\n\n**Owner & On-Call**: Primary: vacant; Backup: sam.lee\n\n**Autonomy**: L1\n\n**Purpose**: maps\n"
    )
    page = f"---\nkind: agent\nowner: jane.doe\n---\n# Bot\n\n{packet}"
    assert codes_of(page) == [("DOC003", Severity.ERROR)]
    assert not codes_of(page.replace("vacant", "jane.doe"))
