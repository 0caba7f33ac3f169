"""Recognizes Backstage catalogs with users or groups, and documents of the Open Knowledge Format (OKF)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, commonpath, dirname

from docgraph.adopt.detected_files import DetectedFiles, escaped_pattern, paths_below
from docgraph.adopt.presets import PRESETS

_ENDINGS = (".yaml", ".yml")
_BACKSTAGE = re.compile(r"^apiVersion:[ \t]*[\"']?backstage\.io/", re.MULTILINE)
_USER_OR_GROUP = re.compile(r"^kind:[ \t]*[\"']?(?:User|Group)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A(?:\ufeff)?---\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)
_TYPE = re.compile(r"^type:[ \t]*[\"']?([^\r\n\"'#<>]*)", re.MULTILINE)
_OF_OKF = re.compile(r"^(?:generated|verified|stale_after):", re.MULTILINE)
"""Keys that distinguish OKF documents from other pages with a key `type`."""
_RESERVED = ("index.md", "log.md")
"""Names of files in an OKF bundle that are not concepts."""


def may_be_catalog(path: str) -> bool:
    """Whether a file may be a Backstage catalog, judging by its extension."""
    return path.lower().endswith(_ENDINGS)


def has_people(text: str) -> bool:
    """Whether the start of a file is a Backstage catalog with users or groups. Other entities are not records."""
    return _BACKSTAGE.search(text) is not None and _USER_OR_GROUP.search(text) is not None


def concept_type(text: str) -> str:
    """The `type` of an OKF document, in lower case; empty if `text` is not the start of an OKF document."""
    front_matter = FRONT_MATTER.match(text)
    found = _TYPE.search(front_matter[1]) if front_matter and _OF_OKF.search(front_matter[1]) else None
    return found[1].strip().lower() if found else ""


def catalogs(recognized: Iterable[str], pages: Mapping[str, list[str]]) -> Iterator[DetectedFiles]:
    """Yield Backstage catalogs: one group for a folder without other YAML files, else one for each file."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in recognized:
        by_folder[dirname(path)].append(path)
    for folder, paths in by_folder.items():
        others = [path for path in pages[folder] if may_be_catalog(path) and path not in paths]
        endings = {path.rpartition(".")[2] for path in paths}
        is_pure = len(paths) > 1 and not others and len(endings) == 1
        groups = [(f"*.{endings.pop()}", len(paths))] if is_pure else [(basename(path), 1) for path in paths]
        for name, count in groups:
            pattern = escaped_pattern(folder, name, is_glob=is_pure)
            yield DetectedFiles("Backstage users and groups", folder, count, pattern, '{ like = "backstage" }')


def bundles(concepts: Mapping[str, str], pages: Mapping[str, list[str]]) -> Iterator[DetectedFiles]:
    """Yield OKF documents, grouped by top-level folder. `concepts` maps paths to types.

    If no type in a folder is a docgraph kind, the documents are adopted as context packs.
    """
    by_top: dict[str, list[str]] = defaultdict(list)
    for path in concepts:
        by_top[path.partition("/")[0]].append(path)
    known = PRESETS["okf"].kind_names
    for paths in by_top.values():
        folder = commonpath([dirname(path) for path in paths])
        pattern = escaped_pattern(folder, "**/*.md", is_glob=True)
        readable = sum(concepts[path] in known for path in paths)
        if readable:
            yield DetectedFiles("concepts (OKF)", folder, readable, pattern, '{ like = "okf" }')
            continue
        names = {*map(basename, paths_below(folder, pages))}
        excluded = tuple(escaped_pattern(folder, f"**/{name}", is_glob=True) for name in _RESERVED if name in names)
        setting = '{ like = "okf", kind = "context-pack" }'
        yield DetectedFiles("concepts (OKF)", folder, len(paths), pattern, setting, excluded)
