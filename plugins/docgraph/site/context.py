"""What pages are made from: a trace with its findings, the addresses of generated pages, links to everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from docgraph.analysis.as_of_view import is_retrospective, recorded_until, without_later
from docgraph.analysis.duties import Duty, duties
from docgraph.analysis.reviews import DEFAULT_FIRST_REVIEWS, FirstReviews
from docgraph.analysis.timeline import Change, later_changes
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.lifecycle import is_live
from docgraph.kinds import KINDS, Person
from docgraph.model.document import PlainPage
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.site.i18n import said
from docgraph.site.ownership import Holding, backups, owner_of


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    level: int
    id: str
    english: str

    @property
    def text(self) -> str:
        """In the language that is written now."""
        return said(self.english)


@dataclass(frozen=True)
class Address:
    """Where a generated page lies: `path` in the folder of generated pages, no suffix, `index` for its own page.

    `suffix` is that of a page's source, or of a file that is no page."""

    name: str
    english: str
    path: str
    suffix: str = field(default=".md", kw_only=True)

    @property
    def title(self) -> str:
        """What it is called, in the language that is written now."""
        return said(self.english)


Href = Callable[[Record | PlainPage | Address], str]
"""The relative URL from the page being made to a target, not yet escaped as HTML; empty where it has no page."""


@dataclass(frozen=True)
class View(Address):
    """A generated page: its address, what makes its HTML (with a first heading), and its table of contents."""

    render: Callable[[Site, Href], str] = field(compare=False, repr=False)
    headings: tuple[Heading, ...] = field(default=(), compare=False)
    tells: str = field(default="", compare=False)
    """What the index says of it; empty for the pages that go on with another."""
    table: object = field(default=None, compare=False, repr=False)
    """The table that goes on with this page, where all of its rows can be searched."""


@dataclass(frozen=True)
class Download(Address):
    """A generated file that is no page, and what makes it."""

    content: Callable[[], bytes] = field(compare=False, repr=False)


TRACEABILITY = Address("traceability", "Traceability index", "index")
FINDINGS = Address("findings", "Findings", "findings")
PEOPLE = Address("people", "People", "people")
DOWNLOADS = (
    Address("graph.json", "JSON", "graph", suffix=".json"),
    Address("records.csv", "records as CSV", "records", suffix=".csv"),
    Address("relations.csv", "relations as CSV", "relations", suffix=".csv"),
)
"""The data of the site, in the folder of generated pages."""
TABLES_SCRIPT = Address("tables script", "Script of the tables", "tables", suffix=".js")
"""What filters and sorts the tables of a view."""
EXPLORER = Address("explorer", "Explorer", "explore")
EXPLORER_DATA = Address("explorer data", "Explorer's data", "explore/graph", suffix=".js")
EXPLORER_SCRIPT = Address("explorer script", "Explorer's script", "explore/explorer", suffix=".js")
EXPLORER_STYLE = Address("explorer style", "Explorer's style sheet", "explore/explorer", suffix=".css")
EXPLORER_FILES = (EXPLORER_DATA, EXPLORER_SCRIPT, EXPLORER_STYLE)
"""What the explorer alone loads."""


@dataclass(frozen=True, eq=False)
class Site:
    """A checked project as readers see it. With `contacts`, mail addresses and phone numbers of people are shown.

    `trace` is without what documents date after the as-of date; `later` has that."""

    trace: DocGraph
    findings: tuple[Finding, ...] = ()
    levels: tuple[str, ...] = LEVELS
    contacts: bool = False
    first_reviews: FirstReviews = DEFAULT_FIRST_REVIEWS
    later: tuple[Change, ...] = field(default=(), init=False, repr=False)
    recorded_until: date | None = field(default=None, init=False, repr=False)
    """The last day on which something happened by the documents, where they are of a later day than the as-of date."""
    _declared: Mapping[str, Record] = field(default_factory=dict, init=False, repr=False)
    _owners: dict[str, Holding] = field(default_factory=dict, init=False, repr=False)
    _backups: dict[str, tuple[Holding, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        declared = self.trace
        put = partial(object.__setattr__, self)
        put("trace", without_later(declared))
        put("_declared", {record.ref: record for record in declared.records} if self.trace.is_reduced else {})
        put("later", tuple(later_changes(declared)))
        put("recorded_until", recorded_until(declared) if is_retrospective(declared) else None)

    def declared(self, record: Record) -> Record:
        """`record` with what is dated after the as-of date."""
        return self._declared.get(record.ref, record)

    def known(self, record: Record) -> Record | None:
        """`record` as it was on the as-of date; None for one that is dated later."""
        return None if record.ref in self._later_refs else self._changed.get(record.ref, record)

    @cached_property
    def _later_refs(self) -> frozenset[str]:
        return frozenset(record.ref for record in self.trace.later)

    @cached_property
    def _changed(self) -> Mapping[str, Record]:
        return {record.ref: record for record in self.trace.records} if self.trace.is_reduced else {}

    @cached_property
    def later_about(self) -> Mapping[str, list[Change]]:
        """By the address of a record: what documents date after the as-of date."""
        found: dict[str, list[Change]] = defaultdict(list)
        for change in self.later:
            found[change.record.ref].append(change)
        return found

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The paths of documents that could not be read, in whole or in part."""
        refused = {problem.document_path for problem in self.trace.problems if problem.rule_name == "unreadable-file"}
        return tuple(sorted({*self.trace.unparsed_paths, *refused}))

    def owner(self, record: Record) -> Holding:
        """Who holds `record`, or why nobody does."""
        if record.ref not in self._owners:
            self._owners[record.ref] = owner_of(self.trace, record)
        return self._owners[record.ref]

    def backups(self, record: Record) -> tuple[Holding, ...]:
        """Who stands in for the owner of `record`."""
        if record.ref not in self._backups:
            self._backups[record.ref] = backups(self.trace, record)
        return self._backups[record.ref]

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that no waiver hides, the most severe first."""
        return tuple(finding for finding in sorted(self.findings, key=weight) if not finding.waived)

    @cached_property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver hides."""
        return tuple(finding for finding in sorted(self.findings, key=weight) if finding.waived)

    @cached_property
    def _findings(self) -> tuple[Mapping[str, list[Finding]], Mapping[str, list[Finding]]]:
        subjects: dict[str, list[Finding]] = defaultdict(list)
        places: dict[str, list[Finding]] = defaultdict(list)
        for finding in (*self.standing, *self.waived):
            subjects[finding.subject].append(finding)
            for path in (finding.document_path, *finding.inherited_by):
                places[path].append(finding)
        return subjects, places

    def findings_about(self, record: Record) -> list[Finding]:
        """The findings about `record`; on its own page also those about the file. The most severe come first."""
        about = self._findings[0].get(record.ref, [])
        if not record.place.is_own_page:
            return about
        return [*about, *(finding for finding in self.findings_in(record.path) if not finding.subject)]

    def findings_in(self, path: str) -> list[Finding]:
        """The findings that point into the file at `path`."""
        return self._findings[1].get(path, [])

    @cached_property
    def held(self) -> Mapping[str, list[Record]]:
        """By the address of a person: what they hold on the as-of date, in the order of titles."""
        held: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(record for record in self.trace.records if is_live(record)):
            person = self.owner(record).person
            if person is not None:
                held[person.ref].append(record)
        return held

    @cached_property
    def backed(self) -> Mapping[str, list[Record]]:
        """By the address of a person: what they stand in for themselves or in a role, not with a team."""
        backed: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(record for record in self.trace.records if is_live(record)):
            for backup in self.backups(record):
                if backup.person is not None and backup.target is not None and backup.target.kind != "team":
                    backed[backup.person.ref].append(record)
        return backed

    @cached_property
    def named(self) -> Mapping[str, list[Record]]:
        """By the address of a person: what names them as owner although they are not present to hold it."""
        named: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(record for record in self.trace.records if is_live(record)):
            owner = self.owner(record)
            if owner.state == "absent" and isinstance(owner.target, Person):
                named[owner.target.ref].append(record)
        return named

    @cached_property
    def unrecorded(self) -> Mapping[str, list[Record]]:
        """By the address of a person: what names them as owner now, while its owner on the as-of date is unknown."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(self.trace.records):
            owner = self.owner(record)
            if owner.state == "unrecorded" and isinstance(owner.target, Person):
                found[owner.target.ref].append(record)
        return found

    @cached_property
    def duties(self) -> list[Duty]:
        """What is due and not done, the longest overdue first, what has no day last."""
        return duties(self.trace, self.first_reviews)

    @cached_property
    def documents(self) -> Mapping[str, list[Record]]:
        """By path: the records that a document of several records holds."""
        documents: dict[str, list[Record]] = defaultdict(list)
        for record in self.trace.records:
            if not record.place.is_own_page:
                documents[record.path].append(record)
        return documents


_ORDER = {kind.kind: number for number, kind in enumerate(KINDS)}


def weight(finding: Finding) -> tuple[bool, int]:
    """Sorts findings: those that count before waived ones, the most severe first; the sort keeps places in order."""
    return finding.waived is not None, finding.severity.rank if finding.severity else 1


def display_name(node: Record | PlainPage) -> str:
    """What readers call a record or a page."""
    return node.title or (node.id if isinstance(node, Record) else node.path)


def sort_nodes(records: Iterable[Record]) -> list[Record]:
    """The records by kind, then by title."""
    return sorted(records, key=rank)


def rank(node: Record | PlainPage) -> tuple[int, str, str]:
    """Sorts records: by kind, then by title without regard to case, then by address; pages come last."""
    return _ORDER.get(node.kind, 99) if isinstance(node, Record) else 100, display_name(node).casefold(), node.ref
