"""How a text is written as a value of YAML, so that it is read as the text it was."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?:[^\W_]|[(</.~](?=\w))[\w .()/<>=≤≥+%$€£~'-]*(?<! )")
"""A text that needs no quotes, not even between braces and brackets; many more are quoted than would have to be."""
_NULLS = frozenset(("null", "Null", "NULL"))


def quote_scalar(text: str) -> str:
    """A text in the quotes that need the fewest signs doubled."""
    text = text.strip()
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_in_flow(text: str) -> str:
    """A text as it stands between braces or brackets: in quotes where YAML would take it apart."""
    text = " ".join(text.split())
    return text if not text or (_PLAIN.fullmatch(text) and text not in _NULLS) else quote_scalar(text)
