"""One misspelling gives one finding, and its fix, followed to the letter, leaves none."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from docgraph.kinds import Decision, Outcome
from docgraph.model.finding import Finding, Severity
from tests.corpus import result_of

SEED = 20261340
VARIANTS = 240
_LIST = "[{id: anna.schmidt, title: Anna Schmidt}, {id: ben, title: Ben Bell}]"
_PEOPLE = {"people.md": f"---\nkind: people\npeople: {_LIST}\n---\n"}
_NAMES = {"Schmidt, Anna": "anna.schmidt", "Bell, Ben": "ben"}
_IGNORED = ["OUT", "OWN005", "AGT", "PIR005", "WAV004", "REF004", "DEC", "RUN002"]
_REPLACE = re.compile(r"replace `([^`]+)` with `([^`]+)`")
_RENAME = re.compile(r"rename it to `([\w-]+):`")
_EXTRA = re.compile(r"add `([\w-]+)` to `extra-keys` if another program reads it")
_ITEMS = re.compile(r"write each key(?: that is not `false`)? as an item of a list: `- (\w+): [^`]+`")

Page = tuple[str, str]
"""A document, and the code of the one finding about it."""


def _name(random: Random) -> Page:
    name, id = random.choice(sorted(_NAMES.items()))
    entity = f"user:{random.choice(('default/', '', 'eng/'))}{id}"
    declared = random.choice((name, f'"{name}"', f"[{name}]", entity, f"{entity}"))
    other = next(known for known in _NAMES.values() if known != id)
    forms = (
        f"---\nkind: outcome\nowner: {declared}\n---\n# O\n",
        f"---\nkind: outcome\nowner: {other}\nbackup: {declared}\n---\n# O\n",
        f"---\nkind: outcome\n---\n# O\n\n**Owner:** {declared.strip('[]')}\n".replace('"', ""),
        f"---\nkind: runbook\nowner: {declared}\n---\n# R\n",
    )
    return random.choice(forms), "REF001"


def _action(random: Random) -> Page:
    key = random.choice(("status", "state", "completed", "closed", "finished", "resolved"))
    value = random.choice(("done", "true", "2026-10-09"))
    keys = ["what: add an alert", "owner: ben", "due: 2026-10-10", f"{key}: {value}"]
    random.shuffle(keys)
    action = "\n    ".join(keys)
    return f"---\nkind: incident\nowner: ben\ndate: 2026-10-01\nactions:\n  - {action}\n---\n# I\n", "DOC004"


def _waivers(random: Random) -> Page:
    codes = random.sample(("OUT001", "OUT002", "OUT008", "OWN005"), random.randrange(1, 4))
    parts = ["reason: the desk moves", "owner: ben", "until: 2027-01-01"]
    entries = []
    for code in codes:
        random.shuffle(parts)
        entries.append(f"  {code}:\n" + "".join(f"    {part}\n" for part in parts))
    return f"---\nkind: outcome\nowner: ben\nwaivers:\n{''.join(entries)}---\n# O\n", "DOC003"


def _tools(random: Random) -> Page:
    tools = random.sample(("read", "grep", "write", "bash", "webfetch", "edit"), random.randrange(2, 5))
    lines = [f"  {tool}: {random.choice(('true', 'true', 'false'))}\n" for tool in tools]
    return f"---\nkind: agent\nowner: ben\ntools:\n{''.join(lines)}---\n# A\n", "DOC003"


def _definition(random: Random) -> Page:
    line = random.choice(("target: vscode", "handoffs: [b]", "mcp-servers: {a: b}", "color: blue", "skills: [x]"))
    return f"---\nkind: agent\nowner: ben\n{line}\ndescription: sorts\n---\n# A\n", "DOC004"


MADE: tuple[Callable[[Random], Page], ...] = (_name, _action, _waivers, _tools, _definition)


def _checked(files: dict[str, str], extra: list[str]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {path: [] for path in files}
    settings: dict[str, Any] = {"ignore": _IGNORED, "extra-keys": extra}
    for finding in result_of(_PEOPLE | files, **settings).open_findings:
        found.setdefault(finding.at.path, []).append(finding)
    return found


def _as_items(lines: list[str], key: str) -> list[str]:
    """The lines of a map, each of its keys as an item of a list."""
    made: list[str] = []
    for line in lines:
        name, _, value = line.strip().partition(": ")
        if line.startswith("    "):
            made.append(line)
        elif line.startswith("  ") and value != "false":
            made.append(f"  - {key}: {name.rstrip(':')}")
        elif not line.startswith("  "):
            made.append(line)
    return made


def _followed(text: str, help: str) -> tuple[str, str]:
    """The document after the edit that a fix line describes, and the extra key that it adds."""
    if replacement := _REPLACE.fullmatch(help):
        return text.replace(replacement[1], replacement[2]), ""
    if items := _ITEMS.match(help):
        return "\n".join(_as_items(text.split("\n"), items[1])), ""
    if extra := _EXTRA.match(help):
        return text, extra[1]
    if name := _RENAME.fullmatch(help):
        old = re.search(r"(?:status|state|completed|closed|finished|resolved)(?=:)", text)
        return (text.replace(f"{old[0]}:", f"{name[1]}:") if old else text), ""
    raise AssertionError(help)


@pytest.mark.slow
def test_a_misspelling_is_one_finding_and_its_fix_leaves_none() -> None:
    random = Random(SEED)
    pages = {f"p{number}.md": random.choice(MADE)(random) for number in range(VARIANTS)}
    texts = {path: text for path, (text, _) in pages.items()}
    before = _checked(texts, [])
    wrong = [
        f"{texts[path]}{[(one.code, one.message) for one in before[path]]}"
        for path, (_, code) in pages.items()
        if [finding.code for finding in before[path]] != [code]
    ]
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])
    edited = {path: _followed(text, before[path][0].help) for path, text in texts.items()}
    after = _checked(
        {path: text for path, (text, _) in edited.items()}, sorted({key for _, key in edited.values() if key})
    )
    left = [f"{edited[path][0]}{found[0].message}" for path, found in after.items() if found]
    assert not left, f"{len(left)} of {VARIANTS}:\n" + "\n".join(left[:5])


def test_two_people_with_a_comma_are_two() -> None:
    for owner in ("ben, anna.schmidt", "Ben Bell, Anna Schmidt", "Zorn, Zoe", "Bell, Anna"):
        found = _checked({"o.md": f"---\nkind: outcome\nowner: {owner}\n---\n"}, [])["o.md"]
        assert "OWN007" in [finding.code for finding in found], owner


def test_a_sign_off_in_one_text_is_a_name_and_a_day() -> None:
    random = Random(SEED + 1)
    files = {}
    for number in range(VARIANTS):
        name = random.choice(("Ben Bell", "ben", "Anna Schmidt", "anna.schmidt"))
        form = random.choice(("{}, {}", "{} ({})", "{} on {}", "{}; {}", "{} - {}", "{} — {}"))
        quote = random.choice(("", "'", '"'))
        signed = f"{quote}{form.format(name, '2026-10-02')}{quote}"
        files[f"o{number}.md"] = f"---\nkind: outcome\nowner: ben\nsigned-off: {signed}\n---\n# O\n"
    result = result_of(_PEOPLE | files)
    wrong = [finding for finding in result.open_findings if finding.severity is Severity.ERROR]
    days = {str(outcome.signed_off and outcome.signed_off.on) for outcome in result.graph.all(Outcome)}
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {files[wrong[0].at.path]}{wrong[0].message}"
    assert days == {"2026-10-02"}


@pytest.mark.slow
def test_decisions_of_a_log_refer_to_each_other_by_number() -> None:
    random = Random(SEED + 2)
    wrong = []
    for _ in range(VARIANTS):
        zeros = random.choice(("", "0", "00"))
        head = random.choice(
            ("ADR-{}: {}", "Decision: ADR-{} {}", "Decision {}: {}", "ADR {} - {}", "Decision: {}. {}")
        )
        named = random.choice(("ADR-{}", "{}", "adr-{}", "ADR {}")).format(random.choice(("2", "02", "002")))
        keys = "\n\n**Date:** 2026-03-02\n**Owner:** ben\n**Status:** {}\n**Options:** a\n**Why:** b\n\n"
        titles = random.sample(("Stay", "Move the 3 desks", "Use 2 queues", "Close 1999"), 2)
        log = "".join(
            f"## {head.format(f'{zeros}{number}', title)}{keys.format(status)}"
            for number, title, status in ((1, titles[0], f"superseded by {named}"), (2, titles[1], "accepted"))
        )
        result = result_of(_PEOPLE | {"log.md": f"---\nkind: decisions\n---\n# Log\n\n{log}"})
        old, new = result.graph.all(Decision)
        targets = [link.target for link in result.graph.links_of(old, "superseded-by")]
        if targets != [new]:
            wrong.append(log)
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n{wrong[0]}"


def test_a_number_means_the_file_before_the_heading_of_a_log() -> None:
    keys = "owner: ben\ndate: 2026-03-02\noptions: [a]\nwhy: b\n"
    log = "---\nkind: decisions\n---\n# Log\n\n## ADR-2: Move\n\n**Date:** 2026-03-02\n**Owner:** ben\n"
    files = {"log.md": log, "0002-stay.md": f"---\nkind: decision\n{keys}---\n"}
    files["x.md"] = f"---\nkind: decision\n{keys}supersedes: ADR-2\n---\n"
    graph = result_of(_PEOPLE | files).graph
    [link] = [link for record in graph.all(Decision) for link in graph.links_of(record, "supersedes")]
    assert link.target is not None
    assert link.target.path == "0002-stay.md"
