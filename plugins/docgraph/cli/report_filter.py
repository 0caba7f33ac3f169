"""Restricts the report of a check to some findings. All documents are still read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from docgraph.model.settings_error import SettingsError

if TYPE_CHECKING:
    from docgraph.app import CheckResult
    from docgraph.cli.check_request import CheckRequest
    from docgraph.model.finding import Finding


class ReportFilter(Struct, frozen=True):
    """Selects the findings of a check to report. An empty filter selects all findings.

    - `files`: select findings about documents and definitions in these files.
    - `selector`: select findings about records that match it, as in `docgraph list`.
    - `new_since`: select findings that are not in this Git revision.
    """

    files: tuple[Path, ...] = ()
    selector: str = ""
    new_since: str = ""

    def __bool__(self) -> bool:
        return bool(self.files or self.selector or self.new_since)

    def apply(self, request: CheckRequest, result: CheckResult, root: Path) -> tuple[CheckResult, tuple[str, ...]]:
        """The result with only the selected findings, and a line with the number of omitted findings.

        Internal errors are always included. `root` is the root folder of the project.
        """
        # slow to import, and most checks report all findings
        from docgraph.cli.query import Query
        from docgraph.report.context import count_of

        kept, names = result.findings, list[str]()
        if self.files:
            kept = _in_files(kept, result, self.files, root)
            names.append(count_of(len(self.files), "file"))
        if self.selector:
            kept = _about(kept, result, set(Query(request, result).selected(self.selector)))
            names.append(f"`{self.selector}`")
        if self.new_since:
            comparison = request.compared(self.new_since, checked=result).comparison
            new = {finding.fingerprint for finding in comparison.findings.new}
            kept = tuple(finding for finding in kept if finding.fingerprint in new)
            names.append(f"what is new since {comparison.before.name}")
        # an incomplete check is reported in any case
        findings = tuple(dict.fromkeys((*kept, *result.internal_errors)))
        left_out = sum(not finding.is_suppressed for finding in result.findings) - sum(
            not finding.is_suppressed for finding in findings
        )
        note = f"only {' and '.join(names)}: {count_of(left_out, 'other finding')} not reported"
        return replace(result, findings=findings), (note,)


def _in_files(
    findings: tuple[Finding, ...], result: CheckResult, files: tuple[Path, ...], root: Path
) -> tuple[Finding, ...]:
    paths = {os.path.relpath(os.path.realpath(file), os.path.realpath(root)).replace(os.sep, "/") for file in files}
    read = result.graph.texts.keys() | result.graph.definition_contents.keys()
    unread = sorted(paths - read - {finding.at.path for finding in result.findings})
    if unread:
        raise SettingsError(f"{unread[0]}: is no document of the project and defines no agent")
    return tuple(finding for finding in findings if not paths.isdisjoint((finding.at.path, finding.document_path)))


def _about(findings: tuple[Finding, ...], result: CheckResult, refs: set[str]) -> tuple[Finding, ...]:
    paths = {record.path for record in result.graph.records if record.ref in refs}
    return tuple(
        finding
        for finding in findings
        if finding.subject in refs or (not finding.subject and finding.document_path in paths)
    )
