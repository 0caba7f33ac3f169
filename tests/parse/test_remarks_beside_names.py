"""Remarks beside a name, tags and keys that say who is active never pass, and names that only look like them do."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.app import CheckResult
from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 23
GONE = "left former ex alumni alumna retired inactive departed deactivated offboarded resigned gone".split()
SINCE = ["", "", " 2026-01-31", " since May", " in June 2026", " 06/2026", " on 31 January 2026", " Q2 2026"]
VACANT = "vacant unfilled dissolved closed inactive".split()
HARMLESS = (
    "CTO|she/her|ex officio|ex-Google|former CTO|retired teacher|Sales|left-handed|closed deals|2nd shift|DACH and UK"
)
NAMES = "Retired Servicemembers Liaison|Kim Left|Gone Weber|Left|Ex-Libris admin|Vacant Buildings Officer|Former desk"
FOR_NOW = "on leave|parental leave|sabbatical|on maternity leave until March|away".split("|")


def beside(random: Random, name: str, remark: str) -> str:
    """A name with a remark in one of the forms that people use."""
    shown = random.choice([remark, remark.capitalize(), remark.upper()])
    forms = [f"{name} ({shown})", f"{name} [{shown}]", f"[{shown}] {name}", f"{name} - {shown}", f"{name} – {shown}"]
    return random.choice([*forms, f"{name}, {remark}", f"{name} (Sales, {remark})", f"{name} | {shown}"])


def errors_of(result: CheckResult) -> set[str]:
    return {finding.at.path for finding in result.open_findings if finding.severity is Severity.ERROR}


def title(random: Random, kind: str) -> tuple[str, bool]:
    """A title, and whether it says that the person is gone, or that the role is vacant."""
    name = random.choice(["Jane Doe", "Dr. Ada Ng", "Łucja Ó Brien"] if kind == "person" else ["Head of Sales", "Lead"])
    if random.random() < 0.6:
        return beside(random, name, random.choice(GONE if kind == "person" else VACANT) + random.choice(SINCE)), True
    harmless = random.choice(HARMLESS.split("|"))
    return random.choice([f"{name} ({harmless})", f"{name} - {harmless}", random.choice(NAMES.split("|"))]), False


def test_a_title_that_says_that_somebody_is_gone_is_an_error() -> None:
    random, red = Random(SEED), []
    for batch in range(30):
        files, expected = {"sam.md": "---\nkind: person\nid: sam\n---\n"}, {}
        for number in range(batch * 10, batch * 10 + 10):
            kind = random.choice(["person", "role"])
            shown, gone = title(random, kind)
            holders = "holders: sam\n" if kind == "role" else ""
            path = f"r{number}.md"
            head = f'title: "{shown}"\n' if random.random() < 0.7 else ""
            files[path] = f"---\nkind: {kind}\nid: r{number}\n{head}{holders}---\n# {shown}\n"
            expected[path] = gone
        errors = errors_of(result_of(files))
        red += [files[path] for path, gone in expected.items() if (path in errors) is not gone]
    assert not red, f"{len(red)} of 300: {red[:5]}"


@pytest.mark.parametrize("remark", FOR_NOW)
def test_somebody_who_is_away_for_now_is_a_warning(remark: str) -> None:
    files = {"p.md": f"---\nkind: person\ntitle: Kim ({remark})\n---\n", "o.md": "---\nkind: outcome\nowner: p\n---\n"}
    found = [finding for finding in result_of(files).open_findings if finding.at.path == "p.md"]
    assert [(finding.code, finding.severity) for finding in found] == [("DOC007", Severity.WARNING)]


@pytest.mark.parametrize("line", ["left: 2026-01-31\ntags: [former]", "title: Kim (alumni)\nleft: 2027-01-31"])
def test_a_remark_beside_a_last_day_is_right(line: str) -> None:
    files = {"p.md": f"---\nkind: person\nid: p\n{line}\n---\n"}
    assert not [finding for finding in result_of(files).open_findings if finding.code.startswith("DOC")]


@pytest.mark.parametrize("holders", ["[]", "[{person: sam, to: 2026-01-01}]"])
def test_a_vacant_role_without_a_current_holder_may_be_called_so(holders: str) -> None:
    role = f"---\nkind: role\ntitle: Head of Sales (vacant)\nholders: {holders}\n---\n"
    files = {"r.md": role, "sam.md": "---\nkind: person\n---\n"}
    assert not errors_of(result_of(files))


PLURAL = ["Billing Team", "Ann and Bob", "Ann Lee & Bob Ray", "Ann or Bob", "The Data Platform team"]
SINGLE = ["Tim Teamer", "Team lead", "Kim (Sales team)", "Sandy Andersson", "Kim, Head of R&D", "Mary and the friends"]


@pytest.mark.parametrize("name", PLURAL + SINGLE)
def test_a_person_who_looks_like_several_is_a_warning(name: str) -> None:
    files = {"p.md": f'---\nkind: person\ntitle: "{name}"\n---\n', "o.md": "---\nkind: outcome\nowner: p\n---\n"}
    found = {
        (finding.code, finding.severity) for finding in result_of(files).open_findings if finding.at.path == "p.md"
    }
    assert found == ({("DOC007", Severity.WARNING)} if name in PLURAL else set())


@pytest.mark.parametrize("name", ["#billing", "billing@example.org", "https://example.org/team"])
def test_a_channel_or_an_address_is_no_person(name: str) -> None:
    files = {"p.md": f'---\nkind: person\ntitle: "{name}"\n---\n', "o.md": "---\nkind: outcome\nowner: p\n---\n"}
    assert errors_of(result_of(files)) == {"o.md"}


WORDS = "until|to|end|ended|left|end-date|last-day|departed|leaving-date|retired-on".split("|")
AGENT_KEYS = "retires-on retired-on retirement-date ended terminated-on closed last-day".split()
OTHER_KEYS = "owner-since owner-group owner-email until-green x-owner-until retirement-review ended-tickets".split()


@pytest.mark.slow
def test_a_key_for_the_end_of_an_ownership_is_an_error() -> None:
    random, red = Random(SEED), []
    sam = "---\nkind: people\npeople:\n  - id: sam\n  - id: ida\n---\n"
    for batch in range(20):
        files, expected = {"people.md": sam}, {}
        for number in range(batch * 10, batch * 10 + 10):
            kind = random.choice(["agent", "outcome", "runbook", "decision", "incident", "context-pack"])
            key = random.choice([f"{random.choice(['owner', 'ownership'])}-{random.choice(WORDS)}", *OTHER_KEYS])
            key = random.choice(AGENT_KEYS) if kind == "agent" and random.random() < 0.4 else key
            day = random.choice(["2026-08-01", "2025-08-01", "August 2026", "2026-Q3"])
            path = f"r{number}.md"
            files[path] = f"---\nkind: {kind}\nowner: sam\nbackup: ida\n{key}: {day}\n---\n"
            expected[path] = key not in OTHER_KEYS
        reported = {
            finding.at.path
            for finding in result_of(files).open_findings
            if finding.code == "DOC004" and finding.severity is Severity.ERROR
        }
        red += [files[path] for path, error in expected.items() if (path in reported) is not error]
    assert not red, f"{len(red)} of 200: {red[:5]}"


OTHERS = [
    "vacant",
    "vacant since 2026-08-01",
    "Vacant (since May)",
    "nobody",
    "nobody (vacant)",
    "none",
    "unassigned",
    "Sam Lee (left)",
    "Sam Lee (until 2026-05-01)",
    "Sam Lee, until May 2026",
    "Sam Lee, since 2027-05-01",
    "Sam Lee (since May 2027)",
    "sam (from 2027-05-01)",
    "Sam Lee - inactive",
    "Ida Kern",
    "ida (CTO)",
]
SAME = [
    "Sam Lee",
    "sam",
    "@sam",
    "Sam Lee (CTO)",
    "Sam Lee, since 2024-05-01",
    "Sam Lee (until 2027-05-01)",
    "Sam Lee (since May 2024)",
    "**sam**",
    "[[sam]]",
    "Sam Lee (ex-Google)",
]


@pytest.mark.slow
def test_a_body_that_names_another_owner_or_none_contradicts_the_front_matter() -> None:
    random, red = Random(SEED), []
    people = "---\nkind: people\npeople:\n  - {id: sam, title: Sam Lee}\n  - {id: ida, title: Ida Kern}\n---\n"
    for batch in range(20):
        files, expected = {"people.md": people}, {}
        for number in range(batch * 10, batch * 10 + 10):
            value, path = random.choice(OTHERS + SAME), f"r{number}.md"
            kind, key, label = random.choice(
                [
                    ("outcome", "owner", "Owner"),
                    ("agent", "owner", "Owner"),
                    ("role", "holders", "Holder"),
                    ("role", "holders", "Current holder"),
                ]
            )
            text = random.choice([f"**{label}**: {value}", f"**{label}:** {value}", f"- **{label}**: {value}"])
            backup = "" if kind == "role" else "backup: ida\n"
            files[path] = f"---\nkind: {kind}\n{key}: sam\n{backup}---\n# Record\n\n{text}\n"
            expected[path] = value in OTHERS
        errors = errors_of(result_of(files))
        red += [files[path] for path, error in expected.items() if (path in errors) is not error]
    assert not red, f"{len(red)} of 200: {red[:5]}"
