"""What people wrote, before any kind looks at it: nested values with the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docgraph.model.location import KeyPath


@dataclass
class Tree:
    """Values (`str`, `None`, `list`, `dict`) under kebab-case keys.

    `marks` maps a key path to the offset of its value in the whole text, `keys` to the offset of the key itself.
    """

    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[KeyPath, int] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
