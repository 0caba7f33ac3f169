"""A rule page for the terminal: headings without marks, examples indented below their file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r'(`{3,})(\w*)(?: (?:title|file)="([^"]+)")?\Z')
_EXPECTED = re.compile(r"[ \t]*(?:#|<!--)[ \t]*((?:[A-Z]{3}[0-9]{3}[ \t]?)+)(?:-->|\Z)")
_SETTINGS = "docgraph.toml"


def rule_page(page: str, facts: str) -> str:
    """The page of a rule as plain text, with a line of facts below its name."""
    lines = page.splitlines()
    return "\n".join([lines[0].lstrip("# "), facts, *_body(lines[1:]), ""])


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
            yield f"  {_headed(mark[2], mark[3] or '')}"
        elif line.startswith("## "):
            yield line[3:]
        elif line.startswith("### "):
            yield ""
            yield f"  {line[4:]}:"
        elif line:
            yield f"  {line}"
        else:
            yield ""


def _headed(language: str, name: str) -> str:
    """The line above an example: its file name, or `output:`."""
    if not name:
        return "output:"
    kept = " (settings)" if name == _SETTINGS else " (bytes)" if language == "hex" else ""
    return f"{name}{kept}"


def _plain_codes(codes: re.Match[str]) -> str:
    return f"   <- {codes[1].strip()}"
