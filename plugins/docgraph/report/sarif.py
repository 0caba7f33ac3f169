"""The report as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from itertools import groupby
from json import dumps
from typing import Any
from urllib.parse import quote

from docgraph.model.finding import Finding, Severity
from docgraph.model.fix import Replacement
from docgraph.model.install_source import HOMEPAGE, rule_address
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.model.location import Location
from docgraph.model.version import VERSION
from docgraph.report.context import ReportContext, escape_invisible, message_and_fix
from docgraph.report.rule_page import rule_page, short_page

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
Json = dict[str, Any]


def sarif(context: ReportContext) -> str:
    """A SARIF log with one run. Suppressed findings have the property `suppressions`."""
    names = {finding.code: finding.name for finding in context.findings}
    codes = sorted(names)
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "docgraph",
        "version": VERSION,
        "informationUri": HOMEPAGE,
        "rules": [_rule(code, names[code], context) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # the reports of two projects, or of a check and a scan, do not replace each other
        "automationDetails": {"id": f"docgraph/{context.command}/{_uri(context.display_base.above)}"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": INTERNAL_ERROR not in names}],
        "results": [_result(finding, numbers[finding.code], context) for finding in context.findings],
        "properties": {"as-of": context.graph.as_of.isoformat()},
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, name: str, context: ReportContext) -> Json:
    described: Json = {"id": code, "name": name, "helpUri": rule_address(code)}
    rule = context.rules.get(code)
    if rule is None:
        return described
    return described | {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {
            "text": rule_page(rule.page, rule.facts, all_examples=False),
            "markdown": short_page(rule.page, rule.facts),
        },
    }


def _result(finding: Finding, rule_index: int, context: ReportContext) -> Json:
    location: Json = {"physicalLocation": _physical(finding.at, context)}
    if finding.subject:
        location["logicalLocations"] = [{"fullyQualifiedName": escape_invisible(finding.subject)}]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity or Severity.ERROR],
        "message": _message(message_and_fix(finding)),
        "locations": [location],
        "partialFingerprints": {"docgraph/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(other.at, context), "message": _text(other.message)}
            for number, other in enumerate(finding.related, 1)
        ]
    fix = _fix(finding, context)
    return result | ({"fixes": [fix]} if fix else {}) | _suppressions(finding)


def _suppressions(finding: Finding) -> Json:
    if finding.waived:
        waiver = finding.waived
        terms = f"{waiver.reason} (waiver approved by {waiver.owner}, expires {waiver.until.isoformat()})"
        return {"suppressions": [_suppression("inSource", terms)]}
    if finding.accepted:
        accepted = finding.accepted
        by = f" by {accepted.by}" if accepted.by else ""
        until = f", until {accepted.until.isoformat()}" if accepted.until else ""
        terms = f"in the baseline, accepted{by} on {accepted.on.isoformat()}{until}"
        return {"suppressions": [_suppression("external", terms)]}
    return {}


def _suppression(kind: str, terms: str) -> Json:
    return {"kind": kind, "status": "accepted", "justification": escape_invisible(terms)}


def _fix(finding: Finding, context: ReportContext) -> Json | None:
    text = context.graph.text(finding.fix.path) if finding.fix else None
    replacements = context.replacements(finding.fix) if finding.fix and text else None
    if finding.fix is None or text is None or not replacements:
        return None
    changes = []
    for offset, edits in groupby(sorted(replacements, key=_offset), _offset):
        first, *others = edits
        # of several insertions at one place, a later one comes first, as `--fix` makes them
        new = "".join(edit.new for edit in (*reversed(others), first))
        begin, end = text.at(offset), text.at(offset + len(first.old))
        region = {"startLine": begin.line, "startColumn": begin.column, "endLine": end.line, "endColumn": end.column}
        changes.append({"deletedRegion": region, "insertedContent": {"text": new}})
    change = {"artifactLocation": _artifact(finding.fix.path, context), "replacements": changes}
    return {"description": _text(finding.help), "artifactChanges": [change]}


def _offset(replacement: Replacement) -> int:
    return replacement.offset


def _physical(at: Location, context: ReportContext) -> Json:
    region = {"startLine": at.line, "startColumn": at.column}
    return {"artifactLocation": _artifact(at.path, context), "region": region}


def _artifact(path: str, context: ReportContext) -> Json:
    return {"uri": _uri(context.display_base.path(path)), "uriBaseId": _ROOT}


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _text(message: str) -> Json:
    return _message(escape_invisible(message))


def _message(text: str) -> Json:
    """A plain text message, in which a SARIF link such as `[label](address)` is escaped."""
    return {"text": text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text}
