"""Runs `docgraph scan`; returns the cached report if the repository is unchanged."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from docgraph.cli.check_request import quoted_documents, semantic_digest_in
from docgraph.cli.exit_status import incomplete_note
from docgraph.cli.output import Output
from docgraph.cli.progress import set_activity, shows_progress
from docgraph.cli.report_files import ReportFiles
from docgraph.workspace.baseline_file import baseline_digest
from docgraph.workspace.cache.report_cache import CachedReport, ReportCache
from docgraph.workspace.cache.store import cache_of, clear_old
from docgraph.workspace.disk import today
from docgraph.workspace.scan import ScannedFolder, scanned_folder

if TYPE_CHECKING:
    from docgraph.workspace.scan import ScanResult


class ScanRequest(Struct, frozen=True):
    """The arguments of `docgraph scan`.

    `files` are the destinations of reports on findings, which have the formats of `docgraph check`.
    """

    path: Path
    configuration: Path | None = None
    as_of: date | None = None
    format_name: str = "text"
    fail_on: str = "never"
    files: ReportFiles = ReportFiles("", (), "")
    new_since: str = ""
    """A Git revision: only findings that are not in it are reported."""

    @shows_progress
    def run(self) -> CachedReport:
        """The report of the scan; the cached report if no input has changed.

        Raises `SettingsError` if the path or a setting is invalid, or if a report file is not writable.
        """
        scanned = scanned_folder(self.path, self.configuration)
        self.files.check(scanned.project.root, scanned.docs)
        reports = self._reports(scanned)
        known = None if self.new_since else reports.known(partial(semantic_digest_in, scanned.project))
        if known is not None:
            return known
        from docgraph.workspace.cache.document_cache import CachingReader

        set_activity("checking the agents")
        documents = CachingReader(reports.cache)
        result = scanned.result(self.as_of, self.fail_on, documents)
        result, notes = self._only_new(result) if self.new_since else (result, ())
        report = self._report(result, scanned.project.root, notes)
        if not result.checked.internal_errors and not self.new_since:
            semantic_digests = documents.semantic_digests(but=quoted_documents(result.checked))
            reports.keep(report, result.files, semantic_digests)
        clear_old(reports.cache)
        return report

    def _reports(self, scanned: ScannedFolder) -> ReportCache:
        project = scanned.project
        bases = self._output.display_bases(project.root) if self._reports_findings else ()
        words: tuple[Any, ...] = ("scan", self.format_name, self.fail_on, scanned.folder, self.as_of)
        words += (self.files.printed, *astuple(self._output), bases)
        baseline = baseline_digest(project.root, project.options.get("baseline"))
        settings = str(scanned.nearest), scanned.has_our_settings
        inputs = (today(), baseline, scanned.definitions.digest, *settings)
        return ReportCache(cache_of(project.root), project, scanned.contents, words, inputs)

    @property
    def _output(self) -> Output:
        """The formats of findings. `--output FORMAT=-` prints findings instead of the list of agents."""
        return Output(self.files.printed or "text", others=self.files.others)

    @property
    def _reports_findings(self) -> bool:
        return bool(self.files.printed or self.files.others)

    def _only_new(self, scanned: ScanResult) -> tuple[ScanResult, tuple[str, ...]]:
        from docgraph.analysis.inventory import about_definitions
        from docgraph.report.context import count_of
        from docgraph.workspace.scan_revision import new_findings

        set_activity("scanning the earlier revision")
        new = new_findings(self.path, self.configuration, scanned, self.new_since)
        checked = scanned.checked
        prints = {finding.fingerprint for finding in new.findings}
        findings = tuple(finding for finding in checked.findings if finding.fingerprint in prints)
        findings = tuple(dict.fromkeys((*findings, *checked.internal_errors)))
        known = about_definitions(checked.findings, checked.graph)
        left_out = sum(not finding.is_suppressed and finding not in findings for finding in known)
        note = f"only what is new since {new.since}: {count_of(left_out, 'other finding')} not reported"
        return replace(scanned, checked=replace(checked, findings=findings)), (note, *new.notes)

    def _report(self, scanned: ScanResult, root: Path, notes: tuple[str, ...] = ()) -> CachedReport:
        from docgraph.analysis.inventory import about_definitions
        from docgraph.report.context import escape_invisible
        from docgraph.report.scan import SCAN_FORMATS
        from docgraph.report.scan.inventory import ScanContext

        findings = about_definitions(scanned.checked.findings, scanned.checked.graph)
        result = replace(scanned.checked, findings=findings)
        text, others = "", list[str]()
        if self._reports_findings:
            from docgraph.app.report_context import report_context

            text, *others = self._output.reports(replace(report_context(result, notes), command="scan"), root)
        if not self.files.printed:
            context = ScanContext(result.graph, findings, scanned.unloaded, scanned.notes, scanned.reads_documents)
            text = SCAN_FORMATS[self.format_name](context)
            if notes and self.format_name == "text":
                text += "\n".join(map(escape_invisible, ("", *notes, "")))
        note = incomplete_note(result)
        return CachedReport(text, result.exit_status if note else int(result.failed), note, tuple(others))
