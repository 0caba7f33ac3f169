"""Reads CODEOWNERS files of GitHub, GitLab and Bitbucket: path patterns and their owners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from docgraph.model.code_owners import CodeOwner, CodeOwners, CodeOwnersLine, Dialect
from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem

_LINE = re.compile(r"[^\r\n]+")
_SECTION = re.compile(r"\s*\^?\[([^\[\]]+)\](?:\[\d+\])?(?=\s|\Z)")
"""A section of GitLab, such as `[Documentation]` or `^[Optional][2]`. It may have default owners."""
_GROUP = re.compile(r'\s*@@@("[^"]+"|\S+)')
"""The definition of a group of Bitbucket, such as `@@@Devs`, before the members of the group."""
_PATTERN = re.compile(r'\s*(?:"([^"]+)"(?=\s|\Z)|((?:\\.|[^\s\\])++))')
r"""A path pattern. `\ ` and `\#` are escapes, and Bitbucket allows quotes around the pattern."""
_OWNER = re.compile(r'@{1,2}"[^"]+"|\S+')
_HANDLE = re.compile(r'@(?:[\w.-]+|"[^"]+")')
_TEAM = re.compile(r'@[\w.-]+(?:/[\w.-]+)+|@@(?:[\w.-]+|"[^"]+")')
"""An owner that is not a person: `@org/team`, the role `@@developer` of GitLab, or a group of Bitbucket."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class _Line(Struct):
    """A line of a CODEOWNERS file: a pattern, a section or a group.

    `owners` are the words after it, each with its offset in the file. `offset` is the position of the line's first
    character.
    """

    offset: int
    owners: tuple[tuple[int, str], ...]
    pattern: str = ""
    section: str = ""
    group: str = ""


def read_code_owners(text: Text) -> Document:
    """Read the people in a CODEOWNERS file. All words that are not valid owners are reported as one problem."""
    handles: dict[str, None] = {}
    unknown: list[int] = []
    for offset, owner in (named for line in _lines(text.content) for named in line.owners):
        if _HANDLE.fullmatch(owner) or _ADDRESS.fullmatch(owner):
            handles[_name(owner)] = None
        elif not _TEAM.fullmatch(owner):
            unknown.append(offset)
    problems = (_problem(text, unknown),) if unknown else ()
    return Document(text, problems=problems, handles=tuple(handles))


def code_owners_in(text: Text) -> CodeOwners:
    """Read the patterns in a CODEOWNERS file with their owners. Words that are not valid owners are ignored.

    Lines that start with `!` are exclusions in GitLab, and ignored for GitHub and Bitbucket.
    """
    lines = tuple(_lines(text.content))
    dialect = _dialect(text.path, lines)
    groups = {line.group: _owners(text, line) for line in lines if line.group}
    found: list[CodeOwnersLine] = []
    section = ""
    defaults: tuple[CodeOwner, ...] = ()
    for line in lines:
        if line.section:
            section, defaults = line.section, _owners(text, line)
        elif line.pattern and (dialect is Dialect.GITLAB or not line.pattern.startswith("!")):
            owners = tuple(member for owner in _owners(text, line) for member in (groups.get(owner.name, (owner,))))
            excludes = line.pattern.startswith("!")
            pattern = line.pattern.removeprefix("!")
            found.append(CodeOwnersLine(text.at(line.offset), pattern, owners or defaults, section, excludes))
    return CodeOwners(text.path, dialect, tuple(found))


def _dialect(path: str, lines: tuple[_Line, ...]) -> Dialect:
    """The program whose syntax a CODEOWNERS file uses, determined by its folder, else by its syntax."""
    if "/.bitbucket/" in f"/{path}" or any(line.group for line in lines):
        return Dialect.BITBUCKET
    if "/.github/" in f"/{path}":
        return Dialect.GITHUB
    is_gitlab = "/.gitlab/" in f"/{path}" or any(line.section or line.pattern.startswith("!") for line in lines)
    return Dialect.GITLAB if is_gitlab else Dialect.GITHUB


def _lines(content: str) -> Iterator[_Line]:
    for line in _LINE.finditer(content):
        shown = line[0]
        if not shown.strip() or shown.lstrip().startswith("#"):
            continue
        section, group, pattern = _SECTION.match(shown), _GROUP.match(shown), _PATTERN.match(shown)
        begin = section or group or pattern
        owners = tuple(_words(shown, begin.end() if begin else 0, line.start()))
        offset = line.start() + len(shown) - len(shown.lstrip())
        if section:
            yield _Line(offset, owners, section=section[1].strip().casefold())
        elif group:
            yield _Line(offset, owners, group=group[1].strip('"'))
        else:
            yield _Line(offset, owners, pattern=(pattern[1] or pattern[2]) if pattern else "")


def _words(line: str, start: int, offset: int) -> Iterator[tuple[int, str]]:
    """Yield the words after index `start` of a line, up to a comment, each with its offset in the file.

    `offset` is the position of the line in the file.
    """
    for owner in _OWNER.finditer(line, start):
        if owner[0].startswith("#"):
            break
        yield offset + owner.start(), owner[0]


def _owners(text: Text, line: _Line) -> tuple[CodeOwner, ...]:
    return tuple(
        CodeOwner(text.at(offset), _name(word), bool(_TEAM.fullmatch(word)), bool(_ADDRESS.fullmatch(word)))
        for offset, word in line.owners
        if any(form.fullmatch(word) for form in (_HANDLE, _TEAM, _ADDRESS))
    )


def _name(owner: str) -> str:
    return owner.lstrip("@").strip('"')


def _problem(text: Text, unknown: list[int]) -> Problem:
    word = _OWNER.match(text.content, unknown[0])
    shown = word[0][:60] if word else ""
    more = f" ({len(unknown)} such places)" if len(unknown) > 1 else ""
    message = f"`{shown}` is not an owner in CODEOWNERS syntax{more}"
    help = "write `@handle`, `@org/team` or a mail address; escape a space in a path with `\\`"
    return Problem("invalid-value", text.at(unknown[0]), message, help, severity=Severity.WARNING)
