"""Code owners of files, and the records of people and teams that they name."""

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
    """Path of each file with definitions → the lines of CODEOWNERS that decide who owns it.

    The last line that matches the path decides, in GitLab the last of each section. Lines without owners are left out,
    because such a path has no owner. Paths are relative to the repository. Computed once for each graph.
    """
    if "deciding_lines" not in graph.analyses:
        paths = dict.fromkeys(definition.path for definition in graph.definitions)
        owned = _OwnedPaths(graph.code_owners) if graph.code_owners else None
        graph.analyses["deciding_lines"] = {path: owned.lines(path) if owned else () for path in paths}
    found: Mapping[str, tuple[CodeOwnersLine, ...]] = graph.analyses["deciding_lines"]
    return found


class _OwnedPaths:
    """Finds the line of each section of a CODEOWNERS file that decides who owns a path: the last that matches."""

    def __init__(self, code_owners: CodeOwners) -> None:
        exact = code_owners.dialect is Dialect.GITLAB
        self._sections: dict[str, list[tuple[CodeOwnersLine, re.Pattern[str]]]] = defaultdict(list)
        self._excluded: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for line in reversed(code_owners.lines):
            pattern = owned_paths(line.pattern, exact=exact)
            self._sections[line.section].append((line, pattern))
            self._excluded[line.section] += [pattern] if line.excludes else []

    def lines(self, path: str) -> tuple[CodeOwnersLine, ...]:
        """The lines with owners that decide who owns a path, in the order of the file."""
        found = (self._in_section(section, path) for section in self._sections)
        return tuple(sorted((line for line in found if line and line.owners), key=lambda line: line.at))

    def _in_section(self, section: str, path: str) -> CodeOwnersLine | None:
        # an excluded path cannot be included again
        if any(pattern.fullmatch(path) for pattern in self._excluded[section]):
            return None
        return next((line for line, pattern in self._sections[section] if pattern.fullmatch(path)), None)


class CodeOwnerRecords:
    """Finds the records of code owners.

    A handle belongs to the person whose id, name, alias or mail address has the same letters and digits, if there is
    only one such person. A group is the record of kind `team` with its name.
    """

    def __init__(self, graph: DocGraph, code_owners: CodeOwners) -> None:
        self._graph = graph
        self._dialect = code_owners.dialect
        self._people: dict[str, set[Person]] = defaultdict(set)
        for person in graph.all(Person):
            for name in (person.id, person.title, person.contact, *person.aliases):
                self._people[letters_of(name)].add(person)

    def record(self, owner: CodeOwner) -> Record | None:
        """The person, role or team that a code owner is; None if there is none."""
        if owner.is_group:
            name = owner.name.rpartition("/")[2]
            return self._graph.get(owner.name, "team") or self._graph.get(name, "team")
        named = self._graph.get(owner.name, "person", "role", "team")
        people = self._people.get(letters_of(owner.name), set()) if owner.name else set()
        return named or (next(iter(people)) if len(people) == 1 else None)

    def is_unknown(self, owner: CodeOwner) -> bool:
        """Whether a code owner is a person whom no document describes.

        Groups are never unknown, because only the code host knows which exist. In GitLab, any handle may be a group.
        In a project without people, nobody is unknown.
        """
        may_be_group = owner.is_group or (self._dialect is Dialect.GITLAB and not owner.is_address)
        return bool(self._people) and not may_be_group and self.record(owner) is None
