"""Tools as agent files write them: one finding an agent, about tools that can change something and have no scope."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds.agent import Agent
from tests.corpus import record, result_of

SEED = 13
VARIANTS = 300
_READING = "read search get list grep glob find fetch view query lookup browse show describe".split()
_CHANGING = "write edit create delete update post send merge push deploy run publish".split()
_NOUNS = "file files issue pull_request ticket page log web row customer notebook".split()
_SERVERS = ("mcp__github__", "mcp__crm__", "github/", "mcp:jira/", "")
_SCOPES = ("services/importer", "our repositories", "docs, tests", "git status, git log", "staging/*")


def _name(rng: random.Random, verb: str) -> str:
    """A tool's name in one of the spellings of tool servers and agent hosts."""
    words = [verb, *rng.choice(_NOUNS).split("_")]
    spelled = rng.choice(("_".join(words), "".join(map(str.title, words)), "-".join(words), verb, verb.title()))
    return rng.choice(_SERVERS) + spelled


def _tools(rng: random.Random) -> list[tuple[str, str, bool]]:
    """Tools of one agent: the name, the scope, and whether it only reads."""
    made = []
    for _ in range(rng.randint(1, 7)):
        reads = rng.random() < 0.6
        scoped = rng.random() < (0.2 if reads else 0.5)
        made.append(
            (_name(rng, rng.choice(_READING if reads else _CHANGING)), rng.choice(_SCOPES) if scoped else "", reads)
        )
    if rng.random() < 0.2:
        made.append((rng.choice(("todo", "terraform/*", "mcp:github/*")), "its own plan", False))
    return made


def _formatted(rng: random.Random, tools: list[tuple[str, str, bool]]) -> str:
    texts = [f"{name} ({scope})" if scope else name for name, scope, _ in tools]
    quoted = [f'"{text}"' if set(text) & set(",*:") else text for text in texts]
    form = rng.choice(("text", "flow", "block", "maps"))
    if form == "text" and not any("*" in text or ": " in text for text in texts):
        return ", ".join(texts)
    if form == "block":
        return "".join(f"\n  - {text}" for text in quoted)
    if form == "maps":
        return "".join(
            f'\n  - {{name: "{name}"{f", scope: {chr(34)}{s}{chr(34)}" if s else ""}}}' for name, s, _ in tools
        )
    return f"[{', '.join(quoted)}]"


@pytest.mark.slow
def test_tools_keep_their_names_and_a_missing_scope_is_reported_once() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        tools = _tools(rng)
        tools_text = _formatted(rng, tools)
        files = {"a.md": record("agent", owner="jane", tools=tools_text), "jane.md": record("person")}
        result = result_of(files, select="DOC,AGT003,AGT004")
        [agent] = result.graph.all(Agent)
        bare = [name for name, scope, reads in tools if not scope and not reads]
        read = [(tool.name, tool.scope) for tool in agent.tools]
        codes = [finding.code for finding in result.findings]
        message = result.findings[0].message if result.findings else ""
        fits = read == [(name, scope) for name, scope, _ in tools] and codes == ["AGT003"] * bool(bare)
        if not fits or any(f"`{name}`" not in message for name in bare[:5]):
            wrong.append((tools_text, read, codes, message))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[0]}"


@pytest.mark.slow
def test_a_tool_that_reaches_everything_is_still_reported() -> None:
    rng, missed = random.Random(SEED), []
    for _ in range(VARIANTS):
        every = rng.choice(("*", "**", "mcp:*", "mcp__*", "*/*", "mcp:*/*"))
        scope = rng.choice(("all", "*", "everything", "/", "**/*", "Anything"))
        wide = rng.choice(
            (f'{{name: "{every}"}}', f'{{name: "{every}", scope: here}}', f'{{name: bash, scope: "{scope}"}}')
        )
        tools = [f'"{name}"' for name, _, reads in _tools(rng) if reads]
        tools.insert(rng.randint(0, len(tools)), wide)
        files = {"a.md": record("agent", owner="jane", tools=f"[{', '.join(tools)}]"), "jane.md": record("person")}
        codes = [finding.code for finding in result_of(files, select="AGT003,AGT004").findings]
        if codes != ["AGT004"]:
            missed.append((tools, codes))
    assert not missed, f"{len(missed)} of {VARIANTS}, such as {missed[0]}"


def test_what_an_agent_must_never_do_is_still_compared_with_what_it_changes() -> None:
    for access, expected in (("read-write", ["AGT004"]), ("read", []), ("read only", []), ("write", ["AGT004"])):
        tools = f"[{{name: crm, scope: services, access: {access}}}]"
        agent = record("agent", owner="jane", wont_do="[write to services/billing]", tools=tools)
        files = {"a.md": agent, "jane.md": record("person")}
        assert [finding.code for finding in result_of(files, select="AGT004").findings] == expected, access


@pytest.mark.parametrize(
    ("tool", "quoted"),
    [
        ('{name: "*", scope: here}', "*"),
        ('{name: "mcp:*", scope: all}', "mcp:*"),
        ("{name: shell, scope: all}", "all"),
        ('{name: shell, scope: "/"}', "/"),
        ("{scope: Everything}", "Everything"),
    ],
)
def test_a_decision_that_quotes_what_the_fix_names_allows_the_tool(tool: str, quoted: str) -> None:
    agent = record("agent", owner="jane", tools=f"[{tool}]")
    files = {"a.md": agent, "jane.md": record("person")}
    [finding] = result_of(files, select="AGT004").findings
    marks = " in backticks" if quoted.isalpha() else ""
    assert finding.help.endswith(f"and a `why:` that contains `{quoted}`{marks}")
    files["d.md"] = record(
        "decision", owner="jane", status="accepted", affects="agent:a", why='"all agree on Everything"'
    )
    assert result_of(files, select="AGT004").findings
    files["d.md"] = record("decision", owner="jane", status="accepted", affects="agent:a", why=f'"it needs `{quoted}`"')
    assert not result_of(files, select="AGT004").findings
