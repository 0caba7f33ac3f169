"""What each format defines: names, tools and models as the host of the file reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgraph.analysis.tool_names import describe_tools
from docgraph.definitions.find import DefinitionPath, read_definitions
from docgraph.definitions.formats import DEFINITION_FORMATS
from docgraph.definitions.json_values import json_values
from docgraph.model.definition import Node, ReadState, ToolRule
from tests.definitions.repository import definitions, only

CLAUDE = ".claude/agents/a.md"
COPILOT = ".github/agents/fix-tests.agent.md"
OPENCODE = ".opencode/agents/team/a.md"


def _front(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "Text.", ""))


@pytest.mark.parametrize(
    ("path", "lines", "rule", "tools"),
    [
        (CLAUDE, (), ToolRule.ALL, ()),
        (CLAUDE, ("tools:",), ToolRule.ALL, ()),
        (CLAUDE, ("tools: []",), ToolRule.NONE, ()),
        (CLAUDE, ("tools: Read, Grep",), ToolRule.LISTED, ("Read", "Grep")),
        (CLAUDE, ("tools: [Read, Grep]",), ToolRule.LISTED, ("Read", "Grep")),
        (CLAUDE, ("tools:", "  - Read", "  - Bash(git:*, ls)"), ToolRule.LISTED, ("Read", "Bash(git:*, ls)")),
        (CLAUDE, ("tools: Read, Bash(git add, git commit)",), ToolRule.LISTED, ("Read", "Bash(git add, git commit)")),
        (COPILOT, (), ToolRule.ALL, ()),
        (COPILOT, ('tools: ["*"]',), ToolRule.ALL, ("*",)),
        (COPILOT, ("tools: []",), ToolRule.NONE, ()),
        (COPILOT, ('tools: ["read", "docs/*"]',), ToolRule.LISTED, ("read", "docs/*")),
        (".gemini/agents/a.md", (), ToolRule.ALL, ()),
        (".gemini/agents/a.md", ("kind: remote",), ToolRule.UNKNOWN, ()),
        (".gemini/agents/a.md", ("tools: [read_file, mcp_docs_*]",), ToolRule.LISTED, ("read_file", "mcp_docs_*")),
        (".cursor/agents/a.md", (), ToolRule.ALL, ()),
        (OPENCODE, (), ToolRule.UNLESS_DENIED, ()),
        (OPENCODE, ("tools:", "  write: false", "  read: true"), ToolRule.UNLESS_DENIED, ("read",)),
        (OPENCODE, ("tools:", '  "*": false', "  read: true"), ToolRule.LISTED, ("read",)),
        (OPENCODE, ("permission:", '  "*": deny'), ToolRule.NONE, ()),
    ],
)
def test_which_tools_a_definition_allows(
    tmp_path: Path, path: str, lines: tuple[str, ...], rule: ToolRule, tools: tuple[str, ...]
) -> None:
    found = only(tmp_path, path, _front("name: a", "description: x", *lines))
    assert (found.tool_rule, found.tools) == (rule, tools)


@pytest.mark.parametrize(
    ("lines", "denied"),
    [
        (("tools:", "  write: false", "  read: true"), ("write",)),
        (("permission:", "  edit: deny", "  bash: ask"), ("edit",)),
        (("permission:", "  bash:", '    "git push": deny', '    "*": allow'), ()),
        (("permission:", "  bash:", '    "*": deny'), ("bash",)),
        (("permissions:", "  - {action: edit, resource: '*', effect: deny}"), ("edit",)),
        (("permissions:", "  - {action: edit, resource: 'src/**', effect: deny}"), ()),
        (
            (
                "permissions:",
                "  - {action: edit, resource: '*', effect: deny}",
                "  - {action: edit, resource: '*', effect: allow}",
            ),
            (),
        ),
    ],
)
def test_what_opencode_denies(tmp_path: Path, lines: tuple[str, ...], denied: tuple[str, ...]) -> None:
    assert only(tmp_path, OPENCODE, _front("description: x", *lines)).denied == denied


@pytest.mark.parametrize(
    ("path", "content", "described"),
    [
        (".cursor/agents/a.md", _front("name: a", "readonly: true"), "all (read-only)"),
        (".codex/agents/a.toml", 'name = "a"\nsandbox_mode = "read-only"\n', "unknown (read-only)"),
    ],
)
def test_a_mode_that_prevents_changes_is_shown_beside_the_tools(
    tmp_path: Path, path: str, content: str, described: str
) -> None:
    found = only(tmp_path, path, content)
    assert describe_tools(found) == described
    assert not found.allows_everything


@pytest.mark.parametrize(
    ("path", "lines", "name"),
    [
        (CLAUDE, ("name: linter", "description: x"), "linter"),
        (COPILOT, ("name: Fix the tests",), "fix-tests"),
        (OPENCODE, ("name: ignored",), "team/a"),
        (".opencode/agent/b.md", (), "b"),
        ("skills/lint/SKILL.md", ("description: x",), "lint"),
    ],
)
def test_the_name_by_which_a_host_knows_the_agent(tmp_path: Path, path: str, lines: tuple[str, ...], name: str) -> None:
    assert only(tmp_path, path, _front(*lines)).name == name


@pytest.mark.parametrize(
    "line",
    ["description: Use when: the tests fail", "description: *all* of them", "x: [a, b"],
)
def test_front_matter_that_yaml_rejects_is_read_entry_by_entry(tmp_path: Path, line: str) -> None:
    lines = ("name: a", line, "description: b", "tools:", "  - Read", "  - Grep", "model: opus")
    found = only(tmp_path, CLAUDE, _front(*lines))
    assert found.state is ReadState.LENIENT
    assert (found.name, found.tools, found.models) == ("a", ("Read", "Grep"), ("opus",))
    assert found.problem
    assert found.place("model").line == 8


def test_anchors_and_aliases_are_valid(tmp_path: Path) -> None:
    found = only(tmp_path, CLAUDE, _front("name: &n a", "description: *n", "tools: &t [Read]", "skills: *t"))
    assert found.state is ReadState.READ
    assert (found.name, found.description, found.tools, found.skills) == ("a", "a", ("Read",), ("Read",))


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        CLAUDE,
        b"\xef\xbb\xbf" + _front("name: a", "description: b", "tools: Read").replace("\n", "\r\n").encode(),
    )
    assert (found.name, found.tools, found.state) == ("a", ("Read",), ReadState.READ)


def test_agents_that_an_agent_delegates_to(tmp_path: Path) -> None:
    claude = only(
        tmp_path / "1",
        CLAUDE,
        _front("name: a", "description: b", "tools: Read, Agent(b, c), Task(d), Agent(*), TaskList"),
    )
    assert claude.delegates_to == ("b", "c", "d")
    lines = ("agents: [b]", "handoffs:", "  - label: Next", "    agent: c")
    assert only(tmp_path / "2", COPILOT, _front(*lines)).delegates_to == ("b", "c")


def test_only_the_names_of_servers_are_read(tmp_path: Path) -> None:
    content = """{
      // a comment
      "mcpServers": {
        "docs": {"command": "npx", "args": ["example-not-a-secret"], "env": {"A": "example-not-a-secret"}},
        "web": {"type": "http", "url": "https://user:example-not-a-secret@example.org", "headers": {"A": "b"},},
      },
    }"""
    for number, path in enumerate((".mcp.json", ".cursor/mcp.json", "opencode.jsonc")):
        text = content.replace("mcpServers", "mcp") if path.startswith("opencode") else content
        found = definitions(tmp_path / str(number), {path: text})
        assert [(definition.name, definition.node, definition.at.line) for definition in found] == [
            ("docs", Node.MCP_SERVER, 4),
            ("web", Node.MCP_SERVER, 5),
        ]
        assert "example-not-a-secret" not in repr(found)


def test_an_owner_is_read_only_where_the_format_has_room_for_one(tmp_path: Path) -> None:
    lines = ("owner: jane.doe", "author: Sam", "metadata:", "  owner: jane.doe", "  author: Sam Lee")
    copilot = only(tmp_path / "1", COPILOT, _front(*lines))
    assert (copilot.owner, copilot.author) == ("jane.doe", "Sam Lee")
    assert only(tmp_path / "2", CLAUDE, _front("name: a", "description: b", *lines)).owner == ""
    skill = only(tmp_path / "3", "a/SKILL.md", _front("name: a", *lines))
    assert (skill.owner, skill.author, skill.node) == ("jane.doe", "Sam Lee", Node.SKILL)


@pytest.mark.parametrize(
    ("path", "content", "name", "rule"),
    [
        (
            ".codex/agents/a.toml",
            'name = "a"\nsandbox_mode = "read-only"\n[mcp_servers.docs]\n',
            "a",
            ToolRule.UNKNOWN,
        ),
        ("config/agents.yaml", "writer:\n  role: Writer\n  goal: Write\n", "writer", ToolRule.NONE),
        ("langgraph.json", '{"graphs": {"main": "./a.py:graph"}, "env": {"A": "b"}}', "main", ToolRule.UNKNOWN),
        ("agent.yaml", "name: a\nkind: hosted\nmodel: gpt\n", "a", ToolRule.UNKNOWN),
        ("agent-card.json", '{"name": "a", "skills": [{"id": "s"}]}', "a", ToolRule.UNKNOWN),
    ],
)
def test_other_formats(tmp_path: Path, path: str, content: str, name: str, rule: ToolRule) -> None:
    found = only(tmp_path, path, content)
    assert (found.name, found.tool_rule, found.state) == (name, rule, ReadState.READ)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("langgraph.json", '{"dependencies": ["."]}'),
        ("agent.yaml", "apiVersion: v1\nkind: Workflow\nname: a\nmodel: x\n"),
        ("server.json", '{"name": "web", "port": 80}'),
        ("config/agents.yaml", "timeout: 5\nlist: [a]\n"),
        ("agent-card.json", '{"name": "a"}'),
        (".claude/agents/a.md", "No front matter.\n"),
    ],
)
def test_files_that_only_look_like_definitions(tmp_path: Path, path: str, content: str) -> None:
    assert definitions(tmp_path, {path: content}) == ()


@pytest.mark.parametrize(
    ("path", "content"),
    [(".codex/agents/a.toml", "name = \n"), ("opencode.json", "{"), (".mcp.json", "[1]"), (".mcp.json", "")],
)
def test_a_file_that_cannot_be_parsed_is_reported(tmp_path: Path, path: str, content: str) -> None:
    found = only(tmp_path, path, content)
    assert found.state is ReadState.UNREADABLE
    assert found.problem.startswith("the file is not valid ")


FRAGMENTS = st.sampled_from(
    [
        "---\n",
        "name: a\n",
        "tools:",
        " [",
        "]",
        "{",
        "}",
        "  - ",
        "x",
        ": ",
        "&a ",
        "*a ",
        "|\n",
        "\t",
        '"',
        "\n",
        "\r",
        "é",
    ]
)


@pytest.mark.slow
@pytest.mark.parametrize("form", DEFINITION_FORMATS, ids=lambda form: form.name)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(FRAGMENTS, max_size=30), raw=st.binary(max_size=20))
def test_no_content_raises_an_exception(form: object, parts: list[str], raw: bytes) -> None:
    name = getattr(form, "name", "")
    for content in ("".join(parts).encode(), raw, b"---\n" + "".join(parts).encode() + b"\n---\n"):
        read_definitions(DefinitionPath(".opencode/agents/a.md", name), content, "a.md")


@pytest.mark.parametrize(
    ("content", "data", "is_strict"),
    [
        ('{"a": 1, "b": [true, null, {"c": 2.50}]}', {"a": "1", "b": ["true", None, {"c": "2.50"}]}, True),
        ('{"a": "x // y", "b": "z,}"}', {"a": "x // y", "b": "z,}"}, True),
        ('{"a": "\\ud83d\\ude00", "b": "\\ud800"}', {"a": "\U0001f600", "b": "?"}, True),
        ('{"a": [1, 2,], // c\n "b": {}, /* d\n */ }', {"a": ["1", "2"], "b": {}}, False),
        ("{}", {}, True),
        ("[]", None, True),
        ("{'a': 1}", None, True),
        ('{"a": 1', None, True),
        ("[" * 100_000, None, True),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, None, True),
    ],
    ids=lambda value: str(value)[:30],
)
def test_values_of_json(content: str, data: object, is_strict: bool) -> None:
    values = json_values(content)
    assert (values and values.data) == data
    assert (values is None or values.error == "") is is_strict


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    ).map(lambda value: {"key": value, "other,}": [value]}),
    st.sampled_from([None, 1]),
)
def test_each_key_of_json_has_its_offset(data: dict[str, object], indent: int | None) -> None:
    content = json.dumps(data, indent=indent)
    values = json_values(content)
    assert values is not None
    assert not values.error
    for path, offset in values.offsets.items():
        assert json.JSONDecoder().raw_decode(content, offset)[0] == path[-1]
        inner: Any = values.data
        for key in path:
            inner = inner[key]
    assert {path for path in values.offsets if len(path) == 1} == {("key",), ("other,}",)}
