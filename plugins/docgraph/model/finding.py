"""Findings: what a rule says about a place, and the severity that decides what it costs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class Severity(StrEnum):
    """How much a finding weighs. Only errors fail a run by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe, so that sorting puts errors first."""
        return ("error", "warning", "info").index(self.value)


class Related(Struct, frozen=True):
    """Another place that matters to a finding, and why."""

    at: Location
    message: str


class Waived(Struct, frozen=True):
    """The waiver that suppresses a finding: its reason, its owners, its last day, and its code or rule name."""

    reason: str
    owner: str
    until: date
    code: str = ""


class Finding(Struct, frozen=True):
    """One fault at one place, with the edit that mends it.

    A rule fills the first block, `app` the second. `severity` is set where it differs from the default of the rule: an
    agent without a backup is an error, an outcome without one a warning. `key` is the place in the subject, `target`
    what is written there if no reference says so; the fingerprint is made of these, never of the message or a line.
    `document` is the path of the document that the finding is about, where it inherits the place from another file;
    where several do, they are `inherited_by`. The finding is dropped if one of `unless` is reported. `unused` is the
    key path of the subject whose value cannot be used because of this.
    """

    at: Location
    message: str
    help: str
    subject: str = ""
    key: KeyPath = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    fix: Fix | None = None
    document: str = ""
    unless: tuple[Cause, ...] = ()
    unused: KeyPath = ()
    target: str = ""

    code: str = ""
    name: str = ""
    owner: str = ""
    fingerprint: str = ""
    inherited_by: tuple[str, ...] = ()
    waived: Waived | None = None

    @property
    def document_path(self) -> str:
        """The path of the document that this is about, wherever it is written."""
        return self.document or self.at.path
