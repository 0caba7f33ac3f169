"""The doc graph, and the methods that look up its records, references and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionGraph
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Edge, Reference, UnresolvedMention
from docgraph.graph.resolver import NameResolver
from docgraph.graph.suggestions import NameSuggestions
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.code_owners import CodeOwners
from docgraph.model.definition import Definition
from docgraph.model.document import PlainPage
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record

if TYPE_CHECKING:
    import networkx as nx

_RecordType = TypeVar("_RecordType", bound=Record)


class DocGraph(Struct, frozen=True, dict=True, eq=False, kw_only=True):
    """All records, references and relations of a project on the as-of date. Immutable.

    `build` creates it. `msgspec.structs.replace` makes a changed copy. Records are sorted by path and line.
    """

    as_of: date
    names: NameResolver
    records: tuple[Record, ...]
    collections: tuple[Record, ...] = ()
    """The documents that list several records. Each has the keys of the document itself."""
    links: tuple[Reference, ...] = ()
    edges: tuple[Edge, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    """The documents without a record."""
    unresolved_mentions: tuple[UnresolvedMention, ...] = ()
    texts: Mapping[str, Text] = {}
    """Path of a document → its text, sorted by path."""
    unparsed_paths: tuple[str, ...] = ()
    """Paths of documents in which at least one record could not be parsed."""
    definitions: tuple[Definition, ...] = ()
    """The agents, skills and MCP servers that files of the repository define, sorted by path."""
    definition_contents: Mapping[str, bytes] = {}
    """Path → content of each file with definitions, and of CODEOWNERS."""
    code_owners: CodeOwners | None = None
    """The CODEOWNERS file; None if there is none or the repository has no definitions."""
    relate_definitions: Callable[[DocGraph], DefinitionGraph] = lambda _graph: DefinitionGraph()
    """Creates the nodes and relations for `definitions`."""
    exists: Callable[[str], bool] = lambda _path: False
    """Tests whether a file of the repository exists. The path is relative to the repository."""
    follows_clock: bool = False
    """Whether the as-of date is today because no date was set. Later dates are then plans."""
    with_duplicates: DocGraph | None = None
    """A doc graph that also contains records with duplicate ids; None if there are none."""
    complete: DocGraph | None = None
    """The doc graph from which `without_later` made this graph; None for any other graph."""
    later: tuple[Record, ...] = ()
    """The records that `without_later` removed: they are dated after the as-of date."""
    changed: Mapping[str, Record] = {}
    """`kind:id` → the record that `without_later` changed to how it was on the as-of date."""

    def text(self, path: str) -> Text | None:
        """The text of the file at `path`.

        The file is a document, a file whose front matter documents inherit, or a file with definitions.
        """
        # a document that is also a definition is quoted without its private values
        return self._text_of_definition(path) or self.texts.get(path) or self.inherited.get(path)

    def _text_of_definition(self, path: str) -> Text | None:
        content = self.definition_contents.get(path)
        return None if content is None else Text.from_bytes(path, content)

    @cached_property
    def inherited(self) -> dict[str, Text]:
        """Path → text of each file whose front matter documents inherit."""
        return {inherited.path: inherited for text in self.texts.values() for inherited in text.inherited}

    @cached_property
    def adopted(self) -> dict[str, Record]:
        """Path → record of each document that has another format and is read by the `kinds` setting."""
        return {record.path: record for record in self.records if record.place.adopted}

    @cached_property
    def records_with_waivers(self) -> tuple[Record, ...]:
        """The records and collections that have waivers.

        A collection is a document that lists records.
        """
        return tuple(record for record in (*self.records, *self.collections) if record.waivers)

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        kinds: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            kinds[record.kind].append(record)
        return kinds

    @cached_property
    def _edges_of(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        out: dict[str, list[Edge]] = defaultdict(list)
        into: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            out[edge.source.ref].append(edge)
            into[edge.target.ref].append(edge)
        return out, into

    @cached_property
    def _targets(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for edge in self.edges:
            found[edge.source.ref, edge.relation].append(edge.target)
        return found

    @cached_property
    def _links_of(self) -> dict[tuple[str, str], list[Reference]]:
        found: dict[tuple[str, str], list[Reference]] = defaultdict(list)
        for link in self.links:
            for key in ("", link.key):
                found[link.source.ref, key].append(link)
        return found

    @cached_property
    def _links_to(self) -> dict[str, list[Reference]]:
        found: dict[str, list[Reference]] = defaultdict(list)
        for link in self.links:
            if link.target is not None:
                found[link.target.ref].append(link)
        return found

    def all(self, kind: type[_RecordType]) -> Sequence[_RecordType]:
        """Every record of a kind."""
        return self._by_kind.get(kind.kind, ())  # type: ignore[return-value]

    def get(self, text: str, *kinds: str) -> Record | None:
        """The record that `text` names; None if there is none, or more than one.

        `text` is an id, `kind:id`, an alias, a title, or the number in a file name.
        """
        found = self.names.resolve(text, kinds)[1]
        return self.changed.get(found.ref, found) if found is not None else None

    def record_with_ref(self, ref: str) -> Record | None:
        """The record with the `kind:id` `ref`; None if there is none."""
        found = self.names.with_ref(ref)
        return self.changed.get(ref, found) if found is not None else None

    def links_of(self, record: Record, *keys: str) -> list[Reference]:
        """The references in `record` under `keys`; without `keys`, all its references.

        A key may be nested, as in `rows.accountable`.
        """
        links = self._links_of.get((record.ref, keys[0] if len(keys) == 1 else ""), [])
        return [link for link in links if link.key in keys] if len(keys) > 1 else links

    def links_to(self, record: Record) -> list[Reference]:
        """The references that resolve to `record`."""
        return self._links_to.get(record.ref, [])

    def edges_from(self, record: Record, *relations: str) -> list[Edge]:
        """The edges that start at a record. With `relations`, only the edges of these relations."""
        return [edge for edge in self._edges_of[0].get(record.ref, ()) if not relations or edge.relation in relations]

    def edges_to(self, record: Record, *relations: str) -> list[Edge]:
        """The edges that end at a record. With `relations`, only the edges of these relations."""
        return [edge for edge in self._edges_of[1].get(record.ref, ()) if not relations or edge.relation in relations]

    def targets(self, record: Record, relation: str) -> list[Record]:
        """The records to which `relation` leads from `record`.

        For example, `targets(agent, "serves")` are the outcomes that the agent serves.
        """
        return list(self._targets.get((record.ref, relation), ()))

    def sources(self, record: Record, relation: str) -> list[Record]:
        """The records from which `relation` leads to `record`.

        For example, `sources(outcome, "serves")` are the agents that serve the outcome.
        """
        return [edge.source for edge in self.edges_to(record, relation) if isinstance(edge.source, Record)]

    def owner_of(self, record: Record, on: date | None = None) -> Person | Role | None:
        """The person or role that owns `record` on a date; they need not be active.

        None if there is no owner, or more than one. The default date is the as-of date, or the date on which the record
        ended, such as that of a met outcome, if that is earlier.
        """
        links = owner_links(self, record, on)
        owner = links[0].target if links else None
        is_single = len(links) == 1 or all(link.target is owner for link in links)
        return owner if isinstance(owner, (Person, Role)) and is_single else None

    def people_behind(self, holder: Record | None, on: date | None = None) -> tuple[Person, ...]:
        """The active people of a person, role or team on a date.

        They are the person, the role holders or the members of the team. The default date is the as-of date.
        """
        if holder is None or holder.ref in self.names.nobody:
            return ()
        key = (holder.ref, on or self.as_of)
        if key not in self._people:
            self._people[key] = self._present(holder, key[1])
        return self._people[key]

    def active_person(self, holder: Record | None, on: date | None = None) -> Person | None:
        """The only active person of a person, role or team on a date; None if there is not exactly one.

        It is the person, the role holder or the member of the team. The default date is the as-of date.
        """
        people = self.people_behind(holder, on)
        return people[0] if len(people) == 1 else None

    @cached_property
    def _people(self) -> dict[tuple[str, date], tuple[Person, ...]]:
        return {}

    @cached_property
    def owner_cache(self) -> dict[tuple[str, date | None], tuple[Reference, ...]]:
        """Results of `owner_links`: (`kind:id` of a record, date) → references to its owners."""
        return {}

    @cached_property
    def analyses(self) -> dict[str, Any]:
        """Cache of results of `docgraph.analysis` for this graph, by name of the function."""
        return {}

    def _present(self, holder: Record, day: date) -> tuple[Person, ...]:
        if isinstance(holder, Person):
            return (holder,) if holder.is_active(day) else ()
        if isinstance(holder, Role):
            named = [
                edge.target
                for edge in self.edges_from(holder, "held-by")
                if edge.path and term_covers(holder, edge.path[1], day)
            ]
        elif isinstance(holder, Team):
            named = [edge.source for edge in self.edges_to(holder, "member-of") if isinstance(edge.source, Record)]
        else:
            return ()
        return tuple(dict.fromkeys(person for record in named for person in self.people_behind(record, day)))

    def holder_of(self, record: Record, on: date | None = None) -> Person | None:
        """The active person who owns `record` on a date; None if there is not exactly one.

        The owner may be this person, or a role that the person holds. The default date is the as-of date.
        """
        return self.active_person(self.owner_of(record, on or self.as_of), on)

    @cached_property
    def suggestions(self) -> NameSuggestions:
        """An index that suggests records for misspelled names."""
        return NameSuggestions(self.records, self.names.unparsed)

    @cached_property
    def definition_graph(self) -> DefinitionGraph:
        """The nodes and relations that come from definitions of agents, created on first use."""
        return self.relate_definitions(self)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The doc graph as a NetworkX graph, created on first use.

        `networkx_export.to_networkx` describes its attributes.
        """
        from docgraph.graph.networkx_export import to_networkx

        return to_networkx(self.as_of, self.records, self.edges, self.definition_graph)


def term_covers(role: Role, index: int | str, day: date) -> bool:
    """Whether a term of a role includes `day`. `index` is the position of the term in `holders`."""
    holder = role.holders[int(index)]
    return (holder.from_ is None or holder.from_ <= day) and (holder.to is None or day < holder.to)
