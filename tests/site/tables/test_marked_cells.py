"""Cells know the name of their column, and links in cells without other text have a class of their own."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.site.render.marked_cells import marked_cells

COLUMNS = ("Outcome", ("owner", "Owner"), "<Due>")
LINK = '<a href="x">x</a>'


def marked(*cells: str) -> str:
    first, *others = cells
    row = f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>\n'
    return str(marked_cells(Markup(row * 2), COLUMNS))


def test_each_cell_after_the_first_has_the_name_of_its_column() -> None:
    row = '<tr><th scope="row">a</th><td data-label="Owner">b</td><td data-label="&lt;Due&gt;">c</td></tr>\n'
    assert marked("a", "b", "c") == row * 2


def test_only_cells_that_contain_links_and_labels_alone_have_links_without_underline() -> None:
    chip = '<span class="docgraph-chip docgraph-level">L2</span>'
    links = f"{LINK}<br>{LINK} {chip}"
    rendered = marked(LINK, links, f"{LINK} as lead")
    assert rendered.count("docgraph-links") == 2
    assert f'<td data-label="Owner" class="docgraph-links">{links}</td>' in rendered
    assert f'<td data-label="&lt;Due&gt;">{LINK} as lead</td>' in rendered


def test_a_class_of_a_cell_is_kept() -> None:
    rows = f'<tr><th>a</th><td class="docgraph-name">{LINK}</td></tr>'
    assert 'class="docgraph-links docgraph-name"' in marked_cells(rows, ("A", "B"))


def test_other_labels_are_not_links() -> None:
    assert "docgraph-links" not in marked("a", "text", '<strong class="docgraph-chip docgraph-gap">no owner</strong>')
