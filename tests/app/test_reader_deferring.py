"""Two findings of the reader at one location or about one unread record: with one rule off, the other is reported."""

from __future__ import annotations

import random

import pytest

from docgraph.app import CheckResult
from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED, COUNT = 20261306, 240
PEOPLE = "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}]\n---\n"


def read_otherwise(dice: random.Random) -> tuple[str, set[str]]:
    """A date that cannot be read, and that other readers of YAML take for a number or a truth value."""
    value = dice.choice(
        (
            f"0{dice.randint(1, 7)}{dice.randint(0, 7)}",
            f"{dice.randint(1, 99)}_000",
            "0x1F",
            "12:30",
            "0b101",
            "yes",
            "off",
        )
    )
    key = dice.choice(("due: {}", "due:  {}", "due: {}  # when", "result: {{value: ok, by: jane.doe, on: {}}}"))
    line = key.format(value)
    return f"---\nkind: outcome\nowner: jane.doe\n{line}\n---\n# O\n", {"DOC007", "DOC011"}


def misspelled_log(dice: random.Random) -> tuple[str, set[str]]:
    """A decision log of which no heading opens an entry."""
    word = dice.choice(("Decison", "Desicion", "Decission", "Decison", "Decisino"))
    lines = []
    for title in dice.sample(("Keep it", "Stop it", "Use a queue"), dice.randint(1, 3)):
        lines += [f"## {word}: {title}", "", f"**{dice.choice(('Owner', 'Context'))}**: jane.doe", ""]
    return "---\nkind: decisions\n---\n# Log\n\n" + "\n".join(lines), {"DOC004", "DOC003"}


def misspelled_kind_of_a_list(dice: random.Random) -> tuple[str, set[str]]:
    """A kind that is none, or a key that is nearly `kind`, above a list of records."""
    plural, misspellings = dice.choice((("agents", ("agnets", "agentss")), ("outcomes", ("outcmes", "outcoms"))))
    first, code = dice.choice(((f"kind: {dice.choice(misspellings)}", "DOC002"), (f"knid: {plural}", "DOC004")))
    entries = "".join(f"  - {{id: a-{number}, owner: gone}}\n" for number in range(dice.randint(1, 3)))
    return f"---\n{first}\n{plural}:\n{entries}---\n# Page\n", {code, "DOC003"}


def _codes(result: CheckResult, path: str) -> set[str]:
    return {finding.code for finding in result.findings if finding.at.path == path}


@pytest.mark.slow
def test_no_finding_of_the_reader_disappears_when_another_rule_is_off() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        content, codes = dice.choice((read_otherwise, misspelled_log, misspelled_kind_of_a_list))(dice)
        files = {"docs/people.md": PEOPLE, "docs/page.md": content}
        full = _codes(result_of(files), "docs/page.md") & codes
        without = {code: _codes(result_of(files, rules={code: "off"}), "docs/page.md") & codes for code in codes}
        if not full or any(found != codes - {code} for code, found in without.items()):
            red.append((content, full, without))
    assert not red, f"{len(red)} of {COUNT}: {red[:3]}"


def test_a_misspelled_kind_above_a_list_is_one_error() -> None:
    result = result_of({"docs/people.md": PEOPLE, "docs/page.md": "---\nkind: agnets\nagents: [{id: a}]\n---\n"})
    assert [(finding.code, finding.severity) for finding in result.findings if finding.at.path == "docs/page.md"] == [
        ("DOC002", Severity.ERROR)
    ]
