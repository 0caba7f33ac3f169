"""Finds the code owners of files, and the records that describe them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.model.code_owners import CodeOwner, CodeOwners, CodeOwnersLine, Dialect
from docgraph.model.record import Record
from docgraph.text.owned_paths import owned_paths
from docgraph.text.slug import letters_of


def deciding_lines(graph: DocGraph) -> Mapping[str, tuple[CodeOwnersLine, ...]]:
    """Path of each file with definitions → the lines of CODEOWNERS that decide who owns the file.

    The last line that matches the path decides; in GitLab, the last line of each section. A line without owners is left
    out. Paths are relative to the repository. Computed once for each graph.
    """
    if "deciding_lines" not in graph.analyses:
        paths = dict.fromkeys(definition.path for definition in graph.definitions)
        owned = _OwnedPaths(graph.code_owners) if graph.code_owners else None
        graph.analyses["deciding_lines"] = {path: owned.lines(path) if owned else () for path in paths}
    found: Mapping[str, tuple[CodeOwnersLine, ...]] = graph.analyses["deciding_lines"]
    return found


class _OwnedPaths:
    def __init__(self, code_owners: CodeOwners) -> None:
        exact = code_owners.dialect is Dialect.GITLAB
        self._sections: dict[str, list[tuple[CodeOwnersLine, re.Pattern[str]]]] = defaultdict(list)
        self._excluded: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for line in reversed(code_owners.lines):
            pattern = owned_paths(line.pattern, exact=exact)
            self._sections[line.section].append((line, pattern))
            self._excluded[line.section] += [pattern] if line.excludes else []

    def lines(self, path: str) -> tuple[CodeOwnersLine, ...]:
        found = (self._in_section(section, path) for section in self._sections)
        return tuple(sorted((line for line in found if line and line.owners), key=lambda line: line.at))

    def _in_section(self, section: str, path: str) -> CodeOwnersLine | None:
        # an excluded path cannot be included again
        if any(pattern.fullmatch(path) for pattern in self._excluded[section]):
            return None
        return next((line for line, pattern in self._sections[section] if pattern.fullmatch(path)), None)


class CodeOwnerRecords:
    """Finds the record that describes a code owner.

    A handle such as `@jane-doe` belongs to the only person whose id, name, alias or mail address has the same letters
    and digits. A group belongs to the record of kind `team` with the same name.
    """

    def __init__(self, graph: DocGraph, code_owners: CodeOwners) -> None:
        self._graph = graph
        self._dialect = code_owners.dialect
        self._people: dict[str, set[Person]] = defaultdict(set)
        for person in graph.all(Person):
            for name in (person.id, person.title, person.contact, *person.aliases):
                self._people[letters_of(name)].add(person)

    def record(self, owner: CodeOwner) -> Record | None:
        """The record of a code owner: a person, role or team. None if there is none."""
        if owner.is_group:
            name = owner.name.rpartition("/")[2]
            return self._graph.get(owner.name, "team") or self._graph.get(name, "team")
        named = self._graph.get(owner.name, "person", "role", "team")
        people = self._people.get(letters_of(owner.name), set()) if owner.name else set()
        return named or (next(iter(people)) if len(people) == 1 else None)

    def is_unknown(self, owner: CodeOwner) -> bool:
        """Whether a code owner is a person whom no record describes.

        False for groups, because only the code host knows them. In GitLab, any handle may be a group. False for
        everybody if the project has no people.
        """
        may_be_group = owner.is_group or (self._dialect is Dialect.GITLAB and not owner.is_address)
        return bool(self._people) and not may_be_group and self.record(owner) is None
