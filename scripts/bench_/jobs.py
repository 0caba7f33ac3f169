"""What is measured: each command with its corpus, its environment, and the promise that it is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from .floors import STEPS

# The date that `check` is asked about, so that a run of next year measures the same work.
AS_OF = "2026-11-21"
PEER_DOCUMENTS = 1_000
SECONDS = {
    "help": 0.120,
    "check-50": 0.250,
    "check-1000": 0.5,
    "check-10000": 2.5,
    "again-10000": 1.0,
    "prose-10000": 1.0,
    "edited-10000": 1.0,
}
TIMES = {
    "quarto-needs-1000": ("check-1000", 0.7),
    "quarto-needs-5000": ("check-5000", 0.4),
    "trlc-5000": ("check-5000", 0.1),
    "check-10000": ("check-10000", 10.0),
    "check-50000": ("check-50000", 5.2),
    "material+docgraph": ("material+docgraph", 1.05),
}
EDITS = ("prose", "edited")
"""A new last line in one document; another title of one record."""
MEBIBYTES = {"check-10000": 200}


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
    kept: str = "new"
    """What an earlier run left: nothing (`new`), everything (`again`), all but a value or a line of one document."""
    inner: bool = False
    """Whether the command prints its seconds itself: those of one step in it."""

    def words(self, command: str, bin_folder: Path, source: Path, output: Path) -> list[str]:
        """`command` as a list, its program taken from the environment when it is there."""
        program, *rest = (word.format(source=source, output=output) for word in command.split())
        own = bin_folder / program
        return [str(own) if own.exists() else program, *rest]

    def aim(self, median: float, ratio: float | None, peak: float) -> str:
        """What is aimed at in this row and whether it is met; empty where there is no aim."""
        parts = []
        if limit := SECONDS.get(self.name):
            parts.append(f"≤ {limit:g} s: {_met(median <= limit)}")
        if (aimed := TIMES.get(self.name)) and ratio is not None:
            which, times = aimed
            ours = ratio if which == self.name else 1 / ratio
            prefix = "" if which == self.name else f"{which} "
            parts.append(f"{prefix}≤ {times:g} ×: {_met(ours <= times)}")
        if most := MEBIBYTES.get(self.name):
            parts.append(f"≤ {most} MiB: {_met(peak <= most)}")
        return "; ".join(parts)


def _met(yes: bool) -> str:
    return "met" if yes else "MISSED"


def jobs(sizes: list[int]) -> list[Job]:
    """Every row, in the order of the table; `check` once for each of `sizes`, peers at those of theirs."""
    build = Job("", "mkdocs build -q -f {source}/mkdocs.yml -d {output}", documents=PEER_DOCUMENTS)
    return [
        Job("help", "docgraph --help"),
        *(row for before, size in zip([0, *sizes], sizes, strict=False) for row in _checks(size, before)),
        *(row for size in sizes if size in (1_000, 5_000) for row in _peers(size)),
        Job("floor-libraries", f"python {Path(__file__).with_name('libraries.py')}", against="check-50"),
        *_floors(max((size for size in sizes if size <= 10_000), default=PEER_DOCUMENTS)),
        replace(build, name="mkdocs", format="builtin", peer=True, against=f"check-{PEER_DOCUMENTS}"),
        replace(build, name="material", format="material"),
        replace(build, name="material+docgraph", format="docgraph", against="material"),
        *_publishers(replace(build, peer=True, against="material+docgraph")),
    ]


def _checks(size: int, before: int) -> list[Job]:
    command = f"docgraph check {{source}} --as-of {AS_OF}"
    first = Job(f"check-{size}", command, format="docgraph", documents=size, against=f"check-{before}")
    if size < 1_000:
        return [first]
    return [
        first,
        *(replace(first, name=f"{kept}-{size}", kept=kept, against=f"check-{size}") for kept in ("again", *EDITS)),
    ]


def _peers(size: int) -> list[Job]:
    check = f"check-{size}"
    quarto_needs = Job(
        f"quarto-needs-{size}",
        "quarto-needs --root {source} check",
        environment="quarto-needs",
        format="quarto-needs",
        documents=size,
        peer=True,
        clean=("{source}/.quarto-needs",),
        against=check,
    )
    trlc = replace(
        quarto_needs,
        name=f"trlc-{size}",
        command="trlc {source}/model {source}/items",
        environment="trlc",
        format="trlc",
        clean=(),
    )
    if size > PEER_DOCUMENTS:
        return [quarto_needs, trlc]
    # Without a review doorstop reports every item, which would cost it more than its check.
    doorstop = replace(
        quarto_needs,
        name=f"doorstop-{size}",
        command="doorstop -j {source} -F",
        environment="doorstop",
        format="doorstop",
        prepare=(
            "git init --quiet {source}",
            "doorstop -j {source} -q clear all",
            "doorstop -j {source} -q review all",
        ),
        clean=(),
    )
    return [quarto_needs, trlc, doorstop]


def _publishers(build: Job) -> list[Job]:
    """The peers that check and publish in one go."""
    sphinx, strictdoc = "sphinx-build -q -b html {source} {output}", "strictdoc export {source} --output-dir {output}"
    return [
        replace(build, name=name, command=command, environment=name, format=name)
        for name, command in (("sphinx-needs", sphinx), ("strictdoc", strictdoc))
    ]


def _floors(size: int) -> list[Job]:
    floor = Job("", "", format="docgraph", documents=size, against=f"check-{size}", inner=True)
    script = Path(__file__).with_name("floors.py")
    return [replace(floor, name=f"floor-{step}", command=f"python {script} {step} {{source}}/docs") for step in STEPS]
