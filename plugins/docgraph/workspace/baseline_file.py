"""Reads and writes the baseline file, which lists accepted findings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from docgraph.model.baseline import BASELINE_FILE, Baseline, BaselineEntry
from docgraph.model.location import Location, Text
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.atomic_write import replace_file
from docgraph.workspace.cache.store import digest

_VERSION = 1
_ENTRY = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"\[(\d+)\]")
_NEXT = "restore it from version control, or delete it and run `docgraph baseline`"


def baseline_path(root: Path, named: object) -> Path:
    """The path of the baseline file. `named` is the value of the setting `baseline`."""
    return root / (named if isinstance(named, str) and named else BASELINE_FILE)


def baseline_digest(root: Path, named: object) -> str:
    """A digest of the baseline file, for cache keys; empty if there is no baseline file.

    `named` is the value of the setting `baseline`.
    """
    try:
        return digest(baseline_path(root, named).read_bytes())
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return "unreadable"


def read_baseline(root: Path, named: str = "") -> Baseline | None:
    """The baseline of a project; None if there is no baseline file.

    `named` is the value of the setting `baseline`. Raises `SettingsError` if the file is damaged, has an unknown
    version, or is named in the setting but does not exist.
    """
    path = baseline_path(root, named)
    name = named or BASELINE_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if named:
            message = f"`baseline: {named}` does not exist; run `docgraph baseline` to write it, or delete the setting"
            raise SettingsError(message, ("baseline",)) from None
        return None
    except OSError as error:
        raise SettingsError(f"{name}: cannot be read: {error.strerror}; make it a file you may read") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{name}: is not UTF-8; {_NEXT}") from None
    return _parsed(Text(name, text))


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write the baseline file atomically, with one entry on each line.

    Raises `SettingsError` if the file is not writable or is a symlink.
    """
    if path.is_symlink():
        raise SettingsError(
            f"{path.name}: is a symbolic link; replace it with a file, or delete it; nothing was written"
        )
    entries = _plain(baseline.entries)
    listed = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    found = f"[\n{listed}\n  ]" if listed else "[]"
    text = f'{{\n  "version": {_VERSION},\n  "digest": "{_digest(entries)}",\n  "findings": {found}\n}}\n'
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise SettingsError(f"{path.name}: cannot be written: {error.strerror}") from None


def _parsed(text: Text) -> Baseline:
    name = text.path
    try:
        raw = json.loads(text.content)
    except json.JSONDecodeError as error:
        raise SettingsError(f"{name}:{error.lineno}:{error.colno}: is not valid JSON; {_NEXT}") from None
    except (ValueError, RecursionError):
        raise SettingsError(f"{name}:1:1: is not valid JSON; {_NEXT}") from None
    if not isinstance(raw, Mapping):
        raise SettingsError(f"{name}:1:1: is not a baseline; {_NEXT}")
    version = raw.get("version")
    if version != _VERSION or isinstance(version, bool):
        message = f"has version {json.dumps(version)[:20]}; this docgraph reads version {_VERSION}"
        raise SettingsError(f"{_place(text, 'version')}: {message}; delete it and run `docgraph baseline`")
    try:
        entries = convert(raw.get("findings"), tuple[BaselineEntry, ...])
    except ValidationError as error:
        place = _entry_place(text, str(error))
        raise SettingsError(f"{place}: was edited by hand: this is not a valid entry; {_NEXT}") from None
    if raw.get("digest") != _digest(_plain(entries)):
        raise SettingsError(f"{_place(text, 'digest')}: was edited by hand: the digest of its entries differs; {_NEXT}")
    return Baseline(entries)


def _plain(entries: Iterable[BaselineEntry]) -> list[dict[str, Any]]:
    return [to_builtins(entry) for entry in entries]


def _digest(entries: list[dict[str, Any]]) -> str:
    return sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()[:16]


def _place(text: Text, key: str) -> Location:
    return text.at(max(text.content.find(f'"{key}"'), 0))


def _entry_place(text: Text, message: str) -> Location:
    number = _NUMBER.search(message.rpartition(" - at ")[2])
    entries = [found.start() for found in _ENTRY.finditer(text.content)]
    return text.at(entries[int(number[1])]) if number and int(number[1]) < len(entries) else _place(text, "findings")
