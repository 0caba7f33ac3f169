"""Reports text that MkDocs or readers see differently from docgraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.parse.kind.detection import known_keys
from docgraph.parse.raw_tree import RawTree
from docgraph.parse.recovery.invisible_text import invisible_text
from docgraph.parse.recovery.unclosed_fence import heading_at_end
from docgraph.text.yaml_quote import quote_scalar

_CUT = re.compile(
    r"^[ \t]*(?:- +(?:[\w-]+:[ \t]+)?|[\w-]+:[ \t]+)"
    r"((?:[^\s\"'\[{#|>][^\r\n#]*?[ \t]+)?(#[^\s#][^\r\n]*?))[ \t]*\r?$",
    re.MULTILINE,
)
_IN_QUOTES = re.compile(r"""\"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""", re.DOTALL)
_TYPED = re.compile(
    r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
    r"|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0b[01_]+|[-+]?[1-9][0-9]*_[0-9_]*"
    r"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
)
"""Text that YAML 1.1 parses as a boolean or as a number, such as `yes` or `0x10`."""
_MAY_BE_TYPED = re.compile(rf"(?<![\w\"'-])(?:{_TYPED.pattern})[ \t]*(?=[,\]}}\r\n]|#|\Z)")
_FLAGS = frozenset("done auto-rollback registry evals tracing policy-tests runbook-raci reviews".split())


def suspicious_text(
    text: Text, tree: RawTree, start: int, body: int, subject: str, keys: frozenset[str], *, is_page: bool
) -> Iterator[Problem]:
    """Yield problems with invisible characters, headings in YAML, and values that MkDocs parses differently.

    - `tree` is the parsed front matter, which starts at offset `start`.
    - `body` is the offset of the body.
    - `subject` is the kind and id of the record; empty for several records.
    - `keys` are the valid keys of the kind.
    - `is_page` is set if MkDocs reads the document.
    """
    content = text.content
    yield from invisible_text(text, tree, range(start, body), subject)
    heading = None
    if content.find("\n#", start, body) >= 0 and not content[body:].lstrip().startswith("# "):
        heading = heading_at_end(_above_fence(content[start:body]), known_keys())
    if heading is not None:
        line = content[start + heading :].split("\n", 1)[0].strip()[:60].replace("`", "")
        message = f"heading `{line}` is in the front matter, where it is only a comment"
        help = "close the front matter with a `---` line before it; if it is a comment, delete the empty line before it"
        severity = Severity.WARNING
        yield Problem("foreign-header", text.at(start + heading), message, help, subject, severity=severity)
    for offset, message, help, begin, source_text in _read_otherwise(text, tree, start, body, keys) if is_page else ():
        fix = fix_from_edits(text.path, [Replacement(begin, source_text, quote_scalar(source_text))])
        yield Problem("mkdocs-reads-differently", text.at(offset), message, help, subject, fix=fix)


def _above_fence(header: str) -> str:
    return header[: header.rstrip().rfind("\n") + 1]


def _read_otherwise(
    text: Text, tree: RawTree, start: int, body: int, keys: frozenset[str]
) -> Iterator[tuple[int, str, str, int, str]]:
    """Yield the values that MkDocs parses differently: offset, message, fix line, and offset and text to quote."""
    block = text.content[start:body]
    cuts = list(_CUT.finditer(block)) if "#" in block else []
    inside = _inside_values(text, tree, body) if cuts else []
    for cut in cuts:
        offset = start + cut.start(2)
        if not any(offset in span for span in inside):
            message = f"the text from `{cut[2][:40]}` on is a comment and is dropped"
            yield offset, message, f"quote the value: `{quote_scalar(cut[1])}`", start + cut.start(1), cut[1]
    if not _MAY_BE_TYPED.search(block):
        return
    for path, value in texts_in(tree.data, ()):
        offset = tree.marks.get(path, -1)
        if not _TYPED.fullmatch(value) or not start <= offset < body or not text.content.startswith(value, offset):
            continue
        key = path[-1] if isinstance(path[-1], str) else ""
        if _names_text(path, keys):
            message = f"MkDocs reads `{value}` as a {'boolean' if value.isalpha() else 'number'}, not as text"
            help = f"quote it: `{key}: {quote_scalar(value)}`" if key else f"quote it: `{quote_scalar(value)}`"
            yield offset, message, help, offset, value


def _names_text(path: KeyPath, keys: frozenset[str]) -> bool:
    """Whether docgraph reads the value at a path as text, and the path starts with a key in `keys`."""
    steps = [step for step in path if isinstance(step, str)]
    return steps[0] in keys and steps[-1] not in _FLAGS and not any(step.startswith("x-") for step in steps)


def texts_in(node: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the strings in front matter, each with its key path."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, (dict, list)):
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield from texts_in(inner, (*path, key))


def _inside_values(text: Text, tree: RawTree, body: int) -> list[range]:
    """The spans of quoted and block values, in which `#` does not start a comment."""
    offsets = sorted({offset for offset in (*tree.marks.values(), *tree.keys.values(), body) if offset <= body})
    spans = []
    for offset, after in pairwise(offsets):
        sign = text.content[offset : offset + 1]
        if sign in ("|", ">"):
            spans.append(range(offset, after))
        elif sign in ('"', "'"):
            quote = _IN_QUOTES.match(text.content, offset)
            spans.append(range(offset, quote.end() if quote else after))
    return spans
