"""What is measured: each command with its corpus, its environment, and the promise that it is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

# The date that `check` is asked about, so that a run of next year measures the same work.
AS_OF = "2026-11-21"
PEER_DOCUMENTS = 1_000
SECONDS = {"help": 0.150, "check-50": 0.400, "check-1000": 1.0}
TIMES = {"check-10000": 11.0, "material+docgraph": 1.10}


@dataclass(frozen=True, slots=True)
class Job:
    """One row. In every command `{source}` stands for the corpus and `{output}` for a folder to write to."""

    name: str
    command: str
    environment: str = "docgraph"
    format: str = ""
    documents: int = 0
    peer: bool = False
    prepare: tuple[str, ...] = ()
    clean: tuple[str, ...] = ("{output}", "{source}/.cache")
    against: str = ""
    """The row whose median this one's is divided by."""

    def words(self, command: str, bin_folder: Path, source: Path, output: Path) -> list[str]:
        """`command` as a list, its program taken from the environment when it is there."""
        program, *rest = (word.format(source=source, output=output) for word in command.split())
        own = bin_folder / program
        return [str(own) if own.exists() else program, *rest]

    def promise(self, median: float, ratio: float | None) -> str:
        """What was promised of this row and whether it holds; empty when nothing was."""
        parts = []
        if limit := SECONDS.get(self.name):
            parts.append(f"≤ {limit:g} s: {'met' if median <= limit else 'MISSED'}")
        if (times := TIMES.get(self.name)) and ratio is not None:
            parts.append(f"≤ {times:g} ×: {'met' if ratio <= times else 'MISSED'}")
        return "; ".join(parts)


def jobs(sizes: list[int]) -> list[Job]:
    """Every row, in the order of the table; `check` once for each of `sizes`."""
    check = f"check-{PEER_DOCUMENTS}"
    build = Job(
        "mkdocs", "mkdocs build -q -f {source}/mkdocs.yml -d {output}", format="builtin", documents=PEER_DOCUMENTS
    )
    quarto_needs = Job(
        "quarto-needs",
        "quarto-needs --root {source} check",
        environment="quarto-needs",
        format="quarto-needs",
        documents=PEER_DOCUMENTS,
        peer=True,
        clean=("{source}/.quarto-needs",),
        against=check,
    )
    # Without a review doorstop reports every item, which would cost it more than its check.
    doorstop = Job(
        "doorstop",
        "doorstop -j {source} -F",
        environment="doorstop",
        format="doorstop",
        documents=PEER_DOCUMENTS,
        peer=True,
        prepare=(
            "git init --quiet {source}",
            "doorstop -j {source} -q clear all",
            "doorstop -j {source} -q review all",
        ),
        clean=(),
        against=check,
    )
    return [
        Job("help", "docgraph --help"),
        *(_check(size) for size in sizes),
        quarto_needs,
        doorstop,
        replace(build, peer=True, against=check),
        replace(build, name="material", format="material"),
        replace(build, name="material+docgraph", format="docgraph", against="material"),
    ]


def _check(size: int) -> Job:
    command = f"docgraph check {{source}} --as-of {AS_OF}"
    against = f"check-{PEER_DOCUMENTS}" if size != PEER_DOCUMENTS else ""
    return Job(f"check-{size}", command, format="docgraph", documents=size, against=against)
