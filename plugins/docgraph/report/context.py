"""The input of every report format, and functions for printing findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.baseline import BaselineCounts
from docgraph.model.finding import Finding, Severity
from docgraph.model.fix import Fix, Replacement
from docgraph.model.location import PROJECT_ROOT, DisplayBase, Location

# the last three ranges are no characters: XML and strict readers of JSON reject them
_INVISIBLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe-\uffff]"
)
_COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}


class RuleTexts(Protocol):
    """The texts about a rule that a report may include."""

    @property
    def severity(self) -> Severity:
        """The default severity."""
        ...

    @property
    def summary(self) -> str:
        """One sentence about the findings of the rule."""
        ...

    @property
    def facts(self) -> str:
        """One line about the rule, such as `warning by default; depends on the as-of date`."""
        ...

    @property
    def page(self) -> str:
        """The documentation of the rule in Markdown."""
        ...

    @property
    def address(self) -> str:
        """The web address of the documentation; empty if there is none."""
        ...


class ReportContext(Struct, frozen=True):
    """The input of a report: the result of a check, and how to print it.

    `findings` are sorted by location. `documents` is the number of files with at least one record, and `pages` is the
    number of other pages. `statistics` is whether to count the findings of each rule.
    """

    graph: DocGraph
    findings: tuple[Finding, ...]
    documents: int
    pages: int
    color: bool = False
    display_base: DisplayBase = PROJECT_ROOT
    statistics: bool = False
    baseline: BaselineCounts | None = None
    notes: tuple[str, ...] = ()
    """Lines about files that were not read."""
    command: str = "check"
    """The command of the report: `check`, or `scan`, whose findings are only about definitions."""
    rules: Mapping[str, RuleTexts] = field(default_factory=dict)
    """Maps the code of a rule to the texts about the rule."""
    replacements: Callable[[Fix], Sequence[Replacement] | None] = field(default=lambda _fix: None)
    """Returns the text replacements of a fix; None if the fix cannot be applied to its document."""
    fails: Callable[[Finding], bool] = field(default=lambda finding: finding.severity is Severity.ERROR)
    """Returns whether a finding fails the check, unless it is suppressed."""
    links: bool = False
    """Whether rule codes are printed as terminal links to the pages of the rules."""

    @property
    def unsuppressed(self) -> list[Finding]:
        """The findings that neither a waiver nor the baseline suppresses."""
        return [finding for finding in self.findings if not finding.is_suppressed]


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by severity, errors first. Findings of equal severity keep their order."""
    return sorted(findings, key=lambda finding: finding.severity_rank)


def display_at(at: Location, display_base: DisplayBase) -> str:
    """A location as `path:line:column`, with its path relative to `display_base`."""
    return escape_invisible(str(display_base.location(at)))


def escape_invisible(text: str) -> str:
    """Escape control characters and text-direction characters, so that text is safe to print."""
    return _INVISIBLE.sub(
        lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text
    )


def message_and_fix(finding: Finding) -> str:
    """Two lines: the message of a finding, and its fix. Control characters are escaped."""
    return f"{escape_invisible(finding.message)}\nfix: {escape_invisible(finding.help)}"


def colored(label: str, severity: Severity, context: ReportContext) -> str:
    """The label in the color of the severity; the plain label if the report has no colors."""
    return f"{_COLORS[severity]}{label}\x1b[0m" if context.color else label


def linked_code(code: str, context: ReportContext) -> str:
    """A rule code as a terminal link (OSC 8) to the page of the rule; the plain code without links."""
    rule = context.rules.get(code) if context.links else None
    return f"\x1b]8;;{rule.address}\x1b\\{code}\x1b]8;;\x1b\\" if rule and rule.address else code


def count_of(count: int, singular: str, plural: str = "") -> str:
    """A number and a noun, such as `1 error` or `2 errors`. The default plural adds `s`."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def summary_lines(context: ReportContext) -> str:
    """A summary such as `1 error and 2 warnings in 34 documents, as of 2026-11-21`.

    A line about the baseline follows, if there is a baseline. The last lines are `context.notes`.
    """
    notes = map(escape_invisible, context.notes)
    return "\n".join(filter(None, (_findings_line(context), baseline_line(context.baseline), *notes)))


def baseline_line(counts: BaselineCounts | None) -> str:
    """A line such as `baseline: 12 findings, 3 without an active owner`; empty if `counts` is None."""
    if counts is None:
        return ""
    without_owner = f", {counts.without_owner} without an active owner" if counts.without_owner else ""
    expired = f"; {counts.expired} more expired" if counts.expired else ""
    return f"baseline: {count_of(counts.findings, 'finding')}{without_owner}{expired}"


def _findings_line(context: ReportContext) -> str:
    reported = context.unsuppressed
    counts = [
        count_of(count, str(severity))
        for severity in Severity
        if (count := sum(finding.severity == severity for finding in reported))
    ]
    parts = " and ".join([", ".join(counts[:-1]), counts[-1]] if len(counts) > 1 else counts) or "no findings"
    suppressed = sum(finding.waived is not None for finding in context.findings)
    fixable = sum(finding.fix is not None for finding in reported)
    # a document without a record counts as well if it has a finding
    paths = {finding.document_path for finding in context.findings} - {record.path for record in context.graph.records}
    documents = context.documents + len(paths & context.graph.texts.keys())
    return (
        f"{parts} in {count_of(documents, 'document')}"
        f"{f', {suppressed} suppressed' if suppressed else ''}, as of {context.graph.as_of.isoformat()}"
        f"{f'; {fixable} fixable with `docgraph check --fix`' if fixable else ''}"
    )
