"""The first screen of the traceability index: four numbers, and the gaps with their counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from docgraph.site.context import FINDINGS, Site
from docgraph.site.i18n import gettext, ngettext
from docgraph.site.render.environment import kind_words, word_table
from docgraph.site.render.format import PageLinks
from docgraph.site.tables.traceability_rows import GapGroup, RecordGap
from docgraph.site.view_addresses import CALENDAR

_MAX_NAMES = 3


class OwnerCount(Struct, frozen=True):
    """Number of all records, of records without an owner, and of records with unrecorded owner."""

    number: int
    without_owner: int
    unrecorded: int

    @property
    def owned(self) -> int:
        """Number of records with an owner."""
        return self.number - self.without_owner - self.unrecorded


class KeyNumber(Struct, frozen=True):
    """A number of the first screen, the words after it, the page that explains it, and its tone."""

    number: int
    words: str
    url: Markup
    tone: str


class GapSummary(Struct, frozen=True):
    """A gap, its tone, and the records with it: one part for each kind."""

    words: str
    tone: str
    parts: list[GapPart]


class GapPart(Struct, frozen=True):
    """The records of one kind with a gap: their number, the table that shows only them, and the first names."""

    count: str
    url: Markup
    names: list[tuple[Markup, RecordGap]]
    more: int


def key_numbers(
    site: Site, outcomes: OwnerCount, agents: OwnerCount, tables: Mapping[str, Markup], link: PageLinks
) -> list[KeyNumber]:
    """The four numbers: outcomes owned, agents owned, overdue duties, open findings."""
    overdue = sum(1 for duty in site.duties if duty.due is not None and duty.due < site.graph.as_of)
    findings = len(site.open_findings)
    severities = {finding.severity.value for finding in site.open_findings if finding.severity}
    of_outcomes = ngettext("of %(number)d outcome owned", "of %(number)d outcomes owned", outcomes.number)
    of_agents = ngettext("of %(number)d agent owned", "of %(number)d agents owned", agents.number)
    calendar = link.url(CALENDAR)
    return [
        _owned(outcomes, of_outcomes, "Outcomes", tables["outcomes"]),
        _owned(agents, of_agents, "Agents", tables["agents"]),
        KeyNumber(
            overdue,
            ngettext("overdue duty", "overdue duties", overdue),
            calendar and calendar + "#overdue",
            "error" if overdue else "good",
        ),
        KeyNumber(
            findings,
            ngettext("open finding", "open findings", findings),
            link.url(FINDINGS),
            "error" if "error" in severities else "warning" if "warning" in severities else "" if findings else "good",
        ),
    ]


def _owned(counts: OwnerCount, words: str, table: str, url: Markup) -> KeyNumber:
    without = filtered(url, table, word_table("GAPS")["owner"]) if counts.without_owner else url
    tone = "error" if counts.without_owner else "good" if counts.owned else ""
    return KeyNumber(counts.owned, words % {"number": counts.number}, without, tone)


def gap_summary(group: GapGroup, tables: Mapping[str, Markup], link: PageLinks) -> GapSummary:
    """The counts and first names of the records with a gap; records without a waiver come first."""
    parts = list[GapPart]()
    for gaps, kind, table in zip(group.parts, ("outcome", "agent"), ("Outcomes", "Agents"), strict=True):
        if gaps:
            count = f"{len(gaps)} {kind_words()[kind][len(gaps) != 1]}"
            names = [(link(record), (record, waiver)) for record, waiver in gaps[:_MAX_NAMES]]
            url = filtered(tables[table.lower()], table, group.words)
            parts.append(GapPart(count, url, names, max(len(gaps) - _MAX_NAMES, 0)))
    return GapSummary(group.words, "error" if group.name == "owner" else "warning", parts)


def filtered(url: Markup, table: str, gap: str) -> Markup:
    """The URL of a table with a filter for a gap, as the script of the tables reads it."""
    name = re.sub(r"[\W_]+", "-", gettext(table).lower())
    page, hash_, anchor = str(url).partition("#")
    return Markup("%s?%s.gaps=%s%s%s") % (Markup(page), quote(name), quote(gap), hash_, anchor)
