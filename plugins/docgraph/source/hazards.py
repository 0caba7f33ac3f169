"""What stands in a document of records that a host or a reader would see otherwise than it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.fix import Swap, fixed_by
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.quoting import quoted

_HIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069]")
_CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
"""Those of them that are ASCII."""
_BREAKING = ("<![", "[" * 1000)
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
    """The problems of a document whose front matter begins at `start` and whose body at `body`. All are warnings.

    `subject` is its record, if it holds one."""
    content = text.content
    hidden = _HIDDEN.search(content) if _may_hide(content) else None
    if hidden:
        shown = f"U+{ord(hidden[0]):04X}"
        message = f"a character that cannot be seen stands here ({shown})"
        fix = fixed_by(text.path, [Swap(hidden.start(), hidden[0], "")])
        help = f"delete the {shown} character"
        yield Problem("hidden-text", text.at(hidden.start()), message, help, subject, fix=fix)
    found = [(offset, run) for run in _BREAKING if (offset := content.find(run, body)) >= 0]
    if found:
        offset, run = min(found)
        what = "`<![`" if run == "<![" else "a run of a thousand `[`"
        message = f"{what} can bring the host's Markdown reader down"
        yield Problem(
            "host-breaking-body",
            text.at(offset),
            message,
            f"put {what} into a code block, or delete it",
            subject,
            fix=fixed_by(text.path, [Swap(offset, run, "&lt;![")] if run == "<![" else []),
        )
    for offset, message, help, begin, said in _read_otherwise(content[start:body]):
        fix = fixed_by(text.path, [Swap(start + begin, said, quoted(said))])
        yield Problem("host-reads-differently", text.at(start + offset), message, help, subject, fix=fix)


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
