"""Reads JSON as agent hosts do: with comments and trailing commas, and the offset of every key."""

from __future__ import annotations

import json
import re
from typing import Any

from docgraph.definitions.file_values import FileValues, as_texts
from docgraph.model.limits import FRONT_MATTER_DEPTH
from docgraph.model.location import KeyPath

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\r\n]*|/\*.*?\*/|[{}\[\],]', re.DOTALL)
"""A string, a comment, a bracket or a comma."""
_COLON = re.compile(r"\s*:")
_CLOSING = re.compile(r"\s*[}\]]")
_NOT_STRICT = "the file has comments or a comma after the last entry, which JSON does not allow"

_MAKE_STRICT = "delete the comments, and the commas after a last entry"


def json_values(content: str) -> FileValues | None:
    """The values of a JSON object; None if the content is not a JSON object.

    Comments and trailing commas are accepted, but `error` is set.
    """
    error, error_at = "", 0
    try:
        try:
            data = _load(content)
        except ValueError:
            strict, error = _TOKEN.sub(_without_last_comma, _TOKEN.sub(_without_comment, content)), _NOT_STRICT
            error_at = next((at for at, pair in enumerate(zip(content, strict, strict=True)) if pair[0] != pair[1]), 0)
            content = strict
            data = _load(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    return FileValues(data, _offsets(content), error, _MAKE_STRICT if error else "", error_at)


def _load(content: str) -> Any:
    return as_texts(json.loads(content, parse_int=str, parse_float=str, parse_constant=str))


def _without_comment(token: re.Match[str]) -> str:
    if token[0][0] != "/":
        return token[0]
    return "".join(letter if letter in "\r\n" else " " for letter in token[0])


def _without_last_comma(token: re.Match[str]) -> str:
    return " " if token[0] == "," and _CLOSING.match(token.string, token.end()) else token[0]


def _offsets(content: str) -> dict[KeyPath, int]:
    offsets: dict[KeyPath, int] = {}
    path: list[str | int] = []
    for token in _TOKEN.finditer(content):
        sign = token[0]
        if sign in "{[":
            path.append("" if sign == "{" else 0)
        elif sign in "}]":
            path.pop()
        elif sign == ",":
            index = path[-1]
            path[-1] = index + 1 if isinstance(index, int) else ""
        elif path and isinstance(path[-1], str) and _COLON.match(content, token.end()):
            path[-1] = as_texts(json.loads(sign))
            if len(path) <= FRONT_MATTER_DEPTH:
                offsets.setdefault(tuple(path), token.start())
    return offsets
