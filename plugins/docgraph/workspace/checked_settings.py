"""Validates the settings of a project, including settings that depend on the kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgraph.model.settings import Settings


def checked_settings(raw: dict[str, Any]) -> Settings:
    """Validate the settings in `raw`. Raises `SettingsError` with a fault for each invalid key."""
    from docgraph.model.settings import settings_from

    settings = settings_from(raw)
    adopting = settings.model_fields_set & {"kinds", "keys", "values", "read", "people"}
    if adopting:
        from docgraph.adopt.validate import reject_invalid  # imports the kinds, and few projects need it

        reject_invalid(settings.adoption)
    return settings
