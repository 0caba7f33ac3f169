"""A hook that shows each component of the pages in `content/project/components.md`, rendered by its macro."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from docgraph.kinds import Agent, Outcome
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.model.record_place import RecordPlace
from docgraph.site.pages.index_summary import KeyNumber
from docgraph.site.render.environment import template, word_table

PAGE = "project/components.md"
PLACEHOLDER = re.compile(r"^<!-- component: ([a-z_]+) -->$", re.MULTILINE)
_DAY = date(2026, 11, 21)
_LINK = Markup('<a href="#tables">Jane Doe</a>')


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page of components with a rendered sample in place of each placeholder."""
    return PLACEHOLDER.sub(lambda found: sample(found[1]), markdown) if page.file.src_uri == PAGE else markdown


def sample(name: str) -> str:
    """The HTML of a component as the pages render it."""
    lines = [line for line in str(SAMPLES[name]()).splitlines() if line.strip()]
    return "\n".join(['<div class="docgraph">', *lines, "</div>"])


def _component(name: str, **inputs: Any) -> Markup:
    return template("components", name)(**inputs)


def _placed(record: Record) -> Record:
    record.set_place(RecordPlace(Text("sample.md", ""), {}, {}, is_own_page=True))
    return record


def _chips() -> Markup:
    tones = ("", "good", "info", "warning", "error", "level")
    return Markup(" ").join(_component("chip", words=tone or "neutral", tone=tone) for tone in tones)


def _statuses() -> Markup:
    states = ("open", "met", "missed", "dropped")
    return Markup(" ").join(
        _component("status", record=_placed(Outcome.model_validate({"id": state, "status": state}))) for state in states
    )


def _severities() -> Markup:
    names = word_table("SEVERITIES")
    return Markup(" ").join(_component("severity", severity=severity, names=names) for severity in names)


def _table() -> Markup:
    row = Markup('<tr><th scope="row">%s</th><td>%s</td><td>%s</td></tr>')
    rows = [
        row % (Markup('<a href="#tables">Onboarding</a>'), _LINK, _component("chip", words="open")),
        row % (Markup('<a href="#tables">Support</a>'), _component("gap", words="no owner", tone="error"), "met"),
    ]
    columns = ("Outcome", ("owner", "Owner"), ("status", "Status"))
    return template("table", "table")(
        label="Sample", caption="Two outcomes", columns=columns, caller=lambda: Markup("\n").join(rows)
    )


def _key_numbers() -> Markup:
    numbers = [
        KeyNumber(5, "of 5 outcomes owned", Markup("#numbers"), "good"),
        KeyNumber(2, "of 3 agents owned", Markup("#numbers"), "error"),
        KeyNumber(7, "open findings", Markup("#numbers"), "warning"),
        KeyNumber(0, "outcomes", Markup("#numbers"), ""),
    ]
    return _component("key_numbers", numbers=numbers)


SAMPLES: dict[str, Callable[[], Markup]] = {
    "chip": _chips,
    "gap": lambda: _component("gap", words="no backup") + " " + _component("gap", words="no owner", tone="error"),
    "alert": lambda: _component("alert", words="30 Jun 2026, overdue"),
    "empty": lambda: _component("empty"),
    "status": _statuses,
    "level": lambda: _component("level", agent=_placed(Agent.model_validate({"id": "a", "autonomy": "L2"}))),
    "severity": _severities,
    "due_day": lambda: _component("due_day", due=date(2026, 6, 30), as_of=_DAY),
    "facts": lambda: _component("facts", items=[("Owner", _LINK), ("Next review", "1 Dec 2026")]),
    "on_demand": lambda: _component("on_demand", number=1, caller=lambda: Markup("<li>%s</li>") % _LINK),
    "ticks": lambda: _component("ticks", items=[("Registry", "", True), ("Evaluations", "", False)]),
    "view_top": lambda: _component(
        "view_top", title="Findings", views=[("Index", "#", False), ("Findings", "#", True)]
    ),
    "stamp": lambda: _component("stamp", as_of=_DAY),
    "key_numbers": _key_numbers,
    "table": _table,
}
"""Macro → the function that renders a sample of it."""
