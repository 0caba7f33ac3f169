"""Problems: values in documents that could not be parsed. Rules report them as findings."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class PossibleConflict(Struct, frozen=True):
    """Two lists of names that conflict if they resolve to different records of `kinds`.

    They are compared when the doc graph is built.

    - `terms` are the dates of the terms of role holders in `first`. If it is set, the lists conflict if a name in
      `second` is not a role holder on the as-of date.
    - `is_same` reverses the comparison: the lists conflict if they have a record in common.
    """

    kinds: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    terms: tuple[tuple[date | None, date | None], ...] = ()
    is_same: bool = False


class Problem(Struct, frozen=True):
    """A value in a document that could not be parsed, or that contradicts another value.

    - `rule_name` is the name of the rule that reports the problem.
    - `severity` is set if it differs from the default of the rule.
    - `subject` is the `kind:id` of the record, if known.
    - `document` is the path of the document, if `at` is in a file from which the document inherits.
    - `possible_conflicts` are checked if there are any. The problem is reported only if one of them is a conflict.
    - `at` is the location of the value, and `key` its key path in the subject.
    - `unused` is the key path of the field that stays empty because of the problem.
    - `unless` identifies findings that explain the problem.
    - `shows` is a kind and a name. If there is such a record, the problem is not reported.
    - `starts` is a date. The problem is reported only if the as-of date is earlier.
    - `ends` is a last day that the value states in a place that is not read. Until then, the problem is a warning, and
      `unused` is ignored.
    - `target` is the value at `key`, if a setting for adopted documents could map this value.
    - `is_mappable` is whether the value of an unknown key would be valid at `unused`, so that a setting could map the
      key.
    """

    rule_name: str
    at: Location
    message: str
    help: str
    subject: str = ""
    key: KeyPath = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    fix: Fix | None = None
    document: str = ""
    possible_conflicts: tuple[PossibleConflict, ...] = ()
    unused: KeyPath = ()
    unless: tuple[Cause, ...] = ()
    shows: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    target: str = ""
    is_mappable: bool = True

    @property
    def cause(self) -> Cause:
        """The `Cause` that identifies the finding for this problem.

        It is used in `unless` of the findings that this problem explains.
        """
        return Cause((self.rule_name,), self.at)

    @property
    def document_path(self) -> str:
        """The path of the document that the problem is about.

        `at` may be in another file, from which the document inherits.
        """
        return self.document or self.at.path


def file_problem(path: str, message: str, help: str, severity: Severity | None = None) -> Problem:
    """A problem with a file or folder. Its location is the start of the file."""
    return Problem("unreadable-file", Location(path, 1, 1), message, help, severity=severity)


def read_error_problem(path: str, error: OSError) -> Problem:
    """The problem that a file could not be opened or read."""
    return file_problem(path, f"the file cannot be read: {error.strerror}", "make it readable")
