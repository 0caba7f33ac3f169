"""Counts the documents of public repositories with regular expressions, independently of docgraph.

    python scripts/count_public_documents.py [--only NAME] [--checkouts DIR] [--json]

The counts are the reference that docgraph's results on the same repositories are compared with, so this script imports
nothing of docgraph and no YAML parser: it reads the raw text. Without `--checkouts` it clones every repository at its
pinned commit into a temporary folder. `DIR` has one folder `owner+name` for each repository.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("public_documents") / "bodies.toml"

Keys = dict[str, str]
"""Raw value of every key of one document: the text after the colon and all deeper lines."""


@dataclass(frozen=True, eq=False)
class Body:
    """A folder of documents in a public repository, and the keys that are counted in it."""

    name: str
    repository: str
    commit: str
    include: tuple[str, ...]
    style: str
    people: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    kind: str = ""
    """Key with the kind of a document; without it all documents count as `document`."""
    owner: str = ""
    """Key whose names docgraph is to read, for the comparison."""
    day: dict[str, str] = field(default_factory=dict)
    """Key with a date, and the key as which docgraph is to read it, for the comparison."""


def bodies() -> list[Body]:
    """All bodies of `public_documents/bodies.toml`."""
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [Body(name, **{key: _frozen(value) for key, value in table.items()}) for name, table in tables.items()]


def _frozen(value: str | list[str]) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass
class Counts:
    """Result for one body."""

    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)
    without_keys: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    people: dict[str, Counter[str]] = field(default_factory=dict)
    dates: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)


def count(body: Body, checkout: Path) -> Counts:
    """The counts of one body in a checkout of its repository."""
    counts = Counts()
    for path in files_of(body, checkout):
        counts.files += 1
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        for keys in READERS[body.style](text):
            if keys is None:
                counts.unreadable.append(path.relative_to(checkout).as_posix())
            else:
                add(counts, body, keys)
    return counts


def files_of(body: Body, checkout: Path) -> list[Path]:
    """Matching files. A `*` of a pattern matches any text, with slashes."""
    paths = {path.relative_to(checkout).as_posix(): path for path in checkout.rglob("*") if path.is_file()}
    return [
        path
        for name, path in sorted(paths.items())
        if any(fnmatchcase(name, pattern) for pattern in body.include)
        and not any(fnmatchcase(name, pattern) for pattern in body.exclude)
    ]


def add(counts: Counts, body: Body, keys: Keys) -> None:
    """Count one document."""
    counts.without_keys += not keys
    counts.kinds[scalar(keys.get(body.kind, "")) or "document"] += 1
    counts.statuses[scalar(keys.get("status", "")).casefold() or "(none)"] += 1
    for key in body.people:
        names = names_in(keys.get(key, ""), only_humans=body.name == "okf")
        counts.people.setdefault(key, Counter())[size_of(keys.get(key, ""), names)] += 1
        counts.names.setdefault(key, set()).update(names)
    for key in body.dates:
        counts.dates.setdefault(key, Counter())[date_class(keys.get(key, ""))] += 1


def size_of(raw: str, names: list[str]) -> str:
    """`one`, `several` or `none`; `in braces` for a `{ name }` that a template left behind."""
    if raw.strip().startswith("{") and not names:
        return "in braces" if raw.strip(" {}\n") else "none"
    return {0: "none", 1: "one"}.get(len(names), "several")


def names_in(raw: str, *, only_humans: bool = False) -> list[str]:
    """Distinct names of a block list, a flow list, or a text with commas; none in a flow map."""
    if only_humans:
        return unique(re.findall(r"\bby:\s*[\"']?human:([^\s,}\"']+)", raw))
    value = raw.strip()
    if value.startswith("{"):
        return []
    items = re.findall(r"(?m)^\s*-\s+(.*)$", value)
    if not items:
        items = value.strip("[]").split(",")
    return unique(name for item in items if (name := scalar(item).lstrip("@").strip()))


def unique(names: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def scalar(raw: str) -> str:
    """One value without quotes and without a trailing comment."""
    value = raw.strip().split("\n")[0]
    if quoted := re.match(r"""(["'])(.*?)\1""", value):
        return quoted[2].strip()
    return re.sub(r"(^|\s)#.*", "", value).strip()


def date_class(raw: str) -> str:
    """`valid` for a day as YYYY-MM-DD, with or without a time; else `invalid`, `none` or `in braces`."""
    value = scalar(raw)
    if not value:
        return "none"
    if value.startswith("{"):
        return "in braces"
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", value)
    try:
        datetime.date(*(int(part) for part in match.groups()[:3])) if match else None
    except ValueError:
        return "invalid"
    return "valid" if match else "invalid"


def front_matter(text: str) -> Iterator[Keys | None]:
    """Keys between two `---` lines at the start of a file; None where no YAML parser can read them."""
    if not re.match(r"---[ \t]*\n", text):
        yield {}
        return
    block = re.match(r"---[ \t]*\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    yield from yaml(block[1]) if block else [None]


def yaml(text: str) -> Iterator[Keys | None]:
    """Top-level keys of YAML text; None where no YAML parser can read it."""
    yield None if is_broken(text) else keys_of(text, indent="")


def keys_of(text: str, indent: str) -> Keys:
    pattern = rf"(?m)^{indent}([A-Za-z_][\w.-]*):(.*(?:\n(?:{indent}[ \t-].*|[ \t]*|#.*)$)*)"
    return {match[1]: match[2] for match in re.finditer(pattern, text)}


BREAKERS = (
    r"(?m)^(?![ \t#\]}-]|[\w\"'.-]+[ \t]*:([ \t]|$)|\.\.\.|$).+$",  # neither a key nor a list at the margin
    r"(?m)^\s*(-[ \t]+|[\w-]+:[ \t]+)[@`%]",  # a plain value may not start with these characters
    r"(?m)^[\w-]+:[ \t]+[^\s\"'\[{|>#&*!][^#\n]*:[ \t]",  # a second key in a plain value
    r"(?m)^[ ]*\t+[ ]*[\w-]+:[ \t]",  # a tab as indentation
)
"""What makes YAML unreadable, as far as it occurs in documents of people."""


BLOCK_SCALAR = r"(?m)^([ \t]*)([^\n#]*[:-][ \t]+)[|>][+-]?[ \t]*(?:\n\1[ \t]+.*|\n[ \t]*$)*"

LONG_ITEM = r"(?m)^([ ]*)-[ ]+[^:\n]*(?:\n\1[ ]+.*)+"


def is_broken(text: str) -> bool:
    lines = re.sub(BLOCK_SCALAR, r"\1\2text", text)
    lines = re.sub(LONG_ITEM, r"\1- text", lines)
    return any(re.search(pattern, lines) for pattern in BREAKERS)


def bullet_list(text: str) -> Iterator[Keys | None]:
    """`* Key: value` lines above the first section, the form of MADR 2."""
    head = re.split(r"(?m)^## ", text)[0]
    yield {key.casefold(): value for key, value in re.findall(r"(?m)^[*-][ \t]+(\w[\w -]*):[ \t]*(.*)$", head)}


def nygard(text: str) -> Iterator[Keys | None]:
    """A `Date:` line, and the first line below `## Status`."""
    keys = {}
    if date := re.search(r"(?m)^Date:[ \t]*(.*)$", text):
        keys["date"] = date[1]
    if status := re.search(r"(?m)^##[ \t]+Status[ \t]*\n\s*([^#\s].*)$", text):
        keys["status"] = status[1]
    yield keys


def catalog(text: str) -> Iterator[Keys | None]:
    """Entities of Backstage in a file with several YAML documents; other YAML is left out."""
    for document in re.split(r"(?m)^---[ \t]*$", text):
        if re.search(r"(?m)^apiVersion:[ \t]*[\"']?backstage\.io/", document):
            spec = keys_of(document, indent="").get("spec", "")
            yield keys_of(document, indent="") | keys_of(spec, indent="  ") | {"status": ""}


READERS: dict[str, Callable[[str], Iterator[Keys | None]]] = {
    "front-matter": front_matter,
    "yaml": yaml,
    "list": bullet_list,
    "nygard": nygard,
    "catalog": catalog,
}


def checked_out(body: Body, folder: Path) -> Path:
    """A clone of the repository at the pinned commit."""
    target = folder / body.repository.replace("/", "+")
    if not target.exists():
        git = ["git", "-C", str(target)]
        subprocess.run(["git", "init", "-q", str(target)], check=True)
        address = f"https://github.com/{body.repository}"
        subprocess.run([*git, "fetch", "-q", "--depth=1", address, body.commit], check=True)
        subprocess.run([*git, "checkout", "-q", "FETCH_HEAD"], check=True)
    return target


def as_dict(counts: Counts) -> dict[str, object]:
    return {
        "files": counts.files,
        "documents": counts.kinds.total(),
        "kinds": dict(sorted(counts.kinds.items())),
        "unreadable": counts.unreadable,
        "without keys": counts.without_keys,
        "statuses": dict(counts.statuses.most_common()),
        "people": {key: dict(sorted(sizes.items())) for key, sizes in counts.people.items()},
        "names": {key: len(names) for key, names in counts.names.items()},
        "dates": {key: dict(sorted(classes.items())) for key, classes in counts.dates.items()},
    }


def as_text(counts: Counts) -> Iterator[str]:
    for title, value in as_dict(counts).items():
        yield f"  {title}: {json.dumps(value, ensure_ascii=False)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", metavar="NAME", choices=[body.name for body in bodies()])
    parser.add_argument("--checkouts", metavar="DIR", type=Path, help="folder with a checkout of every repository")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.checkouts or Path(temporary)
        chosen = [body for body in bodies() if options.only in (None, body.name)]
        results = {body: count(body, checked_out(body, folder)) for body in chosen}
    if options.json:
        tables = {body.name: as_dict(counts) for body, counts in results.items()}
        print(json.dumps(tables, indent=1, ensure_ascii=False))
        return 0
    for body, counts in results.items():
        print(f"{body.name}: {body.repository} at {body.commit[:12]}", *as_text(counts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
