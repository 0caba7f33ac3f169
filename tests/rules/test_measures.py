"""The target of an outcome is written as people write amounts; only a metric without a number is reported."""

from __future__ import annotations

import random
from datetime import date

from docgraph.app import Project, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile

SEED = 1314
VARIANTS = 250
SIGNS = ("", "≥ ", "<", "~", "at least ", "under ", "+")
NUMBERS = ("0", "99.9", "1,5", "1 000", "-3", "12e3", "90–95", "٣")
UNITS = ("%", " %", " min", "ms", "€", " tickets a week")
VAGUE = ("unknown", "n/a", "tbc", "high", "as good as today", "shipped", "none")
PEOPLE = "---\nkind: people\npeople: [{id: jane}, {id: sam}]\n---\n"


def amount(dice: random.Random) -> tuple[str | None, bool, bool]:
    """An amount, whether it has a number, and whether it has a unit."""
    kind = dice.choice(("absent", "vague", "bare", "bare", "unit", "unit"))
    if kind == "absent":
        return None, False, False
    if kind == "vague":
        return dice.choice(VAGUE), False, False
    text = dice.choice(SIGNS) + dice.choice(NUMBERS)
    return (text + dice.choice(UNITS), True, True) if kind == "unit" else (text, True, False)


def test_a_measure_takes_amounts_as_people_write_them() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    files, expected = {"people.md": PEOPLE}, {}
    for number in range(VARIANTS):
        sort, unit = dice.choice(("metric", "metric", "delivery", None)), dice.choice(("", "hours"))
        values = {"baseline": amount(dice), "target": amount(dice)}
        lines = [f"  type: {sort}"] if sort else []
        lines += [f'  {key}: "{text}"' for key, (text, _, _) in values.items() if text is not None]
        lines += [f"  unit: {unit}"] if unit else []
        lines += ["  source: the dashboard"]
        missing = {key for key, (_, has_number, _) in values.items() if not has_number}
        missing |= set() if unit or any(has_unit for _, _, has_unit in values.values()) else {"unit"}
        expected[f"o{number}.md"] = missing if sort == "metric" else set()
        head = "kind: outcome\nowner: jane\nbackup: sam\ndue: 2027-03-31\nsuccess-criteria: [it is live]\nif-wrong: sam"
        files[f"o{number}.md"] = f"---\n{head}\nmeasure:\n" + "\n".join(lines) + "\n---\n"
    sources = tuple(SourceFile(path, text.encode()) for path, text in files.items())
    found: dict[str, list[str]] = {path: [] for path in files}
    for finding in check(Project(sources, Settings(), date(2026, 11, 21))).findings:
        if finding.code != "OUT009":
            found[finding.at.path].append(f"{finding.code} {finding.message.partition(' has no ')[2]}")
    for path, missing in expected.items():
        [message] = found[path] or ["OUT008"]
        named = {key for key in ("baseline", "target", "unit") if f"`{key}`" in message}
        if not message.startswith("OUT008") or named != missing:
            red.append((files[path], found[path], missing))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"
