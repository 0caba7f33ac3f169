"""Composing front matter keeps the offset of every value and refuses what site generators read differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgraph.model.limits import FRONT_MATTER_VALUES
from docgraph.model.location import Text
from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.errors import FrontMatterError


def test_a_scalar_keeps_its_source_text() -> None:
    tree = compose("a: no\nb: 012\nc: 1.10\nd: 2026-01-01\ne: 12:30\nf: 1e3\n")
    assert tree.data == {"a": "no", "b": "012", "c": "1.10", "d": "2026-01-01", "e": "12:30", "f": "1e3"}


def test_empty_null_and_tilde_are_absent_but_quoted_ones_are_not() -> None:
    assert compose("a:\nb: null\nc: ~\nd: 'null'\n").data == {"a": None, "b": None, "c": None, "d": "null"}


def test_underscores_in_keys_are_hyphens() -> None:
    assert compose("will_do: [a]\n").data == {"will-do": ["a"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_key_value_and_item_has_its_place(end: str) -> None:
    block = end.join(["a: ä", "b:", "  - {c: d, e: [f]}", ""])
    text, tree = Text("x.md", block), compose(block)
    places = {path: tuple(text.at(offset))[1:] for path, offset in tree.marks.items()}
    assert places[("a",)] == (1, 4)
    assert places[("b", 0)] == (3, 5)
    assert places[("b", 0, "c")] == (3, 9)
    assert places[("b", 0, "e", 0)] == (3, 16)
    assert tuple(text.at(tree.keys[("b", 0, "e")]))[1:] == (3, 12)


@pytest.mark.parametrize(
    ("block", "offset", "word"),
    [
        ("a: &x 1\n", 3, "anchors"),
        ("a: *x\n", 3, "alias"),
        ("<<: {a: 1}\n", 0, "merge"),
        ("a: !!python/name:os.system x\n", 3, "tags"),
        ("a: 1\na: 2\n", 5, "duplicate key"),
        ("a_b: 1\na-b: 2\n", 7, "duplicate key"),
        ('owner: a\n"own\\x65r": b\n', 9, "duplicate key"),
        ("- a\n", 0, "not a map"),
        ("? [a]\n: b\n", 2, "a key is a list"),
        ("~: b\n", 0, "empty"),
        ("a: 1\n--- \nb: 2\n", 5, "second"),
        ("a: " + "[" * 40 + "\n", 34, "deeper"),
        ("a: " + "[" * 200_000 + "\n", 34, "deeper"),
        ("a: 'x\n", 3, "never closed"),
        ("a: 1\nb: 'x\nc: 'y'\n", 8, "never closed"),
        ("# so\na 1\nb: 2\n", 5, "not `key: value`"),
        ("a 1\n# so\nb: 2\n", 0, "not `key: value`"),
        ("a: 1\nb 2\nc: 3\n", 5, "not `key: value`"),
        ("a:\n  b: 1\n\tc: 2\n", 10, "tab"),
        ("a: b\x07\n", 4, "control"),
        ("see http://x\nb: 2\n", 0, "not `key: value`"),
        ("kind: %agent\n", 6, "a kind cannot start"),
        ("a: b\u2028c\nd: [\n", 4, "U+2028"),
        ("a: `b c`\n", 3, "start with a backtick"),
    ],
)
def test_what_is_refused_is_refused_at_its_place(block: str, offset: int, word: str) -> None:
    with pytest.raises(FrontMatterError) as raised:
        compose(block, 100)
    assert raised.value.offset == offset + 100
    assert word in raised.value.message
    assert raised.value.help


@pytest.mark.parametrize("value", ["`b c`", "`b` or c", "`b`c", "`b", "``b``"])
def test_only_an_id_alone_in_backticks_loses_them(value: str) -> None:
    with pytest.raises(FrontMatterError) as raised:
        compose(f"a: {value}\n", 0)
    assert raised.value.help == f'quote it: `a: "{value}"`'


@pytest.mark.parametrize(
    ("block", "mended"),
    [
        ("a: b\n\tc: d\n", "a: b\nc: d\n"),
        ("a: b # so\n\n\tc: d\n\te: f\n", "a: b # so\n\nc: d\ne: f\n"),
        ("a: [b]\n\tc:\n\t- d\n", "a: [b]\nc:\n  - d\n"),
        ("\ta: b\n", "a: b\n"),
        ("a:\n\tc: d\n", "a:\n  c: d\n"),
        ("a: |\n\tc: d\n", "a: |\n  c: d\n"),
        ("a: {b: c,\n\td: e}\nf: @g\n", None),
        ("a:b\nc:d\r\n", "a: b\nc: d\r\n"),
        ("a: b\nc:d\n", "a: b\nc: d\n"),
        ("a: b\nhttp://c\nd: e\n", None),
        ("a: - b\nc: d\n", None),
    ],
)
def test_what_mends_a_block_leaves_one_that_is_read(block: str, mended: str | None) -> None:
    with pytest.raises(FrontMatterError) as raised:
        compose(block)
    made = block
    for edit in reversed(raised.value.edits):
        made = made[: edit.offset] + edit.new + made[edit.offset + len(edit.old) :]
    assert made == (mended or made)
    if mended:
        compose(made)


def test_a_merge_bomb_and_too_many_values_are_refused() -> None:
    with pytest.raises(FrontMatterError, match=f"more than {FRONT_MATTER_VALUES:,}"):
        compose("a:\n" + "- x\n" * (FRONT_MATTER_VALUES + 1))
    with pytest.raises(FrontMatterError, match="1 MiB"):
        compose("a: " + "x" * (1024 * 1024 + 1))


@pytest.mark.slow
@given(st.text(max_size=200))
def test_no_text_brings_the_composer_down(block: str) -> None:
    try:
        tree = compose(block)
    except FrontMatterError as refused:
        assert 0 <= refused.offset <= max(len(block), 1)
    else:
        assert all(0 <= offset <= len(block) for offset in tree.marks.values())
