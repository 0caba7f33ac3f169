"""Writes the labelled set: `python -m tests.definitions.generate`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from tests.definitions.generate import (
    claude_plugins,
    claude_project,
    copilot,
    many_hosts,
    mcp,
    opencode,
    other_hosts,
    protocols,
    skills,
)
from tests.definitions.generate.repository import Repository
from tests.definitions.labelled_set import ROOT

MODULES = (claude_project, claude_plugins, copilot, opencode, other_hosts, skills, protocols, mcp, many_hosts)


def repositories() -> Iterator[Repository]:
    for module in MODULES:
        yield from module.repositories()


def main() -> None:
    for folder in ROOT.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for repository in repositories():
        repository.write(ROOT)


if __name__ == "__main__":
    main()
