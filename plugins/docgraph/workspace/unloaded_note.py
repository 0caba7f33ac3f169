"""Describes files that look like agents but are not loaded by any program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from docgraph.adopt.detected_files import escaped_folder
from docgraph.model.definition import UnloadedFile
from docgraph.model.settings import ScanSettings
from docgraph.text.double_quote import double_quote
from docgraph.workspace.config_file import OWN_FILE

_MOST_PATTERNS = 10


class NearestSettings(Struct, frozen=True):
    """The nearest configuration file, and the value of its setting `scan`.

    `configuration` is None if there is no such file. `are_ours` is whether it has docgraph settings.
    """

    configuration: Path | None
    are_ours: bool
    scan: ScanSettings | bool | None


def unloaded_notes(files: Sequence[UnloadedFile], settings: NearestSettings) -> tuple[str, ...]:
    """Lines about files that look like agents but are not loaded by any program.

    Each line names folders and agent hosts, and either the setting that lists the files or the required keys that the
    files lack.
    """
    elsewhere = [file for file in files if not file.missing]
    incomplete = [file for file in files if file.missing]
    lines = [_elsewhere(elsewhere, settings)] if elsewhere else []
    return (*lines, *(_incomplete(host, incomplete) for host in dict.fromkeys(file.host for file in incomplete)))


def _incomplete(host: str, files: Iterable[UnloadedFile]) -> str:
    own = [file for file in files if file.host == host]
    keys = " and ".join(f"`{key}`" for key in dict.fromkeys(key for file in own for key in file.missing))
    lacks, them = ("lack", "them") if len(own) > 1 else ("lacks", "it")
    keys = keys.replace(" and ", " or ") if len({file.missing for file in own}) > 1 else keys
    return f"Not loaded: {_places(own)} {lacks} {keys} in the front matter, so {host} does not load {them} as an agent."


def _elsewhere(files: Sequence[UnloadedFile], settings: NearestSettings) -> str:
    hosts = Counter(file.host for file in files)
    places = {host: _places(file for file in files if file.host == host) for host in hosts}
    what = " and ".join(f"{where} like agents of {host}" for host, where in places.items())
    patterns = _patterns(files)
    setting = _setting(patterns[:_MOST_PATTERNS], settings)
    which = f"those of {_MOST_PATTERNS} folders" if len(patterns) > _MOST_PATTERNS else "them"
    seem = what.replace(" like", " look like" if len(files) > 1 else " looks like", 1)
    return f"Not listed: {seem}, but no program loads them from there. To list {which}, {setting}."


def _places(files: Iterable[UnloadedFile]) -> str:
    folders = Counter(file.folder or "." for file in files)
    count = folders.total()
    first = min(folders, key=lambda folder: (-folders[folder], folder))
    where = f"{first}/" if len(folders) == 1 else f"{len(folders)} folders, such as {first}/,"
    return f"{count} {'file' if count == 1 else 'files'} in {where}"


def _patterns(files: Iterable[UnloadedFile]) -> list[str]:
    counts: Counter[tuple[str, str]] = Counter()
    nested: set[tuple[str, str]] = set()
    for file in files:
        key = file.folder, file.ending
        counts[key] += 1
        if file.path.rpartition("/")[0] != file.folder:
            nested.add(key)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return [f"/{escaped_folder(key[0])}{'**/' if key in nested else ''}*{key[1]}" for key in ordered]


def _setting(patterns: Iterable[str], settings: NearestSettings) -> str:
    configuration, scan = settings.configuration, settings.scan
    listed = ", ".join(map(double_quote, patterns))
    name = configuration.name if configuration else OWN_FILE
    if isinstance(scan, ScanSettings):
        return f"add `{listed}` to `scan.files` in {name}"
    if configuration is None or configuration.suffix == ".toml":
        verb = "add" if scan is None else "replace `scan = false` with"
        return f"{verb} `scan.files = [{listed}]` at the top of {name}"
    inner = f"scan: {{files: [{listed}]}}"
    if settings.are_ours:
        verb = "add" if scan is None else "replace `scan: false` with"
        return f"{verb} `{inner}` below `docgraph` in {name}"
    return f"add `- docgraph: {{{inner}}}` below `plugins` in {name}"
