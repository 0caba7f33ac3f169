"""Adds the owner of an agent to a definition, in the formats that have a key for the owner."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from json.decoder import JSONDecoder

from msgspec import Struct
from msgspec.structs import replace

from docgraph.definitions.find import DefinitionPath, read_definitions
from docgraph.definitions.formats.mcp_server import OWNER_PATH
from docgraph.model.definition import Definition
from docgraph.model.settings_error import SettingsError
from docgraph.parse.front_matter.fence import front_matter_span
from docgraph.parse.front_matter.spans import value_spans
from docgraph.text.yaml_quote import TYPED_WORDS

_OWNER = ("metadata", "owner")
_BREAK = re.compile(r"\r\n|\r|\n")
_GAP = re.compile(r"[ \t\r\n]*")
_INDENT = re.compile(r"[ \t]*")


class _Edit(Struct, frozen=True):
    start: int
    end: int
    new: str


class _RefusedError(Exception):
    """Raised if no owner can be added to a file. The message says why."""


def with_owner(definition: Definition, content: bytes, owner: str) -> bytes:
    """The content of a file, with an owner added to a definition. No other byte changes.

    Raises `SettingsError` if the format has no key for an owner, or if the file cannot be edited.
    """
    edit_of = _EDITS.get(definition.format)
    if edit_of is None:
        raise SettingsError(
            f"{definition.path}: a definition for {definition.host} has no room for an owner; an agent of GitHub "
            "Copilot has (`metadata: {owner: ...}`), and the `server.json` of an MCP server (`_meta`)"
        )
    if definition.owner == owner:
        return content
    body = content.removeprefix(BOM_UTF8)
    try:
        text = body.decode()
        edit = edit_of(text, owner)
    except (_RefusedError, ValueError, RecursionError) as error:
        reason = "it is not valid JSON or UTF-8" if isinstance(error, ValueError) else str(error)
        raise SettingsError(f"{definition.path}: cannot be edited: {reason}; add the owner yourself") from None
    edited = content[: len(content) - len(body)] + (text[: edit.start] + edit.new + text[edit.end :]).encode()
    if not _differs_in_owner_only(definition, content, edited, owner):
        raise SettingsError(f"{definition.path}: cannot be edited without other changes; add the owner yourself")
    return edited


def _differs_in_owner_only(definition: Definition, content: bytes, edited: bytes, owner: str) -> bool:
    candidate = DefinitionPath(definition.path, definition.format, definition.within)
    before, after = (read_definitions(candidate, text, definition.at.path) for text in (content, edited))
    expected = [replace(definition, owner=owner, places={}) for definition in before]
    return len(before) == 1 and [replace(definition, places={}) for definition in after] == expected


def _front_matter_edit(text: str, owner: str) -> _Edit:
    header = front_matter_span(text)
    spans = value_spans(text[header.start : header.end], header.start) if header else {}
    root, metadata, found = (spans.get(path) for path in ((), _OWNER[:1], _OWNER))
    if header is None or root is None or not root.items or root.flow:
        raise _RefusedError("it has no front matter that YAML can read")
    value = _yaml_word(owner)
    if found is not None:
        if not found.is_scalar or _BREAK.search(text, found.start, found.end):
            raise _RefusedError("its `owner` is not a word")
        gap = "" if text[found.start - 1].isspace() else " "
        return _Edit(found.start, found.end, f"{gap}{value}")
    first = spans[root.items[0]].key
    margin = text[header.start : first].rpartition("\n")[2]
    line_end = _line_end(text)
    if metadata is None:
        return _Edit(header.end, header.end, f"{margin}metadata:{line_end}{margin}  owner: {value}{line_end}")
    if metadata.items and not metadata.many:
        inner = spans[metadata.items[0]].key
        before = _INDENT.match(text, _line_start(text, inner))
        new = f"owner: {value}, " if metadata.flow else f"owner: {value}{line_end}{before[0] if before else ''}"
        return _Edit(inner, inner, new)
    if metadata.many or text[metadata.start : metadata.end].strip("{} \t~") not in ("", "null"):
        raise _RefusedError("its `metadata` is not a map")
    gap = "" if text[metadata.start - 1].isspace() else " "
    return _Edit(metadata.start, metadata.end, f"{gap}{{owner: {value}}}")


def _yaml_word(owner: str) -> str:
    return owner if owner[0].isalpha() and owner.lower() not in TYPED_WORDS else f'"{owner}"'


def _line_end(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _json_edit(text: str, owner: str) -> _Edit:
    begin = _gap(text, 0)
    for depth, key in enumerate(OWNER_PATH):
        if text[begin : begin + 1] != "{":
            raise _RefusedError(f"`{OWNER_PATH[depth - 1]}` is not an object" if depth else "it is not a JSON object")
        found = [member for member in _members(text, begin) if member.key == key]
        if len(found) > 1:
            raise _RefusedError(f"it has the key `{key}` twice")
        if not found:
            return _added_member(text, begin, OWNER_PATH[depth:], owner)
        begin, end = found[0].start, found[0].end
    if text[begin] in "{[":
        raise _RefusedError("its `owner` is not a text")
    return _Edit(begin, end, json.dumps(owner))


class _Member(Struct, frozen=True):
    key: str
    at: int
    start: int
    end: int


def _members(text: str, begin: int) -> Iterator[_Member]:
    at = _gap(text, begin + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise ValueError(at)
        key, end = _DECODER.raw_decode(text, at)
        colon = _gap(text, end)
        start = _gap(text, colon + 1)
        if text[colon : colon + 1] != ":":
            raise ValueError(colon)
        _, end = _DECODER.raw_decode(text, start)
        yield _Member(key, at, start, end)
        at = _gap(text, end)
        if text[at : at + 1] == ",":
            at = _gap(text, at + 1)
            if text[at : at + 1] == "}":
                raise ValueError(at)
        elif text[at : at + 1] != "}":
            raise ValueError(at)


def _added_member(text: str, begin: int, keys: tuple[str, ...], owner: str) -> _Edit:
    members = list(_members(text, begin))
    if not members:
        return _Edit(begin + 1, begin + 1, _nested(keys, owner))
    first, last = members[0], members[-1]
    indent = text[_line_start(text, first.at) : first.at]
    if indent.strip(" \t") or _line_start(text, first.at) <= begin:
        return _Edit(last.end, last.end, f", {_nested(keys, owner)}")
    margin = _INDENT.match(text, _line_start(text, begin))
    step = indent.removeprefix(margin[0]) if margin else indent
    line = _line_end(text) + indent
    opened = "".join(f"{json.dumps(key)}: {{{line}{step * (depth + 1)}" for depth, key in enumerate(keys[:-1]))
    closed = "".join(f"{line}{step * depth}}}" for depth in reversed(range(len(keys) - 1)))
    return _Edit(last.end, last.end, f",{line}{opened}{json.dumps(keys[-1])}: {json.dumps(owner)}{closed}")


def _nested(keys: tuple[str, ...], owner: str) -> str:
    inner = f"{json.dumps(keys[-1])}: {json.dumps(owner)}"
    for key in reversed(keys[:-1]):
        inner = f"{json.dumps(key)}: {{{inner}}}"
    return inner


def _gap(text: str, offset: int) -> int:
    found = _GAP.match(text, offset)
    return found.end() if found else offset


_DECODER = JSONDecoder()
_EDITS: dict[str, Callable[[str, str], _Edit]] = {"copilot-agent": _front_matter_edit, "mcp-server": _json_edit}
"""Name of a format that has a key for the owner → a function that makes the edit."""
