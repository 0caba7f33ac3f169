"""The corpus in the formats of the peers: quarto-needs and doorstop. Each keeps text, table and links of every item."""

from __future__ import annotations

import json
from pathlib import Path

from .items import PLURALS, PREFIXES, RISKS, Item
from .markdown import prose, table


def write_quarto_needs(items: list[Item], folder: Path) -> None:
    """One page an item. Its relations are a fixed list, so that every link becomes `depends-on`."""
    for kind in PLURALS.values():
        (folder / kind).mkdir(parents=True)
    for item in items:
        attributes = fields(item) | ({"depends-on": ";".join(targets(item))} if targets(item) else {})
        attribute_text = " ".join(f'{key}="{value}"' for key, value in attributes.items())
        lines = [
            *("---", f"title: {item.title}", "---", ""),
            f'::: {{.need #{item.id.upper()} type="{item.kind}" {attribute_text}}}',
            *(f"## {item.title}", "", *prose(item), *table(item), "", ":::"),
        ]
        (folder / PLURALS[item.kind] / f"{item.id}.qmd").write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = []
    for kind in PLURALS:
        settings += [
            f"[types.{kind}]",
            'allowed-statuses = ["open"]',
            'required-attributes = ["owner", "domain", "created"]' if kind != "person" else "",
            f"[types.{kind}.attribute-schema]",
            'type = "object"',
            f"[types.{kind}.attribute-schema.properties.risk]",
            f"enum = {json.dumps(RISKS)}",
        ]
    (folder / ".quarto-needs.toml").write_text("\n".join(settings) + "\n", encoding="utf-8")


def write_doorstop(items: list[Item], folder: Path) -> None:
    """One YAML file an item in five documents; outcomes hang from people, the rest from outcomes."""
    parents = {"outcome": "person"} | dict.fromkeys(("agent", "decision", "runbook"), "outcome")
    for kind, plural in PLURALS.items():
        parent = [f"  parent: {PREFIXES[parents[kind]].upper()}"] if kind in parents else []
        lines = ["settings:", "  digits: 5", *parent, f"  prefix: {PREFIXES[kind].upper()}", "  sep: '-'"]
        (folder / "reqs" / plural).mkdir(parents=True)
        (folder / "reqs" / plural / ".doorstop.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    levels = dict.fromkeys(PLURALS, 0)
    for item in items:
        levels[item.kind] += 1
        links = [f"- {target}: null" for target in targets(item)]
        lines = [
            *("active: true", "derived: false", "header: |", f"  {item.title}", f"level: '1.{levels[item.kind]}'"),
            *(["links:", *links] if links else ["links: []"]),
            *("normative: true", "ref: ''", "reviewed: null", "text: |"),
            *(f"  {line}".rstrip() for line in (*prose(item), *table(item))),
            *(f"{key}: {value}" for key, value in fields(item).items()),
            *(f"link_{relation}: [{', '.join(ids)}]" for relation, ids in item.links.items()),
        ]
        path = folder / "reqs" / PLURALS[item.kind] / f"{item.id.upper()}.yml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fields(item: Item) -> dict[str, str]:
    return {
        "status": "open",
        "owner": item.owner or item.id,
        "domain": item.domain,
        "risk": item.risk,
        "created": str(item.day),
        "checked": str(item.reviewed),
        "tags": ", ".join(item.tags),
        "summary": item.summary,
    }


def targets(item: Item) -> list[str]:
    people = {item.owner, item.backup} if item.kind != "person" else set()
    return sorted({target.upper() for ids in (*item.links.values(), people) for target in ids if target})
