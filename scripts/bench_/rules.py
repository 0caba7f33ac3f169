"""The rules in figures: how long each is, how many examples hold it, and whether they notice when it is changed."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import inspect
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .environments import OURS, ROOT, environment

if TYPE_CHECKING:
    from docgraph.rules import Rule

HEAD = "| rule | name | severity | lines | examples | changes noticed | fixable |\n|---|---|---|---:|---:|---:|---|"


def main(description: str | None, arguments: list[str]) -> int:
    """Print the table; 1 when a change of a rule is noticed by no example."""
    parser = argparse.ArgumentParser("scripts/bench rules", description=description)
    parser.add_argument(
        "--mutants", action=argparse.BooleanOptionalAction, default=True, help="change each rule, one edit at a time"
    )
    options = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]
    if importlib.util.find_spec("pydantic") is None:
        command = [str(environment(OURS) / "python"), str(ROOT / "scripts" / "bench"), "rules", *arguments]
        return subprocess.run(command, check=False).returncode
    lines = figures(options.mutants)
    print("\n".join([HEAD, *(str(line) for line in lines), str(total(lines))]))
    return int(any(line.fates["survived"] for line in lines))


@dataclass(frozen=True, slots=True)
class Figures:
    """A line of the table. `fates` counts the changes; it is empty where none were made."""

    code: str
    name: str
    severity: str
    lines: int
    examples: int
    fates: Counter[str]
    fixable: str

    def __str__(self) -> str:
        cells = (
            self.code,
            self.name,
            self.severity,
            f"{self.lines:,}",
            f"{self.examples:,}",
            self._mutants_noticed(),
            self.fixable,
        )
        return f"| {' | '.join(cells)} |"

    def _mutants_noticed(self) -> str:
        """`12 of 12`, with the changes that change nothing and those that nobody notices behind it."""
        if not self.fates:
            return "–"
        words_of = {"equivalent": "change nothing", "survived": "not noticed"}
        rest = [f"{self.fates[fate]:,} {words}" for fate, words in words_of.items() if self.fates[fate]]
        return ", ".join([f"{self.fates['killed']:,} of {self.fates.total():,}", *rest])


def figures(mutants: bool) -> list[Figures]:
    """The line of every rule, in the order of their codes."""
    from tests.rules.mutants import fates
    from tests.rules.page_cases import cases

    from docgraph.rules import RULES

    return [
        Figures(
            rule.code,
            rule.name,
            f"{rule.severity}{', off' if rule.off else ''}",
            _length(rule),
            len(cases(rule.page)),
            Counter(fate for _, fate in fates(rule)) if mutants else Counter(),
            "yes" if rule.fixable else "",
        )
        for rule in RULES
    ]


def total(lines: Iterable[Figures]) -> Figures:
    """The last line of the table."""
    lines = list(lines)
    severities = Counter(line.severity for line in lines)
    fixable = sum(line.fixable == "yes" for line in lines)
    return Figures(
        "**all**",
        f"{len(lines)} rules",
        ", ".join(f"{count} {severity}" for severity, count in severities.most_common()),
        sum(line.lines for line in lines),
        sum(line.examples for line in lines),
        sum((line.fates for line in lines), Counter()),
        f"{fixable:,}",
    )


def _length(rule: Rule) -> int:
    source = inspect.getsourcefile(rule.check)
    assert source is not None
    return len(Path(source).read_text(encoding="utf-8").splitlines())
