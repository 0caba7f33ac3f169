"""The report for a terminal. A block has all findings about one record at one location."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docgraph.model.finding import Finding, Severity
from docgraph.model.limits import LINE_QUOTES, QUOTED_WIDTH
from docgraph.model.location import Location
from docgraph.report.context import ReportContext, colored, display_at, escape_invisible, linked_code, summary_lines
from docgraph.report.shorten import Shortened, shortened
from docgraph.report.statistics import statistics
from docgraph.text.secrets import mask_secrets

_CUT = "... "
"""Replaces the beginning of a long line."""


def text(context: ReportContext) -> str:
    """All findings that are not in the baseline, in blocks, then the summary.

    With `context.statistics`, the number of findings of each rule, then the summary.
    """
    if context.statistics:
        return statistics(context)
    lines = [line for block in printed_blocks(_printed(context), context) for line in (*block, "")]
    return "\n".join([*lines, summary_lines(context), ""])


def _printed(context: ReportContext) -> list[Finding]:
    return [finding for finding in context.findings if finding.accepted is None]


def printed_blocks(findings: Iterable[Finding], context: ReportContext) -> Iterator[list[str]]:
    """Yield the lines of each block, which has all findings about one record at one location.

    A source line is printed only in the first `LINE_QUOTES` blocks about it.
    """
    quotes: Counter[tuple[str, int]] = Counter()
    sources: dict[tuple[str, int], str] = {}
    short = shortened(findings, context)
    for block in _blocks(short):
        at = block[0].at
        if (others := short.lines_below(block[0])) is not None:
            yield [f"{display_at(at, context.display_base)}: {_head(block[0], context)}", *others, _fix(block[0])]
            continue
        line = at.path, at.line
        quotes[line] += 1
        if quotes[line] == 1:
            sources[line] = _source(at, context)
        elif quotes[line] > LINE_QUOTES:
            sources[line] = ""
        yield list(_block_lines(block, sources[line], context))


def _blocks(short: Shortened) -> list[list[Finding]]:
    blocks: dict[tuple[Location, str, bool, str], list[Finding]] = {}
    for finding in sorted(short.findings, key=_rank):
        code = finding.code if short.lines_below(finding) else ""
        blocks.setdefault((finding.at, finding.subject, finding.is_suppressed, code), []).append(finding)
    return list(blocks.values())


def _rank(finding: Finding) -> tuple[str, bool, int]:
    return finding.at.path, finding.is_suppressed, finding.severity_rank


def _source(at: Location, context: ReportContext) -> str:
    document = context.graph.text(at.path)
    line = mask_secrets(document.line(at.line)).replace("\t", " ") if document else ""
    return line if line.strip() else ""


def _block_lines(block: Sequence[Finding], source: str, context: ReportContext) -> Iterator[str]:
    first = block[0]
    place = display_at(first.at, context.display_base)
    alone = len(block) == 1
    yield f"{place}: {_head(first, context)}" if alone else place
    if source:
        yield from _quoted(first.at, source)
    if first.owner and not first.waived:
        yield f"  owner: {first.owner}"
    for finding in block:
        if not alone:
            yield _head(finding, context)
        yield from _details(finding, context)


def _head(finding: Finding, context: ReportContext) -> str:
    severity = finding.severity or Severity.ERROR
    suppressed = "suppressed " if finding.waived else ""
    label = colored(f"{suppressed}{severity}[{linked_code(finding.code, context)}]", severity, context)
    return f"{label}: {escape_invisible(finding.message)}"


def _details(finding: Finding, context: ReportContext) -> Iterator[str]:
    for related in finding.related:
        yield f"  ::: {display_at(related.at, context.display_base)}: {escape_invisible(related.message)}"
    if finding.waived:
        waiver = finding.waived
        terms = f"suppressed by a waiver until {waiver.until}, approved by {waiver.owner}: {waiver.reason}"
        yield f"  {escape_invisible(terms)}"
    yield _fix(finding)


def _fix(finding: Finding) -> str:
    return f"  fix: {escape_invisible(finding.help)}"


def _quoted(at: Location, line: str) -> Iterator[str]:
    begin = max(at.column - QUOTED_WIDTH // 2, 0) if at.column > QUOTED_WIDTH else 0
    before = _CUT if begin else ""
    gutter = f"{at.line:>4}"
    yield f"{gutter} | {before}{escape_invisible(line[begin : begin + QUOTED_WIDTH])}"
    if at.column > 1:
        before += escape_invisible(line[begin : at.column - 1])
        yield f"{' ' * len(gutter)} | {' ' * len(before)}^"
