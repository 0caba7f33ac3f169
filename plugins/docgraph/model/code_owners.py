"""The content of a CODEOWNERS file: patterns of paths with their code owners."""

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
"""Where GitHub, GitLab and Bitbucket look for the file, relative to the repository. The first one counts."""


class Dialect(StrEnum):
    """The program whose syntax a file has."""

    GITHUB = "GitHub"
    GITLAB = "GitLab"
    BITBUCKET = "Bitbucket"


class CodeOwner(Struct, frozen=True):
    """A code owner on a line. `name` has no `@`. A group is a team, a role or a group of the code host."""

    at: Location
    name: str
    is_group: bool = False
    is_address: bool = False

    def __str__(self) -> str:
        return self.name if self.is_address else f"@{self.name}"


class CodeOwnersLine(Struct, frozen=True):
    """A line with a pattern of paths and their code owners.

    `section` is the folded name of its section in GitLab; empty outside of sections. A line with `excludes` excludes
    the paths from its section.
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
