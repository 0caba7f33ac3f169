"""Splits a YAML or JSON file into documents. Each document becomes a record without a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DATA = (".yaml", ".yml", ".json")
_DIVIDER = re.compile(r"^---[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:#[^\n]*)?\n?", re.MULTILINE)


def is_data_file(path: str) -> bool:
    """Whether a file contains only YAML or JSON, without a Markdown body."""
    return path.endswith(_DATA)


def data_blocks(content: str, path: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text of each non-empty YAML document in a file.

    A JSON file is one document. Its tabs become spaces, because YAML rejects tabs as indentation.
    """
    if path.endswith(".json"):
        yield 0, content.replace("\t", " ")
        return
    begin = 0
    for end, following in (*((found.start(), found.end()) for found in _DIVIDER.finditer(content)), (len(content), 0)):
        block = content[begin:end]
        if _COMMENT.sub("", block).strip():
            yield begin, block
        begin = following
