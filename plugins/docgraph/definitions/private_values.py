"""Masks values in definitions that can be secrets, so that reports can quote the file.

They are environment, headers, arguments, commands and addresses of MCP servers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.private_keys import end_of_private_key, is_private
from docgraph.model.location import KeyPath

_CONTAINERS = ("mcpServers", "mcp-servers", "mcp_servers", "servers", "mcp")
"""Keys whose value is a map from names of MCP servers."""
_ENDINGS = (".md", ".json", ".jsonc", ".toml", ".yaml", ".yml")
"""Extensions of files with definitions. Other files, such as CODEOWNERS, have no secrets."""
_VISIBLE = re.compile(r"\S")


def mask_private_values(path: str, content: bytes) -> str:
    """The text of a file with `*` for each character of a value that can be a secret.

    Keys inside such a value are masked too. Names of MCP servers are not masked. Offsets stay the same.
    """
    file = DefinitionFile(path, content)
    text = file.content
    if not path.endswith(_ENDINGS):
        return text
    if file.is_binary:
        return _masked(text)
    begin, end = file.front_matter_span if path.endswith(".md") else (0, len(text))
    offsets = _offsets(file)
    kept = {offset: str(keys[1]) for keys, offset in offsets.items() if len(keys) == 2 and keys[0] in _CONTAINERS}
    entries = {offset: str(keys[0]) for keys, offset in offsets.items() if len(keys) == 1}
    starts = sorted({begin, end, *entries})
    parts = [text[:begin]]
    for start, stop in pairwise(starts):
        parts.extend(_public(text, start, stop, kept, is_hidden=is_private(entries.get(start, ""))))
    return "".join([*parts, text[end:]])


def _offsets(file: DefinitionFile) -> dict[KeyPath, int]:
    if file.path.endswith(".md"):
        values: FileValues | None = file.front_matter
    elif file.path.endswith((".json", ".jsonc")):
        return file.json.offsets if file.json else {}
    else:
        values = file.yaml if file.path.endswith((".yaml", ".yml")) else None
    return values.offsets if values and not values.error else {}


def _public(text: str, start: int, stop: int, kept: dict[int, str], *, is_hidden: bool) -> Iterator[str]:
    after = end_of_private_key(text, start, stop)
    at = after if after is not None else start if is_hidden else stop
    yield text[start:at]
    for offset, name in sorted(kept.items()):
        begin = offset + (text[offset : offset + 1] in ("'", '"'))
        if at <= offset < stop and text.startswith(name, begin):
            yield _masked(text[at:begin])
            yield name
            at = begin + len(name)
    yield _masked(text[at:stop])


def _masked(text: str) -> str:
    return _VISIBLE.sub("*", text)
