"""A name that is struck through is never the owner."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 26
PEOPLE = "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n  - {id: sam.lee, title: Sam Lee}\n---\n"
NAMES = "jane.doe|Jane Doe|@jane.doe|[Jane Doe](people.md)|[[jane.doe]]".split("|")
STRIKES = ["~~{}~~", "<del>{}</del>", "<s>{}</s>", "<strike>{}</strike>", "**~~{}~~**", "~~*{}*~~", "~~{}~~ (left)"]
BEHIND = ["", " ", ".", " ~~since 2024~~", "  "]
PLACES = {
    "label": "**Owner**: {}\n",
    "label below": "**Owner**:\n\n- {}\n",
    "heading": "## Owner\n\n{}\n",
    "on call": "**Owner & On-Call**:\n\n- Primary: {}\n- Backup: sam.lee\n",
    "table": "| Field | Value |\n|---|---|\n| Purpose | sorts mail |\n| Owner | {} |\n",
    "struck label": "~~**Owner**: jane.doe~~ {}\n",
}
AGENT = "---\nkind: agent\n{}backup: sam.lee\nstatus: active\n---\n# Bot\n\n{}"


def struck(random: Random) -> str:
    return random.choice(STRIKES).format(random.choice(NAMES)) + random.choice(BEHIND)


def error_codes(files: dict[str, str]) -> set[str]:
    return {found.code for found in result_of(files).open_findings if found.severity is Severity.ERROR}


@pytest.mark.parametrize("place", PLACES)
def test_a_struck_name_in_a_body_is_no_owner(place: str) -> None:
    random, green = Random(f"{SEED} {place}"), []
    for _ in range(30):
        body = PLACES[place].format(struck(random))
        if not error_codes({"people.md": PEOPLE, "bot.md": AGENT.format("", body)}) & {"OWN002", "REF001", "DOC004"}:
            green.append(body)
    assert not green, f"{len(green)} of 30: {green[:3]}"


@pytest.mark.parametrize("place", ["label", "label below", "heading", "on call", "table"])
def test_the_owner_of_the_front_matter_is_not_struck_in_the_body(place: str) -> None:
    random, green = Random(f"{SEED} {place}"), []
    for _ in range(20):
        body = PLACES[place].format(struck(random))
        if "DOC008" not in error_codes({"people.md": PEOPLE, "bot.md": AGENT.format("owner: jane.doe\n", body)}):
            green.append(body)
    assert not green, f"{len(green)} of 20: {green[:3]}"


@pytest.mark.parametrize(
    "body", ["**Owner**: ~~Sam Lee~~ Jane Doe\n", "**Owner**: ~~sam.lee~~\n", "**Owner**: jane.doe ~~since May~~\n"]
)
def test_the_name_of_a_former_owner_may_be_struck(body: str) -> None:
    assert "DOC008" not in error_codes({"people.md": PEOPLE, "bot.md": AGENT.format("owner: jane.doe\n", body)})


@pytest.mark.parametrize("name", ["~~Sam Lee~~ Jane Doe", "~~sam.lee~~ jane.doe", "<del>Sam Lee</del> jane.doe"])
def test_the_name_beside_a_struck_one_is_the_owner(name: str) -> None:
    files = {"people.md": PEOPLE, "bot.md": AGENT.format("", f"**Owner**: {name}\n")}
    assert not error_codes(files) & {"OWN002", "REF001", "OWN007"}


ARROWS = "→ -> => --> ⇒ ➜ ⟶".split()


@pytest.mark.slow
@pytest.mark.parametrize("place", ["label", "label below", "heading", "on call"])
def test_the_name_behind_an_arrow_is_the_owner(place: str) -> None:
    random, red = Random(f"{SEED} {place}"), []
    for _ in range(50):
        old, new = struck(random).rstrip(), random.choice(["Sam Lee", "sam.lee", "[Sam Lee](people.md)", "[[sam.lee]]"])
        arrow = random.choice(ARROWS)
        name = random.choice([f"{old} {arrow} {new}", f"{old}{arrow} {new}", f"{new} ← {old}"])
        body = PLACES[place].format(name.replace(" (left)", "").replace(". ", " "))
        agent = result_of({"people.md": PEOPLE, "bot.md": AGENT.format("", body)}).graph.get("agent:bot")
        owner = agent.value("owner") if agent else None
        red += [] if owner in (("Sam Lee",), ("sam.lee",)) else [(body, owner)]
    assert not red, f"{len(red)} of 50: {red[:3]}"


def test_an_arrow_between_two_names_stays() -> None:
    files = {"people.md": PEOPLE, "bot.md": AGENT.format("", "**Owner**: Jane Doe → Sam Lee\n")}
    agent = result_of(files).graph.get("agent:bot")
    assert agent is not None and agent.value("owner") == ("Jane Doe → Sam Lee",)


@pytest.mark.parametrize("cell", ["~~Sam Lee~~ → Jane Doe", "~~Sam Lee~~", "jane.doe"])
def test_a_struck_name_of_another_in_a_table_is_silent(cell: str) -> None:
    agent = AGENT.format("owner: jane.doe\n", PLACES["table"].format(cell))
    assert "DOC008" not in error_codes({"people.md": PEOPLE, "bot.md": agent})


@pytest.mark.parametrize("owner", ["~~jane.doe~~", "'~~Jane Doe~~'", "[~~jane.doe~~]", "<del>jane.doe</del>"])
def test_a_struck_name_in_the_front_matter_is_no_owner(owner: str) -> None:
    assert "REF001" in error_codes({"people.md": PEOPLE, "bot.md": AGENT.format(f"owner: {owner}\n", "")})


@pytest.mark.parametrize("cell", ["~~jane.doe~~", "<del>Jane Doe</del>", "**~~jane.doe~~**"])
def test_a_struck_name_in_a_raci_is_not_accountable(cell: str) -> None:
    head = "---\nkind: raci\nscope: bot\n---\n| Activity | Responsible | Accountable |\n|---|---|---|\n"
    files = {"people.md": PEOPLE, "bot.md": AGENT.format("owner: jane.doe\n", "")}
    assert "RAC001" in error_codes(files | {"r.md": f"{head}| Merge | sam.lee | {cell} |\n"})


OWN_PAGES = [
    '---\nkind: person\ntitle: "~~Jane Doe~~"\n---\n',
    "---\nkind: person\n---\n# ~~Jane Doe~~\n",
    "---\nkind: person\ntitle: Jane Doe\n---\n# <del>Jane Doe</del>\n",
    '---\nkind: people\npeople:\n  - {id: jane.doe, title: "~~Jane Doe~~ (May)"}\n---\n',
    "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n---\n# People\n\n- ~~Jane Doe~~\n- Sam\n",
    "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n---\n# People\n\n## ~~Jane Doe~~\n",
    "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n---\n# People\n\n"
    "| Name | Joined |\n|---|---|\n| ~~Jane Doe~~ | 2024-01-01 |\n",
]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_a_person_whose_name_is_struck_in_their_document_is_an_error(page: str) -> None:
    files = {"jane.doe.md": page, "bot.md": AGENT.format("owner: jane.doe\n", "")}
    assert "DOC004" in error_codes(files)


def test_a_struck_name_in_a_list_about_another_topic_is_silent() -> None:
    page = "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n---\n# Us\n\n## Rota\n\n- ~~Jane Doe~~\n"
    assert not error_codes({"people.md": page})
