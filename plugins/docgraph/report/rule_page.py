"""Converts the Markdown documentation of a rule to text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.report.context import count_of

_FENCE = re.compile(r'(`{3,})(\w*)(?: (?:title|file)="([^"]+)")?\Z')
_EXPECTED = re.compile(r"[ \t]*(?:#|<!--)[ \t]*((?:[A-Z]{3}[0-9]{3}[ \t]?)+)(?:-->|\Z)")
_SETTINGS = "docgraph.toml"


def rule_page(page: str, facts: str, *, all_examples: bool = True) -> str:
    """The documentation of a rule as plain text, with the line `facts` below the heading.

    Without `all_examples`, it has only the first example of each section, and a last line counts the omitted examples.
    """
    lines = page.splitlines()
    body = lines[1:] if all_examples else list(_first_examples(lines[1:]))
    omitted = sum(line.startswith("### ") for line in lines) - sum(line.startswith("### ") for line in body)
    code = lines[0].lstrip("# ").split()[0]
    more = ["", f"`docgraph explain {code} --all` shows {count_of(omitted, 'more example')}."] if omitted else []
    return "\n".join([lines[0].lstrip("# "), facts, *_body(body), *more, ""])


def short_page(page: str, facts: str) -> str:
    """The documentation of a rule in Markdown, with only the first example of each section.

    The line `facts` is below the heading.
    """
    heading, *lines = page.splitlines()
    return "\n".join([heading, "", facts, *_first_examples(lines), ""])


def _first_examples(lines: list[str]) -> Iterator[str]:
    fence = ""
    has_example = omits = False
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1] == fence else fence
        elif mark:
            fence, has_example = mark[1], True
        elif line.startswith("## "):
            if omits:
                yield ""
            has_example = omits = False
        elif line.startswith("### "):
            omits = has_example
        if not omits:
            yield line


def _body(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1] == fence:
                fence = ""
            else:
                yield f"    {_EXPECTED.sub(_plain_codes, line)}".rstrip()
        elif mark:
            fence = mark[1]
            yield ""
            yield f"  {_example_heading(mark[2], mark[3] or '')}"
        elif line.startswith("## "):
            yield line[3:]
        elif line.startswith("### "):
            yield ""
            yield f"  {line[4:]}:"
        elif line:
            yield f"  {line}"
        else:
            yield ""


def _example_heading(language: str, name: str) -> str:
    if not name:
        return "output:"
    kept = " (settings)" if name == _SETTINGS else " (bytes)" if language == "hex" else ""
    return f"{name}{kept}"


def _plain_codes(codes: re.Match[str]) -> str:
    return f"   <- {codes[1].strip()}"
