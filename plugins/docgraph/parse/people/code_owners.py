"""Reads the handles and mail addresses in a CODEOWNERS file of GitHub or GitLab."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem

_LINE = re.compile(r"[^\r\n]+")
_SECTION = re.compile(r"\s*\^?\[[^\[\]]+\](?:\[\d+\])?(?=\s|\Z)")
"""`[Documentation]`, `^[Optional][2]`: a section of GitLab, which may have default owners."""
_PATTERN = re.compile(r"\s*(?:\\.|[^\s\\])++")
"""A pattern of paths, in which `\\ ` and `\\#` stand for the character itself."""
_OWNER = re.compile(r"\S+")
_HANDLE = re.compile(r"@[\w.-]+")
_TEAM = re.compile(r"@[\w.-]+(?:/[\w.-]+)+|@@\w+")
"""`@org/team`, a group of GitLab, or a role such as `@@developer`."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def read_code_owners(text: Text) -> Document:
    """The handles and addresses in the file; what is neither an owner nor a comment is one problem."""
    handles: dict[str, None] = {}
    unknown: list[int] = []
    for offset, owner in _owners(text.content):
        if _HANDLE.fullmatch(owner) or _ADDRESS.fullmatch(owner):
            handles[owner.removeprefix("@")] = None
        elif not _TEAM.fullmatch(owner):
            unknown.append(offset)
    problems = (_problem(text, unknown),) if unknown else ()
    return Document(text, problems=problems, handles=tuple(handles))


def _owners(content: str) -> Iterator[tuple[int, str]]:
    """The words after the pattern or section of each line, with their offsets."""
    for line in _LINE.finditer(content):
        shown = line[0]
        if not shown.strip() or shown.lstrip().startswith("#"):
            continue
        begin = _SECTION.match(shown) or _PATTERN.match(shown)
        for owner in _OWNER.finditer(shown, begin.end() if begin else 0):
            if owner[0].startswith("#"):
                break
            yield line.start() + owner.start(), owner[0]


def _problem(text: Text, unknown: list[int]) -> Problem:
    word = _OWNER.match(text.content, unknown[0])
    shown = word[0][:60] if word else ""
    more = f" ({len(unknown)} such places)" if len(unknown) > 1 else ""
    message = f"`{shown}` is not an owner in CODEOWNERS syntax{more}"
    help = "write `@handle`, `@org/team` or a mail address; escape a space in a path with `\\`"
    return Problem("invalid-value", text.at(unknown[0]), message, help, severity=Severity.WARNING)
