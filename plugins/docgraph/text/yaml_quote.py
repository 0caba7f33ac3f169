"""Quotes a string as a YAML scalar, so that YAML parses it as the same string."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?:[^\W_]|[(</.~](?=\w))[\w .()/<>=≤≥+%$€£~'-]*(?<! )")
"""Strings that are certain to need no quotes in YAML, even in `[...]`."""
TYPED_WORDS = frozenset("y n yes no on off true false null".split())
"""Lower-case words that YAML 1.1 or 1.2 parses as a boolean or null unless they are quoted."""
_NULLS = frozenset(("null", "Null", "NULL"))


def quote_scalar(text: str) -> str:
    """`text` in double quotes, or in single quotes if it contains `"` or a backslash."""
    text = text.strip()
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_in_flow(text: str) -> str:
    """`text` as an item of a YAML list in brackets (`[a, b]`), quoted unless it is certain to need no quotes."""
    text = " ".join(text.split())
    return text if not text or (_PLAIN.fullmatch(text) and text not in _NULLS) else quote_scalar(text)
