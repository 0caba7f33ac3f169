"""Characters that a reader does not see are known, whichever Unicode has."""

from __future__ import annotations

import unicodedata

import pytest

from docgraph.text.invisible import blank_prefix, first_invisible, visible_text


@pytest.mark.slow
def test_every_space_and_every_control_or_format_character_is_unseen() -> None:
    for sign in map(chr, range(0x110000)):
        category = unicodedata.category(sign)
        if category in ("Cc", "Cf", "Zs", "Zl", "Zp") and sign not in "\r\n":
            assert visible_text(sign) in ("", " "), f"U+{ord(sign):04X}"
            assert visible_text(sign) == " " or category in ("Cc", "Cf")
            assert blank_prefix(f"{sign}a") == 1


def test_what_is_seen_stays() -> None:
    shown = "kind: agent – é ç 日本 \r\n😀"
    assert visible_text(shown) == shown
    assert (blank_prefix("a "), blank_prefix(" \n\ta"), blank_prefix("")) == (0, 3, 0)
    assert [first_invisible(text) for text in ("a b\t", "a\u200bb\u00a0")] == ["", "U+200B"]
