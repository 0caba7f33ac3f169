"""Distinguishes agents with the same name. An agent host may load them from different folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import commonpath

from msgspec.structs import replace

from docgraph.model.definition import Definition, Node, ReadState


def with_scopes(definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """Set `within` of agents with the same name to their folder, so that they are different agents.

    This is done if an agent host loads the name from several folders. If there are two files for one name in a folder,
    the host loads only one of them, and the second gets a problem.
    """
    namesakes: dict[tuple[str, str], list[Definition]] = defaultdict(list)
    for definition in definitions:
        if definition.node is Node.AGENT:
            namesakes[definition.name, definition.within].append(definition)
    scopes = {key: _scopes(members) for key, members in namesakes.items() if len(members) > 1}
    return tuple(_marked_duplicates(_scoped(definition, scopes) for definition in definitions))


def _scoped(definition: Definition, scopes: Mapping[tuple[str, str], Mapping[str, str]]) -> Definition:
    by_folder = scopes.get((definition.name, definition.within)) if definition.node is Node.AGENT else None
    return replace(definition, within=by_folder[definition.folder]) if by_folder else definition


def _scopes(members: Sequence[Definition]) -> dict[str, str]:
    folders: dict[str, set[str]] = defaultdict(set)
    for definition in members:
        for host in definition.hosts:
            folders[host].add(definition.folder)
    if all(len(found) == 1 for found in folders.values()):
        return {}
    within, every = members[0].within, sorted(set().union(*folders.values()))
    # the name of a plugin already says where it is
    base = commonpath(every) if within else ""
    return {folder: ":".join(filter(None, (within, folder[len(base) :].strip("/")))) for folder in every}


def _marked_duplicates(definitions: Iterable[Definition]) -> Iterator[Definition]:
    first: dict[tuple[str, str, str, str], str] = {}
    for definition in definitions:
        key = (definition.name, definition.within, definition.format, definition.folder)
        other = first.setdefault(key, definition.path) if definition.node is Node.AGENT else definition.path
        if other == definition.path or definition.state is not ReadState.READ:
            yield definition
        else:
            yield replace(
                definition,
                problem=f"{definition.host} loads one file for agent `{definition.name}`, and `{other}` is one, too",
                problem_help="rename one of the two agents, or delete one of the files",
                problem_at=definition.place("name"),
            )
