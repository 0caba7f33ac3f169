"""Actions in the body of an incident are those that a reader sees: what, by whom, until when, and if it is done."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from docgraph.kinds import Incident
from docgraph.parse.form.action_text import assigned
from tests.parse.variants import read_text

SEED, COUNT = 20261014, 400
OWNERS = ("tom", "tom.berg", "sam.lee", "importer-lead", "jane.doe")
WHATS = (
    "add an alert for stale maps", "review the fixtures (all of them) again", "write to the desk", "fix `import.py`",
    "ask: who runs it?", "**pin** the version", "delete the job; keep its log", "check 3 of 4 maps",
)  # fmt: skip
SHOWN = {"fix `import.py`": "fix import.py", "**pin** the version": "pin the version"}
Expected = tuple[str, tuple[str, ...], str, bool]


def _item(rng: random.Random, what: str, owner: str, due: str, done: bool) -> str:
    who = rng.choice([owner, f"@{owner}", f"[[{owner}]]", f"owner: {owner}", f"**{owner}**"]) if owner else ""
    day = rng.choice([f"due {due}", f"due: {due}", f"by {due}", due, f"due on {due}"]) if due else ""
    details = ", ".join(filter(None, [who, day]))
    form = rng.choice(["({})", " — {}", "({})."]) if due and owner else "({})"
    tail = f" {form.format(details)}" if details else ""
    box = "[x] " if done else "[ ] "
    return f"{rng.choice(['-', '*', '1.'])} {box}{what}{tail}"


def _table(rng: random.Random, rows: list[tuple[str, str, str, bool]]) -> list[str]:
    columns = [
        (rng.choice(["Action", "What", "Task"]), [row[0] for row in rows]),
        (
            rng.choice(["Owner", "Who", "Assignee"]),
            [rng.choice([row[1], f"@{row[1]}"]) if row[1] else "" for row in rows],
        ),
        (rng.choice(["Due", "Due date", "Deadline"]), [row[2] or rng.choice(["", "-", "—"]) for row in rows]),
        (
            rng.choice(["Done", "Status"]),
            [rng.choice(["yes", "done", "✅", "Closed"]) if row[3] else "open" for row in rows],
        ),
    ]
    rng.shuffle(columns)
    lines = [f"| {' | '.join(head for head, _ in columns)} |", "|---" * len(columns) + "|"]
    return lines + [f"| {' | '.join(cells[number] for _, cells in columns)} |" for number in range(len(rows))]


def incident(rng: random.Random) -> tuple[str, list[Expected]]:
    """An incident, and the actions in its body."""
    rows = []
    for what in rng.sample(WHATS, rng.randrange(1, 5)):
        owner = rng.choice([*OWNERS, ""])
        due = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}" if rng.random() < 0.8 else ""
        rows.append((what, owner, due, rng.random() < 0.4))
    heading = rng.choice(
        ["## Actions", "## Action items", "### Follow-ups", "**Actions:**", "## Next steps", "## Tasks:"]
    )
    lines = ["---", "kind: incident", "---", "# It broke", "", "Text.", "", heading, ""]
    lines += _table(rng, rows) if rng.random() < 0.4 else [_item(rng, *row) for row in rows]
    expected: list[Expected] = [
        (SHOWN.get(what, what), (owner,) if owner else (), due, done) for what, owner, due, done in rows
    ]
    return "\n".join([*lines, "", "## Later", "", "- not an action", ""]), expected


def found(content: str) -> list[Expected]:
    """The actions of the incident in a text."""
    (record,) = read_text(content).records
    assert isinstance(record, Incident)
    return [(action.what, action.owner, str(action.due or ""), bool(action.done)) for action in record.actions]


@pytest.mark.slow
def test_actions_in_bodies_are_read() -> None:
    rng = random.Random(SEED)
    variants = [incident(rng) for _ in range(COUNT)]
    wrong = [(content, expected, seen) for content, expected in variants if (seen := found(content)) != expected]
    assert not wrong, f"{len(wrong)} of {COUNT}, such as\n" + "\n=====\n".join(
        f"{content}\n{expected}\n{seen}" for content, expected, seen in wrong[:4]
    )


def test_owners_of_actions_are_located_in_the_body() -> None:
    rng = random.Random(SEED)
    for content, _ in (incident(rng) for _ in range(50)):
        (record,) = read_text(content).records
        assert isinstance(record, Incident)
        for number, action in enumerate(record.actions):
            for place, owner in enumerate(action.owner):
                offset = record.place.offset(("actions", number, "owner", place))
                assert offset is not None
                assert content.startswith(owner, offset)


BEHIND = (
    "",
    "",
    " ([JIRA-9](https://x.org/9))",
    " (see #123)",
    " [JIRA-9](https://x.org/9)",
    ", JIRA-9",
    " — [PR](https://x.org)",
)
SPANS = {"2027-Q1": "2027-03-31", "2027-H1": "2027-06-30", "2027-02": "2027-02-28", "2027-01-15": "2027-01-15"}


def tailed(rng: random.Random) -> tuple[str, list[Expected]]:
    """An item with what people write behind the owner and the day."""
    what = rng.choice(["add an alert", "review (all of) it", "write — again — to the desk", "check before 2026-10-01"])
    owner, other = rng.sample(OWNERS, 2)
    day = rng.choice(sorted(SPANS))
    owners: tuple[str, ...] = rng.choice([(), (owner,), (owner,), (owner, other)])
    who = rng.choice([" / ", " & "]).join(owners)
    forms = (
        ["({}, due {})", "(P1, {}, due {})", "({}; due {}; P1)", "({}, {})", "— {} — {}", "— {} — due {}"]
        if owners
        else ["(due {1})", "(P1, due {1})", "— {1}", "({1})"]
    )
    before, after = rng.choice(
        [("", ""), ("", ""), ("✅ ", ""), ("", " ✅"), ("", " - done"), ("", " :white_check_mark:")]
    )
    tail = rng.choice(forms).format(who, day) + rng.choice(BEHIND) + after
    return f"- {before}{what} {tail}", [(what, owners, SPANS[day], bool(before or after))]


def remark(rng: random.Random) -> tuple[str, list[Expected]]:
    """Items of a list of actions that are no actions, and unusual ones that are."""
    struck = rng.choice(
        ["~~drop it~~", "~~drop it (tom, due 2026-10-15)~~", "~~drop it~~ — not needed", "~~drop it~~ (no)"]
    )
    words = " ".join(filter(None, ["No", rng.choice(["", "further", "open"]), rng.choice(["actions", "follow-ups"])]))
    none = rng.choice(["None", "n/a", f"*{words}.*", f"{words} needed", "See the [runbook](rb.md)", "See [rb](rb.md)."])
    cells = rng.choice(["| | **Later** | | | |", "| **Later** | | | | |", "| 3 | v | n/a | n/a | wontfix |"])
    dropped = rng.choice(["| 3 | v | tom | | won't do |", "| 3 | ~~v~~ | tom | | |", "| | none | | | |"])
    kept = rng.choice(["pin it", "look at the runbook", "note that no actions are logged", "see who runs it"])
    table = "| # | Action | Owner | Due | Status |\n|--|--|--|--|--|\n"
    choices: list[tuple[str, list[Expected]]] = [
        (f"- {rng.choice(['', '[x] ', '[ ] '])}{struck}", []),
        (f"- {none}", []),
        (table + rng.choice([cells, dropped]), []),
        (f"- {kept}", [(kept, (), "", False)]),
        (f"- ~~old~~ {kept}", [(kept, (), "", False)]),
        (f"- **Later**\n    - {kept} (tom)\n    - {kept}", [(kept, ("tom",), "", False), (kept, (), "", False)]),
        (f"{table}| | {kept} | | | |", [(kept, (), "", False)]),
        (f"{table}| 4 | **{kept}** | | | not done |", [(kept, (), "", False)]),
        (f"{table}| 4 | {kept} | tom | | {rng.choice(['100%', '✅', 'merged in #4', ':white_check_mark:'])} |",
         [(kept, ("tom",), "", True)]),
    ]  # fmt: skip
    return rng.choice(choices)


@pytest.mark.slow
@pytest.mark.parametrize("made", [tailed, remark])
def test_text_around_an_action_is_not_part_of_it(
    made: Callable[[random.Random], tuple[str, list[Expected]]],
) -> None:
    rng = random.Random(SEED)
    variants = [made(rng) for _ in range(COUNT)]
    wrong = [
        (content, expected, seen)
        for content, expected in variants
        if (seen := found(f"---\nkind: incident\n---\n## Actions\n\n{content}\n")) != expected
    ]
    assert not wrong, f"{len(wrong)} of {COUNT}, such as\n" + "\n".join(map(str, wrong[:6]))


@pytest.mark.parametrize(
    "body",
    [
        "## Actions taken\n\n- rolled back\n- [x] restored\n",
        "## Timeline\n\n| Time | What |\n|---|---|\n| 10:00 | it broke |\n",
        "| Agent | Owner |\n|---|---|\n| importer | jane |\n",
        "- a list\n- of things due 2026-01-01\n",
        "```\n- [ ] an example (tom)\n```\n",
    ],
)
def test_other_lists_are_no_actions(body: str) -> None:
    assert found(f"---\nkind: incident\n---\n{body}") == []


def test_an_action_of_the_front_matter_is_listed_once() -> None:
    header = "---\nkind: incident\nactions:\n  - {what: add an alert, owner: tom, due: 2026-10-15}\n---\n"
    body = "## Actions\n\n- [ ] Add an alert (tom, due 2026-10-15) (see #9) ✅\n- [ ] ask the desk\n"
    assert found(header + body) == [("add an alert", ("tom",), "2026-10-15", False), ("ask the desk", (), "", False)]


def test_a_box_inside_an_item_is_an_action() -> None:
    body = "- Alerts\n    - [ ] add one (tom, due 2026-10-15)\n    - [x] seen\n"
    assert found(f"---\nkind: incident\n---\n{body}") == [("add one", ("tom",), "2026-10-15", False)]


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("add an alert (optional)", "optional", ""),
        ("add an alert (see the runbook, page 3)", "", ""),
        ("add an alert — soon", "", ""),
        ("add an alert (Tom Berg, due 2026-10-15)", "Tom Berg", "2026-10-15"),
        ("add an alert. Owner: tom.berg, due: 2026-10-15.", "tom.berg", "2026-10-15"),
        ("@tom adds an alert by 2026-10-15", "tom", "2026-10-15"),
        ("add an alert (JIRA-9)", "", ""),
        ("add an alert (see #9)", "", ""),
        ("add an alert — do it again — 2026-10-15", "", "2026-10-15"),
        ("add an alert — Tom van den Berg — 2026-10-15", "Tom van den Berg", "2026-10-15"),
        ("add an alert (due 2026-10-15) — tom", "tom", "2026-10-15"),
        ("look at the (2026-09-14) outage again", "", ""),
        ("fix it (due to a race)", "", ""),
        ("fix it (tom, due Friday)", "tom", "Friday"),
        ("fix it (tom, due TBD)", "tom", ""),
        ("fix it (tom, OPS-1, Q4-2026)", "tom", "Q4-2026"),
    ],
)
def test_owner_and_due_date_are_read_from_the_text_of_an_action(text: str, owner: str, due: str) -> None:
    action = assigned(text)
    assert (action.owner, action.due) == ((owner,) if owner else (), due)


@pytest.mark.parametrize(
    ("text", "is_done"),
    [
        ("fix it (tom, fixed)", True),
        ("fix it (fixed)", False),
        ("fix it (Live Ops)", False),
        ("fix it (tom, ✅)", True),
    ],
)
def test_a_state_beside_the_owner_closes_an_action(text: str, is_done: bool) -> None:
    assert bool(assigned(text).done) == is_done


def timeline(rng: random.Random) -> tuple[str, list[Expected]]:
    """A table of what was done, which is none of actions, or one that is."""
    who, day = rng.choice(["Tom Berg", "tom.berg", "@tom"]), rng.choice(["10:00", "2026-10-01", "10:05 UTC"])
    heads = rng.sample(
        [rng.choice(["Time", "Time (UTC)", "Timestamp"]), "Action", rng.choice(["By", "Who", "Owner"])], 3
    )
    if rng.random() < 0.4:
        heads = rng.sample(["When", "Action", rng.choice(["Who", "Owner"])], 3)
    elif rng.random() < 0.4:
        heads = ["Action", rng.choice(["By", "Who", "Owner"]), rng.choice(["Result", "Note"])]
    cells = {"Action": "paged the desk", "Result": "ok", "Note": "n/a"} | dict.fromkeys(("By", "Who", "Owner"), who)
    row = " | ".join(cells.get(head, day) for head in heads)
    expected: list[Expected] = []
    heading = rng.choice(["## Timeline", "## What happened", "### Chronology (UTC)"])
    if rng.random() < 0.3:
        heads, row = ["Action", rng.choice(["By", "Who"]), "Status"], "pin it | tom.berg | open"
        expected = [("pin it", ("tom.berg",), "", False)]
        heading = "## Actions" if "By" in heads else heading
    return f"{heading}\n\n| {' | '.join(heads)} |\n|--|--|--|\n| {row} |\n", expected


def nested(rng: random.Random) -> tuple[str, list[Expected]]:
    """An action with boxes inside it, a group of actions, and what is dropped."""
    one, two, three = rng.sample(WHATS[:5], 3)
    a, b = rng.sample(OWNERS, 2)
    box, inner = rng.choice(["[ ] ", "", "1. "]), rng.choice(["    - [ ] ", "    * [x] "])
    done = "[x]" in inner
    box = box if box != "1. " else "[ ] "
    link = rng.choice(["[JIRA-9](https://x.org/9)", "https://x.org/9", "<https://x.org/9>", "[#9](https://x.org)"])
    choices: list[tuple[str, list[Expected]]] = [
        (f"- {box}{one} ({a})\n{inner}{two}\n{inner}{three}", [(one, (a,), "", False)]),
        (f"- {box}{one} ({a})\n{inner}{two}\n{inner}{three} ({b})", [(one, (a,), "", False), (three, (b,), "", done)]),
        (f"- {box}{one}\n{inner}{two} ({a})\n{inner}{three} ({b})", [(two, (a,), "", done), (three, (b,), "", done)]),
        (f"- {box}{one}\n    - {two} ({a})\n    - {three} ({b})", [(two, (a,), "", False), (three, (b,), "", False)]),
        (f"- [ ] {one}\n{inner}{two}", [(one, (), "", False)]),
        (f"- [x] ~~{one}~~ {rng.choice(['not needed', 'see the next one', 'is in the plan of May'])}", []),
        (f"- [-] {one} ({a})", []),
        (f"- {link}", []),
    ]  # fmt: skip
    return rng.choice(choices)


def several(rng: random.Random) -> tuple[str, list[Expected]]:
    """Several names in one cell or bracket."""
    one, two = rng.sample(["tom", "sam.lee", "Jane Doe"], 2)
    sign = rng.choice([" and ", ", ", "<br>", "; ", " / ", " & ", "<br/>", " @"])
    names = f"@{one}{sign}{two}" if sign == " @" else f"{one}{sign}{two}"
    expected: list[Expected] = [("pin it", (one, two), "", False)]
    if sign in (" and ", " / ", " & ") and rng.random() < 0.5:
        return f"- pin it ({names})", expected
    return f"| Action | Owner | ETA |\n|--|--|--|\n| pin it | {names} | |\n", expected


@pytest.mark.slow
@pytest.mark.parametrize("made", [timeline, nested, several])
def test_only_tables_and_nested_items_of_actions_are_read_as_actions(
    made: Callable[[random.Random], tuple[str, list[Expected]]],
) -> None:
    rng = random.Random(SEED)
    heading = "" if made is timeline else "## Actions\n\n"
    variants = [made(rng) for _ in range(COUNT)]
    shown = [(content, [(SHOWN.get(one[0], one[0]), *one[1:]) for one in rows]) for content, rows in variants]
    wrong = [
        (content, expected, seen)
        for content, expected in shown
        if (seen := found(f"---\nkind: incident\n---\n{heading}{content}\n")) != expected
    ]
    assert not wrong, f"{len(wrong)} of {COUNT}, such as\n" + "\n".join(map(str, wrong[:6]))


@pytest.mark.slow
def test_what_seems_to_be_a_list_of_actions_is_read_or_reported() -> None:
    rng = random.Random(SEED)
    words = ["Action items", "Follow-ups", "Tasks", "Next steps", "Action plan", "To-dos"]
    red = []
    for _ in range(COUNT):
        one, two = rng.sample(words, 2)
        name, expected = rng.choice([
            (one, "read"), (f"{one} {rng.choice(['and', '&', '/'])} {two.lower()}", "read"),
            (f"{rng.choice([':material-check:', '✅', '🛠️', ':tada:'])} {one}", "read"),
            (f"{one} for the platform", "reported"), (f"{one} (SRE)", "reported"), (f"Our {one.lower()}", "reported"),
            (rng.choice(["Actions taken", "Actions during the outage", "Reactions", "Impact"]), "neither"),
        ])  # fmt: skip
        items = "- pin it (tom, due 2026-10-15)"
        forms = [f"## {name}\n\n{items}", f"**{name}**\n\n{items}", f"**{name}:**\n\n{items}"]
        if expected == "read":
            forms += [f'!!! note "{name}"\n\n    {items}', f"- **{name}**\n    {items}"]
        content = rng.choice(forms)
        document = read_text(f"---\nkind: incident\n---\n{content}\n")
        (record,) = document.records
        assert isinstance(record, Incident)
        seen = "read" if record.actions else "reported" if document.problems else "neither"
        red += [] if seen == expected else [(content, expected, seen)]
    assert not red, f"{len(red)} of {COUNT}: {red[:5]}"


def test_an_action_has_no_stray_punctuation_without_its_owner_and_due_date() -> None:
    rng = random.Random(SEED)
    wrong = []
    for _ in range(COUNT):
        what, owner, due = rng.choice(WHATS), rng.choice(OWNERS), f"2026-{rng.randrange(1, 13):02}-15"
        stop, end = rng.choice((".", "")), rng.choice((".", ""))
        colon = rng.choice((":", ""))
        forms = (
            f"@{owner}: {what} (due {due})",
            f"@{owner}, {what}{stop}",
            f"{what}. Owner: {owner}, due{colon} {due}{end}",
            f"{what}. @{owner}, due{colon} {due}{end}",
            f"{what}{stop} Due{colon} {due}{end}",
            f"{what}, by {due}: @{owner}{end}",
            f"due {due}: {what}{stop} ; @{owner}",
        )
        text = rng.choice(forms)
        found = assigned(text).what
        if found.rstrip(".") != what:
            wrong.append(f"{text!r} is {found!r}")
    assert not wrong, f"{len(wrong)} of {COUNT}, such as\n" + "\n".join(wrong[:6])


def test_symbols_after_a_due_date_in_a_table_are_not_part_of_it() -> None:
    rng = random.Random(SEED)
    for number in range(200):
        day = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        signs = rng.choices(("🔥", "⏰", "⚠️", "👍🏽", "®", "✅", "✔️", "☑"), k=rng.randrange(1, 3))
        cell = f"{day}{rng.choice((' ', ''))}{rng.choice((' ', '')).join(signs)}"
        body = f"## Actions\n\n| What | Owner | Due |\n|---|---|---|\n| fix it {number} | tom | {cell} |\n"
        is_done = signs[0] in ("✅", "✔️", "☑")
        assert found(f"---\nkind: incident\n---\n# It broke\n\n{body}") == [
            (f"fix it {number}", ("tom",), day, is_done)
        ], cell


@pytest.mark.parametrize(("state", "is_done"), [("open", False), ("done", True), ("", True)])
def test_the_status_of_an_action_precedes_a_check_mark_after_its_due_date(state: str, is_done: bool) -> None:
    body = f"| What | Owner | Due | Status |\n|---|---|---|---|\n| fix it | tom | 2026-10-01 ✅ | {state} |\n"
    expected = [("fix it", ("tom",), "2026-10-01", is_done)]
    assert found(f"---\nkind: incident\n---\n# It broke\n\n{body}") == expected


@pytest.mark.parametrize("cell", ["2026-10-01 ✅ or so", "✅", "Friday 🔥"])
def test_other_text_in_the_cell_of_a_due_date_is_reported(cell: str) -> None:
    body = f"| What | Owner | Due |\n|---|---|---|\n| fix it | tom | {cell} |\n"
    document = read_text(f"---\nkind: incident\n---\n# It broke\n\n## Actions\n\n{body}")
    assert [problem.rule_name for problem in document.problems] == ["invalid-value"]
