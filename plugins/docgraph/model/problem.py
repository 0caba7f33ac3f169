"""Problems: parts of documents that could not be parsed. Rules turn them into findings."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class PossibleConflict(Struct, frozen=True):
    """Two lists of names of `kinds`, to be compared once the graph can resolve them.

    With `terms`, `first` are role holders, each with the dates of their term; `second` must be among those whose term
    covers the as-of date.
    """

    kinds: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    terms: tuple[tuple[date | None, date | None], ...] = ()


class Problem(Struct, frozen=True):
    """A part of a document that could not be parsed, or that contradicts another part.

    `rule_name` is the rule that reports it. `severity` is set if it depends on the key. `subject` is `kind:id` if
    known. `document` is the path of the document if the location is in a file it inherits from. With
    `possible_conflicts` it is reported only if one of them is a conflict. `unused` is the key path of the subject whose
    value cannot be used; `unless` refers to findings that explain this one. With `shows`, a kind and a title or id, it
    is reported only if there is no such record; with `starts` only before that date.
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

    @property
    def cause(self) -> Cause:
        """A reference to the finding of this problem, for findings that it explains."""
        return Cause((self.rule_name,), self.at)

    @property
    def document_path(self) -> str:
        """The path of the document that the problem is about, even if `at` is in an inherited file."""
        return self.document or self.at.path
