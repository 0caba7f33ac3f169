"""Headings between the rows of a RACI, withdrawn activities, letters as emoji, and heads in other languages."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds.raci import Raci
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1315
VARIANTS = 250
WORDS = ("Phase 1", "Build", "stop it", "Review & merge", "Прод", "a `b` c")
EMPHASIS = ("**{}**", "*{}*", "__{}__", "***{}***", "<b>{}</b>", "<strong>{}</strong>")
STRUCK = ("~~{}~~", "<del>{}</del>", "<s>{}</s>")
NAMES = ("jane", "sam", "kim")
HEADS = {
    "responsible": ("Responsible", "R", "Durchführung (R)", "Zuständig (R)", "実行 (R)"),
    "accountable": ("Accountable", "A", "Verantwortlich (A)", "Redevable (A)", "説明 (A)"),
}
LETTERS = {
    "responsible": ("R", "r", "🆁", "Ⓡ", ":material-wrench: R", "**R**"),
    "accountable": ("A", "a", "🅰️", "🅐", ":white_check_mark: A", "Ａ"),
}


def row(dice: random.Random, styled: bool) -> tuple[str, str, bool]:
    """The first cell of a row, what it says, and whether the row names anybody; `styled` tables emphasise them all."""
    cell_text = dice.choice(WORDS) + f" {dice.randint(1, 999)}"
    sort = dice.choice(("names", "names", "nobody", "heading", "struck"))
    forms = {"names": ("{}", "{} **now**", "**a** {} **b**"), "nobody": ("{}", "{} **now**", "**a** {} **b**")}
    if styled and sort != "struck":
        form = EMPHASIS[0]
    else:
        form = dice.choice({"heading": EMPHASIS, "struck": STRUCK}.get(sort, forms.get(sort, ())))
    return form.format(cell_text), cell_text, sort == "names"


def is_activity(cell: str, names_anybody: bool, styled: bool) -> bool:
    inner = cell.startswith(("**a**",)) or cell.endswith(" **now**")
    if names_anybody or inner:
        return True
    if cell.startswith(("~~", "<del>", "<s>")):
        return False
    return styled or not cell.startswith(("*", "_", "<"))


@pytest.mark.slow
def test_headings_and_struck_rows_are_no_activities() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    for _ in range(VARIANTS):
        styled, lettered = dice.random() < 0.3, dice.random() < 0.5
        rows = [row(dice, styled) for _ in range(dice.randint(1, 5))]
        first = EMPHASIS[0].format("first") if styled else "first"
        rows.insert(dice.randint(0, len(rows)), (first, "first", True))
        number = dice.choice(("", "| # "))
        if lettered:
            head = f"{number}| Activity | {NAMES[0]} | {NAMES[1]} |"
            cells = f"{dice.choice(LETTERS['responsible'])} | {dice.choice(LETTERS['accountable'])}"
        else:
            head = f"{number}| Activity | {dice.choice(HEADS['responsible'])} | {dice.choice(HEADS['accountable'])} |"
            cells = f"{NAMES[0]} | {NAMES[1]}"
        counter = "| " if number else ""
        lines = [f"{counter}| {cell} | {cells if named else ' | '} |" for cell, _, named in rows]
        table = "\n".join([head, "|---" * (3 + bool(number)) + "|", *lines])
        source = SourceFile("r.md", f"---\nkind: raci\nscope: a\n---\n\n{table}\n".encode())
        loaded = parse_source(source, Settings())
        [record] = loaded.records
        assert isinstance(record, Raci)
        expected = [
            ([NAMES[0]], [NAMES[1]]) if named else ([], [])
            for cell, _, named in rows
            if is_activity(cell, named, styled)
        ]
        found = [([*line.responsible], [*line.accountable]) for line in record.rows]
        if found != expected or loaded.problems:
            red.append((table, record.rows, loaded.problems))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"


def test_an_activity_in_plain_text_that_names_nobody_is_kept() -> None:
    table = "| Activity | R | A |\n|---|---|---|\n| **Phase** | | |\n| stop it | | |\n| start it | jane | sam |\n"
    [record] = parse_source(SourceFile("r.md", f"---\nkind: raci\nscope: a\n---\n{table}".encode()), Settings()).records
    assert isinstance(record, Raci)
    assert [line.activity for line in record.rows] == ["stop it", "start it"]


MARKED = ("~~{}~~", "~~{}~~ ", "**~~{}~~**", "~~**{}**~~", "~~`{}`~~", "<del>{}</del>", "~~[[{}]]~~", "*~~{}~~*")
BLANKS = ("", " ", "-", "–", "n/a")
BOTH = ("~~jane~~, ~~sam~~", "~~jane~~<br>~~sam~~", "~~jane, sam~~", "~~jane~~ / ~~sam~~")


def activities_of(table: str) -> list[tuple[str, list[str], list[str]]]:
    """The rows of a table, which must be read without problems."""
    loaded = parse_source(SourceFile("r.md", f"---\nkind: raci\nscope: a\n---\n\n{table}\n".encode()), Settings())
    [record] = loaded.records
    assert isinstance(record, Raci)
    assert not loaded.problems, table
    return [(line.activity, [*line.responsible], [*line.accountable]) for line in record.rows]


@pytest.mark.slow
def test_a_row_is_struck_if_all_its_text_is() -> None:
    dice = random.Random(SEED + 1)
    red: list[object] = []
    for number in range(200):
        lettered, counted = dice.random() < 0.5, dice.random() < 0.3
        values = [dice.choice((letter, *BLANKS)) for letter in ("R", "A")] if lettered else ["sam", "jane"]
        cells = [value if value in BLANKS else dice.choice(MARKED).format(value) for value in values]
        if not lettered and dice.random() < 0.3:
            cells[0] = dice.choice(BOTH)
        activity = dice.choice(MARKED[:5]).format(f"Old {number}")
        partly = dice.random() < 0.25
        if partly:
            activity = dice.choice(("{} again", "now {}", "{}, moved", "x{}")).format(f"~~old {number}~~")
            cells = ["R", "A"] if lettered else ["sam", "jane"]
        heads = ("sam", "jane") if lettered else ("Responsible", "Accountable")
        rows = [[f"Write {number}", *(("R", "A") if lettered else ("sam", "jane"))], [activity, *cells]]
        dice.shuffle(rows)
        width = 3 + counted
        lines = [["Activity", *heads], ["---"] * 3, *rows]
        numbers = [dice.choice(("#", "No.", "ID")), "---", "1", "2."] if counted else [""] * 4
        table = "\n".join(
            "| " + " | ".join([first, *cells][-width:]) + " |" for first, cells in zip(numbers, lines, strict=True)
        )
        found = activities_of(table)
        if len(found) != 1 + partly or any(line[1:] != (["sam"], ["jane"]) for line in found):
            red.append((table, found))
    assert not red, f"{len(red)} of 200: {red[:3]}"


STYLES = {"strong": ("**{}**", "__{}__", "<b>{}</b>", "<strong>{}</strong>"), "em": ("*{}*", "_{}_", "<em>{}</em>")}
STYLES["both"] = ("***{}***", "___{}___")


@pytest.mark.slow
def test_a_heading_is_in_a_style_that_no_row_with_names_has() -> None:
    dice = random.Random(SEED + 2)
    red: list[object] = []
    for number in range(200):
        lettered = dice.random() < 0.5
        heading, activity = dice.choice(sorted(STYLES)), dice.choice([*sorted(STYLES), "plain"])
        form = dice.choice(STYLES.get(activity, ("{}", "now {}", "**now** {}")))
        values = ("R", "A") if lettered else ("sam", "jane")
        rows = [[form.format(f"Deploy {number}"), *values]]
        blank = dice.choice(BLANKS)
        rows.append([dice.choice(STYLES[heading]).format("Build"), blank, blank])
        struck = form if activity in STYLES else "{}"
        rows.append([struck.format(f"~~Old {number}~~"), *(f"~~{value}~~" for value in values)])
        dice.shuffle(rows)
        heads = ("sam", "jane") if lettered else ("Responsible", "Accountable")
        lines = [["Activity", *heads], ["---"] * 3, *rows]
        found = activities_of("\n".join("| " + " | ".join(line) + " |" for line in lines))
        without_names = [line[0] for line in found if not line[1]]
        if without_names != (["Build"] if heading == activity else []) or len(found) != 1 + (heading == activity):
            red.append((rows, found))
    assert not red, f"{len(red)} of 200: {red[:3]}"
