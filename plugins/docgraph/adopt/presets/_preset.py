"""Defines presets: predefined settings for documents in a common format, such as MADR."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from docgraph.model.adoption import ReadAs


class KindSettings(Struct, frozen=True):
    """Settings of a preset for the files of one kind."""

    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)


class Preset(Struct, frozen=True):
    """Predefined settings, which a pattern in `kinds` selects with `like`. The fields are the same as in `Adoption`."""

    name: str
    kind: str
    kind_key: str = ""
    """The key whose value determines the kind of a file. Files with an unknown kind are not records."""
    kind_names: dict[str, str] = field(default_factory=dict)
    """Maps values of `kind_key`, in lower case, to docgraph kinds."""
    id: str = ""
    body: bool = True
    unquoted: bool = False
    """Whether values may lack the quotes that YAML requires, as in `Adoption.unquoted`."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    sign_offs: str = ""
    """The key of a list of sign-offs, as in `Adoption.sign_offs`."""
    human_prefix: str = ""
    """The prefix that marks names as people, such as `human:`, as in `Adoption.human_prefix`."""
    inactive: tuple[str, ...] = ()
    """Additional words for people and roles that are not active, as in `Adoption.inactive`."""
    of_kind: dict[str, KindSettings] = field(default_factory=dict)
    """Additional settings for the files of one kind. They have precedence over the other settings of the preset."""
