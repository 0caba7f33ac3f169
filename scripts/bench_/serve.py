"""What an author waits for under `mkdocs serve`: from an edit to the page that shows it, with us and without.

    scripts/bench serve [--n 1000] [--runs 5] [--write PAGE]

Two servers stand side by side and take turns, so that both see the same machine.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from .environments import OURS, ROOT, environment
from .page import write_table

HEAD = "| edit of | documents | Material | with docgraph | difference |\n|---|---:|---:|---:|---:|"
PAGE = "outcomes/out-00001"
LONGEST = 300


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench serve", description=description)
    parser.add_argument("--n", type=int, default=1_000, help="number of documents")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path, help="put the table between the `serve` comments of this page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="docgraph-serve-") as folder:
        sites = [Path(folder) / name for name in ("material", "docgraph")]
        for site in sites:
            write = [sys.executable, "-m", "scripts.bench_.write", site.name, str(options.n), str(site)]
            subprocess.run(write, check=True, cwd=ROOT)
        with served(sites[0]) as plain, served(sites[1]) as ours:
            rows = [_row(kind, edit, (plain, ours), options) for kind, edit in EDITS.items()]
    page = "\n".join([HEAD, *rows])
    print(page)
    if options.write:
        write_table(options.write, "serve", page)
    return 0


def _row(
    kind: str, edit: Callable[[str, str], str], servers: tuple[Server, Server], options: argparse.Namespace
) -> str:
    waits: list[list[float]] = [[], []]
    for number in range(options.runs + 1):  # the first is thrown away
        for wait, server in zip(waits, servers, strict=True):
            wait.append(server.wait_for(f"{kind}{number}", edit))
            print(f"{number}/{options.runs} {kind} in {server.name}: {wait[-1]:.2f} s", file=sys.stderr)
    plain, ours = (median(wait[1:]) for wait in waits)
    return f"| {kind} | {options.n:,} | {plain:.2f} s | {ours:.2f} s | {(ours - plain) * 1000:+.0f} ms |"


def _prose(text: str, mark: str) -> str:
    return f"{text}\n{mark}\n"


def _title(text: str, mark: str) -> str:
    return re.sub(r"(?m)^title: .*$", f"title: {mark}", re.sub(r"(?m)^# .*$", f"# {mark}", text, count=1), count=1)


EDITS: dict[str, Callable[[str, str], str]] = {"prose": _prose, "title": _title}


class Server:
    """A running `mkdocs serve` of a project."""

    def __init__(self, project: Path, address: str) -> None:
        self.name = project.name
        self.file = project / "docs" / f"{PAGE}.md"
        self.url = f"{address}{PAGE}/"

    def wait_for(self, mark: str, edit: Callable[[str, str], str]) -> float:
        """The seconds from the edit until the page shows the mark."""
        self.file.write_text(edit(self.file.read_text(encoding="utf-8"), mark), encoding="utf-8")
        start = time.perf_counter()
        while mark not in self.page():
            if time.perf_counter() - start > LONGEST:
                sys.exit(f"scripts/bench: {self.url} did not show the edit within {LONGEST} s")
            time.sleep(0.01)
        return time.perf_counter() - start

    def page(self) -> str:
        try:
            with urllib.request.urlopen(self.url, timeout=LONGEST) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""


@contextmanager
def served(project: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DOCGRAPH_CACHE_DIR": str(project / "kept")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(environment(OURS) / "mkdocs"), "serve", "-q", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, env=env, stdin=subprocess.DEVNULL)
    try:
        # the address that the host serves at has the path of `site_url`
        server = Server(project, f"http://127.0.0.1:{port}/")
        while not server.page():
            if process.poll() is not None:
                sys.exit(f"scripts/bench: `mkdocs serve` in {project} ended; its words stand above")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()
