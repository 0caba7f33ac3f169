"""The index of an organisation with very many outcomes, as plain files: no host builds ten thousand pages for it."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from docgraph.kinds import Agent, Decision, Outcome, Person, Raci, Runbook
from docgraph.model.record import Record
from docgraph.site import TABLES_SCRIPT, Address, Site, View, add_tables_script, row_scripts, tables_script, views_of
from docgraph.site.context import Target
from tests.browser.large import POLICY
from tests.site.organisation import AS_OF, made, trace_of

WORDS = (
    "invoice latency handover approval customer ledger escalation budget signal threshold refund queue policy ticket "
    "backlog contract audit evidence metric baseline target fallback rollout forecast region supplier channel session "
    "import onboarding search claim renewal payment export report access review alert answer"
).split()
FIRST = "Ada Ben Cleo Dan Eva Finn Gro Hana Ivo Jan Kim Lea Max Noor Omar Pia Quin Rosa Sam Tess".split()
LAST = "Abel Berg Cohen Diaz Eck Fuchs Gruber Haas Ito Jung Kern Lund".split()


@cache
def organisation(number: int) -> Site:
    """So many outcomes; for every hundred two agents that serve 20 each, five decisions, sometimes a runbook."""
    chance = random.Random(7)
    people = [(f"{first}.{last}".lower(), f"{first} {last}") for first in FIRST for last in LAST]

    def owned() -> dict[str, Any]:
        owner, backup = chance.sample(people, 2)
        return {"owner": [owner[0]], "backup": [backup[0]]}

    def named(words: int, count: int) -> list[tuple[str, str]]:
        titles = [" ".join(chance.choices(WORDS, k=words)) for _ in range(count)]
        return [(f"{title.replace(' ', '-')}-{place}", title.capitalize()) for place, title in enumerate(titles)]

    def some(ids: list[tuple[str, str]], count: int) -> list[str]:
        return [id for id, _ in chance.sample(ids, min(count, len(ids)))]

    def day() -> str:
        return str(AS_OF + timedelta(days=chance.randrange(-60, 440)))

    hundred = max(number // 100, 1)
    outcomes, agents, runbooks = named(5, number), named(2, hundred * 2), named(3, hundred // 2 + 1)
    records = [made(Person, id, title=title) for id, title in people]
    records += [made(Outcome, id, title=title, due=day(), **owned()) for id, title in outcomes]
    records += [made(Runbook, id, title=title, owner=owned()["owner"]) for id, title in runbooks]
    records += [
        made(Agent, id, title=title, outcomes=some(outcomes, 20), runbook=some(runbooks, 1), **owned())
        for id, title in agents
    ]
    records += [
        made(Decision, id, title=title, owner=owned()["owner"], date="2026-01-01",
             affects=[f"outcome:{one}" for one in some(outcomes, 2)])
        for id, title in named(4, hundred * 5)
    ]  # fmt: skip
    records += [
        made(Raci, id, title=title, scope=[f"agent:{one}" for one in some(agents, 4)])
        for id, title in named(3, hundred // 2 + 1)
    ]
    return Site(trace_of(records))


def href(target: Target) -> str:
    """Everything in one folder, records beside each other."""
    if isinstance(target, Address):
        return target.path.replace("/", "-") + (".html" if target.suffix == ".md" else target.suffix)
    return f"{target.kind}/{target.id}/" if isinstance(target, Record) else ""


@cache
def index(number: int) -> tuple[dict[Address, str], list[View]]:
    """The scripts of the tables of the index, then its pages."""
    site = organisation(number)
    pages = [view for view in views_of(site) if view.path == "index" or view.path.startswith("outcomes/")]
    return {address: made() for address, made in row_scripts(site, pages, href).items()}, pages


def write_index(folder: Path, number: int, pages: int = 3) -> str:
    """The first pages of the index in `folder`, under a strict policy, with all that they load; where it begins."""
    scripts, views = index(number)
    for address, content in scripts.items():
        (folder / href(address)).write_text(content, encoding="utf-8")
    (folder / href(TABLES_SCRIPT)).write_text(tables_script(), encoding="utf-8")
    (folder / "docgraph.css").write_text(style(), encoding="utf-8")
    for view in views[:pages]:
        html = add_tables_script(view.render(organisation(number), href), href)
        (folder / href(view)).write_text(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{view.title}</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="docgraph.css"></head>'
            f"<body><main>{html}</main></body></html>",
            encoding="utf-8",
        )
    return (folder / href(views[0])).as_uri()


def style() -> str:
    return files("docgraph.site").joinpath("assets/docgraph.css").read_text(encoding="utf-8")
