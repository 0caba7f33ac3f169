"""The doc graph: every record, reference and relation of a project on one day, with lookups for rules and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Edge, Reference, UnresolvedMention
from docgraph.graph.resolver import NameResolver
from docgraph.graph.suggestions import NameSuggestions
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.document import PlainPage
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record

if TYPE_CHECKING:
    import networkx as nx

_RecordType = TypeVar("_RecordType", bound=Record)


class DocGraph(Struct, frozen=True, dict=True, eq=False, kw_only=True):
    """Every record, reference and relation of a project on the as-of date. Made by `build`, and never changed.

    Records come in the order of their paths and lines. Use `msgspec.structs.replace` for a graph that differs."""

    as_of: date
    names: NameResolver
    records: tuple[Record, ...]
    collections: tuple[Record, ...] = ()
    """The documents that list several records, as records of their own."""
    links: tuple[Reference, ...] = ()
    edges: tuple[Edge, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    """The documents without a record."""
    unresolved_mentions: tuple[UnresolvedMention, ...] = ()
    texts: Mapping[str, Text] = {}
    """The text of every document by its path, in the order of the paths."""
    unparsed_paths: tuple[str, ...] = ()
    """The documents with an entry that could not be read as a record."""
    exists: Callable[[str], bool] = lambda path: False
    """Whether a file of the repository exists, by its path from the root."""
    follows_clock: bool = False
    """Whether the as-of date is today, so that later dates in documents are plans."""
    with_duplicates: DocGraph | None = None
    """The graph with the records whose id another record has, if there are any."""
    complete: DocGraph | None = None
    """In a graph without the facts dated after the as-of date: the graph with them."""
    later: tuple[Record, ...] = ()
    """In such a graph: the records that are left out."""
    changed: Mapping[str, Record] = {}
    """In such a graph: by address, the records that have earlier values here."""

    def text(self, path: str) -> Text | None:
        """The text of the document at `path`, or of the file there from which documents inherit."""
        return self.texts.get(path) or self.inherited.get(path)

    @cached_property
    def inherited(self) -> dict[str, Text]:
        """The texts of the files from which documents inherit, by path."""
        return {inherited.path: inherited for text in self.texts.values() for inherited in text.inherited}

    @property
    def records_with_waivers(self) -> tuple[Record, ...]:
        """Whatever has waivers: records, and documents of several records as a whole."""
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
        """Every record of `kind`."""
        return self._by_kind.get(kind.kind, ())  # type: ignore[return-value]

    def get(self, text: str, *kinds: str) -> Record | None:
        """The record that `text` means (an id, `kind:id`, an alias, a title, the number of a file), or None."""
        found = self.names.resolve(text, kinds)[1]
        return self.changed.get(found.ref, found) if found is not None else None

    def links_of(self, record: Record, *keys: str) -> list[Reference]:
        """The names written in `record`, under `keys` (such as `owner` or `rows.accountable`) or anywhere."""
        links = self._links_of.get((record.ref, keys[0] if len(keys) == 1 else ""), [])
        return [link for link in links if link.key in keys] if len(keys) > 1 else links

    def links_to(self, record: Record) -> list[Reference]:
        """The names that mean `record`, wherever they are written."""
        return self._links_to.get(record.ref, [])

    def edges_from(self, record: Record, *relations: str) -> list[Edge]:
        return [edge for edge in self._edges_of[0].get(record.ref, ()) if not relations or edge.relation in relations]

    def edges_to(self, record: Record, *relations: str) -> list[Edge]:
        return [edge for edge in self._edges_of[1].get(record.ref, ()) if not relations or edge.relation in relations]

    def targets(self, record: Record, relation: str) -> list[Record]:
        """The records that `record` has `relation` to: `targets(agent, "serves")` are outcomes."""
        return list(self._targets.get((record.ref, relation), ()))

    def sources(self, record: Record, relation: str) -> list[Record]:
        """The records that have `relation` to `record`: `sources(outcome, "serves")` are agents."""
        return [edge.source for edge in self.edges_to(record, relation) if isinstance(edge.source, Record)]

    def owner_of(self, record: Record, on: date | None = None) -> Person | Role | None:
        """The one person or role that owns `record` on a day (default: the day that counts for it); present or not."""
        links = owner_links(self, record, on)
        owner = links[0].target if links else None
        is_single = len(links) == 1 or all(link.target is owner for link in links)
        return owner if isinstance(owner, (Person, Role)) and is_single else None

    def people_behind(self, holder: Record | None, on: date | None = None) -> tuple[Person, ...]:
        """The people that a person, role or team comes down to on a day (default: `as_of`), present ones only."""
        if holder is None or holder.ref in self.names.nobody:
            return ()
        key = (holder.ref, on or self.as_of)
        if key not in self._people:
            self._people[key] = self._present(holder, key[1])
        return self._people[key]

    @cached_property
    def _people(self) -> dict[tuple[str, date], tuple[Person, ...]]:
        return {}

    @cached_property
    def owner_cache(self) -> dict[tuple[str, date | None], tuple[Reference, ...]]:
        """By the address of a record and a day: what `owner_links` gave for them."""
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
        """The one present human who holds `record` on a day (default: `as_of`), themselves or in a role; else None."""
        people = self.people_behind(self.owner_of(record, on or self.as_of), on)
        return people[0] if len(people) == 1 else None

    @cached_property
    def suggestions(self) -> NameSuggestions:
        """Finds the record that a misspelled name may mean."""
        return NameSuggestions(self.records, self.names.unparsed)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The public graph, a `MultiDiGraph`: see `docgraph.graph.networkx_export.to_networkx`. Built on first use."""
        from docgraph.graph.networkx_export import to_networkx

        return to_networkx(self.as_of, self.records, self.edges)


def term_covers(role: Role, index: int | str, day: date) -> bool:
    """Whether the term of one holder of a role, by its number, covers a day."""
    holder = role.holders[int(index)]
    return (holder.from_ is None or holder.from_ <= day) and (holder.to is None or day < holder.to)
