"""Replaces docgraph keys in messages with the keys that a document in another format uses."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = re.compile(r"`([a-z][a-z.-]*)(?=[`:])")


def with_their_keys(text: str, their_keys: Mapping[str, str]) -> str:
    """`text` with docgraph keys replaced by keys of the document, for example `date` by `created`.

    `their_keys` maps docgraph keys to keys of the document.
    """
    return _KEY.sub(lambda found: f"`{their_keys.get(found[1], found[1])}", text) if their_keys else text
