"""Counts the agents of public collections with regular expressions, independently of docgraph.

    python scripts/count_public_definitions.py [--only NAME] [--checkouts DIR] [--json]

The counts are the reference that the results of `docgraph scan` are compared with, so this script imports nothing of
docgraph and no YAML parser: it reads the raw text. Without `--checkouts` it clones every repository at its pinned
commit into a temporary folder. `DIR` has one folder `owner+name` for each repository.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("public_definitions.toml")
CONTEXT = {"readme.md", "agents.md", "claude.md", "gemini.md", "contributing.md", "changelog.md", "license.md"}
"""Files beside agents that are documentation or context, in lower case."""


@dataclass(frozen=True)
class Collection:
    """A public repository, and where its agents are. The table describes the fields."""

    name: str
    repository: str
    commit: str
    agents: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()


def collections() -> list[Collection]:
    """All collections of `public_definitions.toml`."""
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Collection(name, **{key.replace("-", "_"): _frozen(value) for key, value in table.items()})
        for name, table in tables.items()
    ]


def _frozen(value: str | list[str]) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass
class Counts:
    """Result for one collection."""

    agents: int = 0
    copied: int = 0
    without_tools: int = 0
    """Agents and copied agents without a list of tools."""
    tools: int = 0
    """Names in the lists of tools of all agents."""
    models: int = 0
    """Agents and copied agents that name a model."""
    owners: int = 0
    """Agents and copied agents with a key `owner`."""
    skills: int = 0
    servers: int = 0
    skipped: list[str] = field(default_factory=list)
    """Files beside agents that no host loads as agents, because they lack front matter, a name or a kind."""


@dataclass
class Places:
    """The files of one collection that define agents, skills and servers, by path from the root of the repository."""

    agents: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    servers: dict[str, list[str]] = field(default_factory=dict)
    """The names of the servers in each client file that names one."""
    skipped: list[str] = field(default_factory=list)


def places(collection: Collection, checkout: Path) -> Places:
    """The files of one collection in a checkout of its repository."""
    paths = {path.relative_to(checkout).as_posix(): path for path in checkout.rglob("*") if path.is_file()}
    found = Places(skills=sorted(name for name in paths if name.rpartition("/")[2] == "SKILL.md"))
    loaded = [*matching(paths, collection.agents), *named(paths, collection.named_in)]
    for name in loaded + matching(paths, collection.copied):
        if not is_agent(name, keys_of(paths[name])):
            found.skipped.append(name)
        else:
            (found.agents if name in loaded else found.copied).append(name)
    clients = {name: servers_in(paths[name]) for name in matching(paths, collection.servers)}
    found.servers = {name: servers for name, servers in clients.items() if servers}
    return found


def count(collection: Collection, checkout: Path) -> Counts:
    """The counts of one collection in a checkout of its repository."""
    found = places(collection, checkout)
    counts = Counts(len(found.agents), len(found.copied), skills=len(found.skills), skipped=found.skipped)
    for name in found.agents + found.copied:
        keys = keys_of(checkout / name)
        names = list_of(keys.get("tools", ""))
        counts.tools += len(names)
        counts.without_tools += not names and "[]" not in keys.get("tools", "")
        counts.models += bool(keys.get("model", "").strip())
        counts.owners += "owner" in keys
    counts.servers = sum(map(len, found.servers.values()))
    return counts


def matching(paths: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """The paths that match a pattern, without files that are documentation or context."""
    return [
        path
        for path in sorted(paths)
        if any(fnmatchcase(path, pattern) for pattern in patterns) and path.rpartition("/")[2].lower() not in CONTEXT
    ]


def named(paths: dict[str, Path], manifests: Iterable[str]) -> list[str]:
    """The files that the lists `agents` of plugin manifests name."""
    found = []
    for manifest in matching(paths, manifests):
        plugin = manifest.rpartition("/.claude-plugin/")[0]
        listed = json.loads(paths[manifest].read_text(encoding="utf-8")).get("agents", [])
        found += [f"{plugin}/{name.removeprefix('./')}" for name in listed]
    return [name for name in found if name in paths]


def keys_of(path: Path) -> dict[str, str]:
    """The keys at the margin of front matter or a YAML file, with the text after the colon and all deeper lines."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    if path.suffix == ".md":
        block = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
        text = block[1] if block else ""
    pattern = r"(?m)^([A-Za-z_][\w.-]*):(.*(?:\n(?:[ \t-].*|[ \t]*|#.*|\])$)*)"
    return {match[1]: match[2] for match in re.finditer(pattern, text)}


def is_agent(name: str, keys: dict[str, str]) -> bool:
    """Whether the host of a file loads it: Claude Code requires a name, AgentSchema a kind."""
    if name.endswith((".yaml", ".yml")):
        return re.fullmatch(r"\s*(prompt|hosted|workflow)\s*", keys.get("kind", ""), re.IGNORECASE) is not None
    return ".github/" in name or name.endswith(".agent.md") or bool(keys.get("name") and keys.get("description"))


def list_of(raw: str) -> list[str]:
    """The entries of a block list, a flow list, or a text with commas."""
    items = re.findall(r"(?m)^\s*-\s+(.*)$", raw)
    if not items:
        inner = re.sub(r"(?s)^\s*\[(.*)\]\s*$", r"\1", re.sub(r"(?m)(^|\s)#.*$", "", raw))
        # a comma in parentheses separates nothing
        items = re.split(r",(?![^(]*\))", inner)
    return list(dict.fromkeys(name for item in items if (name := item.strip().strip("\"'").strip())))


def servers_in(path: Path) -> list[str]:
    """The names of the servers in a client file, which may have comments and commas after the last entry."""
    text = re.sub(r"(?m)^\s*//.*$", "", path.read_text(encoding="utf-8-sig"))
    values = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))
    return [*values.get("mcpServers", {}), *values.get("servers", {})]


def checked_out(collection: Collection, folder: Path) -> Path:
    """A clone of the repository at the pinned commit."""
    target = folder / collection.repository.replace("/", "+")
    if not target.exists():
        git = ["git", "-C", str(target)]
        subprocess.run(["git", "init", "-q", str(target)], check=True)
        address = f"https://github.com/{collection.repository}"
        subprocess.run([*git, "fetch", "-q", "--depth=1", address, collection.commit], check=True)
        subprocess.run([*git, "checkout", "-q", "FETCH_HEAD"], check=True)
    return target


def as_text(counts: Counts) -> Iterator[str]:
    for title, value in asdict(counts).items():
        yield f"  {title.replace('_', ' ')}: {json.dumps(value)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", metavar="NAME", choices=[collection.name for collection in collections()])
    parser.add_argument("--checkouts", metavar="DIR", type=Path, help="folder with a checkout of every repository")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.checkouts or Path(temporary)
        chosen = [collection for collection in collections() if options.only in (None, collection.name)]
        results = {collection: count(collection, checked_out(collection, folder)) for collection in chosen}
    if options.json:
        print(json.dumps({collection.name: asdict(counts) for collection, counts in results.items()}, indent=1))
        return 0
    for collection, counts in results.items():
        print(f"{collection.name}: {collection.repository} at {collection.commit[:12]}", *as_text(counts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
