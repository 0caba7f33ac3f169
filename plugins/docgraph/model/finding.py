"""Findings: problems that rules report at a location, with a severity."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class Severity(StrEnum):
    """The severity of a finding. By default, only errors fail a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, higher for a lower severity."""
        return ("error", "warning", "info").index(self.value)


class Related(Struct, frozen=True):
    """Another location that belongs to a finding. `message` says why."""

    at: Location
    message: str


class Waived(Struct, frozen=True):
    """The waiver that suppresses a finding.

    `code` is the code or name of the rule, as in the waiver.
    """

    reason: str
    owner: str
    until: date
    code: str = ""


class Accepted(Struct, frozen=True):
    """The baseline entry that suppresses a finding.

    `by` is the id of the person or role who accepted the finding on the date `on`. `until` is the last day of the
    entry; None if it has no limit.
    """

    by: str
    on: date
    until: date | None = None


class Finding(Struct, frozen=True):
    """A problem at a location, with the edit that fixes it.

    A rule sets the first block of fields, the `app` layer the second.

    - `subject` is the `kind:id` of the record that the finding is about, or of a definition without a record.
    - `key` is a key path in the subject. Fingerprints are made from `key` and `target`, not from message or line.
    - `severity` is set only if it differs from the default of the rule. For example, a missing backup is an error for
      an agent and a warning for an outcome.
    - `document` is the path of the document, if the location is in another file: one from which the document inherits,
      or a definition of its agent.
    - `inherited_by` are the paths of the documents, if several documents inherit the problem.
    - `unless` identifies other findings. If one of them is reported, this finding is dropped.
    - `unused` is the key path of a value in the subject that cannot be used because of the problem.
    - `target` is the value at `key`, if that value is not a reference.
    - `merged` are the fingerprints of other findings that this finding replaces.
    - `repeats` is the same text for findings with the same reason in many files, such as an unknown key in all of them.
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
    merged: tuple[str, ...] = ()
    repeats: str = ""
    waived: Waived | None = None
    accepted: Accepted | None = None

    @property
    def is_suppressed(self) -> bool:
        """Whether a waiver or the baseline suppresses the finding."""
        return self.waived is not None or self.accepted is not None

    @property
    def severity_rank(self) -> int:
        """0 for an error, higher for a lower severity. Without a severity, 0."""
        return (self.severity or Severity.ERROR).rank

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprints by which a baseline identifies the finding."""
        return self.merged or (self.fingerprint,)

    @property
    def document_path(self) -> str:
        """The path of the document that the finding is about.

        `at` may be in another file, from which the document inherits.
        """
        return self.document or self.at.path
