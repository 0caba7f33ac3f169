"""All rows of a long table in one script: complete and in order; tables of one page have no script."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from docgraph.kinds import Outcome, Person
from docgraph.model.record import Record
from docgraph.site import Address, Site, row_scripts, views_of
from docgraph.site.context import Target
from docgraph.site.tables.packed_rows import alphabet, rows_script
from tests.export.hostile_texts import PAYLOADS
from tests.site.organisation import made, trace_of

SLUG = re.compile(r'href="([^"]*)\x01([^"]*)">([^<]*)')


def href(target: Target) -> str:
    if isinstance(target, Address):
        return f"{target.path}{'/' if target.suffix == '.md' else target.suffix}"
    return f"{target.kind}/{target.id}/" if isinstance(target, Record) else ""


def unpacked(text: str) -> Any:
    assert text.startswith("globalThis.docgraphRows = ") and text.endswith(";\n")
    return json.loads(text.removeprefix("globalThis.docgraphRows = ").removesuffix(";\n"))


def rows(text: str) -> list[list[str]]:
    """The cells of every row, by what the module says of the form."""
    words, columns = unpacked(text)
    place = {letter: number for number, letter in enumerate(alphabet())}
    read = []
    for packed, several in columns:
        cells = "".join(words[place[letter]] for letter in packed).split("\n")
        cells = [SLUG.sub(_full_link, cell) for cell in cells]
        read.append([cells[place[letter]] for letter in several] if several else cells)
    return [list(row) for row in zip(*read, strict=True)]


def _full_link(link: re.Match[str]) -> str:
    id = re.sub(r"[^a-z0-9]+", "-", link[3].lower()).strip("-")
    return f'href="{link[1]}{id}{link[2]}">{link[3]}'


def table(cells: list[list[str]]) -> str:
    head = '<th scope="col">x</th>' * len(cells[0])
    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in cells]
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody></table>"


def site(titles: list[str]) -> Site:
    people = [made(Person, "jane", title="Jane"), made(Person, "sam", title="Sam")]
    outcomes = [
        made(Outcome, f"o-{place}", title=title, owner=["jane"], backup=["sam"]) for place, title in enumerate(titles)
    ]
    return Site(trace_of([*people, *outcomes]))


def test_the_script_contains_every_cell_of_every_page() -> None:
    of = site([f"Outcome {number} {PAYLOADS[number % len(PAYLOADS)]}" for number in range(230)])
    views = views_of(of)
    scripts = {address.path: text() for address, text in row_scripts(of, views, href).items()}
    found = rows(scripts["outcomes-rows"])
    pages = [view.render(of, href) for view in views if view.path == "index" or view.path.startswith("outcomes/")]
    bodies = [page[page.index("All outcomes with") :] for page in pages]
    rendered = [
        re.findall(r"<t([hd].*?)</t[hd]>", row, re.DOTALL)
        for body in bodies
        for row in re.findall(r"<tr>(.*?)</tr>", body[body.index("<tbody>") : body.index("</tbody>")], re.DOTALL)
    ]
    assert len(rendered) == len(found) == 230
    label = re.compile(r' data-label="[^"]*"')
    assert [[label.sub("", " ".join(cell.split())) for cell in row] for row in rendered] == [
        [" ".join(cell.split()) for cell in row] for row in found
    ]


def test_a_page_is_the_same_with_and_without_the_script() -> None:
    of = site([f"Outcome {number}" for number in range(230)])

    def from_page(target: Target) -> str:
        return f"../../{href(target)}"

    before = [view.render(of, from_page) for view in views_of(of)]
    views = views_of(of)
    for script_of in row_scripts(of, views, href).values():
        script_of()
    assert [view.render(of, from_page) for view in views] == before


def test_only_tables_with_several_pages_have_a_script() -> None:
    of = site(["one", "two"])
    assert row_scripts(of, views_of(of), href) == {}


def test_the_script_contains_no_end_tag_and_no_line_break() -> None:
    text = rows_script([table([[f"&lt;/script&gt;{evil}\u2028"] for evil in ("<b>x</b>", "y")])])
    assert "<" not in text and text.count("\n") == 1


@pytest.mark.parametrize("title", ["Ledger budget", "ledger", "Ünder 15", "a &amp; b", "-", "", "x-y z"])
def test_a_url_derived_from_its_title_round_trips(title: str) -> None:
    link = f'<a href="outcome/{title.lower().replace(" ", "-")}-7/">{title}</a>'
    assert rows(rows_script([table([[link, "1"], [link, "2"]])])) == [[f"d>{link}", "d>1"], [f"d>{link}", "d>2"]]


@pytest.mark.slow
def test_words_and_cells_may_exceed_the_alphabet() -> None:
    cells = [[f"{chr(97 + one % 26)}{chr(0x4E00 + one % 20000)}{one}", str(one % 7)] for one in range(70_000)]
    assert [row[0] for row in rows(rows_script([table(cells)]))] == [f"d>{cell[0]}" for cell in cells]
