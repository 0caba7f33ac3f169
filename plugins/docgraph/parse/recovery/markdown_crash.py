"""Reports text that crashes or hangs the Markdown parser of MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.markdown.blocks import Block, blocks, walk

_SECTION = "<!["
_RUN = "[" * 4000
"""Text for which Python-Markdown takes four seconds. Longer text takes quadratic time."""
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^\r\n]*)\r?$", re.MULTILINE)
_FENCES = ("```", "~~~")


def markdown_crash(text: Text, body: int, subject: str) -> Iterator[Problem]:
    """Yield a problem for the first text in a body that crashes or hangs Python-Markdown.

    `body` is the offset of the body, and `subject` the kind and id of the record.
    """
    if text.content.find(_SECTION, body) < 0 and text.content.find(_RUN, body) < 0:
        return
    from docgraph.parse.recovery.html_crash import first_crash

    code = [block for block in walk(blocks(text, body)) if block.type == "code"]
    seen = _without(text, body, [block for block in code if text.content.startswith(_FENCES, block.offset)])
    at, run = first_crash(seen), seen.find(_RUN)
    if at is not None and (run < 0 or at < run):
        as_it_is = _in_backticks(seen, at) or _without(text, body, code).find(_SECTION, at) != at
        fix = fix_from_edits(text.path, [] if as_it_is else [Replacement(body + at, _SECTION, "&lt;![")])
        help = "put it in a fenced code block" if fix is None else "write `&lt;![`, or put it in a fenced code block"
        message = f"the site generator's Markdown parser crashes on this `{_SECTION}`"
        yield Problem("host-breaking-body", text.at(body + at), message, help, subject, fix=fix)
    elif run >= 0:
        message = f"the site generator's Markdown parser hangs on a run of more than {len(_RUN):,} `[`"
        help = "put it in a fenced code block, or delete it"
        yield Problem("host-breaking-body", text.at(body + run), message, help, subject)


def _without(text: Text, body: int, code: Sequence[Block]) -> str:
    """The body with code replaced by spaces, because MkDocs removes fenced code before it parses the body."""
    seen = list(text.content[body:])
    for line in (line for block in code for line in block.lines):
        seen[line.offset - body : line.offset - body + len(line.text)] = " " * len(line.text)
    for begin, end in _fenced("".join(seen)):
        seen[begin:end] = [sign if sign in "\r\n" else " " for sign in seen[begin:end]]
    return "".join(seen)


def _fenced(seen: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of fenced code at any indentation, for example inside `!!! note`."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(seen):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            yield opened.start(), fence.end()
            opened = None


def _in_backticks(seen: str, at: int) -> bool:
    return seen.count("`", seen.rfind("\n", 0, at) + 1, at) % 2 == 1
