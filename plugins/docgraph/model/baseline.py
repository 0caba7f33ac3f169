"""Baselines: findings that a team has accepted, so that a check fails only for new ones."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

BASELINE_FILE = "docgraph-baseline.json"


class BaselineEntry(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True):
    """An accepted finding, which its fingerprint identifies.

    `subject` and `path` only help people who read the file.
    """

    fingerprint: str
    code: str
    subject: str
    path: str
    accepted_by: str
    """The id of the person or role who accepted the finding; empty if unknown."""
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
    """Counts of accepted findings and of expired entries.

    `without_owner` counts the accepted findings about a missing active owner.
    """

    findings: int
    without_owner: int
    expired: int
