"""A preset: the settings for documents that many teams write in the same form."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from docgraph.model.adoption import ReadAs


class Preset(Struct, frozen=True):
    """Settings that `like` stands for. The fields are those of a pattern in the `kinds` setting."""

    name: str
    kind: str
    kind_key: str = ""
    """The key that says which kind a file is; files without a known kind stay pages."""
    kind_names: dict[str, str] = field(default_factory=dict)
    """The kinds that `kind_key` names, in lower case: theirs to ours."""
    id: str = ""
    body: bool = True
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
