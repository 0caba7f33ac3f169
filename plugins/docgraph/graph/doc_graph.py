"""The trace: every record, link and edge of a project on one day, and the questions that rules and pages ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from docgraph.graph.cycles import cycle_groups
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Edge, Reference, Resolution, UnresolvedMention
from docgraph.graph.resolver import NameResolver
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.document import PlainPage
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.text.slug import is_id, normalize

if TYPE_CHECKING:
    import networkx as nx

    from docgraph.text.suggest import SuggestionIndex

_RecordType = TypeVar("_RecordType", bound=Record)


class DocGraph:
    """An immutable view of all documents, judged on `as_of`. Records come in the order of their paths and lines."""

    def __init__(
        self,
        as_of: date,
        records: tuple[Record, ...],
        collections: tuple[Record, ...],
        links: tuple[Reference, ...],
        edges: tuple[Edge, ...],
        problems: tuple[Problem, ...],
        pages: tuple[PlainPage, ...],
        names: NameResolver,
        unresolved_mentions: tuple[UnresolvedMention, ...] = (),
        texts: Mapping[str, Text] | None = None,
    ) -> None:
        self.as_of = as_of
        self.records = records
        self.collections = collections
        self.links = links
        self.edges = edges
        self.problems = problems
        self.pages = pages
        self.unresolved_mentions = unresolved_mentions
        self.exists: Callable[[str], bool] = lambda path: False
        self.follows_clock = False
        """Whether the as-of date is the day of the clock: a later date in a document is then no sign of a later day."""
        self.retrospective: bool | None = None
        self.unparsed_paths: tuple[str, ...] = ()
        """The paths of documents that hold something that gave no record."""
        self.later: tuple[Record, ...] = ()
        """The records dated after the as-of date, where this is the doc graph without them."""
        self.with_duplicates: DocGraph | None = None  # with the records that have the id of another one, if any
        self.is_reduced = False
        """Whether this is the doc graph without what is dated after the as-of date."""
        self._names = names
        self._changed: Mapping[str, Record] = {}
        self._texts = texts or {}
        self.owner_cache: dict[tuple[str, date | None], tuple[Reference, ...]] = {}
        """By the address of a record and a day: what `owner_links` gave for them."""
        self._humans: dict[tuple[str, date], tuple[Person, ...]] = {}
        self._suggestions: dict[tuple[str, ...], tuple[dict[str, str], SuggestionIndex]] = {}

    def without_later(
        self,
        records: tuple[Record, ...],
        links: tuple[Reference, ...],
        edges: tuple[Edge, ...],
        changed: Mapping[str, Record],
        later: tuple[Record, ...],
    ) -> DocGraph:
        """The same documents with fewer facts: `changed` are the records that say less, `later` those left out."""
        around = (self.problems, self.pages, self._names, self.unresolved_mentions, self._texts)
        made = DocGraph(self.as_of, records, self.collections, links, edges, *around)
        made.exists, made.follows_clock, made.unparsed_paths = self.exists, self.follows_clock, self.unparsed_paths
        made.later, made.is_reduced, made._changed = later, True, changed
        return made

    @property
    def texts(self) -> Iterable[Text]:
        """The text of every document, in the order of their paths."""
        return self._texts.values()

    def text(self, path: str) -> Text | None:
        """The text of the document at `path`, or of the file there from which documents inherit."""
        return self._texts.get(path) or self.inherited.get(path)

    def is_document(self, path: str) -> bool:
        """Whether a document is at `path`."""
        return path in self._texts

    @cached_property
    def inherited(self) -> dict[str, Text]:
        """The texts of the files from which documents inherit, by path."""
        return {inherited.path: inherited for text in self._texts.values() for inherited in text.inherited}

    @property
    def records_with_waivers(self) -> tuple[Record, ...]:
        """Whatever has waivers: records, and documents of several records as a whole."""
        return tuple(record for record in (*self.records, *self.collections) if record.waivers)

    def unresolved(self, resolution: Resolution, but: Sequence[str] = ()) -> Iterator[Reference]:
        """The names in a state, except under some relations, each once where it is written.

        The header of a table speaks for many rows: of its names, one that must be a record goes before a soft one."""
        seen = set()
        links = (link for link in self.links if link.resolution is resolution and link.rule.relation not in but)
        for link in sorted(links, key=lambda link: link.rule.soft):
            place = link.source.place
            where = (place.text.path, place.start(link.path), link.text)
            if where not in seen:
                seen.add(where)
                yield link

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
        found = self._names.resolve(text, kinds)[1]
        return self._changed.get(found.ref, found) if found is not None else None

    def unread_paths(self, text: str) -> tuple[str, ...]:
        """The documents in which a record that `text` names stands and could not be read."""
        return self._names.unparsed_paths(text)

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
        if holder is None or holder.ref in self._names.nobody:
            return ()
        key = (holder.ref, on or self.as_of)
        if key not in self._humans:
            self._humans[key] = self._present(holder, key[1])
        return self._humans[key]

    def _present(self, holder: Record, day: date) -> tuple[Person, ...]:
        if isinstance(holder, Person):
            here = (holder.joined is None or holder.joined <= day) and (holder.left is None or day < holder.left)
            return (holder,) if here else ()
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

    def cycles(self, relation: str) -> list[list[Record]]:
        """The groups of records that lead back to themselves by `relation`, each once, in the order of the records."""
        following: dict[str, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.relation == relation:
                following[edge.source.ref].append(edge.target.ref)
        return [[record for record in self.records if record.ref in group] for group in cycle_groups(following)]

    def suggest(self, text: str, *kinds: str) -> str | None:
        """The id of one of `kinds` that `text` may be a slip for, or of which alone it is a part; or None."""
        spoken, index = self._suggestion_index(kinds)
        text = normalize(text)
        owners_of_part = {spoken[name] for name in index.names_with_part(text)}
        if len(owners_of_part) == 1:
            return owners_of_part.pop()
        found = index.suggest(text)
        return spoken[found] if found else None

    def unambiguous_suggestion(self, text: str, *kinds: str) -> str | None:
        """The id of one of `kinds` that `text` surely is a slip for: one edit away, and no other is."""
        spoken, index = self._suggestion_index(kinds)
        found = index.single_edit(normalize(text))
        return spoken[found] if found else None

    def _suggestion_index(self, kinds: tuple[str, ...]) -> tuple[dict[str, str], SuggestionIndex]:
        """By each name that records of `kinds` (none: of any kind) go by, their id; and the index of those names."""
        if kinds not in self._suggestions:
            from docgraph.text.suggest import SuggestionIndex

            pool = [record for kind in kinds or tuple(self._by_kind) for record in self._by_kind.get(kind, ())]
            spoken = {normalize(name): record.id for record in pool for name in (*record.aliases, record.title) if name}
            spoken |= {name: name for name in sorted(self._names.unparsed) if is_id(name)}
            spoken |= {record.id: record.id for record in pool}
            self._suggestions[kinds] = spoken, SuggestionIndex(list(spoken))
        return self._suggestions[kinds]

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The public graph, a `MultiDiGraph`: see `docgraph.graph.networkx_export.to_networkx`. Built on first use."""
        from docgraph.graph.networkx_export import to_networkx

        return to_networkx(self.as_of, self.records, self.edges)


def term_covers(role: Role, index: int | str, day: date) -> bool:
    """Whether the term of one holder of a role, by its number, covers a day."""
    holder = role.holders[int(index)]
    return (holder.from_ is None or holder.from_ <= day) and (holder.to is None or day < holder.to)
