"""Creates and updates baselines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app.run_check import CheckResult, Project, check
from docgraph.app.select_rules import code_of, rule_codes
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.baseline import Baseline, BaselineEntry
from docgraph.model.finding import Finding
from docgraph.model.settings_error import SettingsError
from docgraph.rules._temporary import LONGEST_DAYS, hides_document, lacks_active_owner

_SUGGESTED_DAYS = 90


class Terms(Struct, frozen=True):
    """Who accepts findings (the id of a person or role), and the last day of the acceptance."""

    by: str = ""
    until: date | None = None


class BaselineChange(Struct, frozen=True):
    """A changed baseline, its new entries, and the result of a check that uses it."""

    baseline: Baseline
    added: tuple[BaselineEntry, ...]
    result: CheckResult


def accept_findings(project: Project, terms: Terms, code: str = "") -> BaselineChange:
    """Add the open findings of a project to its baseline. With `code`, only those of this rule.

    A finding that is reported only after another has been accepted is accepted too. Raises `SettingsError`:

    - if the rule is unknown,
    - if `terms.by` is not one active person,
    - if `terms.until` is in the past, or more than 366 days ahead,
    - if `terms.until` is None and a finding is about a missing owner or an unreadable document.
    """
    wanted = code_of(code, rule_codes(project.rules), "--accept") if code else ""
    result = check(project)
    _refuse_unusable(terms, result.graph)
    baseline = project.baseline or Baseline()
    added: list[BaselineEntry] = []
    findings: list[Finding] = []
    while accepted := _acceptable(result, wanted):
        new = [entry for finding in accepted for entry in _entries(finding, terms, result.graph.as_of)]
        replaced = {entry.fingerprint for entry in new}
        kept = (entry for entry in baseline.entries if entry.fingerprint not in replaced)
        baseline = Baseline(tuple(sorted((*kept, *new), key=_place)))
        added += new
        findings += accepted
        result = check(replace(project, baseline=baseline))
    _refuse_unlimited(findings, terms, result.graph.as_of)
    return BaselineChange(baseline, tuple(added), result)


def without_resolved(project: Project) -> BaselineChange:
    """Remove the baseline entries of a project for findings that no longer occur."""
    result = check(project)
    reported = {fingerprint for finding in result.findings for fingerprint in finding.fingerprints}
    entries = project.baseline.entries if project.baseline else ()
    entries = tuple(entry for entry in entries if entry.fingerprint in reported)
    return BaselineChange(Baseline(entries), (), result)


def _acceptable(result: CheckResult, code: str) -> list[Finding]:
    internal = {finding.fingerprint for finding in result.internal_errors}
    return [
        finding
        for finding in result.open_findings
        if finding.fingerprint not in internal and finding.code in (code or finding.code)
    ]


def _entries(finding: Finding, terms: Terms, on: date) -> Iterator[BaselineEntry]:
    path = finding.document_path
    for fingerprint in finding.fingerprints:
        yield BaselineEntry(fingerprint, finding.code, finding.subject, path, terms.by, on, terms.until)


def _place(entry: BaselineEntry) -> tuple[str, str, str, str]:
    return entry.path, entry.code, entry.subject, entry.fingerprint


def _refuse_unusable(terms: Terms, graph: DocGraph) -> None:
    if terms.until is not None and terms.until < graph.as_of:
        raise SettingsError(f"`--until {terms.until}` is before {graph.as_of}; give a later day")
    if terms.until is not None and (terms.until - graph.as_of).days > LONGEST_DAYS:
        last = graph.as_of + timedelta(days=LONGEST_DAYS)
        raise SettingsError(
            f"`--until {terms.until}` is more than {LONGEST_DAYS} days ahead; give {last} or an earlier day"
        )
    if not terms.by:
        return
    record = graph.get(terms.by, "person", "role")
    if record is None:
        near = graph.suggestions.nearest(terms.by, "person", "role")
        hint = f"did you mean `{near}`?" if near else "write a document of `kind: person` first"
        raise SettingsError(f"`--by`: no person or role with id `{terms.by}`; {hint}")
    if graph.active_person(record) is None:
        raise SettingsError(f"`--by {terms.by}` is not one active person; name the person who accepts the findings")


def _refuse_unlimited(findings: Iterable[Finding], terms: Terms, as_of: date) -> None:
    reported = {finding.fingerprint: finding for finding in findings}.values()
    owners, documents = sum(map(lacks_active_owner, reported)), sum(map(hides_document, reported))
    if terms.until is None and (owners or documents):
        about = (
            _about(owners, "a missing or inactive owner", "missing or inactive owners"),
            _about(documents, "an unreadable document", "unreadable documents"),
        )
        what = " and ".join(filter(None, about))
        day = as_of + timedelta(days=_SUGGESTED_DAYS)
        raise SettingsError(f"{what}, which can be accepted only for a time; add `--until {day}` or another day")


def _about(number: int, singular: str, plural: str) -> str:
    if number == 1:
        return f"1 finding is about {singular}"
    return f"{number} findings are about {plural}" if number else ""
