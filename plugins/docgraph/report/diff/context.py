"""The input of the formats of `docgraph diff`, and the sentences that the formats share."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

from msgspec import Struct

from docgraph.analysis.comparison import Comparison, RevisionDifference, Topic
from docgraph.model.finding import Severity
from docgraph.model.location import PROJECT_ROOT, DisplayBase, Location
from docgraph.report.context import count_of

_PHRASES = {
    ("owner", "lost"): ("{} is left without an owner", "{} records are left without an owner"),
    ("owner", "gained"): ("{} gets an owner", "{} records get an owner"),
    ("owner", "changed"): ("{} gets another owner", "{} records get another owner"),
    ("autonomy", "raised"): ("{} is raised to {}", "{} agents are raised"),
    ("autonomy", "lowered"): ("{} is lowered to {}", "{} agents are lowered"),
    ("tools", "widened"): ("{} gains `{}`", "{} agents gain tools"),
    ("tools", "narrowed"): ("{} loses tools", "{} agents lose tools"),
    ("tools", "changed"): ("{} has a changed tool", "{} agents have changed tools"),
    ("waiver", "added"): ("{} gets a waiver", "{} records get waivers"),
    ("waiver", "renewed"): ("a waiver of {} is renewed", "waivers of {} records are renewed"),
    ("waiver", "shortened"): ("a waiver of {} is shortened", "waivers of {} records are shortened"),
    ("waiver", "expired"): ("a waiver of {} expires", "waivers of {} records expire"),
    ("waiver", "removed"): ("a waiver of {} is removed", "waivers of {} records are removed"),
    ("definition", "added"): ("{} is defined", "{} agents, skills or servers are defined"),
    ("definition", "removed"): ("{} is not defined any more", "{} agents, skills or servers are not defined any more"),
    ("definition", "moved"): ("the definition of {} moves", "{} definitions move"),
    ("setting", "changed"): ("a setting of docgraph changes", "settings of docgraph change"),
}
"""(topic, event) → a phrase for one record, and a phrase for several.

In the first phrase, `{}` is the record, and a second `{}` is its new value. In the second phrase, `{}` is the number of
records.
"""


class DiffContext(Struct, frozen=True):
    """The input of a format of `docgraph diff`: a comparison, and how to print it."""

    comparison: Comparison
    display_base: DisplayBase = PROJECT_ROOT
    color: bool = False
    url_base: str = ""
    """The web address of the files of the later revision, ending with `/`; empty if unknown."""

    def path(self, difference: RevisionDifference) -> str:
        """The printed path of a difference: `docs/a.md`, or `main:docs/a.md` in the earlier revision."""
        path = self.display_base.path(difference.at.path)
        return f"{self.comparison.before.name.split(' ')[0]}:{path}" if difference.in_earlier else path

    def url(self, at: Location) -> str:
        """The web address of a line in the later revision; empty if unknown."""
        if not self.url_base:
            return ""
        return f"{self.url_base}{quote(self.display_base.path(at.path))}#L{at.line}"


def diff_headline(comparison: Comparison) -> str:
    """A sentence such as "agent `a` is raised to L3, 2 agents gain tools; 2 new errors".

    It covers the changes of accountability and of findings.
    """
    found: dict[tuple[str, str], dict[str, list[RevisionDifference]]] = {}
    for difference in comparison.differences:
        if difference.topic.is_accountability:
            subjects = found.setdefault((difference.topic.value, difference.event), {})
            subjects.setdefault(difference.subject, []).append(difference)
    facts = [_phrase(_PHRASES[key], found[key]) for key in _PHRASES if key in found]
    parts = (", ".join(facts) or "no change of accountability", findings_phrase(comparison))
    return "; ".join(part for part in parts if part)


def _phrase(phrases: tuple[str, str], subjects: dict[str, list[RevisionDifference]]) -> str:
    if len(subjects) > 1:
        return phrases[1].format(len(subjects))
    [(subject, differences)] = subjects.items()
    kind, _, name = subject.partition(":")
    first = differences[0]
    since = f" from {first.on}" if first.on else ""
    return phrases[0].format(f"{kind} `{name}`", first.after) + since


def findings_phrase(comparison: Comparison) -> str:
    """The numbers of changed findings, such as `1 new error, 2 fixed findings`.

    Empty without changes.
    """
    changes = comparison.findings
    new = [
        count_of(count, f"new {severity}")
        for severity in Severity
        if (count := sum(finding.severity == severity for finding in changes.new))
    ]
    others = {"fixed": changes.fixed, "suppressed": changes.suppressed, "moved": changes.moved}
    counts = [count_of(len(findings), f"{word} finding") for word, findings in others.items() if findings]
    return ", ".join((*new, *counts))


def records_phrase(comparison: Comparison) -> str:
    """The numbers of changed records and relations, such as `records: 2 added, 1 changed`.

    Empty without changes.
    """
    lines = []
    for topic in (Topic.RECORD, Topic.RELATION):
        counts = Counter(difference.event for difference in comparison.of(topic))
        if counts:
            words = ", ".join(f"{count} {event}" for event, count in sorted(counts.items()))
            lines.append(f"{topic}s: {words}")
    return "; ".join(lines)


def revisions_phrase(comparison: Comparison) -> str:
    """The revisions and the as-of date: `main (1a2b3c4d) to the working tree, as of 2026-11-30`."""
    return f"{comparison.before.name} to {comparison.after.name}, as of {comparison.as_of}"
