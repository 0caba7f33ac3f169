"""Drafts agent packets for undocumented agents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from posixpath import basename, dirname, join

from msgspec import Struct
from msgspec.structs import replace

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.app.new_document import NewDocument, folder_of, refuse_unusable_owner, title_from_id
from docgraph.app.packet_text import packet_text
from docgraph.app.run_check import CheckResult, Project, check
from docgraph.definitions.boundaries import boundaries
from docgraph.definitions.definition_file import DefinitionFile
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.text.slug import MAX_LENGTH, id_of_name, slugify

_OTHER_FOLDER = "agent-packets"
_FOLDER_PAGES = ("index", "readme")


class NewFiles(Struct, frozen=True):
    """What the path of a new file would mean. Paths are relative to the project.

    `loads` tests whether an agent host would load an agent from the path. `exists` tests whether a file or link is
    there.
    """

    loads: Callable[[str], bool]
    exists: Callable[[str], bool]


def undocumented_agents(graph: DocGraph) -> tuple[DefinedAgent, ...]:
    """The undocumented agents for which a packet can be drafted."""
    return tuple(agent for agent in defined_agents(graph) if agent.packet is None and agent.readable_definition)


def skipped_agents(graph: DocGraph) -> tuple[DefinedAgent, ...]:
    """The undocumented agents for which no packet can be drafted.

    None of their definitions is readable, or a path has characters that a packet cannot contain.
    """
    return tuple(agent for agent in defined_agents(graph) if agent.packet is None and not agent.readable_definition)


def agents_of_file(graph: DocGraph, path: str) -> tuple[DefinedAgent, ...]:
    """The undocumented agents that a file defines. `path` is relative to the repository.

    Raises `SettingsError` if there are none.
    """
    here = [definition for definition in graph.definitions if definition.path == path]
    agents = [agent for agent in defined_agents(graph) if any(other.path == path for other in agent.definitions)]
    found = tuple(agent for agent in agents if agent.packet is None)
    unreadable = next((definition for definition in here if not definition.state.is_readable), None)
    if not agents:
        noun = "a skill" if here and here[0].node is Node.SKILL else "MCP servers"
        why = f"defines {noun}, and only agents have packets" if here else "no program loads an agent from this file"
        raise SettingsError(f"{path}: {why}; run `docgraph scan` for a list of agents")
    if unreadable is not None:
        raise SettingsError(f"{path}: cannot be read: {unreadable.problem}; correct the file first")
    if not found and agents[0].packet is not None:
        packet = agents[0].packet
        raise SettingsError(f"agent `{packet.id}` has a packet already: {packet.at('id')}; edit that document")
    return found


def draft_packets(
    project: Project, result: CheckResult, agents: Sequence[DefinedAgent], owner: str, new_files: NewFiles
) -> tuple[NewDocument, ...]:
    """Draft a packet for each of `agents`, and check the drafts.

    `result` is the result of a check of the project. Raises `SettingsError` if `owner` is not one active person or
    role, or if docgraph would not read a draft as the packet of its agent.
    """
    graph = result.graph
    if owner:
        refuse_unusable_owner(graph, Agent, owner)
    folder = _folder(result, project.docs, new_files)
    ids = _ids(graph, agents, folder, new_files)
    packets = _Packets(graph, agents, ids)
    contents = project.definition_contents
    sources = []
    for agent, packet_id in zip(agents, ids, strict=True):
        text = packet_text(
            agent.definitions,
            title_from_id(Agent, packet_id),
            owner or _declared_owner(agent, graph),
            tuple(packets.delegates(agent)),
            tuple(dict.fromkeys(_boundaries(agent.definitions, contents))),
        )
        sources.append(SourceFile(join(folder, f"{packet_id}.md"), text.encode()))
    return _checked(project, agents, sources)


def _checked(
    project: Project, agents: Sequence[DefinedAgent], sources: Sequence[SourceFile]
) -> tuple[NewDocument, ...]:
    result = check(replace(project, sources=(*project.sources, *sources)))
    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(result.open_findings, key=lambda finding: finding.severity_rank):
        about[finding.document_path].append(finding)
    bound = {
        (definition.path, definition.name): agent.packet.path if agent.packet else ""
        for agent in defined_agents(result.graph)
        for definition in agent.definitions
    }
    for agent, source in zip(agents, sources, strict=True):
        faults = (finding for finding in about[source.path] if finding.severity is Severity.ERROR)
        fault = next((finding for finding in faults if finding.code.startswith("DOC")), None)
        if fault is not None:
            raise SettingsError(f"no packet for agent `{agent.name}` can be drafted: {fault.message}; {fault.help}")
        if any(bound[definition.path, definition.name] != source.path for definition in agent.definitions):
            raise SettingsError(f"{source.path}: would not be read as the packet of agent `{agent.name}`")
    return tuple(NewDocument(source, tuple(about[source.path])) for source in sources)


def _folder(result: CheckResult, docs: str, new_files: NewFiles) -> str:
    folders = folder_of(result, Agent, docs), join(docs, _OTHER_FOLDER)
    free = (folder for folder in folders if not new_files.loads(join(folder, "agent.md")))
    return next(free, folders[-1])


def _ids(graph: DocGraph, agents: Sequence[DefinedAgent], folder: str, new_files: NewFiles) -> list[str]:
    taken = {name.casefold() for record in graph.all(Agent) for name in (record.id, *record.aliases)}
    # names that differ only in case are one file on some systems
    taken |= {basename(path).casefold().removesuffix(".md") for path in graph.texts if dirname(path) == folder}
    taken.update(_FOLDER_PAGES)
    ids = []
    for agent in agents:
        unused = (name for name in _candidates(agent) if name.casefold() not in taken)
        chosen = next(name for name in unused if not new_files.exists(join(folder, f"{name}.md")))
        taken.add(chosen.casefold())
        ids.append(chosen)
    return ids


def _candidates(agent: DefinedAgent) -> Iterator[str]:
    name = id_of_name(agent.name) or "agent"
    yield name
    within = agent.definitions[0].within
    # the last part of a folder is shorter than its path
    for scope in (within.replace(":", "/").rpartition("/")[2], within) if within else ():
        prefixed = slugify(f"{scope} {name}")
        if prefixed:
            yield prefixed
    number = 2
    while True:
        yield f"{name[: MAX_LENGTH - 10].rstrip('._-')}-{number}"
        number += 1


def _declared_owner(agent: DefinedAgent, graph: DocGraph) -> str:
    declared = (graph.get(definition.owner, "person", "role") for definition in agent.definitions if definition.owner)
    return next((record.id for record in declared if record and graph.active_person(record)), "")


class _Packets:
    def __init__(self, graph: DocGraph, drafted: Sequence[DefinedAgent], ids: Sequence[str]) -> None:
        self._ids = {_key(agent): packet_id for agent, packet_id in zip(drafted, ids, strict=True)}
        self._by_name: dict[str, dict[tuple[str, str], DefinedAgent]] = defaultdict(dict)
        for agent in defined_agents(graph):
            for definition in agent.definitions:
                self._by_name[definition.name][_key(agent)] = agent

    def delegates(self, agent: DefinedAgent) -> Iterator[str]:
        within = agent.definitions[0].within
        for name in dict.fromkeys(name for definition in agent.definitions for name in definition.delegates_to):
            others = [other for key, other in self._by_name[name].items() if key != _key(agent)]
            near = [other for other in others if other.definitions[0].within == within] or others
            packets = [other.packet.id if other.packet else self._ids.get(_key(other), "") for other in near]
            if len(packets) == 1 and packets[0]:
                yield packets[0]


def _key(agent: DefinedAgent) -> tuple[str, str]:
    return agent.name, agent.definitions[0].path


def _boundaries(definitions: Sequence[Definition], contents: Mapping[str, bytes]) -> Iterator[str]:
    for definition in definitions:
        content = contents.get(definition.at.path)
        if content is not None:
            yield from boundaries(DefinitionFile(definition.path, content), definition)
