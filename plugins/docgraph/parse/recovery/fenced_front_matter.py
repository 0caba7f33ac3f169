"""Reports front matter inside a code fence at the top of a file, where no tool reads it."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.limits import FRONT_MATTER_VALUES
from docgraph.model.problem import Problem
from docgraph.parse.front_matter.fence import front_matter_span, ids_in
from docgraph.parse.kind.declarations import declared_kinds, keys_in
from docgraph.parse.kind.detection import is_manifest, own_keys
from docgraph.text.invisible import blank_prefix

_OPEN = re.compile(r"(`{3,}(?=[^`\r\n]*[\r\n])|~{3,})[^\r\n]*(?:\r\n|\r|\n)")
_KEYS = re.compile(
    r"(?:---\s+)?((?=[A-Za-z])(?:(?:[A-Za-z][\w-]*[ \t]*:|[ \t]+\S|- |#)[^\r\n]*(?:\r\n|\r|\n|\Z))+)\s*\Z"
)
"""Lines of keys and values without other text, perhaps below a `---` line."""
_BLANK = re.compile(
    r":[ \t]*[\"']?(?:<[^<>\r\n]+>|\{+[^{}:\r\n]+\}+)[\"']?[ \t]*\r?$|^[ \t]*- <[^<>\r\n]+>[ \t]*\r?$", re.MULTILINE
)
"""A value or list item that is a placeholder such as `<name>` or `{name}`."""
_TITLE = re.compile(r"(?:# |[^\r\n]+(?:\r\n|\r|\n)=+[ \t]*(?:[\r\n]|\Z))")


class _Fence(Struct, frozen=True):
    """A code fence at the top of a file: its offset, its content, and the text below it."""

    offset: int
    inside: str
    below: str


def with_fenced_front_matter(document: Document) -> Document:
    """`document`, with a problem added if the file starts with front matter in a code fence."""
    fence = _first_fence(document.text.content)
    block = _front_matter(fence.inside) if fence else ""
    is_marked = fence is not None and fence.inside.lstrip().startswith("---")
    if fence is None or not block or not _is_record(block, fenced=is_marked):
        return document
    alone = not fence.below.strip()
    is_sure = alone or (not fence.inside.partition(block)[2].strip("-. \t\r\n") and _TITLE.match(fence.below.lstrip()))
    lines = "delete the two lines of the fence" if is_marked else "write both as `---`"
    problem = Problem(
        "foreign-header",
        document.text.at(fence.offset),
        f"this {'document' if alone else 'front matter'} is in a code fence, so it is not read",
        f"{lines}; or, if it is an example, add a heading above it",
        severity=Severity.ERROR if is_sure else Severity.WARNING,
    )
    return replace(
        document,
        problems=(*document.problems, problem),
        unparsed_ids=(*document.unparsed_ids, *ids_in(block)),
    )


def _first_fence(content: str) -> _Fence | None:
    """The code fence at the start of a file; None if there is none, or if it is never closed."""
    opened = _OPEN.match(content, blank_prefix(content))
    if opened is None:
        return None
    sign = opened[1]
    closed = re.compile(rf"^ {{0,3}}{sign[0]}{{{len(sign)},}}[ \t]*\r?$", re.MULTILINE).search(content, opened.end())
    if closed is None:
        return None
    return _Fence(opened.start(), content[opened.end() : closed.start()], content[closed.end() :])


def _front_matter(inside: str) -> str:
    """The front matter in the content of a code fence, without `---` lines; empty if there is none."""
    inside = inside.lstrip()
    span = front_matter_span(inside)
    keys = None if span else _KEYS.match(inside)
    return inside[span.start : span.end] if span else keys[1] if keys else ""


def _is_record(block: str, *, fenced: bool) -> bool:
    """Whether front matter belongs to a record, and not to a manifest or a template with placeholders.

    If it is not between `---` lines (`fenced`), it must have a key that other tools do not use.
    """
    keys = keys_in(block.splitlines()[:FRONT_MATTER_VALUES])  # more are over the limit
    kind = next((kind for declared in declared_kinds(block) if (kind := lookup_kind(declared.word)[0])), None)
    if kind is None or _BLANK.search(block):
        return False
    return not is_manifest(keys, kind) and (fenced or not keys.isdisjoint(own_keys(kind)))
