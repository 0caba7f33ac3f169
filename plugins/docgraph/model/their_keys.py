"""Replaces keys in messages by the keys that the document has, if the settings map them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = re.compile(r"`([a-z][a-z.-]*)(?=[`:])")


def with_their_keys(text: str, their_keys: Mapping[str, str]) -> str:
    """`text` with the keys of the document instead of docgraph's: `created` instead of `date`.

    `their_keys` maps keys of docgraph to keys of the document.
    """
    return _KEY.sub(lambda found: f"`{their_keys.get(found[1], found[1])}", text) if their_keys else text
