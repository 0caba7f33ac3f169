"""A RACI is read from a table in either shape that people use."""

from __future__ import annotations

from typing import Any

import pytest

from docgraph.model.location import Text
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.parse.raci.cells import ROLES
from docgraph.parse.raci.table import raci_tables

NAMED = """\
# Who does what

| Activity | Responsible | Accountable | Consulted | Informed |
|---|---|---|---|---|
| Sort invoices | invoice-sorter | rosa.diaz | intake-lead, legal | — |
| Pay | `rosa.diaz` / tom.fry | [tom.fry](../people/tom.fry.md) |  | all of intake; board |
"""

LETTERED = """\
| Activity | rosa.diaz | [[tom.fry\\|Tom]] | invoice-sorter | Notes |
|:--|:-:|:-:|:-:|--|
| Sort invoices | A | C/I | R | every day |
| Pay | **A** / R | — | r,i |  |
| Ask | | n/a | – | |
"""


def rows(body: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = raci_tables(Text("x.md", body), 0).data.get("rows", [])
    return found


def row(activity: str, *names: list[str]) -> dict[str, Any]:
    return {"activity": activity} | dict(zip(ROLES, names, strict=True))


def test_columns_may_be_roles_with_names_in_the_cells() -> None:
    assert rows(NAMED) == [
        row("Sort invoices", ["invoice-sorter"], ["rosa.diaz"], ["intake-lead", "legal"], []),
        row("Pay", ["rosa.diaz", "tom.fry"], ["tom.fry"], [], ["all of intake", "board"]),
    ]


def test_columns_may_be_parties_with_letters_in_the_cells() -> None:
    assert rows(LETTERED) == [
        row("Sort invoices", ["invoice-sorter"], ["rosa.diaz"], ["tom.fry"], ["tom.fry"]),
        row("Pay", ["rosa.diaz", "invoice-sorter"], ["rosa.diaz"], [], ["invoice-sorter"]),
        row("Ask", [], [], [], []),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("table", [NAMED, LETTERED])
def test_every_row_and_name_has_its_place(end: str, table: str) -> None:
    content = ("---\nkind: raci\n---\n\n" + table).replace("\n", end)
    tree = raci_tables(Text("x.md", content), content.index("---", 3) + 3 + len(end))
    lines = [line for line in content.split(end) if line.startswith("|")]
    assert content[tree.marks[("rows",)] :].startswith("| Activity")
    for number, line in enumerate(lines[2:]):
        start = content.index(line)
        assert tree.marks[("rows", number)] == start
        inside = [mark for path, mark in tree.marks.items() if path[:2] == ("rows", number) and len(path) < 4]
        assert all(start <= mark < start + len(line) for mark in inside)


def test_a_name_is_located_in_its_own_cell() -> None:
    tree = raci_tables(Text("x.md", NAMED), 0)
    second = NAMED.splitlines()[-1]
    start = NAMED.index(second)
    assert tree.marks[("rows", 1, "responsible", 0)] == start + second.index("rosa.diaz")
    assert tree.marks[("rows", 1, "responsible", 1)] == start + second.index("tom.fry")
    assert tree.marks[("rows", 1, "accountable", 0)] == start + second.index("[tom.fry]") + 1
    assert tree.marks[("rows", 1, "informed", 1)] == start + second.index("board")


def test_a_letter_is_located_in_its_cell_and_its_name_in_the_header() -> None:
    tree = raci_tables(Text("x.md", LETTERED), 0)
    line = LETTERED.splitlines()[3]
    assert tree.marks[("rows", 1, "accountable")] == LETTERED.index(line) + line.index("**A**")
    assert tree.marks[("rows", 1, "accountable", 0)] == LETTERED.index("rosa.diaz")
    assert tree.marks[("rows", 1, "responsible", 1)] == LETTERED.index("invoice-sorter")


@pytest.mark.parametrize(
    "cell",
    ["a.b, c.d", "a.b / c.d", "a.b; c.d", "a.b<br>c.d", "a.b <br/> c.d", "a.b and c.d", "a.b & c.d",
     "[[a.b]], [[c.d\\|C / D]]", "`a.b`, **c.d**", "a.b, —, c.d,"],
)  # fmt: skip
def test_names_in_a_cell_may_be_parted_in_many_ways(cell: str) -> None:
    (only,) = rows(f"| What | R | A |\n|-|-|-|\n| go | {cell} | x |\n")
    assert only["responsible"] == ["a.b", "c.d"]


@pytest.mark.parametrize("cell", ["", "-", "–", "—", "n/a", "N/A", " "])
def test_an_empty_cell_or_a_dash_names_nobody(cell: str) -> None:
    (only,) = rows(f"| What | Responsible | Accountable |\n|-|-|-|\n| go | {cell} | x |\n")
    assert (only["responsible"], only["accountable"]) == ([], ["x"])


@pytest.mark.parametrize(
    "cell", ["A / R", "R,A", "AR", "a r", "**R**/**A**", "R<br>A", "Responsible and Accountable", "A+R*"]
)
def test_letters_have_many_accepted_forms(cell: str) -> None:
    (only,) = rows(f"| What | a.b | c.d |\n|-|-|-|\n| go | {cell} | I |\n")
    assert only == row("go", ["a.b"], ["a.b"], [], ["c.d"])


@pytest.mark.parametrize(
    "header", ["R | A | C | I", "Responsible (R) | Accountable (A) | Consulted (C) | Informed (I)"]
)
def test_roles_may_be_short(header: str) -> None:
    assert rows(f"Activity | {header}\n-|-|-|-|-\ngo | a | b | c | d\n") == [row("go", ["a"], ["b"], ["c"], ["d"])]


def test_one_column_may_be_two_roles() -> None:
    (only,) = rows("| What | Responsible / Accountable | Informed |\n|-|-|-|\n| go | a | b |\n")
    assert only == row("go", ["a"], ["a"], [], ["b"])


def test_a_column_that_counts_is_no_activity() -> None:
    assert rows("| # | What | R | A |\n|-|-|-|-|\n| 1 | go | a | b |\n")[0]["activity"] == "go"
    assert rows("| No. | What | a.b |\n|-|-|-|\n| 1 | go | A |\n")[0]["activity"] == "go"


@pytest.mark.parametrize(
    "body",
    [
        "| Task | Responsible | Due |\n|-|-|-|\n| go | a | b |\n",
        "| Metric | Before | After |\n|-|-|-|\n| speed | 1 | 2 |\n",
        "| Name | Note |\n|-|-|\n| a | C |\n",
        "| Responsible | Accountable |\n|-|-|\n| a | b |\n",
        "| What | R | A |\n|-|-|-|\n",
        "```\n| What | R | A |\n|-|-|-|\n| go | a | b |\n```\n",
        "a | b\n",
        "",
    ],
)
def test_another_table_is_no_raci(body: str) -> None:
    tree = raci_tables(Text("x.md", body), 0)
    assert (tree.data, tree.marks, tree.keys) == ({}, {}, {})


def test_every_raci_of_a_body_counts_and_no_other_table() -> None:
    other = "| Metric | Before |\n|-|-|\n| speed | 1 |\n\n"
    assert rows(NAMED + "\n" + other + LETTERED) == rows(NAMED) + rows(LETTERED)


LEGENDS = [
    "| Letter | Meaning |\n|---|---|\n| R | Responsible |\n| A | Accountable |\n",
    "| Letter | Role |\n|---|---|\n| R | does it |\n| A | answers for it |\n",
    "| Role | Means |\n|---|---|\n| Responsible | doer |\n| Accountable | answers |\n",
    "| Key | Role |\n|---|---|\n| **R** | does |\n| **A** | answers |\n| **C** | is asked |\n",
    "| Code | Role | |\n|---|---|---|\n| R | Responsible | doer |\n| A | Accountable | holder |\n",
    "| Abbreviation | |\n|---|---|\n| R | doer |\n| A | holder |\n",
    "| | |\n|---|---|\n| R | Responsible |\n| A | Accountable |\n",
    "| Role | |\n|---|---|\n| Responsible | the one who does the work |\n| Accountable | the one  for it |\n",
    "| Role | Responsibility |\n|---|---|\n| Responsible | Does it |\n| Accountable | Owns it |\n",
    "| Meaning | Letter |\n|---|---|\n| Responsible | R |\n| Accountable | A |\n",
    "| R | A |\n|---|---|\n| Responsible | Accountable |\n",
    "| Word | |\n|---|---|\n| Responsible (R) | who does the work here |\n| Accountable (A) | who answers for all |\n",
]


@pytest.mark.parametrize("legend", LEGENDS)
@pytest.mark.parametrize("table", [NAMED, LETTERED])
def test_a_legend_above_or_below_a_raci_is_no_row(table: str, legend: str) -> None:
    for body in (f"{table}\n{legend}", f"{legend}\n{table}"):
        tree = raci_tables(Text("x.md", body), 0)
        assert (tree.data["rows"], tree.problems) == (rows(table), [])


@pytest.mark.parametrize(
    "turned",
    [
        "| Role | Who |\n|-|-|\n| Responsible | sam |\n| Accountable | jane |\n",
        "| Letter | Person |\n|-|-|\n| R | sam |\n| A | jane |\n",
        "| Key | Merge |\n|-|-|\n| R | sam.lee |\n| A | jane.doe, max.moe |\n",
        "| | Merge |\n|-|-|\n| R | Sam Lee, Ana Silva and Max Moe |\n| A | Jane Doe |\n",
        "| | Merge |\n|-|-|\n| R | whoever is on call |\n| A | Jane Doe |\n",
        "| Letter | Who |\n|-|-|\n| R | the lead |\n| A | the head |\n",
    ],
)
def test_roles_in_rows_are_reported_where_they_name_people(turned: str) -> None:
    for body in (turned, f"{NAMED}\n{turned}"):
        (reported,) = raci_tables(Text("x.md", body), 0).problems
        assert reported.message == "the roles of this RACI are in rows"


def test_roles_in_rows_are_reported_below_another_raci_table() -> None:
    for turned in (
        "| Key | Merge |\n|-|-|\n| R | Legal |\n| A | Board |\n",
        "| | |\n|-|-|\n| R | Jo Fry |\n| A | Al Roe |\n",
    ):
        (reported,) = raci_tables(Text("x.md", f"{NAMED}\n{turned}"), 0).problems
        assert reported.message == "the roles of this RACI are in rows"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("| What | Responsble | Accountable |\n|-|-|-|\n| go | a | b |\n", 1, "rename it to `Responsible`"),
        ("| What | a.b | c.d |\n|-|-|-|\n| go | A | R |\n| do | A | Q |\n", 4, "`Q` is not a RACI letter"),
        ("| What | R | A |\n|-|-|-|\n| | a | b |\n", 3, "but no activity"),
        ("| What | R | A |\n|-|-|-|\n| go | a | b | c |\n", 3, "4 cells and the header 3"),
        ("| | Go | Do |\n|-|-|-|\n| Responsible | a | b |\n| Accountable | c | d |\n", 1, "are in rows"),
    ],
)
def test_unusable_parts_of_a_table_are_reported_once_at_their_location(body: str, line: int, message: str) -> None:
    content = f"---\nkind: raci\nscope: x\n---\n{body}"
    document = parse_source(SourceFile("x.md", content.encode()), Settings())
    # what defers to another problem is reported only where that one is not
    (problem,) = (problem for problem in document.problems if not problem.unless)
    assert message in f"{problem.message}: {problem.help}"
    assert (problem.at.line, problem.subject) == (line + 4, "raci:x")


def test_a_column_with_a_misspelled_header_is_still_read() -> None:
    assert rows("| What | Responsble | Acountable |\n|-|-|-|\n| go | a | b |\n") == [row("go", ["a"], ["b"], [], [])]


@pytest.mark.parametrize(
    "row_list", ["[{activity: go, responsible: a, accountable: b}]", "[{activity: go, accountable: c}]"]
)
def test_rows_in_the_front_matter_and_a_table_must_agree(row_list: str) -> None:
    content = f"---\nkind: raci\nscope: x\nrows: {row_list}\n---\n| What | R | A |\n|-|-|-|\n| go | a | b |\n"
    document = parse_source(SourceFile("x.md", content.encode()), Settings())
    assert [problem.rule_name for problem in document.problems] == ([] if "b}" in row_list else ["conflicting-values"])


def test_a_table_in_a_tab_counts() -> None:
    indented = "\n".join(f"    {line}" for line in LETTERED.splitlines())
    assert rows(f'=== "RACI"\n\n{indented}\n') == rows(LETTERED)


def test_a_row_without_anything_is_no_row_but_one_without_roles_is() -> None:
    assert rows("| What | R | A |\n|-|-|-|\n| | | |\n| go | | |\n| | a | b |\n") == [
        row("go", [], [], [], []),
        row("", ["a"], ["b"], [], []),
    ]


def test_a_raci_loads_from_its_table() -> None:
    document = parse_source(
        SourceFile("x.md", f"---\nkind: raci\nscope: invoice-sorter\n---\n{LETTERED}".encode()), Settings()
    )
    assert document.problems == ()
    raci: Any = document.records[0]
    assert [one.accountable for one in raci.rows] == [("rosa.diaz",), ("rosa.diaz",), ()]
    assert raci.at("rows", 2, "accountable").line == 9


DASHED = "| What | R | A |\n|---|---|---|\n| go | a | b |\n| do | a | b |\n"


def test_a_table_with_a_delimiter_row_is_never_reported_without_one() -> None:
    body = "| What | Cost | Time |\n|---|---|---|\n| go | 12 | soon |\n| do | 15 | late |\n"
    (problem,) = parse_source(
        SourceFile("r.md", f"---\nkind: raci\nscope: o\n---\n{body}".encode()), Settings()
    ).problems
    assert problem.message == "raci `r` has no rows"
    lower = f"{body}\n| What | R | A |\n| go | a | b |\n"
    (problem,) = parse_source(
        SourceFile("r.md", f"---\nkind: raci\nscope: o\n---\n{lower}".encode()), Settings()
    ).problems
    assert problem.help == "add the line `|---|---|---|` below line 10"


@pytest.mark.parametrize(
    "entries",
    [
        "",
        "racis: []\n",
        "racis: [{id: x, scope: o, rows: [{activity: go, responsible: a, accountable: b}]}]\n",
    ],
)
def test_a_table_below_a_list_of_racis_is_reported(entries: str) -> None:
    content = f"---\nkind: racis\n{entries}---\n\n{DASHED}"
    problem, *others = parse_source(SourceFile("r.md", content.encode()), Settings()).problems
    assert all(cause.at == problem.at for other in others for cause in other.unless)
    assert all(other.unless for other in others)
    assert (problem.rule_name, problem.at.line) == ("wrong-type", content[: content.index("| What")].count("\n") + 1)
    help = "write `kind: raci` and the `scope:` of the table, or move its rows to `rows:` of an entry of `racis:`"
    assert problem.help == help


def test_the_fix_for_a_list_entry_without_rows_adds_them_to_the_entry() -> None:
    bare = DASHED.replace("|---|---|---|\n", "")
    content = f"---\nkind: racis\nracis: [{{id: x, scope: o}}]\n---\n\n{bare}"
    (problem,) = parse_source(SourceFile("r.md", content.encode()), Settings()).problems
    assert (problem.message, problem.help) == ("raci `x` has no rows", "add `rows:` to the entry")


def test_a_column_with_a_letter_among_others_is_no_role() -> None:
    body = "| What | R | A | Class |\n|-|-|-|-|\n| go | jo | al | A |\n| do | jo | al | B |\n"
    assert raci_tables(Text("x.md", body), 0).problems == []


def test_an_entry_of_a_list_without_rows_is_not_about_a_table() -> None:
    content = f"---\nkind: racis\nracis: [{{id: x, scope: o}}]\n---\n\n{DASHED}"
    messages = [problem.message for problem in parse_source(SourceFile("r.md", content.encode()), Settings()).problems]
    assert messages == [
        "raci `x` has no rows",
        "this table is not read, because a document of kind `racis` lists its records in the front matter",
    ]


def test_a_table_without_a_delimiter_row_is_reported() -> None:
    body = "# R\n\n| Activity | Responsible | Accountable |\n| merge | jane | sam |\n"
    (problem,) = parse_source(
        SourceFile("r.md", f"---\nkind: raci\nscope: o\n---\n{body}".encode()), Settings()
    ).problems
    assert problem.message == "raci `r` has no rows: the table on line 7 has no separator line below its header"
    assert problem.help == "add the line `|---|---|---|` below line 7"
    complete = body.replace("|\n| merge", "|\n|---|---|---|\n| merge")
    assert (
        parse_source(SourceFile("r.md", f"---\nkind: raci\nscope: o\n---\n{complete}".encode()), Settings()).problems
        == ()
    )


@pytest.mark.parametrize("head", ["Consult | Info", "Consults | Inform", "consult (C) | Informs (I)", "C | Informed"])
def test_roles_may_be_cut_short(head: str) -> None:
    body = f"| What | R | A | {head} |\n|-|-|-|-|-|\n| go | a | b | c | d |\n"
    tree = raci_tables(Text("x.md", body), 0)
    assert tree.data["rows"] == [row("go", ["a"], ["b"], ["c"], ["d"])]
    assert tree.problems == []


def test_a_column_of_information_beside_informed_is_none_of_a_role() -> None:
    body = "| What | R | A | Informed | Info | More info |\n|-|-|-|-|-|-|\n| go | a | b | c | soon | later |\n"
    tree = raci_tables(Text("x.md", body), 0)
    assert tree.data["rows"] == [row("go", ["a"], ["b"], [], ["c"])]
    assert tree.problems == []


@pytest.mark.parametrize(
    ("body", "at", "message"),
    [
        ("| What | R | A | Backup |\n|-|-|-|-|\n| go | a | b | sam |\n", "Backup", "`Backup` contains names"),
        ("| What | R | A | Then |\n|-|-|-|-|\n| go | a | b | – |\n| do | a | b | A |\n", "Then", "contains letters"),
        ("| What | R | A | Then |\n|-|-|-|-|\n| go | a | b | b, a |\n", "Then", "`Then` contains names"),
        ("| What | R | A | |\n|-|-|-|-|\n| go | a | b | sam.lee |\n", "sam.lee", "without a header contains names"),
        ("| What | a.b | c.d | |\n|-|-|-|-|\n| go | A | R | C/I |\n", "C/I", "without a header contains letters"),
        ("| What | a.b | c.d | |\n|-|-|-|-|\n| go | A | R | no |\n| do | A | R | I |\n", "no", "contains letters"),
        ("| What | a.b | c.d | Backup |\n|-|-|-|-|\n| go | A | R | sam |\n", "Backup", "`Backup` contains names"),
        (
            "| What | a.b | c.d | Q |\n|-|-|-|-|\n| go | A | R | x |\n| do | A | R | y |\n| o | A | R | C |\n",
            "Q |",
            "`Q`",
        ),
    ],
)
def test_an_unknown_column_is_reported(body: str, at: str, message: str) -> None:
    content = f"---\nkind: raci\nscope: x\n---\n{body}"
    (problem,) = parse_source(SourceFile("x.md", content.encode()), Settings()).problems
    assert message in problem.message
    assert (problem.rule_name, problem.fix) == ("unknown-key", None)
    place = Text("x.md", content).at(content.index(at, content.index("| What")))
    assert (problem.at.line, problem.at.column) == (place.line, place.column)


@pytest.mark.parametrize("cell", ["every day", "import.py", "Air", "2 weeks", "a word", "—", "[[go]] first"])
def test_a_column_about_other_things_is_not_reported(cell: str) -> None:
    for table in ("| go | x | y |", "| go | A | R |"):
        heads = "| What | R | A | Notes |" if "x" in table else "| What | a.b | c.d | Notes |"
        tree = raci_tables(Text("x.md", f"{heads}\n|-|-|-|-|\n{table} {cell} |\n"), 0)
        assert (len(tree.data["rows"]), tree.problems) == (1, [])
