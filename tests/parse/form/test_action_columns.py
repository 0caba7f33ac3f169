"""Owners and days of actions in the words and brackets that teams use, and the fix where two people are one name."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.app import check
from docgraph.kinds import Incident
from docgraph.model.finding import Severity
from tests.corpus import project_of, result_of

SEED = 20261331
VARIANTS = 260
_PEOPLE = (
    "---\nkind: people\npeople: [{id: ben, title: Ben Bell}, {id: cat, title: Cat Cole}, {id: o-g, title: %s}]\n---\n"
)
_OWNERS = ("Owner(s)", "Action owner", "DRI", "Responsible", "Assigned to", "Owner", "Assignee(s)", "Who?", "Owned by")
_DUES = ("Due", "Due on", "Date due", "Target completion", "Completion date", "Target date", "By when?", "ETA")
_DONES = ("Done", "Solved", "Verified", "Rolled out", "y", "Live", "Resolved", "100 %")
_OPENS = ("Open", "Not done", "In progress", "", "Blocked", "Not started")
_BRACKETS = (
    "(Ben Bell, {})",
    "(owner Ben Bell, due {})",
    "(Owner: Ben Bell; Due: {})",
    "（Ben Bell, {}）",
    "（Ben Bell，{}）",
    "(DRI: Ben Bell, {})",
    "(responsible: Ben Bell, due {})",
    "(assigned to Ben Bell, by {})",
    "- owner Ben Bell - due {}",
)
_HEAD = "---\nkind: incident\nowner: cat\ndate: 2026-10-01\nguardrails: checked\n---\n# It broke\n\n## Actions\n\n"


def _row(random: Random) -> tuple[str, bool]:
    is_done = random.random() < 0.5
    cells = [
        ("Action", "Add an alert"),
        (random.choice(_OWNERS), random.choice(("Ben Bell", "@ben", "[[ben]]"))),
        (random.choice(_DUES), "2026-12-01"),
        (random.choice(("Status", "State", "Done")), random.choice(_DONES if is_done else _OPENS)),
        (random.choice(("Ticket", "Priority", "Lead time")), random.choice(("P1", "OPS-3", ""))),
    ]
    random.shuffle(cells)
    heads, values = (" | ".join(part) for part in zip(*cells, strict=True))
    return f"| {heads} |\n|{'---|' * len(cells)}\n| {values} |\n", is_done


def _item(random: Random) -> tuple[str, bool]:
    day = random.choice(("2026-12-01", "2026-12-01", "01.12.2026", "1 Dec 2026", "1. Dezember 2026"))
    is_done = random.random() < 0.5
    box = random.choice(("- [x] ",) if is_done else ("- [ ] ", "- "))
    return f"{box}Add an alert {random.choice(_BRACKETS).format(day)}\n", is_done


@pytest.mark.slow
def test_the_owner_the_day_and_the_end_of_an_action_are_read() -> None:
    random = Random(SEED)
    made = {f"i{number}.md": random.choice((_row, _item))(random) for number in range(VARIANTS)}
    files = {path: _HEAD + body for path, (body, _) in made.items()}
    result = result_of(files | {"people.md": _PEOPLE % "Olga"})
    wrong = []
    for incident in result.graph.all(Incident):
        body, is_done = made[incident.path]
        refused = any(finding.code == "DOC007" and finding.at.path == incident.path for finding in result.open_findings)
        read = [(action.what, bool(action.owner), str(action.due), bool(action.done)) for action in incident.actions]
        if read != [("Add an alert", True, "None" if refused else "2026-12-01", is_done)]:
            wrong.append(f"{body}{read}")
        elif refused != any(day in body for day in ("01.12.", "1 Dec", "1. Dez")):
            wrong.append(f"{body}{refused}")
    errors = {finding.code for finding in result.open_findings if finding.severity is Severity.ERROR}
    assert len(made) == VARIANTS
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])
    assert errors == {"DOC007"}


def test_a_bracket_about_an_owner_names_none() -> None:
    texts = (
        "Alert the owner (Ben Bell) of the desk",
        "Ask who (of us all) runs it",
        "Move it (owner decides)",
        "Page the DRI (see the list of people who are on call)",
        "Rename it (responsible for the mail, as the desk says)",
    )
    body = "".join(f"- {text}\n" for text in texts)
    (incident,) = result_of({"i.md": _HEAD + body, "people.md": _PEOPLE % "Olga"}).graph.all(Incident)
    assert [(action.what, action.owner) for action in incident.actions] == [(text, ()) for text in texts]


@pytest.mark.slow
def test_a_fix_for_two_people_in_one_name_keeps_both() -> None:
    random = Random(SEED)
    joints = ("y", "et", "og", "och", "e", "und", "and", "&", "en", "i")
    for number in range(VARIANTS):
        names = random.sample((("ben", "Ben Bell"), ("cat", "Cat Cole")), 2)
        pair = f" {random.choice(joints)} ".join(random.choice(name) for name in names)
        owner = random.choice((f"owner: {pair}", f'owner: "{pair}"', f"backup: {pair}\nowner: ben"))
        files = {"o.md": f"---\nkind: outcome\n{owner}\n---\n# O{number}\n", "people.md": _PEOPLE % "Ortega y Gasset"}
        found = [finding for finding in check(project_of(files)).open_findings if f"`{pair}`" in finding.message]
        assert found, owner
        for finding in found:
            kept = [name in finding.help.split("` with `")[-1] for name in ("ben", "cat")]
            assert all(kept) or not any(kept), f"{owner}: {finding.message} fix: {finding.help}"
    document = {"o.md": "---\nkind: outcome\nowner: Ortega y Gasset\n---\n", "people.md": _PEOPLE % "Ortega y Gasset"}
    assert not [finding for finding in check(project_of(document)).open_findings if finding.code == "REF001"]


_DUE_WORDS = (
    "", "due ", "by ", "bis ", "bis zum ", "fällig ", "Frist: ", "avant le ", "échéance : ", "hasta el ", "vence ",
)  # fmt: skip
_OWNER_WORDS = ("", "", "", "@", "owner: ", "verantwortlich: ", "responsable : ", "Responsable: ", "zugewiesen an ")
_BESIDE = (
    "OPS-1", "[OPS-1](https://x.org/a_(b))", "[#4](https://x.org/4)", "[OPS-1 (db)](https://x.org)",
    "[[OPS-1]](https://x.org)", "[retry storms](https://x.org)", "PR #12",
    "shop/api#7", "https://x.org/9", "siehe OPS-1", "in progress", "offen", "en cours", "pendiente", "P1",
)  # fmt: skip
_DONE_WORDS = ("done", "done 2026-10-05", "erledigt 2026-10-05", "erledigt am 2026-10-05", "terminé", "hecho")


def _bracket(random: Random) -> tuple[str, tuple[str, str, bool]]:
    """An action whose last bracket has a name and, in any order, a date, references and states."""
    marker, due = random.choice(_OWNER_WORDS), random.choice(("", "2030-12-31"))
    done = random.choice(("", "", *_DONE_WORDS))
    name = "ben" if marker == "@" else "Ben Bell"
    rest = [f"{random.choice(_DUE_WORDS)}{due}" if due else "", done, *random.sample(_BESIDE, random.randrange(3))]
    rest = [part for part in rest if part]
    random.shuffle(rest)
    # a link text in plain words is only recognized as a reference at the end
    rest.sort(key=lambda part: part.startswith("[retry"))
    text = f"Add an alert ({', '.join([f'{marker}{name}', *rest])}){random.choice(('', '.'))}"
    return text, (name, due, bool(done))


@pytest.mark.slow
def test_a_bracket_may_have_tickets_and_states_beside_the_owner() -> None:
    random = Random(SEED)
    made = {f"i{number}.md": _bracket(random) for number in range(2 * VARIANTS)}
    result = result_of({path: f"{_HEAD}- [ ] {text}\n" for path, (text, _) in made.items()})
    wrong = []
    for incident in result.graph.all(Incident):
        text, (name, due, done) = made[incident.path]
        read = [(action.what, action.owner, str(action.due or ""), bool(action.done)) for action in incident.actions]
        if read != [("Add an alert", (name,), due, done)]:
            wrong.append(f"{text}: {read}")
    assert not wrong, f"{len(wrong)} of {2 * VARIANTS}:\n" + "\n".join(wrong[:8])


def test_a_bracket_without_a_name_has_no_owner() -> None:
    texts = (
        "Add a limit (OPS-1)",
        "Add a limit (PR #12, in progress)",
        "Add a limit (in Arbeit)",
        "Add a limit (siehe OPS-1)",
        "Move jobs (nightly and weekly ones, as of OPS-1) away",
    )
    body = "".join(f"- {text}\n" for text in texts)
    (incident,) = result_of({"i.md": _HEAD + body}).graph.all(Incident)
    assert [(action.owner, action.done) for action in incident.actions] == [((), None)] * len(texts)
