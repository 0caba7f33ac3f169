"""Keys that another program reads from the file of an agent are never changed by `--fix`."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 31
THEIRS = (
    """
name: code-reviewer|mode: subagent|color: blue|permissionMode: plan|mcpServers: [github]|skills: [review]|infer: true
hooks: {PreToolUse: [{matcher: Bash}]}|handoffs: [planner]|agents: [planner, coder]|agents: ['*']|target: vscode
maxTurns: 5|max-turns: 5|memory: project|background: true|isolation: worktree|approved: true|disallowedTools: Bash
temperature: 0.1|argument-hint: what to review|user-invokable: false|alwaysApply: true|globs: '*.py'|prompt: review it
output: comments|version: 1|license: MIT|metadata: {team: red}
""".strip()
    .replace("\n", "|")
    .split("|")
)
OURS = "owner: jane|backup: sam|status: active|purpose: reviews code|model: opus|tools: Read, Grep|autonomy: L1".split(
    "|"
)


@pytest.mark.slow
def test_no_fix_changes_a_key_of_another_program() -> None:
    random, wrong = Random(SEED), []
    for _ in range(200):
        theirs = random.sample(THEIRS, random.randint(1, 4))
        ours = random.sample(OURS, random.randint(0, len(OURS)))
        lines = ["kind: agent", "description: Reviews changes.", *theirs, *ours]
        text = "---\n{}\n---\nYou review code.\n".format("\n".join(random.sample(lines, len(lines))))
        files = {"a.md": text, "p.md": "---\nkind: people\npeople: [{id: jane}, {id: sam}]\n---\n"}
        found = [finding for finding in result_of(files).open_findings if finding.at.path == "a.md" and finding.fix]
        wrong += [(finding.message, text) for finding in found]
    assert not wrong, f"{len(wrong)} of 200: {wrong[:5]}"


def test_the_name_that_claude_code_reads_stays_and_can_be_allowed() -> None:
    agent = "---\nname: reviewer\nkind: agent\nid: reviewer\nowner: jane\n---\n"
    files = {"a.md": agent, "p.md": "---\nkind: person\nid: jane\n---\n"}
    [finding] = [finding for finding in result_of(files).open_findings if finding.code == "DOC004"]
    assert (finding.fix, finding.severity) == (None, Severity.WARNING)
    assert "extra-keys" in finding.help
    assert not [finding for finding in result_of(files, extra_keys=["name"]).open_findings if finding.code == "DOC004"]
