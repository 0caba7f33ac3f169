"""Handles in OWNERS_ALIASES are names of people who are known otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.app import CheckResult
from tests.adopt.project import checked, record

SETTINGS = '[people]\nfrom = ["OWNERS_ALIASES"]\n'
DECISION = (
    "---\nkind: decision\nstatus: accepted\ndate: 2024-01-02\nwhy: x\noptions: [a, b]\nowner: JaneDoe\n---\n# D\n"
)
ALIASES = """\
# teams
aliases:
  sam-lee-leads: # a group
    - JaneDoe
    - '@sam-lee'
    - stranger
  empty:
"""


def of(folder: Path, text: str, **files: str) -> CheckResult:
    return checked(folder, SETTINGS, {"/OWNERS_ALIASES": text, **{f"{name}.md": doc for name, doc in files.items()}})


def test_handles_are_names_of_known_people_and_groups_are_ignored(tmp_path: Path) -> None:
    result = of(tmp_path, ALIASES, d=DECISION)
    assert result.graph.owner_of(record(result, "decision:d")) is record(result, "person:jane.doe")
    people = {found.ref: found.aliases for found in result.graph.records if found.kind == "person"}
    assert people == {"person:jane.doe": ("jdoe", "JaneDoe"), "person:sam.lee": ("sam-lee",)}
    assert [finding.message for finding in result.findings if finding.code[:3] == "DOC"] == []
    assert result.pages == 0


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("aliases:\n  a: [b\n", "OWNERS_ALIASES:", ""),
        ("", "OWNERS_ALIASES:1:1", "this file has no map `aliases`"),
        ("aliases: [a]\n", "OWNERS_ALIASES:1:10", "this file has no map `aliases`"),
        ("aliases:\n  a: b\n  c: d\n", "OWNERS_ALIASES:2:6", "`a` is not a list of handles"),
        ("aliases:\n  a: [[b]]\n", "OWNERS_ALIASES:2:6", "`a` is not a list of handles"),
    ],
)
def test_another_form_is_one_finding(tmp_path: Path, text: str, place: str, message: str) -> None:
    [finding] = of(tmp_path, text).findings
    assert str(finding.at).startswith(place)
    assert finding.message.startswith(message)
    assert finding.help
