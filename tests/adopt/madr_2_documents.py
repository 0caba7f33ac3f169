"""Decisions in the form of MADR 2 as they are in repositories of several years and authors."""

from __future__ import annotations

import random

_TOPICS = "queue cache login search export billing retry audit schema broker gateway tokens alerts".split()
_PEOPLE = ("Jane Doe", "Sam Lee", "Ana Silva", "Jörg Müller", "K. Okafor", "Li Wei", "Tom O'Neil")
_TEMPLATE = "[proposed | rejected | accepted | deprecated | … | superseded by [ADR-0005](0005-example.md)]"
_STATUSES = {
    "accepted": 120, "Accepted": 40, "✅ accepted": 10, "proposed": 15, "rejected": 8, "deprecated": 8, "draft": 12,
    "on hold": 6, "implemented": 10, "Approved": 6, 'the "new" one': 3, _TEMPLATE: 4, "": 12, "WIP": 4,
    "accepted (2021-03-04)": 6, "superseded": 4, "superseded by": 16,
}  # fmt: skip
_DECIDERS = {
    "names": 220,
    "@jdoe, @slee": 15,
    "[list everyone involved in the decision]": 8,
    "": 25,
    "Platform Team": 20,
}
_DATES = {
    "iso": 220,
    "short": 20,
    "dotted": 12,
    "March 4, 2020": 5,
    "": 15,
    "TBD": 3,
    "[YYYY-MM-DD of the last update]": 4,
}
_SECTIONS = (
    (0.6, "## Decision Drivers\n\n* cost\n* speed\n"),
    (0.85, "## Considered Options\n\n* build\n* buy\n"),
    (0.9, '## Decision Outcome\n\nChosen option: "buy", because it is cheaper.\n'),
    (0.4, "### Positive Consequences\n\n* faster\n"),
    (0.4, "## Pros and Cons of the Options\n\n### build\n\n* Good, because ours\n* Bad, because slow\n"),
)


def madr_2_documents(count: int, seed: int) -> dict[str, str]:
    """Files by path, in the folder `adr`."""
    dice = random.Random(seed)
    titles = [f"Use {dice.choice(_TOPICS)} for {dice.choice(_TOPICS)}" for _ in range(count)]
    paths = [f"adr/{number:04}-{title.lower().replace(' ', '-')}.md" for number, title in enumerate(titles, 1)]
    return {path: _document(dice, title, paths) for path, title in zip(paths, titles, strict=True)}


def _document(dice: random.Random, title: str, paths: list[str]) -> str:
    target = dice.choice(paths).removeprefix("adr/")
    status = _drawn(dice, _STATUSES)
    status = f"superseded by [ADR-{target[:4]}]({target})" if status == "superseded by" else status
    values = {"Status": status, "Deciders": _deciders(dice), "Date": _date(dice)}
    mark = dice.choice("**-")
    head = "".join(f"{mark} {label}: {value}\n" for label, value in values.items() if value)
    sections = [text for share, text in _SECTIONS if dice.random() < share]
    return "\n".join([f"# {title}\n", head, "## Context and Problem Statement\n\nHow?\n", *sections])


def _drawn(dice: random.Random, weights: dict[str, int]) -> str:
    return dice.choices([*weights], [*weights.values()])[0]


def _deciders(dice: random.Random) -> str:
    drawn = _drawn(dice, _DECIDERS)
    return ", ".join(dice.sample(_PEOPLE, dice.randint(1, 4))) if drawn == "names" else drawn


def _date(dice: random.Random) -> str:
    day, month = dice.randint(1, 28), dice.randint(1, 12)
    forms = {
        "iso": f"2021-{month:02}-{day:02}",
        "short": f"2021-{month}-{day % 9 + 1}",
        "dotted": f"{day:02}.{month:02}.2022",
    }
    drawn = _drawn(dice, _DATES)
    return forms.get(drawn, drawn)
