"""Every help that gives a whole `key: value` is followed to the letter: its finding is gone, and no error is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from msgspec.structs import replace

from docgraph.model.finding import Finding, Severity
from docgraph.rules import RULES
from tests.corpus import result_of
from tests.rules.page_cases import Case, cases

SEED = 20261305
VARIANTS = 260
_STEP = re.compile(r"(?:, and |, | and )?(add|set|write|quote it:|write the id:)? ?`([a-z][\w-]*): ([^`]+)`")
_WORDS = re.compile(r"<[^<>`]+>|\.\.\.")


def steps(help: str) -> list[tuple[str, str, str]]:
    """The edits at the start of a help, up to the first other word: the verb, the key and the value of each."""
    found: list[tuple[str, str, str]] = []
    at = 0
    while (step := _STEP.match(help, at)) and (step[1] or (found and help[at:].startswith((",", " and")))):
        found.append((step[1] or found[-1][0], step[2], step[3]))
        at = step.end()
    complete = found and not any(_WORDS.search(value) or "YYYY" in value for _, _, value in found)
    rest = help[at:]
    return found if complete and not rest.startswith((" to `", " to the", " to this", ", `", ", the successor")) else []


def followed(content: str, finding: Finding) -> str | None:
    """The document after the edits of the help; None where it has no front matter of one key a line."""
    lines = content.split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        return None
    at = finding.at.line - 1
    for verb, key, value in steps(finding.help):
        end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
        if at >= end and finding.at.path and not lines[at].startswith(f"{key}:"):
            return None
        here = re.match(r"( *(?:- )?)([\w-]+)\s*:", lines[at])
        if here is None and verb != "add":
            return None
        indent = here[1] if here else ""
        same = [n for n in range(1, end) if re.match(rf"{re.escape(indent.replace('- ', '  '))}{key}\s*:", lines[n])]
        place = at if here and here[2] == key else same[0] if same and not indent else -1
        if verb != "add" and place < 0 and finding.code.startswith("DOC") and "kind" not in lines[at][:6]:
            place = at
        if verb == "add" or place < 0:
            lines.insert(at + 1 if indent else 1, f"{indent.replace('- ', '  ')}{key}: {value}")
            at += not indent
        else:
            begin = re.match(r" *(?:- )?", lines[place])
            width = len(begin[0]) if begin else 0
            below = place + 1
            while below < end and lines[below].startswith((" " * (width + 1), " " * width + "- ")):
                below += 1
            lines[place:below] = [f"{lines[place][:width]}{key}: {value}"]
    return "\n".join(lines)


def known(case: Case) -> list[Finding]:
    return list(case.run().open_findings)


def worse(case: Case) -> Iterator[str]:
    """What following a help to the letter does not mend, or makes wrong."""
    before = known(case)
    errors = {(finding.code, finding.subject) for finding in before if finding.severity is Severity.ERROR}
    # what could not be read before may have faults of its own
    read = {record.ref for record in case.run().graph.records}
    for finding in before:
        content = case.files.get(finding.at.path, b"").decode("utf-8", "replace").replace("\r\n", "\n")
        if not steps(finding.help) or (after := followed(content, finding)) is None:
            continue
        now = known(replace(case, files={**case.files, finding.at.path: after.encode()}))
        again = [one for one in now if (one.code, one.message) == (finding.code, finding.message)]
        new_errors = [
            finding
            for finding in now
            if finding.severity is Severity.ERROR and (finding.code, finding.subject) not in errors
        ]
        here = [one for one in new_errors if one.at.path == finding.at.path]
        new = [finding for finding in here if finding.subject in read or finding.code == "DOC001"]
        for one in [*again, *new]:
            yield f"{finding.code} {finding.help}\n  gives {one.code} {one.message}\n{after}"


@pytest.mark.slow
def test_help_on_the_pages_of_rules_can_be_followed() -> None:
    wrong = [text for rule in RULES for case in cases(rule.page) for text in worse(case)]
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:9])


def _decisions(random: Random, number: int) -> dict[str, str]:
    """Two decisions of which one replaces the other, and what they say of it."""

    def decision(name: str, keys: list[str]) -> str:
        known = ["kind: decision", f"id: {name}", "owner: ann", "options: [a, b]", "why: it held"]
        lines = known + [key for key in keys if key]
        random.shuffle(lines)
        return "---\n" + "\n".join(lines) + "\n---\n# D\n"

    old, new = f"old{number}", f"new{number}"
    status = random.choice(
        ("", "status: accepted", "status: superseded", "status: Accepted", "status:", "status: deprecated")
    )
    by = random.choice(("", "", f"superseded-by: {new}", f"superseded-by: [{new}]"))
    replaces = random.choice(
        (f"supersedes: {old}", f"supersedes: [{old}]", f"supersedes:\n  - {old}", "") if by else (f"supersedes: {old}",)
    )
    return {
        f"{old}.md": decision(old, ["date: 2026-01-05", status, by]),
        f"{new}.md": decision(new, ["date: 2026-03-05", "status: accepted", replaces]),
    }


def _tools(random: Random) -> str:
    """Tools in a form that people write, of which some have no scope."""
    tools = random.sample(("Edit", "Write", "Bash", "WebFetch", "deploy", "open_pr"), random.randrange(1, 4))
    tools += random.choice(([], ["Bash(git *)"], ["merge (main only)"]))
    form = random.choice(("text", "flow", "block"))
    if form == "block":
        return "".join(f"\n  - {tool}" for tool in tools)
    return f" {', '.join(tools)}" if form == "text" else f" [{', '.join(tools)}]"


@pytest.mark.slow
def test_help_about_generated_decisions_can_be_followed() -> None:
    random = Random(SEED)
    files = {"people.md": "---\nkind: people\npeople: [{id: ann}]\n---\n"}
    for number in range(VARIANTS):
        files |= _decisions(random, number)
    before = [finding for finding in result_of(files).open_findings if steps(finding.help) and finding.code == "DEC004"]
    for finding in before:
        files[finding.at.path] = followed(files[finding.at.path], finding) or ""
    now = result_of(files).open_findings
    wrong = [finding for finding in now if finding.code == "DEC004" or finding.severity is Severity.ERROR]
    assert len(before) > VARIANTS / 2
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[0].message}\n{files[wrong[0].at.path]}"


@pytest.mark.slow
def test_help_about_a_tool_can_be_followed_in_every_form() -> None:
    """One tool after the other is written as the help says, with words of one's own for what it leaves open."""
    random = Random(SEED)
    agents = {
        f"a{number}.md": f"---\nkind: agent\nowner: ann\ntools:{_tools(random)}\n---\n" for number in range(VARIANTS)
    }
    for _ in range(6):
        for finding in [finding for finding in result_of(agents).open_findings if finding.code == "AGT003"]:
            lines = agents[finding.at.path].split("\n")
            line, start = lines[finding.at.line - 1], finding.at.column - 1
            name = re.match(r"[\w-]+", line[start:])
            replacement = re.match(r"write `([^`]+)`", finding.help)
            assert name and replacement
            lines[finding.at.line - 1] = (
                line[:start] + _WORDS.sub("the docs folder", replacement[1]) + line[start + name.end() :]
            )
            agents[finding.at.path] = "\n".join(lines)
    wrong = [
        finding
        for finding in result_of(agents).open_findings
        if finding.code in ("AGT003", "DOC001", "DOC003", "DOC004", "DOC006")
    ]
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[0].message}\n{agents[wrong[0].at.path]}"
