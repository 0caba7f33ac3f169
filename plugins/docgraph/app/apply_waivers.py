"""Applies waivers: suppresses the findings for which there is a valid waiver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Waived
from docgraph.model.record import Record, Waiver
from docgraph.rules._api import code_named
from docgraph.rules._waiver_validity import INVALID, can_be_waived, is_expired, waiver_covers


def apply_waivers(graph: DocGraph, findings: Iterable[Finding], codes: Mapping[str, str]) -> list[Finding]:
    """Set `waived` on each finding for which its document has a valid waiver.

    A waiver is invalid if it has expired, or if a finding reports it as invalid. `codes` maps the code and the name of
    every rule to its code.
    """
    drafts = list(findings)
    broken = {
        (finding.document_path, finding.subject, finding.key[1])
        for finding in drafts
        if finding.key[:1] == ("waivers",) and len(finding.key) > 1 and finding.code.startswith(INVALID)
    }
    valid: dict[tuple[str, str], list[tuple[Record, Waiver]]] = defaultdict(list)
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            code = code_named(waiver.code, codes)
            is_valid = (record.path, record.ref, number) not in broken and not is_expired(waiver, graph.as_of)
            if code and can_be_waived(code) and is_valid:
                valid[(record.path, code)].append((record, waiver))
    return [replace(finding, waived=_suppressing(finding, valid)) for finding in drafts] if valid else drafts


def _suppressing(finding: Finding, valid: Mapping[tuple[str, str], list[tuple[Record, Waiver]]]) -> Waived | None:
    for record, waiver in valid.get((finding.document_path, finding.code), ()):
        if waiver_covers(record, finding.code, finding) and waiver.until:
            return Waived(waiver.reason, ", ".join(waiver.owner), waiver.until, waiver.code)
    return None
