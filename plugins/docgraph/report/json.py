"""The report as JSON.

The format is stable: while `version` is 1, keys may be added but not changed or removed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from json import dumps
from typing import Any

from docgraph.model.finding import Finding
from docgraph.report.context import ReportContext
from docgraph.report.statistics import findings_by_rule, fixable_count


def json(context: ReportContext) -> str:
    """The report as one JSON object.

    Lines and columns are counted from 1, columns in characters. Paths are relative to the project root.
    """
    defined = context.graph.definition_graph
    report = {
        "version": 1,
        "as-of": context.graph.as_of.isoformat(),
        "documents": context.documents,
        "pages": context.pages,
        "records": _sorted_counts(record.kind for record in context.graph.records),
        "relations": _sorted_counts(
            [*(edge.relation for edge in context.graph.edges), *(edge.relation for edge in defined.edges)]
        ),
        **({"definitions": _sorted_counts(node.kind for node in defined.nodes)} if defined.nodes else {}),
        "findings": [finding_to_dict(finding) for finding in context.findings],
    }
    if context.baseline:
        counts = context.baseline
        report["baseline"] = {
            "findings": counts.findings,
            "without-owner": counts.without_owner,
            "expired": counts.expired,
        }
    if context.statistics:
        report["statistics"] = [
            {"code": code, "name": findings[0].name, "count": len(findings), "fixable": fixable_count(findings)}
            for code, findings in findings_by_rule(context).items()
        ]
    return dumps(report, ensure_ascii=True, indent=2) + "\n"


def _sorted_counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """A finding as a dictionary with the keys of the JSON report."""
    serialized: dict[str, Any] = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "path": finding.at.path,
        "line": finding.at.line,
        "column": finding.at.column,
        "subject": finding.subject,
        "owner": finding.owner,
        "related": [
            {"path": other.at.path, "line": other.at.line, "column": other.at.column, "message": other.message}
            for other in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "fixable": finding.fix is not None,
    }
    if finding.inherited_by:
        serialized["inherited-by"] = list(finding.inherited_by)
    if finding.waived:
        waiver = finding.waived
        serialized["waived"] = {"reason": waiver.reason, "owner": waiver.owner, "until": waiver.until.isoformat()}
    if finding.accepted:
        accepted = finding.accepted
        serialized["accepted"] = {
            "reason": "in the baseline",
            "by": accepted.by,
            "date": accepted.on.isoformat(),
            "until": accepted.until.isoformat() if accepted.until else None,
        }
    return serialized
