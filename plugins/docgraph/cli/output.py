"""Renders the reports of a command in the requested formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from docgraph.model.location import DisplayBase
from docgraph.report import FORMATS, PATH_BASES
from docgraph.workspace.cache.report_cache import CachedReport
from docgraph.workspace.display_base import display_base_of
from docgraph.workspace.empty_project import no_records_message

if TYPE_CHECKING:
    from docgraph.app import CheckResult
    from docgraph.report import ReportContext


class Output(Struct, frozen=True):
    """The requested reports: one on standard output, and others for files.

    `format_name`, `color`, `statistics` and `links` are about the report on standard output.
    """

    format_name: str = "text"
    color: bool = False
    statistics: bool = False
    others: tuple[str, ...] = ()
    """The formats of the reports for files. They have no colors, no links and no statistics."""
    links: bool = False
    """Whether rule codes are links to the pages of the rules."""

    def display_base(self, root: Path) -> DisplayBase:
        """The folder that paths on standard output are relative to.

        `root` is the root folder of the project.
        """
        return display_base_of(root, PATH_BASES[self.format_name])

    def display_bases(self, root: Path) -> list[DisplayBase]:
        """The folder that paths are relative to, for each report: standard output, then `others`.

        `root` is the root folder of the project.
        """
        return [display_base_of(root, PATH_BASES[name]) for name in (self.format_name, *self.others)]

    def reports(self, context: ReportContext, root: Path) -> tuple[str, ...]:
        """The report for standard output, then the report in each format in `others`."""
        printed, *bases = self.display_bases(root)
        first = replace(context, color=self.color, links=self.links, statistics=self.statistics, display_base=printed)
        others = (
            FORMATS[name](replace(context, display_base=base)) for name, base in zip(self.others, bases, strict=True)
        )
        return FORMATS[self.format_name](first), *others


TEXT_OUTPUT = Output()


def render_report(
    result: CheckResult, output: Output, root: Path, docs: Path, notes: tuple[str, ...] = ()
) -> CachedReport:
    """The reports on the result of a check, and its exit status.

    `root` is the root folder of the project, and `docs` its docs folder. `notes` are lines about files that were not
    read. If the project has no records, only the report for standard output is rendered, because an empty report in a
    file would mean that all findings are fixed.
    """
    from docgraph.app.report_context import report_context
    from docgraph.report.context import escape_invisible

    note = no_records_message(result, docs, "`--allow-empty`")
    text, *others = output.reports(report_context(result, () if note else notes), root)
    # "no findings" would contradict the note
    if note and output.format_name in ("text", "concise") and not result.findings:
        text = ""
    others = [] if note else others
    note = "\n".join((note, *map(escape_invisible, notes))) if note else ""
    return CachedReport(text, result.exit_status, note, tuple(others))
