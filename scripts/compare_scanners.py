"""Compares `docgraph scan` with two other scanners on the labelled set and on public collections.

    python -m scripts.compare_scanners --checkouts DIR --scanners DIR [--seconds N] [--write PAGE]

`--checkouts` is the folder of `scripts/count_public_definitions.py`, whose files are the reference for the public
collections. `--scanners` is the `bin` folder of an environment with `pip install agentmesh-discovery agent-bom`; keep
it apart from the one of docgraph. The scanners run one after the other. A scanner that needs more than N processor
seconds is stopped. Without `--write`, prints the tables for `content/project/public-definitions.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from scripts.bench_.page import write_table
from scripts.count_public_definitions import Collection, collections, count, places

ROOT = Path(__file__).resolve().parent.parent
LABELLED = ROOT / "tests" / "definitions" / "labelled"
MARKER = "compare-scanners"
"""The name of the comments of a page between which the tables are."""
HEAD = ["files with definitions", "scanner", "found", "missed", "invented", "processor seconds"]


class Reference(NamedTuple):
    """The files that a scanner should list, and `optional` files that are neither missed nor invented."""

    files: set[str]
    optional: set[str]
    servers: dict[str, list[str]]
    """The names of the servers in each client file."""


class Listing(NamedTuple):
    """What a scanner lists as agents, skills or servers: paths, or only file names or names of servers."""

    paths: set[str]
    names: Counter[str]
    servers: set[str]

    def files(self, reference: Reference) -> set[str]:
        """The listed files. A name counts as files of the reference that have it, else as itself."""
        found = set(self.paths)
        known = sorted(reference.files | reference.optional)
        for name, number in self.names.items():
            found.update([path for path in known if path.rpartition("/")[2] == name][:number] or [name])
        for server in self.servers:
            found.update([path for path, names in reference.servers.items() if server in names] or [server])
        return found


def only_paths(paths: Iterable[str]) -> Listing:
    return Listing({*paths}, Counter(), set())


class Scan(NamedTuple):
    """The output of a scanner, or None if it was stopped, and its processor time."""

    listing: Listing | None
    seconds: float


def docgraph(folder: Path, output: Path, scanners: Path, seconds: int) -> Scan:  # noqa: ARG001
    command = [sys.executable, "-m", "docgraph", "scan", str(folder), "--format", "json"]
    return run(command, seconds, lambda text: only_paths(found["path"] for found in json.loads(text)["definitions"]))


def agentmesh(folder: Path, output: Path, scanners: Path, seconds: int) -> Scan:
    """Its report has everything that is in the file `output`, so the file must not exist."""
    program = str(scanners / "agent-discovery")
    command = [program, "scan", "-s", "config", "-p", str(folder), "-o", "json", "--storage", str(output)]

    def listing(text: str) -> Listing:
        begin, end = text.find("\n["), text.rfind("]")
        found = json.loads(text[begin : end + 1]) if begin >= 0 else []
        paths = [entry["merge_keys"].get("config_path", "") for entry in found]
        return only_paths(Path(os.path.relpath(path, folder)).as_posix() for path in paths if path)

    return run(command, seconds, listing)


def agent_bom(folder: Path, output: Path, scanners: Path, seconds: int) -> Scan:
    """Without the audit of texts, which takes most of the time and lists no definition.

    Its report has the names of files instead of paths. The servers of the folder have no file at all.
    """
    program = str(scanners / "agent-bom")
    options = ["--no-scan", "--offline", "--no-skill", "-f", "json", "-o", str(output)]

    def listing(_: str) -> Listing:
        names, servers = Counter[str](), set[str]()
        for agent in json.loads(output.read_text(encoding="utf-8"))["agents"]:
            name = str(agent.get("config_path", "")).removeprefix("<path:").removesuffix(">")
            if name not in {folder.name, ""}:
                names[name] += 1
            else:
                servers |= {server["name"] for server in agent["mcp_servers"] if server["surface"] == "mcp-server"}
        return Listing(set(), names, servers)

    return run([program, "agents", "-p", str(folder), *options], seconds, listing)


def run(command: list[str], seconds: int, listing: Callable[[str], Listing]) -> Scan:
    """Run a scanner without cache and with a home folder of its own."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))

    before = processor_seconds()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "DOCGRAPH_CACHE_DIR": "off", "PYTHONPATH": python_path(command)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, preexec_fn=limit, check=False)
    used = processor_seconds() - before
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return Scan(None, used)
    return Scan(listing(done.stdout), used)


def python_path(command: list[str]) -> str:
    """The search path of Python modules: that of this program for docgraph, none for a scanner."""
    return os.environ.get("PYTHONPATH", "") if command[0] == sys.executable else ""


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


SCANNERS: dict[str, Callable[[Path, Path, Path, int], Scan]] = {
    "docgraph": docgraph,
    "agentmesh-discovery": agentmesh,
    "agent-bom": agent_bom,
}


def compared(folder: Path, reference: Reference, options: Any) -> Iterator[list[str]]:
    """A row for each scanner: the number of files, the scanner, found, missed, invented, and processor seconds."""
    for name, scanner in SCANNERS.items():
        with tempfile.TemporaryDirectory() as temporary:
            scan = scanner(folder, Path(temporary) / "report.json", options.scanners, options.seconds)
        row = [str(len(reference.files)), name, *numbers(scan.listing, reference)]
        row.append(f"{scan.seconds:.1f}" if scan.listing else f"stopped after {options.seconds}")
        print(folder.name, *row, file=sys.stderr)
        yield row


def numbers(listing: Listing | None, reference: Reference) -> list[str]:
    """The numbers of found, missed and invented files; empty if the scanner was stopped."""
    if listing is None:
        return ["", "", ""]
    files = listing.files(reference)
    invented = files - reference.files - reference.optional
    for path in sorted(invented):
        print("  invented:", path, file=sys.stderr)
    return [str(len(part)) for part in (files & reference.files, reference.files - files, invented)]


def labelled_rows(options: Any) -> list[list[str]]:
    """The comparison on the labelled set, whose repositories are in one folder."""
    reference = Reference(set(), set(), {})
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "labelled"
        for labels in sorted(LABELLED.glob("*/labels.json")):
            name = labels.parent.name
            shutil.copytree(labels.parent / "tree", root / name)
            for label in json.loads(labels.read_text(encoding="utf-8"))["definitions"]:
                # a client file without a server defines nothing, yet it is one
                is_empty = label["kind"] == "mcp-client" and not label["mcp_servers"] and label["state"] != "unreadable"
                (reference.optional if is_empty else reference.files).add(f"{name}/{label['path']}")
                if label["kind"] == "mcp-client":
                    reference.servers[f"{name}/{label['path']}"] = label["mcp_servers"]
        return [HEAD, *compared(root, reference, options)]


def count_rows(options: Any) -> list[list[str]]:
    """For each collection the counts of the independent script, and those of docgraph."""
    rows = [["collection", "agents", "to copy", "skills", "servers", "docgraph: agents, skills, servers"]]
    for collection in collections():
        checkout = checkout_of(collection, options)
        counts = count(collection, checkout)
        parts = counts.agents, counts.copied, counts.skills, counts.servers
        rows.append([collection.repository, *map(str, parts), docgraph_counts(collection, checkout)])
    return rows


def docgraph_counts(collection: Collection, checkout: Path) -> str:
    """Agents, skills and servers that docgraph finds, with the files that people copy named in the settings."""
    settings = checkout / "docgraph.toml"
    if collection.copied:
        settings.write_text(f"[scan]\nfiles = {json.dumps(collection.copied)}\n", encoding="utf-8")
    try:
        command = [sys.executable, "-m", "docgraph", "scan", str(checkout), "--format", "json"]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["definitions"]
    finally:
        settings.unlink(missing_ok=True)
    nodes = [definition["node"] for definition in found]
    return ", ".join(str(nodes.count(node)) for node in ("agent", "skill", "mcp-server"))


def public_rows(options: Any) -> list[list[str]]:
    """The comparison on the public collections, without settings."""
    rows = [["collection", *HEAD]]
    for collection in collections():
        checkout = checkout_of(collection, options)
        found = places(collection, checkout)
        reference = Reference({*found.agents, *found.skills, *found.servers}, {*found.copied}, found.servers)
        rows += [[collection.repository, *row] for row in compared(checkout, reference, options)]
    return rows


def checkout_of(collection: Collection, options: Any) -> Path:
    return Path(options.checkouts) / collection.repository.replace("/", "+")


def environment(options: Any) -> str:
    """When and on what the numbers were measured."""
    command = [str(options.scanners / "python"), "-m", "pip", "list", "--format", "json"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    versions = {package["name"].replace("_", "-"): package["version"] for package in listed}
    others = " and ".join(f"`{name}` {versions[name]}" for name in SCANNERS if name in versions)
    day = datetime.now(UTC).date()
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return (
        f"Measured on {day} in one run ({system}, Python {platform.python_version()}) with {others}. "
        f"A scan was stopped after {options.seconds} processor seconds."
    )


def markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--checkouts", metavar="DIR", type=Path, required=True)
    parser.add_argument("--scanners", metavar="DIR", type=Path, required=True)
    parser.add_argument("--seconds", metavar="N", type=int, default=120)
    parser.add_argument("--write", metavar="PAGE", type=Path, help="replace the tables of this page")
    options = parser.parse_args()
    parts = [
        environment(options),
        f"The labelled set:\n\n{markdown(labelled_rows(options))}",
        f"The public collections, counted:\n\n{markdown(count_rows(options))}",
        f"The public collections, by path:\n\n{markdown(public_rows(options))}",
    ]
    text = "\n\n".join(parts)
    if options.write:
        write_table(options.write, MARKER, f"\n{text}\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
