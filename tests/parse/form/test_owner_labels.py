"""What a body says under owner labels: nothing that is struck out or a picture, no second owner unseen, no title."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import Agent
from docgraph.model.document import Document
from docgraph.parse.form.labels import labels_of
from tests.parse.variants import read_text

SEED, COUNT = 20261305, 240
NAMES = ("jane.doe", "sam.lee", "Zoë Núñez", "tom")
STRUCK = (
    "<del>{}</del>",
    "<s>{}</s>",
    "<strike>{}</strike>",
    '<del class="old">{}</del>',
    "<DEL>**{}**</DEL>",
    "<del>{} <del>and</del> co</del>",
    "![{}](face.png)",
    '![{}](a.png "{}")',
)
OWNERS = (
    "**Owner**: {}",
    "**Owner:** {}",
    "- **Owner**: {}",
    "**Owner & On-Call**:\n\n- Primary: {}",
    "## Owner\n\n{}",
)
ALONE = ("**Primary**: {}", "**Primary:** {}", "__Primary__: {}", "__Primary:__ {}")


def _agent(document: Document) -> Agent:
    [record] = document.records
    assert isinstance(record, Agent)
    return record


def _about_owner(document: Document) -> list[str]:
    unknown = (problem for problem in document.problems if problem.rule_name == "unknown-key")
    return [problem.message for problem in unknown if problem.key[:1] == ("owner",)]


def _document(body: str, declared: str = "") -> str:
    return f"---\nkind: agent\n{declared}---\n\n# Triage\n\n{body}\n"


def test_what_is_struck_out_or_a_picture_is_no_owner() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        old, new = dice.sample(NAMES, 2)
        struck = dice.choice(STRUCK).replace("{}", old)
        value = dice.choice((struck, struck, f"{struck} {new}", f"{new} {struck}"))
        body = dice.choice(OWNERS).format(value)
        owner = _agent(read_text(_document(body))).owner
        red += [] if owner == ((new,) if new in value else ()) else [(body, owner)]
    assert not red, f"{len(red)} of {COUNT}: {red[:4]}"


@pytest.mark.slow
def test_a_second_owner_is_reported() -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        first, second = dice.choice(NAMES), dice.choice(NAMES)
        lines = [dice.choice(OWNERS[:4]).format(first), dice.choice(ALONE).format(second)]
        if dice.random() < 0.5 and "On-Call" not in lines[0]:
            lines.reverse()
        declared = f"owner: {first}\n" if dice.random() < 0.3 else ""
        body = "\n\n".join(lines) if lines[0][0] != "-" else "\n".join(lines)
        document = read_text(_document(body, declared))
        reported = len(_agent(document).owner) > 1 or bool(_about_owner(document))
        expected = first != second and not declared
        red += [] if reported == expected else [(body, declared, document.problems)]
    assert not red, f"{len(red)} of {COUNT}: {red[:4]}"


def test_the_title_of_a_page_is_no_label() -> None:
    dice = random.Random(SEED + 2)
    labels = [name for name, label in labels_of(Agent).items() if label.key]
    red = []
    for _ in range(COUNT):
        title, other = dice.sample(labels, 2)
        heading = dice.choice((f"# {title.capitalize()}", f"# {title}:", f"{title.title()}\n====="))
        below = dice.choice(("", f"## {other}\n\nSome words\n", "## Notes\n\nMore.\n", f"**{other}**: Some words\n"))
        content = f"---\nkind: agent\nowner: tom\n---\n\n{heading}\n\nText about it.\n\n{below}"
        [shape] = read_text(content).validated_inputs
        key = labels_of(Agent)[title].key[0]
        value = shape.values.get(str(key).replace("-", "_"))
        red += [] if value in (None, ["tom"]) else [(content, value)]
    assert not red, f"{len(red)} of {COUNT}: {red[:4]}"


def test_headings_of_level_1_are_labels_where_there_are_several() -> None:
    document = read_text("---\nkind: agent\n---\n\n# Purpose\n\nSorts mail.\n\n# Owner\n\ntom\n")
    assert (_agent(document).purpose, _agent(document).owner) == ("Sorts mail.", ("tom",))


def test_primary_of_another_subject_is_no_second_owner() -> None:
    body = "**Owner**: tom\n\n## Models\n\n**Primary**: large-4\n\n!!! note\n    **Primary**: blue\n"
    assert not _about_owner(read_text(_document(body)))


LISTS = ("**{}:** {}", "- **{}:** {}", "**Owner & On-Call:**\n\n- {}: {}", "## {}\n\n{}")
CHANNELS = ("#ops", "#team-billing", "[#ops](https://chat.example.org/ops)", "`#oncall`", "**#ops_2**", "#équipe")


def test_a_channel_beside_a_name_is_no_name() -> None:
    dice = random.Random(SEED)
    for _ in range(COUNT):
        name, channel, label = dice.choice(NAMES), dice.choice(CHANNELS), dice.choice(("Owner", "Backup"))
        value = dice.choice(("{0}, {1}", "{1}, {0}", "{0}; {1}", "\n\n- {0}\n- {1}\n")).format(name, channel)
        form = dice.choice(LISTS[:1] if "\n" in value else LISTS)
        record = _agent(read_text(_document(form.format(label, value))))
        assert (record.owner if label == "Owner" else record.backup) == (name,), (form, value)


@pytest.mark.parametrize(("value", "owner"), [("#ops", ("#ops",)), ("Sam Lee, #12", ("Sam Lee", "#12"))])
def test_a_channel_alone_and_a_number_stay_in_the_list(value: str, owner: tuple[str, ...]) -> None:
    assert _agent(read_text(_document(f"**Owner:** {value}"))).owner == owner
