"""A table in a guide that explains the keys of an agent or outcome is no record."""

from __future__ import annotations

from random import Random

import pytest

from tests.parse.recovery.test_packets import reported

SEED, COUNT = 31, 200
KEYS = {
    "agent": ("autonomy", "will-do", "wont-do", "purpose", "tools", "exit", "model", "status", "backup"),
    "outcome": ("success-criteria", "if-wrong", "wrong-if", "due", "expectations", "status", "backup"),
}
SIGNS = {"agent": ("autonomy", "will-do", "wont-do"), "outcome": ("success-criteria", "if-wrong", "wrong-if")}
STATUS = {"agent": "`proposed`, `active` or `retired`", "outcome": "open, met, missed or dropped"}
OWNERS = (
    "Jane Doe, from CODEOWNERS",
    "jane.doe, as in the definition",
    "Jane Doe; with `--owner`, that person",
    "`@jane`, if a CODEOWNERS file names one",
    "person",
    "role",
    "required",
    "the accountable human",
    "an id, such as `jane.doe`",
)
TEXTS = ("sentences with *never*", "L1, until a review", "from the description", "a list", "required", "2027-03-31")
HEADS = ("| | |", "| Key | Value in the draft |", "| Field | Meaning |", "| key | type |", "")
TITLES = ("What a draft contains", "Keys", "Front matter", "The example of Jane", "Reference", "Mail sorter")


def guide(random: Random) -> str:
    """A page without a kind, with one or two tables that explain keys."""
    kind, parts = random.choice(("agent", "outcome")), []
    for title in random.sample(TITLES, random.randint(1, 2)):
        sign = random.choice(SIGNS[kind])
        others = random.sample([key for key in KEYS[kind] if key != sign], random.randint(1, 4))
        owner = random.choice(OWNERS)
        values = {key: STATUS[kind] if key == "status" else random.choice(TEXTS) for key in (sign, *others)}
        values |= {sign: owner} if owner == "required" else {}
        keys = ["owner", *values]
        random.shuffle(keys)
        mark = random.choice(("", "`", "**", "`"))
        rows = [f"| {mark}{key}{mark} | {owner if key == 'owner' else values[key]} |" for key in keys]
        head = random.choice(HEADS)
        lines = [head, "|---|---|", *rows] if head else [rows[0], "|---|---|", *rows[1:]]
        parts.append(f"## {title}\n\n{random.choice(('', 'Some text.' + chr(10) * 2))}" + "\n".join(lines))
    return "# Hiring\n\n" + "\n\n".join(parts) + "\n"


@pytest.mark.slow
def test_tables_that_explain_keys_are_silent() -> None:
    random = Random(SEED)
    pages = [guide(random) for _ in range(COUNT)]
    red = [page for page in pages if reported(page)]
    assert not red, f"{len(red)} of {COUNT}: {red[:2]}"


@pytest.mark.parametrize(
    "owner", ["Jane Doe", "jane.doe", "Jane Doe, left in May", "Jane Doe (lead)", "nobody", "@jane"]
)
@pytest.mark.parametrize("sign", ["| autonomy | L2 |", "| will-do | sort mail |", "| wont-do | nobody |"])
@pytest.mark.parametrize("status", ["active", "live", "proposed until May"])
def test_tables_with_values_of_an_agent_are_reported(owner: str, sign: str, status: str) -> None:
    rows = f"| owner | {owner} |\n|---|---|\n{sign}\n| status | {status} |\n"
    assert len(reported(f"# Bots\n\n## Mail sorter\n\n{rows}")) == 1
    upper = rows.replace("owner", "Owner").replace(f"{owner} ", "Jane Doe, from CODEOWNERS ")
    assert len(reported(f"# Bots\n\n## Mail sorter\n\n{upper}")) == 1
