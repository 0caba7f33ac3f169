"""The measurement as a Markdown table, by class of fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from tests.faults.measure import Verdict

Measured = tuple[str, Callable[[Verdict], bool | None]]
MEASURES: tuple[Measured, ...] = (
    ("right rule", lambda verdict: verdict.right_rule),
    ("right line", lambda verdict: verdict.right_line),
    ("right suggestion", lambda verdict: verdict.right_suggestion),
    ("exactly one finding", lambda verdict: verdict.alone),
)


def counted(verdicts: Iterable[Verdict], measure: Callable[[Verdict], bool | None]) -> tuple[int, int]:
    """How many verdicts are right, and to how many the measure applies."""
    applicable = [answer for answer in map(measure, verdicts) if answer is not None]
    return sum(applicable), len(applicable)


def table(verdicts: Sequence[Verdict]) -> str:
    """A row for each class and one for all; a class that misses something says what share of it is right."""
    classes: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        classes[verdict.kind.name].append(verdict)
    head = ["fault", "rule", "faults", *(name for name, _ in MEASURES)]
    lines = [f"| {' | '.join(head)} |", "|---|---|---:|---:|---:|---:|---:|"]
    for name, group in classes.items():
        codes = sorted({verdict.injection.code for verdict in group})
        lines.append(_row(name, ", ".join(codes[:3]) + (", ..." if len(codes) > 3 else ""), group))
    lines.append(_row("**all**", f"{len({verdict.injection.code for verdict in verdicts})} rules", verdicts))
    return "\n".join(lines)


def _row(name: str, rules: str, group: Sequence[Verdict]) -> str:
    cells = [name, rules, f"{len(group):,}"]
    for _, measure in MEASURES:
        right, applicable = counted(group, measure)
        cells.append(f"{right:,} of {applicable:,}" if applicable > right else f"{right:,}" if applicable else "")
    return f"| {' | '.join(cells)} |"
