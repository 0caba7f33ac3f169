"""A name in a RACI is the same with a footnote, emphasis or a link around it, and in either normal form."""

from __future__ import annotations

import random
import unicodedata

import pytest

from docgraph.kinds.raci import Raci
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1306
VARIANTS = 250
NAMES = ("jane.doe", "Zoë Núñez", "sam.lee", "Команда", "crew-2")
NOTES = ("[^2]", "[^a-b]", "[^note]", "[^1][^2]", " [^9]")


def marked(dice: random.Random, name: str) -> str:
    form = dice.choice(("{}", "**{}**", "`{}`", "*{}*", "[{}](../people/x.md)", "[[{}]]"))
    return form.format(unicodedata.normalize(dice.choice(("NFC", "NFD")), name)) + dice.choice(("", *NOTES))


def composed(names: tuple[str, ...]) -> list[str]:
    return [unicodedata.normalize("NFC", name) for name in names]


@pytest.mark.slow
def test_markup_and_footnotes_are_no_part_of_a_name() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    for _ in range(VARIANTS):
        doing, answering = dice.sample(NAMES, dice.randint(1, 3)), dice.choice(NAMES)
        several = dice.choice((", ", "; ")).join(marked(dice, name) for name in doing)
        if dice.random() < 0.6:
            row_text = f"| stop it | {several} | {marked(dice, answering)} |"
            table = f"| Activity | Responsible | Accountable |\n|---|---|---|\n{row_text}\n"
        else:
            doing = [name for name in doing if name != answering] or [next(one for one in NAMES if one != answering)]
            heads = " | ".join(marked(dice, name) for name in (*doing, answering))
            table = f"| Activity | {heads} |\n|---|{'---|' * (len(doing) + 1)}\n| stop it | {'R | ' * len(doing)}A |\n"
        [record] = parse_source(
            SourceFile("r.md", f"---\nkind: raci\nscope: a\n---\n\n{table}".encode()), Settings()
        ).records
        assert isinstance(record, Raci)
        [row] = record.rows
        if (composed(row.responsible), composed(row.accountable)) != (doing, [answering]):
            red.append((table, row.responsible, row.accountable))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"
