"""Follows a key path by one step."""

from __future__ import annotations

from typing import Any


def step_into(value: Any, step: str | int) -> Any:
    """The value at a key of a record or map, or at an index of a list; None if there is none."""
    if isinstance(step, int):
        return value[step] if isinstance(value, tuple) and step < len(value) else None
    return getattr(value, step.replace("-", "_"), None)
