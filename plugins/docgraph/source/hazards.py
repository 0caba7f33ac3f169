"""What stands in a document of records that a host or a reader would see otherwise than it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.finding import Severity
from docgraph.model.fix import Swap, fixed_by
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.quoting import quoted
from docgraph.source.kind_line import known_keys
from docgraph.source.unclosed import heading_at_end

_HIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069]")
_CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
"""Those of them that are ASCII."""
_CUT = re.compile(
    r"^[ \t]*(?:- +(?:[\w-]+:[ \t]+)?|[\w-]+:[ \t]+)"
    r"((?:[^\s\"'\[{#|>][^\r\n#]*?[ \t]+)?(#[^\s#][^\r\n]*?))[ \t]*\r?$",
    re.MULTILINE,
)
_KEY = re.compile(r"[ \t]*(?:- +)?([\w-]+)")
_TWOFOLD = re.compile(
    r":[ \t]+((?:yes|no|on|off)|0[0-7]+|[1-9]\d*:[0-5]\d(?::[0-5]\d)?)[ \t]*(?:#[^\r\n]*)?\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_FLAGS = frozenset("done auto-rollback registry evals tracing policy-tests runbook-raci reviews".split())


def hazards(text: Text, start: int, body: int, subject: str) -> Iterator[Problem]:
    """The problems of a document whose front matter begins at `start` and whose body at `body`.

    `subject` is its record, if it holds one."""
    content = text.content
    hidden = _HIDDEN.search(content) if _may_hide(content) else None
    if hidden:
        shown = f"U+{ord(hidden[0]):04X}"
        message = f"a character that cannot be seen stands here ({shown})"
        fix = fixed_by(text.path, [Swap(hidden.start(), hidden[0], "")])
        help = f"delete the {shown} character"
        yield Problem("hidden-text", text.at(hidden.start()), message, help, subject, fix=fix)
    heading = None
    if content.find("\n#", start, body) >= 0 and not content[body:].lstrip().startswith("# "):
        heading = heading_at_end(_above_fence(content[start:body]), known_keys())
    if heading is not None:
        message = "a heading stands in the front matter, where it is a comment"
        help = "add a line `---` above it, or delete the empty line above it if it is a comment"
        severity = Severity.WARNING
        yield Problem("foreign-header", text.at(start + heading), message, help, subject, severity=severity)
    for offset, message, help, begin, said in _read_otherwise(content[start:body]):
        fix = fixed_by(text.path, [Swap(start + begin, said, quoted(said))])
        yield Problem("host-reads-differently", text.at(start + offset), message, help, subject, fix=fix)


def _above_fence(header: str) -> str:
    """The lines of a header without its second fence."""
    return header[: header.rstrip().rfind("\n") + 1]


def _may_hide(content: str) -> bool:
    """A quick look: most documents are plain ASCII without control characters."""
    return not content.isascii() or len(content.encode().translate(None, _CONTROLS)) < len(content)


def _read_otherwise(block: str) -> Iterator[tuple[int, str, str, int, str]]:
    """The values of a front matter that a host's YAML reads otherwise: offset, message, help, its place and text."""
    if "#" in block:
        for cut in _CUT.finditer(block):
            message = f"everything from `{cut[2][:40]}` on is a comment and is cut off"
            yield cut.start(2), message, f"quote the value: `{quoted(cut[1])}`", cut.start(1), cut[1]
    for twofold in _TWOFOLD.finditer(block):
        key = _KEY.fullmatch(block, block.rfind("\n", 0, twofold.start()) + 1, twofold.start())
        if key and key[1].replace("_", "-") not in _FLAGS:
            message = f"hosts read `{twofold[1]}` as a truth value or a number, not as text"
            help = f"quote it: `{key[1]}: {quoted(twofold[1])}`"
            yield twofold.start(1), message, help, twofold.start(1), twofold[1]
