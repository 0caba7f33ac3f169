"""Compares what docgraph reads in public repositories with the counts of `count_public_documents.py`.

    python -m scripts.compare_public_documents [--only NAME] [--checkouts DIR] [--write PAGE]

docgraph runs on an unchanged copy of each repository with the settings in `scripts/public_documents`, and with a roster
of the counted names where a key is mapped to the owner. Every difference needs a reason in `differences.toml` there.
Exits with 1 if a difference has no reason, or a reason no difference.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scripts.count_public_documents import Body, Counts, bodies, checked_out, count, files_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "scripts/public_documents"
AS_OF = "2026-11-30"
NO_OWNER = ("DEC001", "RUN001", "CTX003")
BEGIN, END = "<!-- public-documents -->", "<!-- /public-documents -->"
_OWN_WORDS = ("proposed", "accepted", "rejected", "deprecated", "superseded")
_PRESET_WORDS = {
    "provisional": "proposed",
    "deferred": "proposed",
    "implementable": "accepted",
    "implemented": "accepted",
    "withdrawn": "rejected",
    "replaced": "superseded",
}
"""Statuses of enhancement proposals, and how the documentation of the preset `kep` translates them."""


class Measured(NamedTuple):
    """What docgraph reads in one body: its adopted records without people, and all findings."""

    records: list[dict[str, Any]]
    findings: Counter[str]
    invalid_dates: int
    unreadable: int
    """Documents of the body that cannot be read."""


class Row(NamedTuple):
    """One measure: the number that the script counts, and that of docgraph."""

    measure: str
    counted: int
    measured: int


def measure(body: Body, counts: Counts, checkout: Path, folder: Path) -> Measured:
    """Run docgraph on a copy of a checkout, without `mkdocs.yml`, beside which it reads no `docgraph.toml`."""
    project = folder / body.name
    shutil.copytree(checkout, project, ignore=shutil.ignore_patterns(".git", "mkdocs.yml"))
    settings = project / "docgraph.toml"
    shutil.copy(FOLDER / f"{body.name}.toml", settings)
    (project / tomllib.loads(settings.read_text(encoding="utf-8"))["docs-dir"]).mkdir(exist_ok=True)
    if body.owner:
        with (project / "roster.csv").open("w", encoding="utf-8", newline="") as file:
            names = {name.casefold(): name for name in sorted(counts.names[body.owner])}
            csv.writer(file).writerows([["title"], *([name] for name in names.values())])
    report = json.loads(run("check", "--format", "json", project=project))
    exported = json.loads(run("export", project=project))
    records = [record for record in exported["records"] if "adopted" in record and record["kind"] != "person"]
    findings: Counter[str] = Counter()
    for finding in report["findings"]:
        findings[finding["code"]] += documents_in(finding["message"])
    dates = sum(
        documents_in(finding["message"])
        for finding in report["findings"]
        if finding["code"] == "DOC007" and re.search(r"\bdate\b", finding["message"])
    )
    files = {path.relative_to(checkout).as_posix() for path in files_of(body, checkout)}
    unreadable = {finding["path"] for finding in report["findings"] if finding["code"] in ("DOC001", "DOC009")}
    return Measured(records, findings, dates, len(files & unreadable))


def documents_in(message: str) -> int:
    """The number of documents that a message is about: one, or the number in the message."""
    grouped = re.search(r"\((\d+) (?:files|documents)\)", message)
    return int(grouped[1]) if grouped else 1


def run(command: str, *options: str, project: Path) -> str:
    arguments = [sys.executable, "-m", "docgraph", command, "--project", str(project), "--as-of", AS_OF, *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "DOCGRAPH_CACHE_DIR": "off"}
    finished = subprocess.run(arguments, env=environment, cwd=project, capture_output=True, text=True, check=False)
    if finished.returncode not in (0, 1):
        raise SystemExit(f"{project.name}: {finished.stderr}")
    return finished.stdout


def rows(body: Body, counts: Counts, found: Measured) -> Iterator[Row]:
    """All measures of one body."""
    if body.style == "catalog":
        yield Row("groups", counts.kinds["Group"], sum(record["kind"] == "team" for record in found.records))
        others = sum(number for kind, number in counts.kinds.items() if kind not in ("Group", "User"))
        yield Row("other entities", others, sum(record["kind"] != "team" for record in found.records))
    else:
        yield Row("documents", counts.kinds.total(), len(found.records))
    yield Row("documents that cannot be read", len(counts.unreadable), found.unreadable)
    if body.owner and body.name != "okf":
        sizes = counts.people[body.owner]
        yield Row("with one owner", sizes["one"], sum(bool(record["owner"]) for record in found.records))
        yield Row("with several names as owner (OWN007)", sizes["several"], found.findings["OWN007"])
        absent = sum(found.findings[code] for code in NO_OWNER)
        yield Row("without an owner (DEC001)", sizes["none"], absent)
    elif body.name == "okf":
        sizes = counts.people["verified"]
        yield Row("signed off by a person", sizes["one"], having(found, "reviewed-by"))
    for key, field in body.day.items():
        dates = counts.dates[key]
        yield Row(f"with a date in `{key}`", dates["valid"], having(found, field))
        yield Row(f"with an invalid date in `{key}` (DOC007)", dates["invalid"], found.invalid_dates)
    braces = sum(sizes["in braces"] for sizes in (*counts.people.values(), *counts.dates.values()))
    braces += sum(number for word, number in counts.statuses.items() if word.startswith("{"))
    if body.name.startswith("madr"):
        yield Row("placeholders in braces (DOC006)", braces, found.findings["DOC006"])
    if body.kind == "":
        yield from statuses(body, counts, found)


def having(found: Measured, field: str) -> int:
    return sum(bool(record["fields"].get(field)) for record in found.records)


def statuses(body: Body, counts: Counts, found: Measured) -> Iterator[Row]:
    """The number of documents by status, after translation as in the settings."""
    settings = tomllib.loads((FOLDER / f"{body.name}.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = dict(_PRESET_WORDS)
    for pattern in settings["kinds"].values():
        words |= pattern.get("values", {}).get("status", {}) if isinstance(pattern, dict) else {}
    expected: Counter[str] = Counter()
    for word, number in counts.statuses.items():
        ours = "superseded" if word.startswith("superseded by ") else words.get(word, word)
        expected[ours if ours in _OWN_WORDS else "without a valid status"] += number
    measured = Counter(record["fields"].get("status") or "without a valid status" for record in found.records)
    for word in (*_OWN_WORDS, "without a valid status"):
        if expected[word] or measured[word]:
            yield Row(word, expected[word], measured[word])


def table(results: dict[str, tuple[Body, list[Row], Measured]], reasons: dict[str, dict[str, str]]) -> Iterator[str]:
    yield "| measure | counted | docgraph | reason for the difference |"
    yield "|---|---:|---:|---|"
    for name, (body, measures, _) in results.items():
        yield f"| **[{name}](#{name})**: {body.repository} at `{body.commit[:12]}` | | | |"
        for row in measures:
            reason = reasons.get(name, {}).get(row.measure, "")
            yield f"| {row.measure} | {row.counted:,} | {row.measured:,} | {reason} |"
    yield ""
    yield "| body | findings by rule; one about several files counts as often |"
    yield "|---|---|"
    for name, (_, _, found) in results.items():
        yield f"| {name} | {', '.join(f'{code} {number:,}' for code, number in sorted(found.findings.items()))} |"


def faults(results: dict[str, tuple[Body, list[Row], Measured]], reasons: dict[str, dict[str, str]]) -> Iterator[str]:
    for name, (_, measures, _) in results.items():
        differing = {row.measure for row in measures if row.counted != row.measured}
        explained = set(reasons.get(name, {}))
        yield from (f"{name}: no reason for the difference in `{row}`" for row in sorted(differing - explained))
        yield from (f"{name}: a reason, but no difference in `{row}`" for row in sorted(explained - differing))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", metavar="NAME", choices=[body.name for body in bodies()])
    parser.add_argument("--checkouts", metavar="DIR", type=Path, help="folder with a checkout of every repository")
    parser.add_argument("--write", metavar="PAGE", type=Path, help="replace the table of this page")
    options = parser.parse_args()
    reasons = tomllib.loads((FOLDER / "differences.toml").read_text(encoding="utf-8"))
    results = {}
    with tempfile.TemporaryDirectory() as temporary:
        for body in bodies():
            if options.only in (None, body.name):
                checkout = checked_out(body, options.checkouts or Path(temporary) / "checkouts")
                counts = count(body, checkout)
                found = measure(body, counts, checkout, Path(temporary))
                results[body.name] = body, list(rows(body, counts, found)), found
    lines = list(table(results, reasons))
    print(*lines, sep="\n")
    if options.write:
        before, _, rest = options.write.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        options.write.write_text("\n".join((before + BEGIN, *lines, END + after)), encoding="utf-8")
    problems = list(faults(results, reasons))
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
