"""Findings: a finding is a fault that a rule reports at a location, with its severity."""

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
    """Another location that is relevant to a finding; `message` says why."""

    at: Location
    message: str


class Waived(Struct, frozen=True):
    """The waiver that suppresses a finding; `code` is the code or name of the rule in it."""

    reason: str
    owner: str
    until: date
    code: str = ""


class Accepted(Struct, frozen=True):
    """The baseline entry that suppresses a finding.

    `by` is the id of the person or role who accepted the finding, `on` the date, and `until` the last day, if there is
    one.
    """

    by: str
    on: date
    until: date | None = None


class Finding(Struct, frozen=True):
    """One fault at one location, with the edit that fixes it.

    A rule sets the first block of fields, the `app` layer the second. `subject` is the ref of the record that the
    finding is about. `severity` is set only if it differs from the rule's default: an agent without a backup is an
    error, an outcome without one a warning. `key` is a key path in the subject, and `target` the value there if it is
    not a reference; fingerprints are derived from them, never from the message or the line. If the location is in a
    file that a document inherits from, `document` is the path of that document, or `inherited_by` has the paths of
    several. The finding is dropped if a finding that `unless` identifies is reported. `unused` is the key path in the
    subject of a value that cannot be used because of this fault. Findings of one rule with the same `repeats` are one
    fault of many files, such as a key that is unknown in all files of an adopted pattern.
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
    repeats: str = ""
    waived: Waived | None = None
    accepted: Accepted | None = None

    @property
    def is_suppressed(self) -> bool:
        """Whether a waiver or the baseline suppresses the finding."""
        return self.waived is not None or self.accepted is not None

    @property
    def document_path(self) -> str:
        """The path of the document that the finding is about, even if `at` is in an inherited file."""
        return self.document or self.at.path
