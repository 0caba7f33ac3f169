"""Determines whether labels have real values, or only placeholders and explanations of a template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docgraph.graph.resolver import REMARK, is_nobody
from docgraph.parse.placeholders import placeholder_text

_YET = re.compile(r"\s+(?:yet|so far|for now)\Z", re.IGNORECASE)
_MOST_WORDS = 5
_LONGEST_PARTICLE = 3
"""Maximum length of a lower-case word in a name, such as `van` in `Jane van Dyk`."""
_BESIDE_OWNER = frozenset(("owner", "backup", "contact"))


def is_template(texts: Mapping[str, Sequence[str]]) -> bool:
    """Whether labels have no real values: the owner is not a name, or the other values are all placeholders.

    `Who is accountable?` is not a name. `texts` maps each key to its values.
    """
    others = [text.strip(" *_`-") for key in texts.keys() - _BESIDE_OWNER for text in texts[key] or ("",)]
    is_filled_in = not others or any(text and placeholder_text(text) is None for text in others)
    owners = [*filter(None, texts.get("owner", ()))]
    return not is_filled_in or (bool(owners) and not any(map(may_name_somebody, owners)))


def may_name_somebody(owner: str) -> bool:
    """Whether a value of `owner` looks like a name or an id, or means nobody: `jane.doe`, `vacant`."""
    owner = _YET.sub("", owner.strip())
    if is_nobody(owner):
        return True
    name = REMARK.split(owner, maxsplit=1)[0].strip()
    words = name.split()
    if is_nobody(name) or len(words) < 2:
        return any(map(str.isalpha, name)) and not name.endswith("?") and placeholder_text(name) is None
    within = words[1:-1]
    return (
        len(words) <= _MOST_WORDS
        and not name.endswith(("?", ".", "!"))
        and not any(word[0].islower() for word in (words[0], words[-1]))
        and all(len(word) <= _LONGEST_PARTICLE or not word[0].islower() for word in within)
    )
