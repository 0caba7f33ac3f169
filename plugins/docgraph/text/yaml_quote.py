"""Quotes text as a YAML scalar, so that it is parsed as the same text."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?:[^\W_]|[(</.~](?=\w))[\w .()/<>=≤≥+%$€£~'-]*(?<! )")
"""Text that is safe without quotes, even in a flow collection; other text may be safe, too."""
_NULLS = frozenset(("null", "Null", "NULL"))


def quote_scalar(text: str) -> str:
    """Text in double quotes, or in single quotes if it contains `"` or a backslash."""
    text = text.strip()
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_in_flow(text: str) -> str:
    """Text as a scalar in a YAML flow collection (`[...]`, `{...}`), quoted only if needed."""
    text = " ".join(text.split())
    return text if not text or (_PLAIN.fullmatch(text) and text not in _NULLS) else quote_scalar(text)
