"""Baselines: findings that a team has accepted, so that a check fails only for new ones."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

BASELINE_FILE = "docgraph-baseline.json"


class BaselineEntry(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True):
    """One accepted finding.

    The fingerprint identifies the finding. `subject` and `path` only help people who read the file.
    """

    fingerprint: str
    code: str
    subject: str
    path: str
    accepted_by: str
    """The id of a person or role; empty if none is named."""
    accepted_on: date = field(name="date")
    until: date | None = None
    """The last day on which the finding is accepted; None if there is no limit."""

    def applies_on(self, day: date) -> bool:
        """Whether the finding is accepted on `day`."""
        return self.until is None or day <= self.until


class Baseline(Struct, frozen=True):
    """The entries of a baseline file."""

    entries: tuple[BaselineEntry, ...] = ()


class BaselineCounts(Struct, frozen=True):
    """Numbers of accepted findings, of findings without an active owner, and of expired entries."""

    findings: int
    without_owner: int
    expired: int
