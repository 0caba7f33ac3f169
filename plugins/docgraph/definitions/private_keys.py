"""Keys in definitions whose values can be secrets: environment, headers, arguments, addresses."""

from __future__ import annotations

import re

_NAMES = (
    r"mcp[-_ ]?servers?|servers|mcp|env|environment|environment[-_ ]?variables|(?:http[-_ ]?)?headers|args|arguments"
    r"|command|url|agent_card_url|agent_card_json|auth\w*|connection|securitySchemes|hooks|packages|remotes|inputs"
)
_NAME = re.compile(_NAMES, re.IGNORECASE)
_IN_TEXT = re.compile(rf"(?<![\w-])(?:{_NAMES})(?:[\"']?\s*[:=\]]|\.(?=[\"'\w-]))|\\[xuU]", re.IGNORECASE)
"""A private key in the text of a file, such as `env:`, `"env":`, `env =` or `[mcp_servers.a]`.

Also matches an escape sequence, because it can be part of any key.
"""


def is_private(key: str) -> bool:
    """Whether the value of a key can be a secret."""
    return _NAME.fullmatch(key) is not None


def end_of_private_key(text: str, start: int, stop: int) -> int | None:
    """The offset after the first private key in `text[start:stop]`; None if there is none."""
    found = _IN_TEXT.search(text, start, stop)
    return found.end() if found else None
