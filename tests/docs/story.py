"""Runs what a page tells: the files that it gives, the commands that it types, and the output that it shows.

A fenced block with a `title` is a file. In a `console` block a line that begins with `$ ` is a command and what follows
is its output, where a line `...` stands for any lines. Commands that only set a place up are not run.
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
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the file that it stands for, and the line of the page on which it begins."""

    language: str
    title: str
    content: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in their order."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            title = _TITLE.search(token.info)
            language = token.info.split()[0] if token.info.strip() else ""
            yield Block(language, title[1] if title else "", token.content, (token.map or [0])[0] + 1)


def files(page: Path) -> dict[str, str]:
    """The files that a page gives; the last one of a name holds."""
    return {block.title: block.content for block in blocks(page) if block.title}


class Story:
    """One page, told in an empty folder."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder / "told"
        self.folder.mkdir()
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.status = 0
        for name in ("docgraph", "mkdocs"):
            write_program(name, self.programs / name)

    def tell(self) -> None:
        """Write every file and run every command, and compare what is shown with what was said."""
        for block in blocks(self.page):
            if block.title:
                path = self.folder / block.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.content, encoding="utf-8")
            elif block.language == "console":
                self._typed(block)

    def _typed(self, block: Block) -> None:
        steps = [step.split("\n") for step in ("\n" + block.content.rstrip()).split("\n$ ")[1:]]
        for number, (command, *shown) in enumerate(steps):
            if command.startswith(SETTING_UP):
                continue
            said = self._run(command)
            where = f"{self.page.name}:{block.line}: $ {command}"
            asked = steps[number + 1 : number + 2] == [["echo $?", str(self.status)]]
            if shown:
                assert _fits(shown, said), f"{where}\nshown:\n{chr(10).join(shown)}\n\nsaid:\n{chr(10).join(said)}"
            elif not asked:
                assert self.status == 0, f"{where}\nexit {self.status}:\n{chr(10).join(said)}"

    def _run(self, command: str) -> list[str]:
        env = ENVIRONMENT | {"PATH": f"{self.programs}:{ENVIRONMENT['PATH']}"}
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


def _fits(shown: list[str], said: list[str]) -> bool:
    parts = [".*" if line.strip() == "..." else re.escape(line.rstrip()) + "\n" for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line.rstrip()}\n" for line in said), re.DOTALL) is not None
