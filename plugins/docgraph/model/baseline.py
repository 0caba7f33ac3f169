"""Baselines: findings that a team accepted, so that a check fails only because of new ones."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

BASELINE_FILE = "docgraph-baseline.json"


class BaselineEntry(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True):
    """One accepted finding. `subject` and `path` are for readers; only the fingerprint identifies it."""

    fingerprint: str
    code: str
    subject: str
    path: str
    accepted_by: str
    """The id of a person or role; empty if nobody is named."""
    accepted_on: date = field(name="date")
    until: date | None = None
    """The last day on which it is accepted; None if that is not limited."""

    def applies_on(self, day: date) -> bool:
        """Whether the finding is accepted on `day`."""
        return self.until is None or day <= self.until


class Baseline(Struct, frozen=True):
    """The entries of a baseline file."""

    entries: tuple[BaselineEntry, ...] = ()


class BaselineCounts(Struct, frozen=True):
    """Numbers of the accepted findings, of those about an absent owner, and of expired ones that count again."""

    findings: int
    without_owner: int
    expired: int
