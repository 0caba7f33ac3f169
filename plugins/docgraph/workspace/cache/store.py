"""Stores cache files in the user's cache folder, each with a digest of its content.

Cache files are outside the project, so that a commit cannot forge a result. A missing or damaged cache file is ignored,
and so is a cache file of another version of docgraph. If the folder is not writable, docgraph works without a cache.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docgraph.model.version import VERSION

FOLDER = "DOCGRAPH_CACHE_DIR"
"""Environment variable with the path of the cache folder; `off` disables the cache."""
_DISTRIBUTION = "mkdocs_docgraph"
_INSTALLED = (".dist-info", ".egg-info")
"""Suffixes of the metadata folders of installed packages, whose names contain the version."""
_KEPT = 30 * 24 * 3600


def digest(*parts: bytes) -> str:
    """A digest of a sequence of byte strings: `a`, `bc` and `ab`, `c` have different digests."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()


@cache
def installation_digest() -> str:
    """A digest of docgraph, of the packages installed in the same folder, and of Python.

    When it changes, all cache files are invalid.
    """
    import yaml

    return identity(Path(__file__).resolve().parents[2], Path(yaml.__file__).parent.parent, VERSION)


def identity(package: Path, beside: Path, version: str) -> str:
    """A digest of docgraph in `package`, the packages installed in `beside`, and Python.

    It includes the size and modification time of each file of docgraph. In a reproducible wheel, all files have the
    same time; therefore, it also includes the file `RECORD` of the installed wheel, which lists the digests of all
    files.
    """
    files = sorted(entry for folder in _folders(package) for entry in _files(folder))
    installed = sorted(entry.name for entry in os.scandir(beside) if entry.name.endswith(_INSTALLED))
    records = [record.read_bytes() for record in sorted(package.parent.glob(f"{_DISTRIBUTION}-*.dist-info/RECORD"))]
    facts = [version, files, installed, beside.stat().st_mtime_ns, sys.version]
    return digest(json.dumps(facts).encode(), *records)


def _folders(folder: Path) -> list[Path]:
    inner = [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir() and entry.name != "__pycache__"]
    return [folder, *(below for path in inner for below in _folders(path))]


def _files(folder: Path) -> list[tuple[str, int, int]]:
    entries = [entry for entry in os.scandir(folder) if entry.name.endswith(".py")]
    return [(entry.path, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries]


class Cache:
    """The cache files of one project. If `folder` is None, the cache is disabled.

    With `read_only`, values can be loaded but not stored.
    """

    def __init__(self, folder: Path | None, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only

    def load(self, name: str) -> Any:
        """The JSON value that was stored as `name`; None if it is missing or invalid."""
        if self.folder is None:
            return None
        try:
            head, _, text = (self.folder / name).read_bytes().partition(b"\n")
            return json.loads(text) if head.decode("ascii") == digest(installation_digest().encode(), text) else None
        except (OSError, ValueError, RecursionError):
            return None

    def store(self, name: str, value: Any) -> None:
        """Store a JSON value atomically. An `OSError` is ignored."""
        if self.folder is None or self.read_only:
            return
        text = json.dumps(value, separators=(",", ":")).encode()
        part = self.folder / f"{name}.{os.getpid()}.part"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(digest(installation_digest().encode(), text).encode() + b"\n" + text)
            os.replace(part, self.folder / name)
        except OSError:
            with suppress(OSError):
                part.unlink()


def cache_of(root: Path) -> Cache:
    """The cache of the project in the folder `root`, disabled if `DOCGRAPH_CACHE_DIR` is `off`."""
    named = os.environ.get(FOLDER, "")
    if named == "off":
        return Cache(None)
    from platformdirs import user_cache_dir

    top = Path(named or user_cache_dir("docgraph", appauthor=False))
    return Cache(top / digest(os.fsencode(root)))


def clear_old(cache: Cache) -> None:
    """Delete the cache folder of any project if it has not changed for 30 days."""
    top = cache.folder.parent if cache.folder else None
    if top is None or not top.is_dir():
        return
    with suppress(OSError):
        for folder in os.scandir(top):
            if folder.is_dir() and len(folder.name) == 32 and folder.stat().st_mtime < time.time() - _KEPT:
                for file in os.scandir(folder):
                    os.unlink(file)
                os.rmdir(folder)
