"""What adopted documents cost beside the same documents in our own form: the processor time of reading them.

    scripts/bench adopted [--n 1000] [--runs 9]

The adopted documents have keys of their own, a status in other words and dates in another form. Both projects are read
in turn in one process, and the median ratio of the pairs is printed; it must be at most 1.15.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from .environments import OURS, ROOT, environment

LIMIT = 1.15
SCRIPT = Path(__file__).with_name("timed_reading.py")
PEOPLE = "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}]\n---\n"
OWN = """\
---
kind: decision
owner: jane.doe
status: accepted
date: 2024-01-02
decision-makers: [jane.doe, sam.lee]
consulted: sam.lee
---
"""
THEIRS = """\
---
author: jane.doe
state: in force
created: 2024-1-2
deciders: [jane.doe, sam.lee]
reviewers: sam.lee
---
"""
BODY = """\
# Decision {number}

## Context and Problem Statement

We need a decision about topic {number}.

## Considered Options

* build
* buy

## Decision Outcome

Chosen option: buy, because it works.
"""
SETTINGS = """\
[kinds]
"adr/*.md" = "decision"
[keys]
author = "owner"
state = "status"
created = "date"
deciders = "decision-makers"
reviewers = "consulted"
[values.status]
"in force" = "accepted"
[read]
owner = { strip = "@" }
date = { dates = ["YYYY-M-D"] }
"""


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench adopted", description=description)
    parser.add_argument("--n", type=int, default=1_000, help="the number of documents")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="docgraph-adopted-") as folder:
        own, theirs = Path(folder) / "own", Path(folder) / "theirs"
        write(own, OWN, "", options.n)
        write(theirs, THEIRS, SETTINGS, options.n)
        python = environment(OURS) / "python"
        command = [str(python), str(SCRIPT), str(options.runs), str(own), str(theirs)]
        found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    pairs: list[list[float]] = json.loads(found.stdout)
    ratio = median(theirs / own for own, theirs in pairs)
    print(f"own form {median(own for own, _ in pairs):.3f} s, adopted {median(theirs for _, theirs in pairs):.3f} s")
    print(f"ratio {ratio:.3f} (limit {LIMIT})")
    return int(ratio > LIMIT)


def write(project: Path, header: str, settings: str, count: int) -> None:
    """Write a project with `count` decisions in `docs/adr`."""
    (project / "docs" / "adr").mkdir(parents=True)
    (project / "docgraph.toml").write_text(settings, encoding="utf-8")
    (project / "docs" / "people.md").write_text(PEOPLE, encoding="utf-8")
    for number in range(count):
        text = header + BODY.format(number=number)
        (project / "docs" / "adr" / f"{number:04}-topic.md").write_text(text, encoding="utf-8")
