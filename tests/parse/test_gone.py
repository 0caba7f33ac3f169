"""Whatever says that a person left, in another key or value, is an error: the owner would count as active."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 17
WORDS = "left departed former inactive retired gone".split()
KEYS = "departed end until last-day lefft leftt ended end-date retired gone inactive former exit quit to".split()
KEYS += "left-on leave leaves leaving left_on left-at left-date date-left leave-date departure birthday".split()
FALSE = "false no off 0".split()


SOON = "next month|soon|end of Q3|Friday|in March|after the audit|2026-Q1|yes".split("|")
LEAVING = "leaving leaves departure departing exit quits resigning resigns retirement retires offboarding".split()
BESIDE = [" (left)", " [former]", " (retired)", " (left 2025)", " (gone, since 2026-01)", " (Inactive)"]


def in_words(random: Random) -> str:
    """A line that says in words, without a day, that somebody leaves or left."""
    name = random.choice(["Jane Doe", "Jane", "Dr. Jane Doe"])
    key = random.choice(LEAVING)
    compound = random.choice([f"{key}-date", f"planned-{key}", f"{key}_on", key.capitalize()])
    return random.choice(
        [
            f"{key}: {random.choice(SOON)}",
            f"{compound}: {random.choice(SOON)}",
            f"{random.choice(['end', 'until', 'last-day', 'end-date', 'start', 'since'])}: {random.choice(SOON[:-1])}",
            f"{random.choice(['note', 'remark'])}: {random.choice(['leaving', 'leaves', 'resigned'])} soon",
            f'title: "{name}{random.choice(BESIDE)}"',
            f'title: "{random.choice(BESIDE).strip()} {name}"',
        ]
    )


@pytest.mark.slow
def test_words_that_say_that_somebody_leaves_are_an_error_and_no_owner() -> None:
    random, silent, owned = Random(SEED), [], []
    for number in range(40):
        files, lines = {}, {}
        for name in (f"p{number}x{one}" for one in range(10)):
            lines[f"{name}.md"] = in_words(random)
            files[f"{name}.md"] = f"---\nkind: person\nid: {name}\n{lines[f'{name}.md']}\n---\n"
            files[f"o-{name}.md"] = f"---\nkind: outcome\nowner: {name}\n---\n"
        paths = {finding.at.path for finding in result_of(files).open_findings if finding.severity is Severity.ERROR}
        silent += [line for path, line in lines.items() if path not in paths]
        off = result_of(files, rules={"DOC004": "off", "DOC007": "off"}).open_findings
        paths = {finding.at.path for finding in off if finding.code == "OWN004"}
        owned += [line for path, line in lines.items() if f"o-{path}" not in paths]
    assert not silent, f"{len(silent)} of 400: {silent[:5]}"
    assert not owned, f"{len(owned)} of 400: {owned[:5]}"


def departure(random: Random) -> str:
    word = random.choice(WORDS)
    word = random.choice([word, word.upper(), word.capitalize(), f"{word} on 2026-01-31", f'"{word}."'])
    day = f"2026-0{random.randint(1, 9)}-1{random.randint(0, 9)}"
    return random.choice(
        [
            f"status: {word}",
            f"{random.choice(['active', 'employed', 'current', 'present'])}: {random.choice(FALSE)}",
            f"status: {random.choice(['alumni', 'ex', 'gone since May', 'leaving', 'Retiring soon'])}",
            f"{random.choice(['state', 'role', 'employment'])}: {word}",
            f"{random.choice(['disabled', 'deleted', *WORDS[1:]])}: {random.choice(['true', 'yes', 'on'])}",
            f"{random.choice(KEYS)}: {day}",
        ]
    )


@pytest.mark.slow
def test_a_person_who_left_by_another_word_is_an_error_there_and_no_owner() -> None:
    random, silent, owned = Random(SEED), [], []
    for _ in range(300):
        line = departure(random)
        outcome = "---\nkind: outcome\nowner: jane\n---\n"
        listed = f"---\nkind: people\npeople:\n  - id: jane\n    {line}\n---\n"
        single = f"---\nkind: person\nid: jane\n{line}\n---\n"
        files = {"o.md": outcome, "p.md": random.choice([single, listed])}
        found = [
            finding
            for finding in result_of(files).open_findings
            if finding.severity is Severity.ERROR and finding.at.path == "p.md"
        ]
        silent += [] if found else [line]
        off = result_of(files, rules={"DOC004": "off", "DOC007": "off"}).open_findings
        owned += [] if any(finding.code == "OWN004" for finding in off) else [line]
    assert not silent, f"{len(silent)} of 300: {silent[:5]}"
    assert not owned, f"{len(owned)} of 300: {owned[:5]}"


@pytest.mark.parametrize(
    "line",
    [
        "status: new",
        "status: deprecated",
        "active: true",
        "former: false",
        "status: current",
        "status: on leave",
        "status: Full-time",
        "status: on call",
        "x-left: 2026-01-31",
        "x-team: Red",
        "title: Jane Doe (CTO)",
        "title: Jane (former CTO) Doe",
        "title: Jane Leaver",
        "title: Jane (left-handed) Doe",
        "title: Jane Left",
        "since: 2019",
        "left-handed: true",
        "department: Sales",
        "leaving: false",
        "manager: Exeter",
    ],
)
def test_the_badges_of_a_page_and_who_is_active_are_no_errors(line: str) -> None:
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": f"---\nkind: person\nid: jane\n{line}\n---\n"}
    assert not [finding for finding in result_of(files).open_findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("label", ["Status**: Full-time", "Status**: Working from home", "Former**: Acme", "Left**: –"])
def test_a_label_that_is_about_being_here_is_no_error(label: str) -> None:
    person = f"---\nkind: person\nid: jane\n---\n# Jane\n\n**{label}\n"
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": person}
    assert not [finding for finding in result_of(files).open_findings if finding.severity is Severity.ERROR]
    [finding] = [
        finding
        for finding in result_of({**files, "p.md": f"{person}\nLast day: 2026-01-31\n"}).open_findings
        if finding.severity is Severity.ERROR
    ]
    assert (finding.code, finding.at.path) == ("DOC004", "p.md")


def test_a_label_of_the_body_says_who_left_and_when() -> None:
    person = "---\nkind: person\nid: jane\n---\n# Jane\n\n**Left:** 2026-01-31\n"
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": person}
    [finding] = [finding for finding in result_of(files).open_findings if finding.severity is Severity.ERROR]
    assert (finding.code, finding.at.path) == ("OWN004", "o.md")


@pytest.mark.parametrize("name", ["former-jane", "jane.left", "jane_doe-retired"])
def test_an_id_that_says_that_somebody_left_is_an_error(name: str) -> None:
    files = {"o.md": f"---\nkind: outcome\nowner: {name}\n---\n", "p.md": f"---\nkind: person\nid: {name}\n---\n"}
    found = [finding for finding in result_of(files).open_findings if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.at.path) for finding in found] == [("DOC004", "p.md")]
    dated = {**files, "p.md": f"---\nkind: person\nid: {name}\nleft: 2027-01-31\n---\n"}
    assert not [finding for finding in result_of(dated).open_findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("key", ["until", "end", "ended", "tto", "To"])
def test_another_key_for_the_end_of_a_term_is_an_error(key: str) -> None:
    role = f"---\nkind: role\nid: lead\nholders: [{{person: jane, {key}: 2026-01-31}}]\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: lead\n---\n", "r.md": role, "jane.md": "---\nkind: person\n---\n"}
    found = [
        (finding.code, finding.at.path)
        for finding in result_of(files).open_findings
        if finding.severity is Severity.ERROR
    ]
    assert found == [("DOC004", "r.md")]


@pytest.mark.parametrize("term", ["until: next month", "end: soon", "start: next year", "ended: 2025"])
def test_words_for_a_day_of_a_term_are_an_error(term: str) -> None:
    role = f"---\nkind: role\nid: lead\nholders: [{{person: jane, {term}}}]\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: lead\n---\n", "r.md": role, "jane.md": "---\nkind: person\n---\n"}
    assert ("DOC004", "r.md") in [
        (finding.code, finding.at.path)
        for finding in result_of(files).open_findings
        if finding.severity is Severity.ERROR
    ]
    off = [
        finding
        for finding in result_of(files, rules={"DOC004": "off"}).open_findings
        if finding.severity is Severity.ERROR
    ]
    assert {finding.code for finding in off} & {"OWN004", "OWN008"}


@pytest.mark.parametrize("line", ["left: 2026-01-31", "to: 2026-01-31", "ended: 31.01.2026", "until: next month"])
def test_a_day_under_a_key_that_a_role_does_not_have_is_an_error(line: str) -> None:
    role = f"---\nkind: role\nid: lead\nholders: [jane]\n{line}\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: lead\n---\n", "r.md": role, "jane.md": "---\nkind: person\n---\n"}
    found = result_of(files).open_findings
    assert [(finding.code, finding.at.path) for finding in found if finding.severity is Severity.ERROR] == [
        ("DOC004", "r.md")
    ]


DAYS = "15 July 2026|Dec 2025|2026|July 15, 2026|in 2026|Q2 2026|15.07.2026|2026-07-15|May 2026".split("|")
PROSE = ["A-20261", "v2.2026", "none yet", "Built the platform in 2021", "AWS 2024", "Example 2000 GmbH"]
"""Texts that are no day, though some have a year in them."""


def vacated(random: Random) -> tuple[str, str, bool]:
    """A key or a label by which a role or person is not there any more, or by which nothing ends."""
    words = "vacant ended closed retired inactive unfilled vacancy".split()
    gone = random.choice(
        [
            f"status: {random.choice(words)}{random.choice(['', ' since 2026', ' (closed)'])}",
            f"{random.choice(['vacant', 'closed', 'retired', 'is-vacant'])}: {random.choice(['true', 'yes', '1'])}",
            f"{random.choice(['active', 'is-active', 'filled', 'currently-active'])}: {random.choice(FALSE)}",
            f"{random.choice(['vacant-since', 'retired', 'vacant', 'ended_on'])}: {random.choice(DAYS)}",
        ]
    )
    here = random.choice(
        [
            f"status: {random.choice(['active', 'new', 'current', 'filled'])}",
            f"{random.choice(['vacant', 'retired', 'closed'])}: {random.choice(FALSE)}",
            f"{random.choice(['active', 'is-active'])}: {random.choice(['true', 'yes'])}",
            f"{random.choice(['former-employer', 'left-handed', 'closed-deals', 'exits'])[:6]}x: true",
        ]
    )
    ends = random.random() < 0.7
    return gone if ends else here, random.choice(["role", "term", "role body", "person body"]), ends


@pytest.mark.slow
def test_whatever_says_that_a_place_is_vacant_is_an_error() -> None:
    random, red = Random(SEED), []
    for number in range(30):
        files, expected = {}, {}
        for one in range(10):
            line, form, ends = vacated(random)
            path, label = f"r{number}x{one}.md", "**" + line.replace("-", " ").capitalize().replace(":", "**:", 1)
            files[path] = {
                "role": f"---\nkind: role\nholders: jane\n{line}\n---\n",
                "term": f"---\nkind: role\nholders:\n  - person: jane\n    {line}\n---\n",
                "role body": f"---\nkind: role\nholders: jane\n---\n# Lead\n\n{label}\n",
                "person body": f"---\nkind: person\n---\n# Kim\n\n{label}\n",
            }[form]
            expected[path] = ends
        files["jane.md"] = "---\nkind: person\n---\n"
        paths = {finding.at.path for finding in result_of(files).open_findings if finding.severity is Severity.ERROR}
        red += [files[path] for path, ends in expected.items() if (path in paths) is not ends]
    assert not red, f"{len(red)} of 300: {red[:5]}"


def test_a_day_in_any_words_under_a_foreign_key_of_a_person_is_an_error() -> None:
    random, red = Random(SEED), []
    for number in range(30):
        files, expected = {}, {}
        for one in range(10):
            key = random.choice(["leaves", "starts", "last-day", "final", "tenure", "handover", "x-day", "employee"])
            value = random.choice(DAYS) if random.random() < 0.7 else random.choice(PROSE)
            value = value if value != "2026" else "July 2026"
            listed = random.random() < 0.3
            body = f"kind: people\n{key}: {value}\npeople:\n  - id: p{number}x{one}" if listed else f"{key}: {value}"
            path = f"p{number}x{one}.md"
            files[path] = f"---\n{body if listed else f'kind: person{chr(10)}{body}'}\n---\n"
            sure = key in ("leaves", "last-day")
            expected[path] = key != "x-day" and (value not in PROSE or sure)
        paths = {finding.at.path for finding in result_of(files).open_findings if finding.severity is Severity.ERROR}
        red += [files[path] for path, error in expected.items() if (path in paths) is not error]
    assert not red, f"{len(red)} of 300: {red[:5]}"


@pytest.mark.parametrize("entry", ["{person: , from: 2026-08-01}", "{}", "", '""', "{from: 2026-08-01}"])
def test_an_entry_of_holders_without_a_person_is_an_error(entry: str) -> None:
    role = f"---\nkind: role\nholders:\n  - {{person: jane, from: 2025-01-01}}\n  - {entry}\n---\n"
    files = {"lead.md": role, "jane.md": "---\nkind: person\n---\n", "o.md": "---\nkind: outcome\nowner: lead\n---\n"}
    found = [
        (finding.code, finding.at.path)
        for finding in result_of(files).open_findings
        if finding.severity is Severity.ERROR
    ]
    assert found == [("DOC003", "lead.md")]
