"""A preset: settings for documents that many teams write in the same form."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from docgraph.model.adoption import ReadAs


class KindSettings(Struct, frozen=True):
    """The settings of a preset for the files of one kind."""

    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)


class Preset(Struct, frozen=True):
    """The settings that `like` refers to.

    The fields are the settings of a pattern in `kinds`.
    """

    name: str
    kind: str
    kind_key: str = ""
    """The key whose value is the kind of the file. A file without a known kind is not a record."""
    kind_names: dict[str, str] = field(default_factory=dict)
    """Value of `kind_key` in lower case → docgraph kind."""
    id: str = ""
    body: bool = True
    unquoted: bool = False
    """Whether values of one line that need quotes may lack them, as `Adoption.unquoted`."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    sign_offs: str = ""
    """The key of a list of sign-offs, as `Adoption.sign_offs`."""
    human_prefix: str = ""
    """The prefix of people in names of actors, as `Adoption.human_prefix`."""
    inactive: tuple[str, ...] = ()
    """More words for people and roles that are not active, as `Adoption.inactive`."""
    of_kind: dict[str, KindSettings] = field(default_factory=dict)
    """More settings for the files of one kind. They win over those of the preset."""
