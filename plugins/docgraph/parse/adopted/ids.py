"""Derives the id of an adopted record from its file name, its folder or a key."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from docgraph.text.slug import is_id, slugify

_PART = re.compile(r"\{(stem|folder|number|key:([^{}]+))\}")
_NUMBER = re.compile(r"\d+")
_ENDINGS = frozenset(("md", "markdown", "mdx", "html", "erb", "agent", "yaml", "yml", "json", "txt"))
"""File extensions that are removed from names. All three are removed from `0001-queue.html.md.erb`."""


def bare_stem(path: str) -> str:
    """The name of a file without extensions for file types: `reviewer` for `docs/reviewer.agent.md`."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    while ending and (shorter := posixpath.splitext(stem))[1][1:].lower() in _ENDINGS:
        stem, ending = shorter
    return stem


def adopted_id(path: str, data: dict[str, Any], kind: str, from_template: str) -> tuple[str, str]:
    """The id of an adopted record, and the text from which it is made.

    The text is `from_template`, or the key `id` in `data`, or the file name.
    """
    stem = bare_stem(path)
    declared = data.get("id")
    name = from_template or (declared.strip() if isinstance(declared, str) else "") or stem
    return (name if is_id(name) else slugify(name) or slugify(stem) or kind), name


def filled_template(template: str, path: str, data: dict[str, Any]) -> str:
    """Fill in an id pattern: `adr-{number}` becomes `adr-0003` for `docs/0003-queue.md`. `data` is the front matter."""
    return _PART.sub(lambda part: _filled(part, bare_stem(path), path, data), template)


def _filled(part: re.Match[str], stem: str, path: str, data: dict[str, Any]) -> str:
    """The text for one placeholder of an id pattern; the file name if the folder, number or key is missing."""
    if part[1] == "folder":
        return posixpath.basename(posixpath.dirname(path)) or stem
    if part[1] == "number":
        number = _NUMBER.search(stem)
        return number[0] if number else stem
    value: Any = data if part[2] else stem
    for step in (part[2] or "").replace("_", "-").split("."):
        value = value.get(step) if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) and value.strip() else stem
