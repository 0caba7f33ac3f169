"""The comparison as JSON.

The format is stable: while `version` is 1, keys may be added but not changed or removed.
"""

from __future__ import annotations

from json import dumps
from typing import Any

from docgraph.analysis.comparison import RevisionDifference
from docgraph.report.diff.context import DiffContext, diff_headline
from docgraph.report.json import finding_to_dict


def diff_json(context: DiffContext) -> str:
    """The comparison as one JSON object. Paths are relative to the project root."""
    comparison = context.comparison
    changes = comparison.findings
    report = {
        "version": 1,
        "as-of": comparison.as_of.isoformat(),
        "base": comparison.before.name,
        "head": comparison.after.name,
        "summary": diff_headline(comparison),
        "differences": [_to_dict(difference) for difference in comparison.differences],
        "findings": {
            "new": [finding_to_dict(finding) for finding in changes.new],
            "fixed": [finding_to_dict(finding) for finding in changes.fixed],
            "suppressed": [finding_to_dict(finding) for finding in changes.suppressed],
            "moved": [finding_to_dict(finding) for finding in changes.moved],
        },
        "notes": list(comparison.notes),
    }
    return dumps(report, ensure_ascii=True, indent=2) + "\n"


def _to_dict(difference: RevisionDifference) -> dict[str, Any]:
    return {
        "topic": difference.topic.value,
        "event": difference.event,
        "subject": difference.subject,
        "message": difference.message,
        "help": difference.help,
        "on": difference.on.isoformat() if difference.on else None,
        "before": difference.before,
        "after": difference.after,
        "path": difference.at.path,
        "line": difference.at.line,
        "column": difference.at.column,
        "in": "base" if difference.in_earlier else "head",
    }
