"""The lines of a CODEOWNERS file: patterns of paths, and the code owners of these paths."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from docgraph.model.location import Location

CODE_OWNERS_PATHS = (
    ".github/CODEOWNERS",
    "CODEOWNERS",
    "docs/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    ".bitbucket/CODEOWNERS",
)
"""Paths of the file on GitHub, GitLab and Bitbucket. The first that exists is used."""


class Dialect(StrEnum):
    """The code host whose syntax a CODEOWNERS file has."""

    GITHUB = "GitHub"
    GITLAB = "GitLab"
    BITBUCKET = "Bitbucket"


class CodeOwner(Struct, frozen=True):
    """A code owner on a line of CODEOWNERS.

    `name` has no `@`. With `is_group`, it is the name of a team, a role or a group on the code host.
    """

    at: Location
    name: str
    is_group: bool = False
    is_address: bool = False

    def __str__(self) -> str:
        return self.name if self.is_address else f"@{self.name}"


class CodeOwnersLine(Struct, frozen=True):
    """A line of CODEOWNERS: a pattern of paths, and the code owners of these paths.

    `section` is the name of the GitLab section, normalized for comparison; empty outside a section. With `excludes`,
    the paths do not belong to the section.
    """

    at: Location
    pattern: str
    owners: tuple[CodeOwner, ...] = ()
    section: str = ""
    excludes: bool = False


class CodeOwners(Struct, frozen=True):
    """A CODEOWNERS file. `path` is relative to the project."""

    path: str
    dialect: Dialect
    lines: tuple[CodeOwnersLine, ...] = ()
