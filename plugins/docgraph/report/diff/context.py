"""The input of the formats of `docgraph diff`, and the sentences that they share."""

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
"""(topic, event) → the phrase for one subject, with its name and its value, and for several, with their number."""


class DiffContext(Struct, frozen=True):
    """A comparison, and how it is printed."""

    comparison: Comparison
    display_base: DisplayBase = PROJECT_ROOT
    color: bool = False
    url_base: str = ""
    """The address of the files of the later revision, ending with `/`; empty if it is not known."""

    def path(self, difference: RevisionDifference) -> str:
        """The path of a difference as printed; that of the earlier revision begins with its name, as in Git."""
        path = self.display_base.path(difference.at.path)
        return f"{self.comparison.before.name.split(' ')[0]}:{path}" if difference.in_earlier else path

    def url(self, at: Location) -> str:
        """The address of a line in the later revision; empty if it is not known."""
        if not self.url_base:
            return ""
        return f"{self.url_base}{quote(self.display_base.path(at.path))}#L{at.line}"


def diff_headline(comparison: Comparison) -> str:
    """The answer in one sentence, such as `agent `a` is raised to L3, 2 agents gain tools; 2 new errors`."""
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
    """The numbers of new, fixed, suppressed and moved findings; empty if there are none."""
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
    """The numbers of changed records and relations, such as `records: 2 added, 1 changed`; empty if there are none."""
    lines = []
    for topic in (Topic.RECORD, Topic.RELATION):
        counts = Counter(difference.event for difference in comparison.of(topic))
        if counts:
            words = ", ".join(f"{count} {event}" for event, count in sorted(counts.items()))
            lines.append(f"{topic}s: {words}")
    return "; ".join(lines)


def revisions_phrase(comparison: Comparison) -> str:
    """The compared revisions and the as-of date, such as `main (1a2b3c4d) to the working tree, as of 2026-11-30`."""
    return f"{comparison.before.name} to {comparison.after.name}, as of {comparison.as_of}"
