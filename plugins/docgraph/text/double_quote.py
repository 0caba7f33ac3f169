"""Quotes a string so that TOML, YAML and JSON parse it as the same string."""

from __future__ import annotations

import re
from json import dumps

_UNQUOTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that JSON allows in a string, but TOML or YAML rejects or parses as a line break."""


def double_quote(text: str) -> str:
    """`text` in double quotes, valid as a string in TOML, YAML and JSON."""
    # neither format has the escapes of JSON for characters beyond U+FFFF
    quoted = dumps(text, ensure_ascii=False)
    return _UNQUOTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
