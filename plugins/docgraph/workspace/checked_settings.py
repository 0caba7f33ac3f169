"""Validates the settings of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgraph.model.settings_error import SettingsError

if TYPE_CHECKING:
    from docgraph.model.settings import ScanSettings, Settings


def checked_settings(raw: dict[str, Any]) -> Settings:
    """Validate the settings in `raw`.

    Raises `SettingsError` with a message for each invalid setting.
    """
    from docgraph.model.settings import settings_from

    settings = settings_from(raw)
    if "scan" in settings.model_fields_set and settings.scan:
        _reject_invalid_patterns(settings.scan)
    adopting = settings.model_fields_set & {"kinds", "keys", "values", "read", "people"}
    if adopting:
        from docgraph.adopt.validate import reject_invalid  # imports the kinds, and few projects need it

        reject_invalid(settings.adoption)
    return settings


def _reject_invalid_patterns(scan: ScanSettings) -> None:
    from docgraph.adopt.gitignore import path_test

    lists = {"files": scan.files, "ignore": scan.ignore}
    faults = tuple(
        (("scan", name, number), f"`scan.{name}` must be patterns as in `.gitignore`, not `{pattern}`")
        for name, patterns in lists.items()
        for number, pattern in enumerate(patterns)
        if path_test(pattern) is None
    )
    if faults:
        raise SettingsError("", faults=faults)
