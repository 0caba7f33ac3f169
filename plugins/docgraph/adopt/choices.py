"""Text for messages about invalid settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgraph.text.suggest import within_edits

_LONGEST = 60


def choices(name: str, *known: Iterable[str]) -> str:
    """The end of a message about an unknown name: "did you mean `owner`?" if a known name is similar.

    Otherwise, it lists the first group of names in `known`.
    """
    names = [word for group in known for word in group]
    near = within_edits(name.lower(), names, 2)
    return f"did you mean `{near[0]}`?" if near else f"write one of {listed(known[0])}"


def listed(names: Iterable[str]) -> str:
    """`names` in backticks, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def cut(value: Any) -> str:
    """The start of a value, for a message."""
    return str(value)[:_LONGEST]
