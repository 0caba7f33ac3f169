"""What comparing two revisions costs, and questions about the graph.

    scripts/bench revisions [--runs 5] [--n 1000,10000]

Three documents differ between two commits. `diff` compares the commits with the documents in the cache; it must end
within 1.5 s for 1,000 documents and 6 s for 10,000. `list`, `path`, `impact` and `show` must end within 0.5 s for
1,000. The comment is that of a change of 500 documents: at most 60,000 characters.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from .environments import OURS, environment
from .items import Item, corpus
from .markdown import write_project
from .measure import measure
from .table import print_limits

DIFF = {1_000: 1.5, 10_000: 6.0}
QUESTION = 0.5
CHARACTERS = 60_000
LIMIT = 600.0
Row = tuple[str, float, float | None]


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench revisions", description=description)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--n", default="1000,10000", help="numbers of documents, separated by commas")
    options = parser.parse_args(arguments)
    rows: list[Row] = []
    for size in map(int, options.n.split(",")):
        with tempfile.TemporaryDirectory(prefix="docgraph-revisions-") as folder:
            rows += Measured(Path(folder), size, options.runs).rows()
    return print_limits(rows)


class Measured:
    """A repository of `size` documents with two commits, and commands that are measured in it."""

    def __init__(self, folder: Path, size: int, runs: int) -> None:
        self._size, self._runs = size, runs
        self._root, self._log = folder / "project", folder / "log"
        self._environment = os.environ | {"DOCGRAPH_CACHE_DIR": str(folder / "cache")}
        self._command = [str(environment(OURS) / "python"), "-m", "docgraph"]
        items = corpus(size)
        write_project(items, self._root, theme="mkdocs", plugin=True)
        self._git("init", "-q", "-b", "main")
        self._commit()
        self._edit(3)
        self._commit()
        self._ids = _ids(items)

    def rows(self) -> list[Row]:
        """The median seconds of each command, with its limit."""
        diff = ["diff", "HEAD~1", "HEAD", "--fail-on", "never"]
        self._seconds(*diff, runs=1)
        name = f"{self._size:,} documents"
        rows: list[Row] = [(f"diff, {name}, s", self._seconds(*diff), DIFF.get(self._size))]
        limit = QUESTION if self._size == 1_000 else None
        agent, person = self._ids
        questions = (["list", "kind:agent"], ["path", agent, person], ["impact", person], ["show", agent])
        rows += [(f"{words[0]}, {name}, s", self._seconds(*words), limit) for words in questions]
        self._edit(500)
        comment = subprocess.run(
            [*self._command, "diff", "HEAD", "--format", "markdown", "--fail-on", "never"],
            cwd=self._root,
            env=self._environment,
            capture_output=True,
            check=True,
        )
        rows.append((f"comment of 500 changes, {name}, characters", len(comment.stdout.decode()), CHARACTERS))
        return rows

    def _seconds(self, *arguments: str, runs: int = 0) -> float:
        command = [*self._command, *arguments]
        found = [measure(command, self._root, self._log, self._environment, LIMIT) for _ in range(runs or self._runs)]
        assert all(run.status == 0 for run in found), found[-1].last_line
        return median(run.wall for run in found)

    def _edit(self, count: int) -> None:
        """Change the title of the first documents."""
        for path in sorted((self._root / "docs").rglob("*.md"))[:count]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("\n# ", "\n# New ", 1), encoding="utf-8")

    def _commit(self) -> None:
        self._git("add", "-A")
        self._git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-q", "-m", "change")

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self._root, check=True)


def _ids(items: list[Item]) -> tuple[str, str]:
    """The ids of an agent and of a person."""
    agent, person = (next(item.id for item in items if item.kind == kind) for kind in ("agent", "person"))
    return f"agent:{agent}", f"person:{person}"
