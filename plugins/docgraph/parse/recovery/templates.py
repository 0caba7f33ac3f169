"""Decides whether the labels of a section are filled in, or only explain a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docgraph.graph.resolver import REMARK, is_nobody
from docgraph.parse.placeholders import placeholder_text
from docgraph.parse.raw_tree import RawTree

_YET = re.compile(r"\s+(?:yet|so far|for now)\Z", re.IGNORECASE)
_MOST_WORDS = 5
_LONGEST_PARTICLE = 3
"""Length of a word in lower case within a name: `Jane van Dyk`."""
_BESIDE_OWNER = frozenset(("owner", "backup", "contact"))


def is_template(tree: RawTree) -> bool:
    """Whether labels are blank or explained: the owner is no name, or all others have only placeholders."""
    owners = owners_in(tree.data)
    others = {*tree.data, *(str(path[0]) for path in tree.keys)} - _BESIDE_OWNER
    texts = (text.strip(" *_`-") for key in others for text in _texts(tree.data.get(key)))
    is_filled_in = not others or any(text and placeholder_text(text) is None for text in texts)
    return not is_filled_in or (bool(owners) and not _names_owner(owners))


def _names_owner(owners: Iterable[str]) -> bool:
    """Whether one of the texts looks like an id or a name, or says nobody: `jane.doe`, `Jane Doe`, `vacant`.

    `one named human` and `Who is accountable?` explain the label.
    """
    return any(map(_is_name, owners))


def _is_name(owner: str) -> bool:
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


def owners_in(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts of the owner label."""
    return tuple(_texts(values.get("owner")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = placeholder_text(value) or [*value.values()]
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
