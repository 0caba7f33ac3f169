"""Names keys in messages as the document spells them, if the settings map them to ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = re.compile(r"`([a-z][a-z.-]*)(?=[`:])")


def with_their_keys(text: str, their_keys: Mapping[str, str]) -> str:
    """`text` with the keys of the document in place of ours: `date` becomes `created`."""
    return _KEY.sub(lambda found: f"`{their_keys.get(found[1], found[1])}", text) if their_keys else text
