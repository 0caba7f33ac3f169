"""A fingerprint depends on what a finding is about: its message, its line and its neighbours leave it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from docgraph.app.run_check import CheckResult, Project, check
from docgraph.model.finding import Finding
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.rules import RULES, Rule

CORPORA = sorted((Path(__file__).parents[1] / "corpora").iterdir())
PEOPLE = "---\nkind: people\npeople:\n  - {id: jane.doe}\n  - {id: sam.lee}\n---\n"
TEAM = "---\nkind: team\nid: crew\nmembers:\n{members}\n---\n"


def run(documents: dict[str, str], rules: tuple[Rule, ...] = RULES) -> CheckResult:
    sources = tuple(SourceFile(path, text.encode()) for path, text in documents.items())
    return check(Project(sources, Settings(rules={"OUT006": "warning"}), date(2026, 11, 21), rules=rules))


def corpus(folder: Path) -> dict[str, str]:
    files = sorted(folder.rglob("*.md"))
    return {str(file.relative_to(folder)): file.read_bytes().decode("utf-8", "replace") for file in files}


def with_other_messages(rule: Rule) -> Rule:
    """The rule with other words in each of its findings."""

    @wraps(rule.check)
    def reworded(*arguments: Any, **options: Any) -> Iterable[Finding]:
        for number, finding in enumerate(rule.check(*arguments, **options)):
            yield replace(finding, message=f"{-number % 7} other words", help=f"do something else {number}")

    return replace(rule, check=reworded)


@pytest.mark.slow
@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_other_messages_change_no_fingerprint(folder: Path) -> None:
    documents = corpus(folder)
    other = run(documents, tuple(map(with_other_messages, RULES)))
    before = Counter((finding.at, finding.code, finding.fingerprint) for finding in run(documents).findings)
    after = Counter((finding.at, finding.code, finding.fingerprint) for finding in other.findings)
    assert before == after


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_each_finding_of_a_run_has_its_own_fingerprint(folder: Path) -> None:
    found = run(corpus(folder)).findings
    assert len({finding.fingerprint for finding in found}) == len(found)


def fingerprints(members: list[str]) -> dict[str, str]:
    team = TEAM.format(members="\n".join(f"  - {name}" for name in members))
    found = run({"people.md": PEOPLE, "team.md": team}).findings
    return {finding.message.split("`")[1]: finding.fingerprint for finding in found if finding.code == "REF001"}


def test_an_item_added_above_leaves_the_fingerprints_of_the_others() -> None:
    before, after = fingerprints(["zoe", "max"]), fingerprints(["jane.doe", "amy", "zoe", "max"])
    assert before and before == {name: after[name] for name in before}


def test_another_name_at_the_same_place_has_another_fingerprint() -> None:
    assert {*fingerprints(["zoe"]).values()}.isdisjoint(fingerprints(["max"]).values())


def test_another_owner_who_left_has_another_fingerprint() -> None:
    def not_active(owner: str) -> set[str]:
        people = PEOPLE.replace("}", ", left: 2026-01-01}")
        outcome = f"---\nkind: outcome\nid: warm\nowner: {owner}\n---\n"
        found = run({"people.md": people, "warm.md": outcome}).findings
        return {finding.fingerprint for finding in found if finding.code == "OWN004"}

    assert len(not_active("jane.doe")) == 1
    assert not_active("jane.doe").isdisjoint(not_active("sam.lee"))


def test_without_a_subject_the_line_counts_and_its_number_does_not() -> None:
    def unread(text: str) -> set[str]:
        found = run({"people.md": PEOPLE, "page.md": text}).findings
        return {finding.fingerprint for finding in found if not finding.subject and finding.at.path == "page.md"}

    first = unread("---\nkind: agnet\nowner: jane.doe\n---\n")
    assert first == unread("---\n# a comment\nkind: agnet\nowner: jane.doe\n---\n")
    assert first.isdisjoint(unread("---\nkind: outcmoe\nowner: jane.doe\n---\n"))
