"""Reports front matter in a code fence at the top of a file.

No tool reads such front matter.
"""

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
"""Only keys with their values, with or without a `---` line above them."""
_BLANK = re.compile(
    r":[ \t]*[\"']?(?:<[^<>\r\n]+>|\{+[^{}:\r\n]+\}+)[\"']?[ \t]*\r?$|^[ \t]*- <[^<>\r\n]+>[ \t]*\r?$", re.MULTILINE
)
"""A value that is a placeholder in angle brackets or braces."""
_TITLE = re.compile(r"(?:# |[^\r\n]+(?:\r\n|\r|\n)=+[ \t]*(?:[\r\n]|\Z))")


class _Fence(Struct, frozen=True):
    """A code fence at the top of a file: its offset, its content, and the text below the fence."""

    offset: int
    inside: str
    below: str


def with_fenced_front_matter(document: Document) -> Document:
    """`document`, with an additional problem if it starts with front matter in a code fence."""
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
    """The closed code fence at the start of a file; None if there is none."""
    opened = _OPEN.match(content, blank_prefix(content))
    if opened is None:
        return None
    sign = opened[1]
    closed = re.compile(rf"^ {{0,3}}{sign[0]}{{{len(sign)},}}[ \t]*\r?$", re.MULTILINE).search(content, opened.end())
    if closed is None:
        return None
    return _Fence(opened.start(), content[opened.end() : closed.start()], content[closed.end() :])


def _front_matter(inside: str) -> str:
    """The front matter or keys at the start of a code fence's content; empty if there are none."""
    inside = inside.lstrip()
    span = front_matter_span(inside)
    keys = None if span else _KEYS.match(inside)
    return inside[span.start : span.end] if span else keys[1] if keys else ""


def _is_record(block: str, *, fenced: bool) -> bool:
    """Whether a block has the keys of a record, and is neither a manifest nor a blank template.

    `fenced` means that the keys are between `---` lines. If they are not, at least one key must be unused by other
    tools.
    """
    keys = keys_in(block.splitlines()[:FRONT_MATTER_VALUES])  # more are over the limit
    kind = next((kind for declared in declared_kinds(block) if (kind := lookup_kind(declared.word)[0])), None)
    if kind is None or _BLANK.search(block):
        return False
    return not is_manifest(keys, kind) and (fenced or not keys.isdisjoint(own_keys(kind)))
