"""The error about an unreadable configuration file, with the location of invalid syntax."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from docgraph.model.settings_error import SettingsError

_TOML = re.compile(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
"""An error message of `tomllib`, which has no other location before Python 3.14."""


def unreadable_configuration(configuration: Path, error: Exception) -> SettingsError:
    """The error for a configuration file whose reading or parsing raised `error`."""
    if isinstance(error, FileNotFoundError):
        return SettingsError(f"{configuration}: does not exist")
    if isinstance(error, UnicodeDecodeError):
        return SettingsError(f"{configuration}: is not UTF-8; save the file as UTF-8")
    if isinstance(error, RecursionError):
        return SettingsError(f"{configuration}:1:1: values are nested too deeply; delete some levels")
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = error.problem_mark
        return _invalid(f"{configuration}:{mark.line + 1}:{mark.column + 1}", "YAML", str(error.problem))
    found = _TOML.fullmatch(str(error)) if isinstance(error, ValueError) else None
    if found:
        line, column = found["line"], found["column"]
        place = f"{configuration}:{line}:{column}" if line else f"{configuration}:{_last_place(configuration)}"
        return _invalid(place, "TOML", found["problem"][:1].lower() + found["problem"][1:])
    return SettingsError(f"{configuration}: {error.strerror if isinstance(error, OSError) else error}")


def _invalid(place: str, language: str, problem: str) -> SettingsError:
    return SettingsError(f"{place}: is not valid {language}: {problem}; correct it")


def _last_place(file: Path) -> str:
    lines = file.read_text(encoding="utf-8-sig").rstrip().split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"
