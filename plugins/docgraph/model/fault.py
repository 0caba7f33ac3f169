"""The one error that is not about a document."""

from __future__ import annotations


class SettingsError(Exception):
    """Settings or arguments that cannot be used. The text names the file, each key, and what it takes."""
