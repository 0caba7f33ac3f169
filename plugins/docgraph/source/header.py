"""Finds the front matter of a document the way the hosts find it, and the headers that they do not read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgraph.kinds import kind_named
from docgraph.model.fix import Edit, Swap

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_BREAK = re.compile(r"\r\n|\r|\n")
_KIND = re.compile(r"^[ \t]*(?:- +)?[\"']?kind[\"']?[ \t]*[:=][ \t]*[^\w\s]?([A-Za-z_-]{1,40})", re.MULTILINE)
"""A line that says a kind, also where a sign before the kind is what YAML stumbles over."""
_KIND_WITHOUT_COLON = re.compile(r"^kind[ \t]+([A-Za-z_-]{1,40})", re.MULTILINE)
_ID = re.compile(
    r"^[ \t]*+(?:- ++)?\{?[ \t]*+[\"']?id[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z0-9._-]{1,100})", re.MULTILINE
)
_PAIRS = re.compile(r"(?=[A-Za-z#])(?:(?:[A-Za-z][\w-]*[ \t]*:|[ \t]+\S|- |#)[^\r\n]*(?:\r\n|\r|\n|\Z))+")
"""Lines of keys with what belongs to them: lists, maps inside, comments."""
_DASHES = re.compile(r"(?<![^\r\n])-{3,}(?=[ \t]*(?:[\r\n]|\Z))")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Header:
    """The block between the fences: from `start` to `end`; the body begins at `body`."""

    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """A header that hosts do not read, though a known kind stands in it; `offset` is where it goes wrong."""

    offset: int
    message: str
    help: str
    edits: tuple[Edit, ...] = ()


def header_of(content: str) -> Header | None:
    """The front matter that every host sees, or None."""
    opened = _OPEN.match(content)
    if opened is None:
        return None
    closed = _CLOSE.search(content, opened.end())
    if closed is None:
        return None
    after = _BREAK.match(content, closed.end())
    return Header(opened.end(), closed.start(), after.end() if after else len(content))


def foreign_header(content: str) -> Foreign | None:
    """The header with a known kind in a form that hosts do not read alike, or None. Asked where `header_of` is None."""
    stripped = content.lstrip(" \t\r\n")
    offset = len(content) - len(stripped)
    head = stripped[:_HEAD]
    if head.startswith("---"):
        rest = head[3:].lstrip("-")
        if _known_kind(head) is None:
            return None
        if len(head) - len(rest) > 3:
            message = "the front matter is fenced by more than three dashes"
            return Foreign(offset, message, "write the fences as `---`", tuple(_three_dashes(content, offset)))
        if offset:
            message = "something stands before the front matter"
            return Foreign(offset, message, "begin the file with `---`", (Swap(0, content[:offset], ""),))
        return Foreign(offset, "the front matter is never closed", "add a line `---` below the last key")
    if head.startswith("+++"):
        known = _known_kind(head)
        return Foreign(offset, "this is TOML front matter", "write it as YAML between `---` lines") if known else None
    pairs = _PAIRS.match(head)
    if pairs and _known_kind(pairs[0]):
        end = offset + pairs.end()
        line_end = _BREAK.search(content, offset)
        fence = f"---{line_end[0] if line_end else chr(10)}"
        edits = (Swap(offset, "", fence), Swap(end, "", fence)) if content[end - 1] in "\r\n" else ()
        help = "put a line `---` above and below the keys"
        return Foreign(offset, "the front matter has no fences", help, edits)
    return None


def _three_dashes(content: str, offset: int) -> Iterator[Edit]:
    """The edits that make the first two lines of dashes from `offset` on as long as fences are."""
    for number, found in enumerate(_DASHES.finditer(content, offset)):
        if number < 2:
            yield Swap(found.start(), found[0], "---")


def _known_kind(block: str) -> str | None:
    return next((name[1] for name in _KIND.finditer(block) if kind_named(name[1])[0]), None)


def names_known_kind(block: str) -> bool:
    """Whether a line that says a known kind, with its colon or without, can be seen in a block that YAML refuses."""
    return any(kind_named(name[1])[0] for form in (_KIND, _KIND_WITHOUT_COLON) for name in form.finditer(block))


def ids_in(block: str) -> tuple[str, ...]:
    """The ids that can still be read in a block that was refused."""
    return tuple(found[1] for found in _ID.finditer(block))
