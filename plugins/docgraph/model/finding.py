"""Findings: what a rule reports about a location, and its severity."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class Severity(StrEnum):
    """The severity of a finding. By default only errors fail a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe, so that sorting puts errors first."""
        return ("error", "warning", "info").index(self.value)


class Related(Struct, frozen=True):
    """Another location that is relevant to a finding, with the reason."""

    at: Location
    message: str


class Waived(Struct, frozen=True):
    """The waiver that suppresses a finding: its reason, owners, expiry date, and code or name."""

    reason: str
    owner: str
    until: date
    code: str = ""


class Finding(Struct, frozen=True):
    """One fault at one location, with the edit that fixes it.

    A rule sets the first block of fields, the `app` layer the second. `severity` is set if it differs from the rule's
    default: an agent without a backup is an error, an outcome without one a warning. `key` is the key path in the
    subject, `target` the value there if it is not a reference; fingerprints are made of these, never of the message or
    a line. `document` is the path of the document that the finding is about if the location is in a file it inherits
    from; for several such documents, see `inherited_by`. The finding is dropped if one of `unless` is reported.
    `unused` is the key path of the subject whose value cannot be used because of this fault.
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
        """The path of the document that the finding is about, even if `at` is in an inherited file."""
        return self.document or self.at.path
