"""The place at which MkDocs would end with a traceback, the same under every Python."""

from __future__ import annotations

import sys
from html.parser import HTMLParser

import pytest

from docgraph.parse.recovery.html_crash import first_crash

BODIES = {
    "a <![ b": 2,
    "<![foo]>": 0,
    "x\n\n    <![ y": 7,
    "<![CDATA[ a ]]> <![ b": 16,
    "<![if x]> a <![endif]> <![ b": 23,
    "text <![": 5,
    "Use `<![CDATA[`": None,
    "<![CDATA[ <![ x": None,
    "<![if !supportLists]> x": None,
    "<![cdata-x": None,
    "<!-- <![ -->": None,
    "<script> <![ </script>": None,
    '<a href="<![">': None,
    "a &lt;![ b": None,
}


@pytest.mark.parametrize(("body", "at"), BODIES.items())
def test_a_marked_section_without_a_name_is_found(body: str, at: int | None) -> None:
    assert first_crash(body) == at


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="this Python's reader takes all of them")
@pytest.mark.parametrize(("body", "at"), BODIES.items())
def test_that_is_where_the_reader_of_the_host_ends(body: str, at: int | None) -> None:
    try:
        HTMLParser().feed(f"{body}\n\n\n")
    except AssertionError:
        assert at is not None
    else:
        assert at is None
