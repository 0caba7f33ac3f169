"""Applies the baseline: suppresses the findings that it accepts, and counts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from docgraph.model.baseline import Baseline, BaselineCounts
from docgraph.model.finding import Accepted, Finding
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.rules._temporary import lacks_active_owner


def apply_baseline(findings: Iterable[Finding], baseline: Baseline | None, as_of: date) -> list[Finding]:
    """Set `accepted` on each finding that the baseline accepts on the as-of date.

    Internal errors are never accepted.
    """
    if baseline is None:
        return list(findings)
    entries = {entry.fingerprint: entry for entry in baseline.entries if entry.applies_on(as_of)}
    accepted = []
    for finding in findings:
        entry = entries.get(finding.fingerprint) if finding.code != INTERNAL_ERROR else None
        if entry is None or finding.waived is not None:
            accepted.append(finding)
        else:
            acceptance = Accepted(entry.accepted_by, entry.accepted_on, entry.until)
            accepted.append(replace(finding, accepted=acceptance))
    return accepted


def baseline_counts(findings: Iterable[Finding], baseline: Baseline | None, as_of: date) -> BaselineCounts | None:
    """Counts of accepted findings and of expired baseline entries; None without a baseline.

    A baseline entry is expired if its `until` is before the as-of date.
    """
    if baseline is None:
        return None
    expired = {entry.fingerprint for entry in baseline.entries if not entry.applies_on(as_of)}
    # repeated findings of adopted files have one fingerprint, and one entry
    reported = {fingerprint: finding for finding in findings for fingerprint in finding.fingerprints}
    accepted = [finding for finding in reported.values() if finding.accepted]
    return BaselineCounts(
        len(accepted),
        sum(map(lacks_active_owner, accepted)),
        len(expired & reported.keys()),
    )
