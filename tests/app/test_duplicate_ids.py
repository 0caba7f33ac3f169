"""A record with the id of another one needs an owner as any other does."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 29
PEOPLE = (
    "---\nkind: people\npeople: [{id: jane}, {id: sam}, {id: gone, left: 2026-01-31}, {id: dev, title: Vacant}]\n---\n"
)
ROLES = "---\nkind: roles\nroles: [{id: lead, holders: [jane]}, {id: empty, holders: [gone]}]\n---\n"
ABOUT_OWNERS = ("OWN", "REF001", "DEC001", "PIR001", "RUN001", "CTX003")
KINDS = "agent outcome runbook decision incident context-pack".split()
OWNED = ["owner: jane", "owner: sam", "owner: lead"]
OWNERLESS = ["", "owner: gone", "owner: nina", "owner: [jane, sam]", "owner: dev", "owner: empty", "owner: everyone"]


def entry(random: Random, kind: str, line: str) -> str:
    dated = ["date: 2026-10-01"] if kind in ("decision", "incident") else []
    return "\n".join([f"kind: {kind}", random.choice(["id: x", "id: X"]), *dated, *([line] if line else [])])


@pytest.mark.slow
def test_each_record_of_an_id_is_checked_for_its_owner() -> None:
    random, wrong, checked_records = Random(SEED), [], 0
    for _ in range(60):
        files, ownerless = {"people.md": PEOPLE, "roles.md": ROLES}, set()
        kind = random.choice(KINDS)
        for number in range(random.randint(2, 6)):
            path = f"d{number}.md"
            line = random.choice(OWNED if random.random() < 0.4 else OWNERLESS)
            files[path] = f"---\n{entry(random, kind, line)}\n---\n"
            ownerless |= {path} if line in OWNERLESS else set()
            checked_records += 1
        found = result_of(files, rules={"DOC005": random.choice(["off", "error"]), "OWN008": "off"}).open_findings
        reported = {
            finding.document_path
            for finding in found
            if finding.code.startswith(ABOUT_OWNERS) and finding.key[:1] == ("owner",)
        }
        wrong += [] if reported == ownerless else [(files, reported, ownerless)]
    assert checked_records > 200
    assert not wrong, f"{len(wrong)} of 60: {wrong[:2]}"


def test_a_second_entry_of_a_list_is_checked_and_one_that_says_the_same_is_not() -> None:
    listed = "---\nkind: outcomes\noutcomes:\n  - {id: a, owner: jane}\n  - {id: a, owner: gone}\n---\n"
    found = result_of({"people.md": PEOPLE, "o.md": listed}, rules={"DOC005": "off"}).open_findings
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.subject, finding.at.line) for finding in errors] == [("OWN004", "outcome:a", 5)]
    again = listed.replace("jane", "gone")
    found = result_of({"people.md": PEOPLE, "o.md": again}, rules={"DOC005": "off"}).open_findings
    assert [finding.at.line for finding in found if finding.severity is Severity.ERROR] == [4]
