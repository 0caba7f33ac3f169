"""What `docgraph scan` costs, and what the scan adds to a check.

    scripts/bench scan [--runs 5]

The first repository has 5,000 definitions among 50,000 other files: a scan without a cache must end within 3 s, a scan
of unchanged files within 1 s, both with less than 200 MB. The second has 5,000 files, of which 550 are documents: a
check with the scan may cost at most 1.1 times the processor time of a check without it, each without a cache and in
turn.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path
from statistics import median

from .environments import OURS, environment
from .measure import Run, measure
from .table import print_limits

COLD, WARM, MEMORY, RATIO = 3.0, 1.0, 200.0, 1.1
TEXT = "You look at what changed and say what is wrong with it.\n" * 25
ENDINGS = ("py", "md", "json", "ts", "yaml")


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench scan", description=description)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    command = [str(environment(OURS) / "python"), "-m", "docgraph"]
    with tempfile.TemporaryDirectory(prefix="docgraph-scan-") as folder:
        work = Path(folder)
        cold, warm = scans(work, command, options.runs)
        ratio = check_ratio(work, command, options.runs)
    rows = [
        ("scan without a cache, s", median(run.wall for run in cold), COLD),
        ("scan of unchanged files, s", median(run.wall for run in warm), WARM),
        ("memory of the largest scan, MB", max(run.peak for run in (*cold, *warm)), MEMORY),
        ("check with the scan / without", ratio, RATIO),
    ]
    return print_limits(rows)


def scans(work: Path, command: list[str], runs: int) -> tuple[list[Run], list[Run]]:
    """Scans of a large repository without a cache, and scans of the same files with the cache."""
    root, cache = work / "large", work / "cache"
    write_files(root, 50_000)
    write_definitions(root, 5_000)
    cold: list[Run] = []
    warm: list[Run] = []
    for _ in range(runs):
        shutil.rmtree(cache, ignore_errors=True)
        for found in (cold, warm):
            found.append(timed([*command, "scan"], root, work, DOCGRAPH_CACHE_DIR=str(cache)))
    return cold, warm


def check_ratio(work: Path, command: list[str], runs: int) -> float:
    """The processor time of a check with the scan, divided by that of a check without it."""
    roots = [work / "with", work / "without"]
    for root, setting in zip(roots, ("", "scan = false\n"), strict=True):
        write_files(root, 4_450)
        write_documents(root)
        (root / "docgraph.toml").write_text(f'docs-dir = "docs"\n{setting}', encoding="utf-8")
    pairs = [
        [timed([*command, "check"], root, work, DOCGRAPH_CACHE_DIR="off").cpu for root in roots] for _ in range(runs)
    ]
    return median(with_scan / without for with_scan, without in pairs)


def timed(command: list[str], root: Path, work: Path, **variables: str) -> Run:
    run = measure(command, root, work / "log", {**os.environ, **variables}, 120)
    assert run.status == 0, run.last_line
    return run


def write_files(root: Path, count: int) -> None:
    """Write files that define no agents, 50 in each folder."""
    (root / ".git").mkdir(parents=True)
    (root / ".gitignore").write_text("build/\n*.log\n", encoding="utf-8")
    for number in range(count):
        folder = root / "src" / f"package-{number // 500}" / f"module-{number // 50}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"file-{number}.{ENDINGS[number % 5]}").write_text(f"content {number}\n", encoding="utf-8")


def write_definitions(root: Path, count: int) -> None:
    """Write definitions for five programs in turn."""
    for number in range(count):
        path = (
            root
            / (
                f".claude/agents/team-{number // 100}/agent-{number}.md",
                f".github/agents/agent-{number}.agent.md",
                f".opencode/agents/agent-{number}.md",
                f".codex/agents/agent-{number}.toml",
                f"skills/skill-{number}/SKILL.md",
            )[number % 5]
        )
        name, description = path.name.partition(".")[0], f"Reviews part {number}, and more when asked"
        if path.suffix == ".toml":
            text = f'name = "{name}"\ndescription = "{description}"\ndeveloper_instructions = """\n{TEXT}"""\n'
        else:
            text = f"---\nname: {name}\ndescription: {description}\ntools: Read, Grep, Bash\nmodel: opus\n---\n{TEXT}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_documents(root: Path) -> None:
    """Write 50 people and 500 outcomes without findings."""
    for folder in ("people", "outcomes"):
        (root / "docs" / folder).mkdir(parents=True)
    for number in range(50):
        text = f"---\nkind: person\ntitle: Person {number}\n---\n"
        (root / "docs" / "people" / f"person-{number}.md").write_text(text, encoding="utf-8")
    for number in range(500):
        header = f"---\nkind: outcome\nowner: person-{number % 50}\nbackup: person-{(number + 1) % 50}\n"
        header += "status: open\nmetric: done\ntarget: all\ndue: 2099-01-01\n---\n"
        text = f"{header}# Outcome {number}\n\nWhat is done, and for whom.\n"
        (root / "docs" / "outcomes" / f"outcome-{number}.md").write_text(text, encoding="utf-8")
