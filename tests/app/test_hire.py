"""Drafts of agent packets: what a definition states, and no finding but the missing owner."""

from __future__ import annotations

import json
from collections.abc import Mapping
from posixpath import dirname

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.analysis.tool_names import Capability, allowed_capabilities, capability_of
from docgraph.app import CheckResult, Project, check
from docgraph.app.hire import NewFiles, agents_of_file, draft_packets, skipped_agents, undocumented_agents
from docgraph.app.new_document import NewDocument
from docgraph.definitions.find import PathIndex, definition_paths, read_definitions
from docgraph.kinds.agent import Agent
from docgraph.model.definition import ToolRule
from docgraph.model.finding import Severity
from docgraph.model.settings import settings_from
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from tests.corpus import AS_OF
from tests.definitions.labelled_set import LabelledRepository, labelled_repositories

PEOPLE = SourceFile(
    "docs/people.md", b"---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}, {id: gone, left: 2026-01-01}]\n---\n"
)
ADOPT = {"profile": "adopt"}


def project_with(files: Mapping[str, str | bytes], *documents: tuple[str, str], **settings: str) -> Project:
    """A project whose repository has these files, and these documents besides its people."""
    contents = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
    found = definition_paths(contents, contents.get, PathIndex())
    definitions = tuple(
        definition
        for candidate in found
        for definition in read_definitions(candidate, contents[candidate.path], candidate.path)
    )
    sources = (PEOPLE, *(SourceFile(path, text.encode()) for path, text in documents))
    return Project(
        sources,
        settings_from(settings or ADOPT),
        AS_OF,
        "docs",
        exists=contents.__contains__,
        definitions=definitions,
        definition_contents=contents,
    )


def drafted(project: Project, owner: str = "") -> tuple[NewDocument, ...]:
    result = check(project)
    return draft_packets(
        project, result, undocumented_agents(result.graph), owner, NewFiles(lambda _: False, lambda _: False)
    )


def checked_with(project: Project, drafts: tuple[NewDocument, ...]) -> CheckResult:
    from msgspec.structs import replace

    return check(replace(project, sources=(*project.sources, *(draft.source for draft in drafts))))


def text_of(definition: str, path: str = ".claude/agents/bot.md", owner: str = "") -> str:
    """The draft for one definition."""
    (draft,) = drafted(project_with({path: definition}), owner)
    return draft.source.content.decode()


def packet_of(definition: str, path: str = ".claude/agents/bot.md") -> Agent:
    """The packet that is read from the draft for one definition."""
    project = project_with({path: definition})
    drafts = drafted(project)
    (packet,) = checked_with(project, drafts).graph.all(Agent)
    return packet


def test_a_draft_has_what_the_definition_states() -> None:
    definition = """\
---
name: release-notes
description: "Drafts notes: from merged pull requests."
tools: Read, Bash(git log:*), mcp__github__search
model: sonnet
---
You draft notes. Never push to `main`. You **must not** invent
changes.

- Do not publish.
- Publish nothing else.

```
# never
```
"""
    assert (
        text_of(definition, ".claude/agents/notes.md")
        == """\
---
kind: agent
owner:
backup:
status: proposed
purpose: "Drafts notes: from merged pull requests."
tools: [Read, "Bash(git log:*)", mcp__github__search]
model: sonnet
definitions: [.claude/agents/notes.md]
# drafts, from the instructions of the agent: review each of them
wont-do:
  - Never push to main.
  - You must not invent changes.
  - Do not publish.
---
# Release notes

Drafted by `docgraph hire`. Review the purpose, the tools and the boundaries, then delete this line.
"""
    )


@pytest.mark.parametrize(
    ("keys", "tools"),
    [
        ("", 'tools: ["*"]'),
        ("tools: []", "tools: []"),
        ("disallowedTools: Write, Edit", 'tools: [{name: "*", scope: "all but Write, Edit"}]'),
        ("tools: Read, Write, Edit\ndisallowedTools: Write", "tools: [Read]"),
        ("tools: Read\nmcpServers: [github]", "tools: [Read, github]"),
        ("tools: Read, mcp__github__search\nmcpServers: [github]", "tools: [Read, mcp__github__search]"),
        ("tools: ['yes', 'A: b', 'x {y', '- z']", "tools: [\"yes\", {name: \"A: b\"}, \"x {y\", \"- z\"]"),
    ],
)  # fmt: skip
def test_tools_of_one_host(keys: str, tools: str) -> None:
    assert f"\n{tools}\n" in text_of(f"---\nname: bot\ndescription: x\n{keys}\n---\n".replace("\n\n", "\n"))


def test_an_agent_of_several_hosts_has_the_tools_models_and_files_of_all() -> None:
    files = {
        ".claude/agents/bot.md": "---\nname: bot\ndescription: Sorts.\ntools: Read, Bash\nmodel: opus\n---\n",
        ".github/agents/bot.agent.md": "---\ndescription: Sorts mail.\ntools: [read, web]\nmodel: gpt\n---\n",
    }
    (draft,) = drafted(project_with(files))
    text = draft.source.content.decode()
    assert "\npurpose: Sorts.\ntools: [Read, Bash, web]\nmodel: [opus, gpt]\n" in text
    assert "\ndefinitions: [.claude/agents/bot.md, .github/agents/bot.agent.md]\n" in text


def test_a_host_that_does_not_state_its_tools_adds_none() -> None:
    definition = 'name = "bot"\ndescription = "Sorts."\ndeveloper_instructions = "Never delete mail. Sort it."\n'
    text = text_of(definition, ".codex/agents/bot.toml")
    assert "tools:" not in text
    assert "wont-do:\n  - Never delete mail.\n" in text


def test_the_owner_is_empty_set_or_the_one_that_the_definition_declares() -> None:
    definition = "---\ndescription: x\nmetadata:\n  owner: {}\n---\n"
    path = ".github/agents/bot.agent.md"
    assert "\nowner:\n" in text_of(definition.format("nobody"), path)
    assert "\nowner:\n" in text_of(definition.format("gone"), path)
    assert "\nowner: sam.lee\n" in text_of(definition.format("sam.lee"), path)
    assert "\nowner: jane.doe\n" in text_of(definition.format("sam.lee"), path, "jane.doe")


def test_a_packet_is_drafted_if_one_of_its_files_can_be_read() -> None:
    files = {
        ".codex/agents/bot.toml": "name =",
        ".github/agents/bot.agent.md": "---\ndescription: Sorts mail.\n---\n",
        ".github/agents/new\nline.md": "---\ndescription: Sorts mail.\n---\n",
        ".codex/agents/bad.toml": "name =",
    }
    project = project_with(files)
    (draft,) = drafted(project)
    assert "\ndefinitions: [.codex/agents/bot.toml, .github/agents/bot.agent.md]\n" in draft.source.content.decode()
    assert {agent.name for agent in skipped_agents(check(project).graph)} == {"bad", "new\nline"}


def test_agents_of_one_file_get_a_packet_each_although_their_names_are_no_ids() -> None:
    agents = {name: {"description": f"Does {name}."} for name in ("team/one", "team/two", "Third agent", "plain")}
    project = project_with({"opencode.json": json.dumps({"agent": agents})})
    drafts = drafted(project)
    assert {draft.name for draft in drafts} == {"team-one", "team-two", "third-agent", "plain"}
    found = defined_agents(checked_with(project, drafts).graph)
    assert {(agent.packet.id, len(agent.definitions)) for agent in found if agent.packet} == {
        (draft.name, 1) for draft in drafts
    }
    assert [finding.code for draft in drafts for finding in draft.findings] == ["OWN002"] * 4


def test_delegates_are_agents_with_a_packet() -> None:
    files = {
        ".claude/agents/lead.md": '---\nname: lead\ndescription: x\ntools: "Agent(a, b, c, lead)"\n---\n',
        ".claude/agents/a.md": "---\nname: a\ndescription: x\n---\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: x\n---\n",
    }
    project = project_with(files, ("docs/b2.md", "---\nkind: agent\ndefinitions: [.claude/agents/b.md]\n---\n"))
    lead = next(draft for draft in drafted(project) if draft.name == "lead")
    assert "\ndelegates-to: [a, b2]\n" in lead.source.content.decode()


def test_an_id_in_use_gets_the_plugin_or_a_number() -> None:
    agent = "---\nname: linter\ndescription: x\n---\n"
    files = {
        "one/.claude-plugin/plugin.json": '{"name": "one"}',
        "one/agents/a.md": agent,
        "two/.claude-plugin/plugin.json": '{"name": "two"}',
        "two/agents/a.md": agent,
        ".claude/agents/x.md": "---\nname: Index\ndescription: x\n---\n",
        ".claude/agents/y.md": "---\nname: Größe Prüfen\ndescription: x\n---\n",
        ".claude/agents/z.md": "---\nname: 🤖\ndescription: x\n---\n",
    }
    documents = ("docs/agents/agent.md", "# A page\n"), ("docs/agents/old.md", "---\nkind: agent\n---\n")
    project = project_with(files, *documents)
    assert {draft.name for draft in drafted(project)} == {"linter", "two-linter", "Index-2", "grosse-prufen", "agent-2"}
    assert {dirname(draft.source.path) for draft in drafted(project)} == {"docs/agents"}


def test_drafts_are_beside_most_packets_but_never_where_a_host_would_load_them() -> None:
    files = {".claude/agents/bot.md": "---\nname: bot\ndescription: x\n---\n"}
    packets = [(f"docs/robots/{name}.md", "---\nkind: agent\n---\n") for name in ("a", "b")]
    (draft,) = drafted(project_with(files, *packets, ("docs/c.md", "---\nkind: agent\n---\n")))
    assert draft.source.path == "docs/robots/bot.md"
    project = project_with(files)
    result = check(project)
    new_files = NewFiles(lambda path: path.startswith("docs/agents/"), lambda path: path.endswith("/bot.md"))
    (draft,) = draft_packets(project, result, undocumented_agents(result.graph), "", new_files)
    assert draft.source.path == "docs/agent-packets/bot-2.md"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (".claude/agents/bot.md", r"agent `b` has a packet already: docs/b.md:2:1; edit that document"),
        ("docs/people.md", "no program loads an agent from this file; run `docgraph scan`"),
        ("skills/x/SKILL.md", "defines a skill, and only agents have packets"),
        (".mcp.json", "defines MCP servers, and only agents have packets"),
        (".codex/agents/bad.toml", "cannot be read: .*; correct the file first"),
    ],
)
def test_a_file_without_an_agent_to_document_is_refused(path: str, message: str) -> None:
    files = {
        ".claude/agents/bot.md": "---\nname: bot\ndescription: x\n---\n",
        "skills/x/SKILL.md": "---\nname: x\ndescription: x\n---\n",
        ".mcp.json": '{"mcpServers": {"x": {"command": "y"}}}',
        ".codex/agents/bad.toml": "name =",
    }
    graph = check(
        project_with(files, ("docs/b.md", "---\nkind: agent\ndefinitions: [.claude/agents/bot.md]\n---\n"))
    ).graph
    with pytest.raises(SettingsError, match=message):
        agents_of_file(graph, path)


@pytest.mark.parametrize(
    ("owner", "message"),
    [("jane", "did you mean `jane.doe`"), ("gone", "is not one active person"), ("kim", "docgraph new person kim")],
)
def test_an_owner_must_be_an_active_person_or_role(owner: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        text_of("---\nname: bot\ndescription: x\n---\n", owner=owner)


@pytest.mark.slow
@pytest.mark.parametrize("repository", labelled_repositories(), ids=lambda repository: repository.name)
def test_every_draft_of_the_labelled_set_is_read_and_lacks_only_an_owner(repository: LabelledRepository) -> None:
    files = {path: (repository.tree / path).read_bytes() for path in sorted(repository.files())}
    for profile, missing in (("adopt", {"OWN002"}), ("default", {"OWN002", "OWN005"})):
        project = project_with(files, profile=profile)
        agents = undocumented_agents(check(project).graph)
        drafts = drafted(project)
        after = checked_with(project, drafts)
        for agent, draft in zip(agents, drafts, strict=True):
            codes = {finding.code for finding in draft.findings}
            severe = {finding.code for finding in draft.findings if finding.severity is Severity.ERROR}
            assert severe == missing, draft.source.path
            assert not codes & {"SHD004", "SHD005", "SHD008"}, draft.source.path
            assert profile == "default" or codes == missing
            packet = after.graph.get(draft.name, "agent")
            assert isinstance(packet, Agent)
            assert packet.path == draft.source.path
            _has_the_tools_of(packet, agent)


def _has_the_tools_of(packet: Agent, agent: DefinedAgent) -> None:
    listed = [f"{tool.name}({tool.scope})" if tool.scope else tool.name for tool in packet.tools]
    stated = [allowed for definition in agent.definitions if (allowed := allowed_capabilities(definition)) is not None]
    servers = {server for definition in agent.definitions for server in definition.servers}
    everything = Capability("everything")
    if any(everything in allowed for allowed in stated):
        assert [tool.name for tool in packet.tools] == ["*"]
    else:
        named = {capability_of(name) for name in listed if name not in servers}
        assert named == frozenset().union(*stated) - {capability_of(server) for server in servers}
    if len(agent.definitions) == 1 and agent.definitions[0].tool_rule is ToolRule.LISTED and not servers:
        definition = agent.definitions[0]
        denied = {capability_of(tool) for tool in definition.denied}
        assert listed == [tool for tool in dict.fromkeys(definition.tools) if capability_of(tool) not in denied]


# a file with a NUL is binary, and defines no agent
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\n\r\t\"'\\#:-[]{}|>*&!%@`,.<$\u2028\u00a0\u200b🙂é "),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=40,
)


@pytest.mark.slow
@settings(deadline=None)
@given(st.data())
def test_texts_of_a_definition_add_no_keys_and_no_markdown(data: st.DataObject) -> None:
    injections = (
        "x\nowner: jane.doe",
        "---\nkind: person\n---",
        "\n---\n# Other\n\n**Owner**: jane.doe\n",
        "never {{x}}",
    )
    value = st.one_of(HOSTILE, st.sampled_from(injections))
    texts = [data.draw(value) for _ in range(5)]
    quoted = ['"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"' for text in texts]
    body = "\n".join((data.draw(value), f"You must not {data.draw(value)}", f"Never {data.draw(value)}."))
    definition = (
        f"---\ndescription: {quoted[0]}\ntools: [Read, {quoted[1]}, {quoted[2]}]\n"
        f"model: {quoted[3]}\nmcp-servers: {{{quoted[4]}: {{}}}}\n---\n{body}"
    )
    project = project_with({".github/agents/bot.agent.md": definition})
    agents = undocumented_agents(check(project).graph)
    drafts = drafted(project)
    assert len(drafts) == len(agents) == 1
    (text,) = (draft.source.content.decode() for draft in drafts)
    _, front_matter, body = text.split("---\n")
    keys = [line.partition(":")[0] for line in front_matter.splitlines() if line[:1] not in " #"]
    order = ["kind", "owner", "backup", "status", "purpose", "tools", "model", "definitions", "wont-do"]
    assert keys == [key for key in order if key in keys]
    assert body.startswith("# Bot\n\nDrafted by `docgraph hire`.")
    assert [finding.code for finding in drafts[0].findings] == ["OWN002"]
    (packet,) = checked_with(project, drafts).graph.all(Agent)
    assert packet.definitions == (".github/agents/bot.agent.md",)


def test_secrets_in_instructions_are_not_copied() -> None:
    token = "ghp_" + "a1B2" * 9
    text = text_of(f"---\nname: bot\ndescription: Uses {token}\n---\nNever print {token}.\n")
    assert token not in text
    assert "ghp_..." in text


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".claude/agents/bot.md", "---\nname: bot\ndescription: Sorts.\n---\nNever push.\n"),
        (".gemini/agents/bot.md", "---\nname: bot\ndescription: Sorts.\n---\nNever push.\n"),
        (".opencode/agents/bot.md", "---\ndescription: Sorts.\n---\nNever push.\n"),
        (".github/chatmodes/bot.chatmode.md", "---\ndescription: Sorts.\n---\nNever push.\n"),
        (".codex/agents/bot.toml", 'name = "bot"\ndeveloper_instructions = """\nSort.\n\nNever push.\n"""\n'),
        (
            "opencode.json",
            '{"agent": {"bot": {"prompt": "# Sort\\n\\nNever push."}, "cat": {"prompt": "Never pull."}}}',
        ),
        ("agent.yaml", "kind: prompt\nname: bot\ninstructions: |\n  Sort.\n\n  Never push.\n"),
        ("agent.yaml", "template:\n  kind: prompt\n  name: bot\n  additionalInstructions: Never push.\n"),
        ("config/agents.yaml", "bot: {role: a, goal: Sort., backstory: Never push.}\n"),
    ],
)
def test_boundaries_are_drafted_from_the_instructions_of_each_format(path: str, content: str) -> None:
    drafts = {draft.name: draft.source.content.decode() for draft in drafted(project_with({path: content}))}
    _, _, boundaries = drafts["bot"].partition("wont-do:\n")
    assert boundaries.startswith("  - Never push.\n---\n")
