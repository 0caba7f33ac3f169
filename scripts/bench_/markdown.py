"""The corpus as Markdown in our own kinds, in an MkDocs project with or without the plugin.

Clean under the default profile; dates lie far enough ahead that it stays so.
"""

from __future__ import annotations

from pathlib import Path

from .items import PLURALS, Item

# The corpus has no RACIs, onboarding lists or context packs, and an outcome may stand alone.
OURS = "{docgraph: {ignore: [AGT007, AGT008, AGT016, CTX001, OUT009]}}"


def write_project(items: list[Item], folder: Path, theme: str, plugin: bool) -> None:
    """An MkDocs project. The pages stay out of the navigation: N entries on each of N pages would grow as N × N."""
    docs = folder / "docs"
    for kind in PLURALS.values():
        (docs / kind).mkdir(parents=True)
    for item in items:
        (docs / PLURALS[item.kind] / f"{item.id}.md").write_text(page(item), encoding="utf-8")
    (docs / "index.md").write_text("# Who holds what\n\nOne page for each record.\n", encoding="utf-8")
    lines = [
        "site_name: Who holds what",
        "site_url: https://example.org/",
        "theme:",
        f"  name: {theme}",
        *(["  font: false"] if theme == "material" else []),
        "markdown_extensions: [tables, admonition, toc]",
        f"plugins: [search{f', {OURS}' if plugin else ''}]",
        "nav:",
        "  - index.md",
        "not_in_nav: |",
        *(f"  /{kind}/" for kind in PLURALS.values()),
    ]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def page(item: Item) -> str:
    """One document: front matter, heading, paragraphs, table."""
    head = [
        f"kind: {item.kind}",
        f"id: {item.id}",
        f"title: {item.title}",
        *([f"owner: {item.owner}"] if item.kind != "person" else []),
        f"tags: [{', '.join(item.tags)}]",
        f"reviewed: {item.reviewed}",
        *KEYS[item.kind](item),
        f"x-domain: {item.domain}",
    ]
    text = ["---", *head, "---", "", f"# {item.title}", "", *prose(item), *table(item), *SECTIONS.get(item.kind, ())]
    return "\n".join(text) + "\n"


def prose(item: Item) -> list[str]:
    """The paragraphs as lines, each paragraph with the empty line after it."""
    return [line for paragraph in item.paragraphs for line in (*paragraph, "")]


def table(item: Item) -> list[str]:
    """The table as lines of Markdown."""
    head, *rows = (f"| {' | '.join(cells)} |" for cells in item.table)
    return [head, "| --- | --- | --- |", *rows]


def _person(item: Item) -> list[str]:
    return [
        f"aliases: [{item.id}-alias]",
        f"contact: {item.id}@example.org",
        f"joined: 2019{str(item.day)[4:]}",
        *_one(item, "successor"),
        f"x-risk: {item.risk}",
        f"x-summary: {item.summary}",
    ]


def _outcome(item: Item) -> list[str]:
    return [
        f"backup: {item.backup}",
        "status: open",
        f"due: 2099-{item.day:%m-%d}" if (item.day.month, item.day.day) != (2, 29) else "due: 2099-02-28",
        "success-criteria:",
        f"  - {item.summary}",
        f"if-wrong: {item.owner}",
        "measure: {type: metric, unit: percent, baseline: 10, target: 90, source: dashboard}",
        *_one(item, "parent"),
    ]


def _agent(item: Item) -> list[str]:
    return [
        f"backup: {item.backup}",
        "status: active",
        "autonomy: L1",
        f"purpose: {item.summary}",
        f"outcomes: [{', '.join(item.links['outcomes'])}]",
        "will-do: [draft replies, open pull requests]",
        "wont-do: [touch billing, change access]",
        "tools:",
        "  - {name: read_logs, scope: services/importer}",
        "  - {name: open_pr, scope: services/importer}",
        f"reviewer: {item.owner}",
        "acceptance:",
        "  - {metric: accuracy, op: '>=', value: 95, unit: percent, on: golden set}",
        f"rollback: {{trigger: [any sev1], procedure: revert to last good, by: {item.owner}}}",
        *_one(item, "runbook"),
    ]


def _decision(item: Item) -> list[str]:
    affects = ", ".join(f"outcome:{target}" for target in item.links["affects"])
    return [
        "status: accepted",
        f"date: {item.day}",
        f"decision-makers: [{item.owner}]",
        f"affects: [{affects}]",
        f"rollback: {item.summary}",
    ]


def _runbook(item: Item) -> list[str]:
    covers = [f"outcome:{target}" for target in item.links["covers"]]
    covers += [f"agent:{target}" for target in item.links.get("covers-agent", ())]
    return [
        f"covers: [{', '.join(covers)}]",
        f"trigger: {item.summary}",
        f"severity: {item.risk}",
        f"escalation: [{item.owner}]",
        f"tested: {item.reviewed}",
    ]


def _one(item: Item, relation: str) -> list[str]:
    return [f"{relation}: {target}" for target in item.links.get(relation, ())]


KEYS = {"person": _person, "outcome": _outcome, "agent": _agent, "decision": _decision, "runbook": _runbook}
SECTIONS = {
    "decision": [
        *("", "## Considered Options", "", "- keep", "- change", ""),
        *("## Decision Outcome", "", "Change, because it is cheaper."),
    ]
}
