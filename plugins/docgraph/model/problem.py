"""Problems: parts of documents that could not be parsed. Rules report them as findings."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class PossibleConflict(Struct, frozen=True):
    """Two lists of names. They conflict if they resolve to different records of `kinds`.

    The lists are compared when the graph is built. `terms` are the first and last days of the terms of the role holders
    in `first`. If `terms` is set, the lists conflict if a name in `second` is not a role holder on the as-of date. If
    `is_same` is set, the lists conflict if they resolve to a common record.
    """

    kinds: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    terms: tuple[tuple[date | None, date | None], ...] = ()
    is_same: bool = False


class Problem(Struct, frozen=True):
    """A part of a document that could not be parsed, or that contradicts another part.

    - `rule_name` is the rule that reports the problem.
    - `severity` is set if it differs from the rule's default.
    - `subject` is the ref of the record, if known.
    - `document` is the path of the document, if `at` is in a file that the document inherits from.
    - `possible_conflicts`, if set, must include an actual conflict for the problem to be reported.
    - `unused` is the key path in the subject of a value that cannot be used.
    - `unless` identifies findings that explain this problem.
    - `shows` is a kind and a title or id. If there is such a record, the problem is not reported.
    - `starts` is a date. The problem is reported only if the as-of date is earlier.
    - `ends` is a last day that is not read. Until then, the problem is a warning, and `unused` does not count.
    - `target` is the value at `key`, if the settings of an adopted document could map it.
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

    @property
    def cause(self) -> Cause:
        """The cause that identifies the finding for this problem.

        Findings that this problem explains refer to this cause.
        """
        return Cause((self.rule_name,), self.at)

    @property
    def document_path(self) -> str:
        """The path of the document that the problem is about, even if `at` is in an inherited file."""
        return self.document or self.at.path


def file_problem(path: str, message: str, help: str, severity: Severity | None = None) -> Problem:
    """A problem with the file or folder at `path`, at its beginning."""
    return Problem("unreadable-file", Location(path, 1, 1), message, help, severity=severity)


def read_error_problem(path: str, error: OSError) -> Problem:
    """The problem with a file that could not be opened or read."""
    return file_problem(path, f"the file cannot be read: {error.strerror}", "make it readable")
