"""Follows the instructions of a page: creates its files, runs its commands and compares the output.

A fenced block with a `title` is a file. In a `console` block a line that begins with `$ ` is a command and what follows
is its output, where a line `...` stands for any lines. Commands that only prepare the folder are skipped.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.conftest import ENVIRONMENT
from tests.fork_server import write_program

SETTING_UP = ("mkdir ", "cd ", "python3 -m venv ", ". .venv/", "pip install ", "mkdocs serve")
GIT = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Sam Lee"), ("EMAIL", "sam@example.org"))
}
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the file it defines, and the line of the page on which it begins."""

    language: str
    title: str
    content: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            title = _TITLE.search(token.info)
            language = token.info.split()[0] if token.info.strip() else ""
            yield Block(language, title[1] if title else "", token.content, (token.map or [0])[0] + 1)


def files(page: Path) -> dict[str, str]:
    """The files that a page defines; the last one with a name counts."""
    return {block.title: block.content for block in blocks(page) if block.title}


class Story:
    """One page, followed in an empty folder."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder / "project"
        self.folder.mkdir()
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.status = 0
        for name in ("docgraph", "mkdocs"):
            write_program(name, self.programs / name)

    def follow(self) -> None:
        """Create every file, run every command, and compare the output with the page."""
        for block in blocks(self.page):
            if block.title:
                path = self.folder / block.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.content, encoding="utf-8")
            elif block.language == "console":
                self._run_block(block)

    def _run_block(self, block: Block) -> None:
        steps = [step.split("\n") for step in ("\n" + block.content.rstrip()).split("\n$ ")[1:]]
        for number, (command, *shown) in enumerate(steps):
            if command.startswith(SETTING_UP):
                continue
            output = self._run(command)
            where = f"{self.page.name}:{block.line}: $ {command}"
            prints_status = steps[number + 1 : number + 2] == [["echo $?", str(self.status)]]
            if shown:
                assert _fits(shown, output), f"{where}\n" + "\n".join(["shown:", *shown, "", "output:", *output])
            elif not prints_status:
                assert self.status == 0, f"{where}\nexit {self.status}:\n{chr(10).join(output)}"

    def _run(self, command: str) -> list[str]:
        env = ENVIRONMENT | GIT | {"PATH": f"{self.programs}:{ENVIRONMENT['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status})\n{command}"],
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.status = done.returncode
        return done.stdout.rstrip().split("\n")


def _fits(shown: list[str], output: list[str]) -> bool:
    parts = [".*" if line.strip() == "..." else re.escape(line.rstrip()) + "\n" for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line.rstrip()}\n" for line in output), re.DOTALL) is not None
