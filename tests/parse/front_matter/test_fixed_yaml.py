"""What people type into front matter by mistake: the help says the edit, and the edit mends it."""

from __future__ import annotations

import pytest

from docgraph.model.fix import Fix
from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.edits import apply_edits
from docgraph.parse.front_matter.errors import FrontMatterError


def mended(block: str) -> tuple[str, object]:
    """The help, and what the block says once its edits are made."""
    with pytest.raises(FrontMatterError) as raised:
        compose(block)
    return raised.value.help, compose(apply_edits(block, [Fix("a.md", raised.value.edits)])[0]).data


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a: 'Jane's onboarding'", "Jane's onboarding"),
        ('a: "Fast" onboarding', '"Fast" onboarding'),
        ('a: "Fast" and "slow"  # so far', '"Fast" and "slow"'),
        ("a: '80% of 'x''", "80% of 'x'"),
        ('a: "Say "hi" often"', 'Say "hi" often'),
    ],
)
def test_a_quote_that_closes_too_early(line: str, expected: str) -> None:
    help, data = mended(f"{line}\nb: c\n")
    assert help.startswith("quote it: `a: ")
    assert data == compose(f"{help.removeprefix('quote it: `').removesuffix('`')}\nb: c\n").data
    assert data == {"a": expected, "b": "c"}


def test_a_quote_that_closes_too_early_in_an_item() -> None:
    help, data = mended("a:\n  - 'Jane's'\n  - b\n")
    assert help == 'quote it: `- "Jane\'s"`'
    assert data == {"a": ["Jane's", "b"]}


@pytest.mark.parametrize(
    ("block", "help"),
    [
        ("people:\n  - id: a.b\n\ttitle: A\n\tcontact: B\n", "replace the tab with 4 spaces"),
        ("people:\n  - id: a.b\n\t\ttitle: A\n\t\tcontact: B\n", "replace the tab with two spaces"),
        ("people:\n- id: a.b\n\ttitle: A\n\tcontact: B\n", "replace the tab with two spaces"),
        ("people:\n\t- id: a.b\n\t  title: A\n\t  contact: B\n", "replace the tab with two spaces"),
        ("people:\n  - id: a.b\n\ttitle: A\n    contact: B\n", "replace the tab with 4 spaces"),
    ],
)
def test_a_tab_before_another_key_of_an_item(block: str, help: str) -> None:
    assert mended(block) == (help, {"people": [{"id": "a.b", "title": "A", "contact": "B"}]})
