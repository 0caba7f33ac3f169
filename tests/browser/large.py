"""The explorer of a large graph as plain files: no host builds two thousand pages for it."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from typing import Any

from docgraph.kinds import Agent, Decision, Outcome, Person, Runbook
from docgraph.site import EXPLORER, Address, Site, explorer_files, views_of
from docgraph.site.context import Target
from tests.site.organisation import made, trace_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'"
)


def organisation(number: int) -> Site:
    """So many records, with three relations each."""
    chance = random.Random(7)
    sizes = {"p": number // 5, "o": number // 4, "a": number // 5, "rb": number // 10}

    def one(kind: str) -> str:
        return f"{kind}{chance.randrange(sizes[kind])}"

    def owned() -> dict[str, Any]:
        return {"owner": [one("p")], "backup": [one("p")]}

    def some(kind: str) -> list[str]:
        return [f"{kind}{place}" for place in range(sizes[kind])]

    records = [made(Person, id, title=f"Person {id}") for id in some("p")]
    records += [made(Outcome, id, title=f"{id} is reached in time", if_wrong=[one("p")], **owned()) for id in some("o")]
    records += [
        made(Agent, id, title=f"Agent {id}", outcomes=[one("o"), one("o")], runbook=[one("rb")], **owned())
        for id in some("a")
    ]
    records += [made(Runbook, id, owner=[one("p")], escalation=[one("p")]) for id in some("rb")]
    records += [
        made(Decision, f"d{place}", owner=[one("p")], promotes={"agent": [one("a")]}, affects=[f"outcome:{one('o')}"],
             decision_makers=[one("p"), one("p")])
        for place in range(number - len(records))
    ]  # fmt: skip
    return Site(trace_of(records))


def href(target: Target) -> str:
    if isinstance(target, Address):
        return f"{target.path}{'.html' if target.suffix == '.md' else target.suffix}"
    return f"{target.ref.replace(':', '-')}.html"


def write_explorer(folder: Path, site: Site) -> Path:
    """The explorer's page in `folder`, with all that it loads, under a strict policy."""
    (view,) = (view for view in views_of(site) if view.name == EXPLORER.name)
    for address, content in explorer_files(site, href).items():
        (folder / href(address)).parent.mkdir(exist_ok=True)
        (folder / href(address)).write_text(content, encoding="utf-8")
    (folder / "docgraph.css").write_text(
        files("docgraph.site").joinpath("assets/docgraph.css").read_text(encoding="utf-8"), encoding="utf-8"
    )
    page = folder / "explore.html"
    page.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Explorer</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="docgraph.css"></head>'
        f"<body><main>{view.render(site, href)}</main></body></html>",
        encoding="utf-8",
    )
    return page
