"""Hostile documents of any size: one construct repeated, alone or mixed with others, under the front matter of a kind.

`scripts/bench hostile` measures each as a process; the tests beside this count steps for two sizes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.cost.bodies import BODIES, HEADS
from tests.cost.documents import BARE, FRONT_MATTERS

SEED = 13
MIXED = 240
"""So many mixtures are made: constructs, front matter and what parts them are drawn by `SEED`."""


def _columns(size: int) -> str:
    """A RACI as wide as it can be with the letters of one row."""
    count = max(size // 18, 1)
    heads, dashes = "".join(f"| p{i} " for i in range(count)), "|---" * count
    return f"{RACI_HEAD}| Activity {heads}|\n|---{dashes}|\n| a {'| RA ' * count}|\n"


def _columns_repeated(size: int) -> str:
    count = max(size // 16, 1)
    return f"{RACI_HEAD}| Activity {'| Ann ' * count}|\n|---{'|---' * count}|\n| a {'| R ' * count}|\n"


def _columns_named(size: int) -> str:
    """As many columns of roles."""
    count = max(size // 30, 1)
    heads, dashes, names = "| Responsible " * count, "|---" * count, "| bob " * count
    return f"{RACI_HEAD}| Activity {heads}| A |\n|---{dashes}|---|\n| a {names}| c |\n"


def _square(size: int) -> str:
    """As many rows as columns."""
    side = max(int((size / 4) ** 0.5), 2)
    heads = "".join(f"| p{i} " for i in range(side))
    rows = "".join(f"| a{i} {'| R ' * side}|\n" for i in range(side))
    return f"{RACI_HEAD}| Activity {heads}|\n|---{'|---' * side}|\n{rows}"


def _short_rows(size: int) -> str:
    """A wide header over rows of one cell, which parsers fill up."""
    half = size // 2
    columns, rows = max(half // 9, 1), max(half // 4, 1)
    heads = "".join(f"| p{i % 1000}" for i in range(columns))
    cells = "|a|\n" * rows
    return f"{RACI_HEAD}| Activity {heads}|\n|---{'|---' * columns}|\n{cells}"


RACI_HEAD = "---\nkind: raci\nscope: a\n---\n\n"
SHAPES = {
    "columns": _columns,
    "columns-repeated": _columns_repeated,
    "columns-named": _columns_named,
    "square": _square,
    "short-rows": _short_rows,
}


class Case(NamedTuple):
    """A hostile document: its name and what makes it for a size in characters."""

    name: str
    parts: tuple[str, str, str] | None

    def text(self, size: int) -> str:
        if self.parts is None:
            return SHAPES[self.name](size)
        first, unit, last = self.parts
        return first + repeated(unit, size - len(first) - len(last)) + last


def repeated(unit: str, size: int) -> str:
    """Units up to `size` characters, counted from 1."""
    if "{" not in unit or unit == "{":
        return unit * max(size // len(unit), 1)
    made: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        made.append(
            unit.format(
                i=number,
                before=number - 1,
                indent="  " * (number % 60),
                runs="`" * (number % 500 + 1),
                long="long " * 20,
            )
        )
        length += len(made[-1])
    return "".join(made)


def cases(mixed: int = MIXED) -> Iterator[Case]:
    """Every construct alone, then so many mixtures."""
    for name, unit in BODIES.items():
        for head in ("page", "agent"):
            yield Case(f"{head}/{name}", (HEADS[head], unit, ""))
    for name, unit in BODIES.items():
        if name.startswith(("decision", "label", "check", "racis", "turned", "table", "headings")):
            for head in ("decisions", "raci", "incident"):
                yield Case(f"{head}/{name}", (HEADS[head], unit, ""))
    for name, (first, unit) in FRONT_MATTERS.items():
        yield Case(f"front/{name}", (f"---\n{first}", unit, "\n---\n\nText.\n"))
    for name, parts in BARE.items():
        yield Case(f"bare/{name}", parts)
    for name in SHAPES:
        yield Case(name, None)
    yield from mixtures(mixed)


def mixtures(count: int, seed: int = SEED) -> Iterator[Case]:
    """Constructs drawn at random: two or three of a body, parted somehow, wrapped somehow, under some front matter."""
    draw = random.Random(seed)
    for number in range(count):
        head = draw.choice([*HEADS])
        names = draw.choices([*BODIES], k=draw.choice((2, 2, 3)))
        between = draw.choice(("", " ", "\n", "\n\n", "\r", "\n    ", "\n> ", "\n- ", " | ", "\n\n---\n\n"))
        around = draw.choice((("", ""), ("", ""), ("| ", " |"), ("- ", ""), ("> ", ""), ("**", "**"), ("[", "](a.md)")))
        first = draw.choice(
            ("", "", "**Tools:** ", "## Purpose\n\n", "| Activity | R | A |\n|---|---|---|\n", "!!! note\n\n    ")
        )
        unit = around[0] + between.join(BODIES[name] for name in names) + around[1] + between
        # a lone brace beside a format field is one of text
        unit = unit.replace(BODIES["braces"], "{{") if "{" in names else unit
        yield Case(f"mixed/{number:03}/{head}/{'+'.join(names)}", (HEADS[head] + first, unit, ""))
