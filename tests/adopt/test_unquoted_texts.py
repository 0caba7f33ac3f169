"""Definitions of agents with values that YAML rejects and agent hosts read."""

from __future__ import annotations

import random
from pathlib import Path
from time import process_time

import pytest
from msgspec.structs import replace

from docgraph.app import CheckResult
from docgraph.app.autofix import apply_fixes
from docgraph.model.finding import Severity
from docgraph.parse.front_matter.by_entry import entries_in, with_unquoted_texts
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, record

SETTINGS = {
    "/.claude/agents/x.md": '[kinds]\n".claude/agents/*.md" = { like = "claude-agent" }\n',
    "/.github/agents/x.agent.md": '[kinds]\n".github/agents/*.md" = { like = "copilot-agent" }\n',
}
OWNED = "owner: jane.doe\nbackup: sam.lee\n"
TEXTS = (
    "Use this agent when: the user asks.",
    'Use it. Examples: <example>user: "hi"</example>',
    "@mentions of people are sorted",
    "`grep` is its only tool",
    "%s in a message",
    "*important* changes",
    "[draft] replies to customers",
    "{name} is replaced",
    '"Undo" button of the app',
    "'tis the reviewer",
    '"unclosed',
    "> quoted: text",
)
WORDS = ("a", "Use", "when:", "it:", "<b>", "#1", '"x"', "'y'", "`z`", "@me", "*all*", "%", "|", ">", "[", "]")


def definition(text: str, more: str = OWNED) -> str:
    return f"---\nname: x\ndescription: {text}\ntools: Read, Grep\n{more}---\nYou review.\n"


def variants(seed: int, count: int) -> list[str]:
    """Texts that YAML rejects at least sometimes."""
    generator = random.Random(seed)
    return [" ".join(generator.choices(WORDS, k=generator.randint(1, 6))) for _ in range(count)]


def errors(result: CheckResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("path", SETTINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_without_quotes_is_a_warning(tmp_path: Path, path: str, text: str) -> None:
    result = checked(tmp_path, SETTINGS[path], {path: definition(text)})
    [finding] = [found for found in result.findings if found.code in ("DOC001", "SHD009")]
    assert (finding.code, finding.severity, finding.at.line) == ("DOC001", Severity.WARNING, 3)
    assert errors(result) == []
    agent = record(result, "agent:x")
    assert agent.value("purpose") == text
    assert [tool.name for tool in agent.value("tools")] == ["Read", "Grep"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_fix_quotes_the_text(tmp_path: Path, text: str) -> None:
    path, settings = next(iter(SETTINGS.items()))
    layout = layout_of(project(tmp_path, settings, {path: definition(text)}))
    fixed = apply_fixes(replace(project_at(layout, DAY), fixes_adopted=True)).result
    assert "DOC001" not in [finding.code for finding in fixed.findings]
    assert record(fixed, "agent:x").value("purpose") == text


@pytest.mark.slow
def test_variants_are_read_with_their_owner(tmp_path: Path) -> None:
    files = {f"/.claude/agents/x{number}.md": text for number, text in enumerate(variants(13, 250))}
    files = {path: definition(text).replace("name: x", f"name: x{n}") for n, (path, text) in enumerate(files.items())}
    result = checked(tmp_path, SETTINGS["/.claude/agents/x.md"], files)
    assert "DOC001" not in errors(result)
    assert all(record(result, f"agent:x{number}").value("owner") == ("jane.doe",) for number in range(250))
    assert sum(finding.code == "DOC001" for finding in result.findings) > 100


@pytest.mark.parametrize(
    ("text", "more", "code"),
    [
        ("a: b", "", "OWN002"),
        ("a: b", "owner: jane: doe\n", "REF001"),
        ("a: b", "owner: jane.doe\nowner: sam.lee\n", "DOC001"),
        ("a: b", "owner:\n  - jane.doe\n\t- sam.lee\n", "DOC001"),
        ("a: b\n<<<<<<< HEAD", OWNED, "DOC001"),
        ("a: b\n<example> c", OWNED, "DOC001"),
        ("a: b\n  c: d", OWNED, "DOC001"),
        ("a: b", f"kind: agent\n{OWNED}", "DOC001"),
        ("a: b", f"x-a: &name b\n{OWNED}", "DOC001"),
    ],
)
def test_other_faults_are_errors(tmp_path: Path, text: str, more: str, code: str) -> None:
    path, settings = next(iter(SETTINGS.items()))
    assert code in errors(checked(tmp_path, settings, {path: definition(text, more)}))


def test_an_indented_line_above_the_keys_is_an_error(tmp_path: Path) -> None:
    path, settings = next(iter(SETTINGS.items()))
    text = definition("a: b").replace("name: x", "# first\n  status: retired\nname: x")
    assert errors(checked(tmp_path, settings, {path: text})) == ["DOC001"]


def test_a_page_must_be_valid_because_mkdocs_reads_it(tmp_path: Path) -> None:
    settings = '[kinds]\n"agents/*.md" = { like = "claude-agent" }\n'
    assert errors(checked(tmp_path, settings, {"agents/x.md": definition("a: b")})) == ["DOC001"]


def test_other_adopted_files_must_be_valid(tmp_path: Path) -> None:
    settings = '[kinds]\n"bots/*.md" = "agent"\n'
    assert errors(checked(tmp_path, settings, {"/bots/x.md": definition("a: b")})) == ["DOC001"]


@pytest.mark.slow
@pytest.mark.parametrize("keys", [1_000, 60_000])
def test_many_invalid_values_are_read_in_bounded_time(keys: int) -> None:
    block = "".join(f"k{number}: a: b\n" for number in range(keys))
    begin = process_time()
    assert len(entries_in(block).data) == 1_000
    assert (with_unquoted_texts(block, 0) is not None) is (keys == 1_000)
    assert process_time() - begin < 6, "it took 0.5 s when this test was added, and 20 s without a limit"
