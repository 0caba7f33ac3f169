"""Where things are kept between runs, and how: files in the user's own cache folder, each with the digest of its text.

They lie outside the project, so that nothing that is committed there can answer for its documents. A file that is
absent, cut off, changed or written by another version is as good as none, and a folder that cannot be written costs
nothing but time.
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
"""The variable that names another folder; `off` as its value keeps nothing."""
_DISTRIBUTION = "mkdocs_docgraph"
_INSTALLED = (".dist-info", ".egg-info")
"""The folder of an installed package; its name has the version."""
_KEPT = 30 * 24 * 3600


def digest(*parts: bytes) -> str:
    """A digest that two lists of parts share only if they are equal."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()


@cache
def tool() -> str:
    """What this tool is, and all that an answer of it depends on besides the question."""
    import yaml

    return identity(Path(__file__).resolve().parents[2], Path(yaml.__file__).parent.parent, VERSION)


def identity(package: Path, beside: Path, version: str) -> str:
    """A digest of a release: its version and files, the packages installed `beside` it, and the Python that runs them.

    Of the files only size and time are read, which differ after an edit. Those of two wheels may be equal, as
    reproducible ones give every file one time, but wheels are installed with the digests of their files in `RECORD`.
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
    """The files of one project; without a folder nothing is found and nothing kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def load(self, name: str) -> Any:
        """What was stored under `name`, or None."""
        if self.folder is None:
            return None
        try:
            head, _, text = (self.folder / name).read_bytes().partition(b"\n")
            return json.loads(text) if head.decode("ascii") == digest(tool().encode(), text) else None
        except (OSError, ValueError, RecursionError):
            return None

    def store(self, name: str, value: Any) -> None:
        """Keep plain values; the file is whole or not there at all."""
        if self.folder is None:
            return
        text = json.dumps(value, separators=(",", ":")).encode()
        part = self.folder / f"{name}.{os.getpid()}.part"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(digest(tool().encode(), text).encode() + b"\n" + text)
            os.replace(part, self.folder / name)
        except OSError:
            with suppress(OSError):
                part.unlink()


def cache_of(root: Path) -> Cache:
    """The cache of the project at `root`, which is remembered by its place."""
    named = os.environ.get(FOLDER, "")
    if named == "off":
        return Cache(None)
    from platformdirs import user_cache_dir

    top = Path(named or user_cache_dir("docgraph", False))
    return Cache(top / digest(os.fsencode(root)))


def clear_old(cache: Cache) -> None:
    """Delete the folders of projects that nobody has asked about for a month."""
    top = cache.folder.parent if cache.folder else None
    if top is None or not top.is_dir():
        return
    with suppress(OSError):
        for folder in os.scandir(top):
            if folder.is_dir() and len(folder.name) == 32 and folder.stat().st_mtime < time.time() - _KEPT:
                for file in os.scandir(folder):
                    os.unlink(file)
                os.rmdir(folder)
