"""The input of every page: the doc graph, findings, and the addresses of generated pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from docgraph.analysis.as_of_view import is_retrospective, recorded_until, without_later
from docgraph.analysis.duties import Duty, duties
from docgraph.analysis.reviews import DEFAULT_FIRST_REVIEWS, FirstReviews
from docgraph.analysis.timeline import Change, later_changes
from docgraph.graph.definition_graph import DefinitionNode
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import KINDS, Person
from docgraph.model.document import PlainPage
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.site.assignment import Assignment, backup_assignments, owner_assignment
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext
from docgraph.site.source_target import SourceTarget


@dataclass(frozen=True)
class Address:
    """Name, title and path of a generated page or file.

    `path` is relative to the folder of generated pages and has no suffix. `index` is the page of that folder. `suffix`
    is the suffix of the file; for a page, of its Markdown source.
    """

    name: str
    english: str
    path: str
    suffix: str = field(default=".md", kw_only=True)

    @property
    def title(self) -> str:
        """The title in the current language."""
        return gettext(self.english)


Target = Record | PlainPage | DefinitionNode | Address | SourceTarget
"""What a link can lead to."""
Href = Callable[[Target], str]
"""Returns the relative, unescaped URL of a target; empty if the target has no page."""


@dataclass(frozen=True)
class View(Address):
    """A generated page: address, table of contents, and the function that renders its HTML."""

    render: Callable[[Site, Href], str] = field(compare=False, repr=False)
    headings: tuple[Heading, ...] = field(default=(), compare=False)
    summary: str = field(default="", compare=False)
    """Description of the page in the index; empty for a continuation page of a table."""
    table: object = field(default=None, compare=False, repr=False)
    """If the page continues a `PagedTable` whose rows can be searched together, that table."""

    is_indexed: bool = field(default=False, compare=False)
    """Whether the search of the site finds all text of the page, because what it shows has no page of its own."""

    @property
    def is_first_page(self) -> bool:
        """Whether this is the first page of a view. Only the first page has the summary of the view."""
        return bool(self.summary) or self.path == TRACEABILITY.path


@dataclass(frozen=True)
class Download(Address):
    """A generated file that is not a page, and the function that returns its content."""

    content: Callable[[], bytes] = field(compare=False, repr=False)


TRACEABILITY = Address("traceability", "Traceability index", "index")
FINDINGS = Address("findings", "Findings", "findings")
PEOPLE = Address("people", "People", "people")
REPOSITORY_AGENTS = Address("definitions", "Agents in this repository", "definitions")
DOWNLOADS = (
    Address("graph.json", "JSON", "graph", suffix=".json"),
    Address("records.csv", "records as CSV", "records", suffix=".csv"),
    Address("relations.csv", "relations as CSV", "relations", suffix=".csv"),
)
"""Data files of the site, in the folder of generated pages."""
DEFINITIONS_CSV = Address("definitions.csv", "definitions as CSV", "definitions", suffix=".csv")
"""A data file that a site has if its repository has agent definitions."""
TABLES_SCRIPT = Address("tables script", "Script of the tables", "tables", suffix=".js")
"""The script that filters and sorts tables."""
EXPLORER = Address("explorer", "Explorer", "explore")
EXPLORER_DATA = Address("explorer data", "Explorer's data", "explore/graph", suffix=".js")
EXPLORER_SCRIPT = Address("explorer script", "Explorer's script", "explore/explorer", suffix=".js")
EXPLORER_STYLE = Address("explorer style", "Explorer's style sheet", "explore/explorer", suffix=".css")
EXPLORER_FILES = (EXPLORER_DATA, EXPLORER_SCRIPT, EXPLORER_STYLE)
"""Files that only the explorer loads."""


@dataclass(frozen=True, eq=False)
class Site:
    """The result of a check, in the form that pages show.

    `contacts` is true if pages show mail addresses and phone numbers of people. `graph` excludes records and facts
    dated after the as-of date; `later_changes` contains them.
    """

    graph: DocGraph
    findings: tuple[Finding, ...] = ()
    levels: tuple[str, ...] = LEVELS
    contacts: bool = False
    first_reviews: FirstReviews = DEFAULT_FIRST_REVIEWS
    later_changes: tuple[Change, ...] = field(default=(), init=False, repr=False)
    recorded_until: date | None = field(default=None, init=False, repr=False)
    """Date of the last recorded event after the as-of date; None if there is none."""
    _declared_records: Mapping[str, Record] = field(default_factory=dict, init=False, repr=False)
    _owners: dict[str, Assignment] = field(default_factory=dict, init=False, repr=False)
    _backups: dict[str, tuple[Assignment, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        declared = self.graph
        put = partial(object.__setattr__, self)
        put("graph", without_later(declared))
        put("_declared_records", {record.ref: record for record in declared.records} if self.graph.complete else {})
        put("later_changes", tuple(later_changes(declared)))
        put("recorded_until", recorded_until(declared) if is_retrospective(declared) else None)

    def as_declared(self, record: Record) -> Record:
        """`record` as its document declares it, with values dated after the as-of date."""
        return self._declared_records.get(record.ref, record)

    def on_as_of_date(self, record: Record) -> Record | None:
        """`record` as it was on the as-of date; None if its own date is later."""
        return None if record.ref in self._later_refs else self._changed_records.get(record.ref, record)

    @cached_property
    def _later_refs(self) -> frozenset[str]:
        return frozenset(record.ref for record in self.graph.later)

    @cached_property
    def _changed_records(self) -> Mapping[str, Record]:
        return {record.ref: record for record in self.graph.records} if self.graph.complete else {}

    @cached_property
    def later_changes_by_ref(self) -> Mapping[str, list[Change]]:
        """Record ref → changes dated after the as-of date."""
        changes_by_ref: dict[str, list[Change]] = defaultdict(list)
        for change in self.later_changes:
            changes_by_ref[change.record.ref].append(change)
        return changes_by_ref

    @property
    def downloads(self) -> tuple[Address, ...]:
        """The data files of the site, in the order in which pages list them."""
        return (*DOWNLOADS, DEFINITIONS_CSV) if self.graph.definition_graph.nodes else DOWNLOADS

    @cached_property
    def unread_paths(self) -> tuple[str, ...]:
        """Sorted paths of documents that could not be parsed completely."""
        refused = {problem.document_path for problem in self.graph.problems if problem.rule_name == "unreadable-file"}
        return tuple(sorted({*self.graph.unparsed_paths, *refused}))

    def owner(self, record: Record) -> Assignment:
        """The owner of `record`, or the reason why it has none."""
        if record.ref not in self._owners:
            self._owners[record.ref] = owner_assignment(self.graph, record)
        return self._owners[record.ref]

    def backups(self, record: Record) -> tuple[Assignment, ...]:
        """The backups of `record`."""
        if record.ref not in self._backups:
            self._backups[record.ref] = backup_assignments(self.graph, record)
        return self._backups[record.ref]

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that neither a waiver nor the baseline suppresses, most severe first."""
        return tuple(finding for finding in sorted(self.findings, key=finding_sort_key) if not finding.is_suppressed)

    @cached_property
    def suppressed_findings(self) -> tuple[Finding, ...]:
        """Findings that a waiver or the baseline suppresses, most severe first."""
        return tuple(finding for finding in sorted(self.findings, key=finding_sort_key) if finding.is_suppressed)

    @cached_property
    def _findings_by_ref_and_path(self) -> tuple[Mapping[str, list[Finding]], Mapping[str, list[Finding]]]:
        by_ref: dict[str, list[Finding]] = defaultdict(list)
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for finding in (*self.open_findings, *self.suppressed_findings):
            by_ref[finding.subject].append(finding)
            for path in (finding.document_path, *finding.inherited_by):
                by_path[path].append(finding)
        return by_ref, by_path

    def findings_about(self, record: Record | DefinitionNode) -> list[Finding]:
        """Findings about a node, most severe first.

        If the record has its own page, findings about the document are included.
        """
        about = self._findings_by_ref_and_path[0].get(record.ref, [])
        if isinstance(record, DefinitionNode) or not record.place.is_own_page:
            return about
        return [*about, *(finding for finding in self.findings_in(record.path) if not finding.subject)]

    def findings_in(self, path: str) -> list[Finding]:
        """Findings whose location is in the document at `path`."""
        return self._findings_by_ref_and_path[1].get(path, [])

    @cached_property
    def owned_records(self) -> Mapping[str, list[Record]]:
        """Person ref → records that the person owns on the as-of date, sorted by kind and title."""
        owned: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(record for record in self.graph.records if record.is_live):
            person = self.owner(record).person
            if person is not None:
                owned[person.ref].append(record)
        return owned

    @cached_property
    def backed_up_records(self) -> Mapping[str, list[Record]]:
        """Person ref → records for which the person is backup.

        The person may be backup directly or as a role holder. Backups that are teams are not counted.
        """
        records_by_backup: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(record for record in self.graph.records if record.is_live):
            for backup in self.backups(record):
                if backup.person is not None and backup.target is not None and backup.target.kind != "team":
                    records_by_backup[backup.person.ref].append(record)
        return records_by_backup

    @cached_property
    def absent_owner_records(self) -> Mapping[str, list[Record]]:
        """Person ref → records that name the person as owner although the person is not active."""
        return self._records_by_owner((record for record in self.graph.records if record.is_live), "absent")

    @cached_property
    def unrecorded_owner_records(self) -> Mapping[str, list[Record]]:
        """Person ref → records that name the person as owner.

        Only records for which the documents do not record the owner on the as-of date.
        """
        return self._records_by_owner(self.graph.records, "unrecorded")

    def _records_by_owner(self, records: Iterable[Record], state: str) -> Mapping[str, list[Record]]:
        records_by_owner: dict[str, list[Record]] = defaultdict(list)
        for record in sort_nodes(records):
            owner = self.owner(record)
            if owner.state == state and isinstance(owner.target, Person):
                records_by_owner[owner.target.ref].append(record)
        return records_by_owner

    @cached_property
    def duties(self) -> list[Duty]:
        """Open duties, sorted by due date; duties without a date come last."""
        return duties(self.graph, self.first_reviews)

    @cached_property
    def duties_by_person(self) -> Mapping[str, list[Duty]]:
        """Ref of an active person → their open duties. Duties without an active assignee are under an empty text."""
        by_person: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            for ref in [person.ref for person in duty.people(self.graph)] or [""]:
                by_person[ref].append(duty)
        return by_person

    @cached_property
    def listed_records(self) -> Mapping[str, list[Record]]:
        """Document path → its records, for each document that lists several records."""
        records_by_path: dict[str, list[Record]] = defaultdict(list)
        for record in self.graph.records:
            if not record.place.is_own_page:
                records_by_path[record.path].append(record)
        return records_by_path


_ORDER = {kind.kind: number for number, kind in enumerate(KINDS)}


def finding_sort_key(finding: Finding) -> tuple[bool, int]:
    """Sort key: open findings before suppressed ones, most severe first."""
    return finding.is_suppressed, finding.severity_rank


def display_name(node: Record | PlainPage | DefinitionNode) -> str:
    """Title of a node. Without a title, the id of a record or the path of a page."""
    return node.title or (node.id if isinstance(node, Record) else node.path)


def sort_nodes(records: Iterable[Record]) -> list[Record]:
    """Records, sorted by kind and then by title."""
    return sorted(records, key=node_sort_key)


def node_sort_key(node: Record | PlainPage | DefinitionNode) -> tuple[int, str, str]:
    """Sort key: kind, case-insensitive title, ref. Other nodes come after records."""
    return _ORDER.get(node.kind, 99) if isinstance(node, Record) else 100, display_name(node).casefold(), node.ref
