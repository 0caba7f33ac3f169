"""The comparison as Markdown for a comment on a pull request.

The comment starts with `MARKER`, by which a later run finds and updates it.
"""

from __future__ import annotations

from collections.abc import Iterable

from docgraph.analysis.comparison import RevisionDifference
from docgraph.model.finding import Finding, Severity
from docgraph.report.context import errors_first
from docgraph.report.diff.context import DiffContext, diff_headline, records_phrase, revisions_phrase
from docgraph.report.markdown_text import markdown_line

MARKER = "<!-- docgraph diff -->"
_LONGEST = 60_000
"""The maximum number of characters of the comment. GitHub and GitLab allow slightly more."""
_RESERVED = 600
"""The number of characters that are reserved for the last lines."""


def diff_markdown(context: DiffContext) -> str:
    """The comparison as Markdown, at most 60,000 characters.

    Changes of accountability come first, then collapsed tables.
    """
    comparison = context.comparison
    facts = [difference for difference in comparison.differences if difference.topic.is_accountability]
    others = [difference for difference in comparison.differences if not difference.topic.is_accountability]
    page = _Page()
    page.add(MARKER, f"### docgraph: {markdown_line(diff_headline(comparison))}", "")
    page.add_each("difference", (_fact(fact, context) for fact in facts))
    page.add_folded("New findings", ("", "Finding", "Fix"), _finding_rows(comparison.findings.new, context))
    gone = {
        "Fixed findings": comparison.findings.fixed,
        "Suppressed findings": comparison.findings.suppressed,
        "Moved findings": comparison.findings.moved,
    }
    for title, findings in gone.items():
        page.add_folded(
            title, ("", "Finding"), [row[:2] for row in _finding_rows(findings, context, title.startswith("Moved"))]
        )
    rows = [(_linked(difference, context), markdown_line(difference.message)) for difference in others]
    page.add_folded("Records and relations", ("Where", "Change"), rows, records_phrase(comparison))
    notes = [f"- {markdown_line(note)}" for note in comparison.notes]
    return page.text(
        (*notes, *([""] if notes else []), f"<sub>{markdown_line(revisions_phrase(comparison))}</sub>", "")
    )


def _fact(difference: RevisionDifference, context: DiffContext) -> str:
    help = f" **Fix:** {markdown_line(difference.help)}." if difference.help else ""
    text = markdown_line(difference.message)
    strong = f"**{text}**" if difference.help else text
    return f"- {strong} ({_linked(difference, context)}).{help}"


def _linked(difference: RevisionDifference, context: DiffContext) -> str:
    if difference.at.path == ".":
        return "settings"
    url = "" if difference.in_earlier else context.url(difference.at)
    return _link(f"{context.path(difference)}:{difference.at.line}", url)


def _finding_rows(
    findings: Iterable[Finding], context: DiffContext, has_link: bool = True
) -> list[tuple[str, str, str]]:
    rows = []
    for finding in errors_first(findings):
        at = finding.at
        place = _link(f"{context.display_base.path(at.path)}:{at.line}", context.url(at) if has_link else "")
        severity = finding.severity or Severity.ERROR
        rows.append(
            (f"{severity} {finding.code}", f"{markdown_line(finding.message)} ({place})", markdown_line(finding.help))
        )
    return rows


def _link(text: str, url: str) -> str:
    code = markdown_line(f"`{text}`")
    return f"[{code}]({url})" if url else code


class _Page:
    """Lines of Markdown up to the maximum length."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._free = _LONGEST - _RESERVED

    def add(self, *lines: str) -> bool:
        size = sum(len(line) + 1 for line in lines)
        if size > self._free:
            return False
        self._lines += lines
        self._free -= size
        return True

    def add_each(self, what: str, lines: Iterable[str]) -> None:
        waiting = list(lines)
        count = self._fitting(waiting, 100)
        self.add(*waiting[:count])
        if count < len(waiting):
            self.add(f"- {len(waiting) - count} more {what}s are left out; run `docgraph diff` for all of them")
        if waiting:
            self.add("")

    def add_folded(
        self, title: str, names: tuple[str, ...], rows: Iterable[tuple[str, ...]], summary: str = ""
    ) -> None:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        if not lines:
            return
        head = [f"<details><summary>{markdown_line(summary) or f'{title}: {len(lines)}'}</summary>", ""]
        head += [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
        count = self._fitting(lines, 300 + sum(map(len, head)))
        left_out = len(lines) - count
        rest = [f"{left_out} more rows are left out; run `docgraph diff` for all of them", ""] if left_out else []
        if count:
            self.add(*head, *lines[:count], "", *rest, "</details>", "")
        else:
            self.add(f"{title}: {left_out}", "")

    def _fitting(self, lines: list[str], reserved: int) -> int:
        free = self._free - reserved
        for number, line in enumerate(lines):
            free -= len(line) + 1
            if free < 0:
                return number
        return len(lines)

    def text(self, last: Iterable[str]) -> str:
        free, ending = self._free + _RESERVED, list[str]()
        for line in last:
            if len(line) + 1 <= free:
                ending.append(line)
                free -= len(line) + 1
        return "\n".join((*self._lines, *ending))
