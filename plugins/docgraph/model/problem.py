"""Problems: what the reader could not take at its word. They are data; DOC rules turn them into findings."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.model.cause import Cause
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.location import KeyPath, Location


class PossibleConflict(Struct, frozen=True):
    """Two lists of names for records of `kinds` that may be other names of the same ones: only the graph knows.

    With `terms`, the first list are role holders, each from one day to another; the second ones must be among those
    of the as-of date."""

    kinds: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    terms: tuple[tuple[date | None, date | None], ...] = ()


class Problem(Struct, frozen=True):
    """A part of a document that was not taken over.

    `fault` is the name of the rule that tells it. `severity` is set where it depends on the key. `subject` is
    `kind:id` as far as it is known, `document` the path of the document that inherits what is told from another file.
    With `rivals` it is a problem only if two of those differ. `unused` is the key path of the subject whose value
    cannot be used; `unless` are findings that explain this one. With `shows`, a kind and a title or an id, it is a
    problem only if there is no such record; with `starts` only before that day.
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
        """The reference to the finding of this problem, for one that it explains."""
        return Cause((self.rule_name,), self.at)

    @property
    def document_path(self) -> str:
        """The path of the document that this is about, wherever it is written."""
        return self.document or self.at.path
