"""Adoptions: how the settings read documents that are not in docgraph's form as records."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field


class ReadAs(Struct, frozen=True):
    """How the value of a key is read: strip, then split, then take, then dates."""

    strip: str = ""
    """Characters to remove from both ends."""
    split: str = ""
    """The separator between several values in one string."""
    take: str = ""
    """`first` or `last`: which of several values is used; empty: all of them."""
    dates: tuple[str, ...] = ()
    """The forms that dates may have, such as `YYYY-M-D`."""


class Adoption(Struct, frozen=True):
    """How the files that match `pattern` are read as records of `kind`.

    Keys are in kebab-case, with dots between nested keys. `keys` maps a key of the file to the key of docgraph, or to
    an empty string if its value is not read. `values` maps a key of docgraph to a map from values of the file to values
    of docgraph. `digest` identifies the adoption in cache keys.
    """

    pattern: str
    kind: str
    id: str = ""
    """The template of the id; if empty, the `id` in the file is used, else the file name."""
    body: bool = True
    """Whether labels and headings in the body are read."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    kind_key: str = ""
    """The key of the file that says which kind it is, by `kind_names` or by one of our kinds; empty: `kind` for all."""
    kind_names: dict[str, str] = field(default_factory=dict)
    settings_file: str = ""
    """The name of the file with the settings, for messages."""
    digest: bytes = b""

    def entry(self, table: str, name: str, value: str = "") -> str:
        """An entry of these settings as it is to be written; an empty value is `false`.

        `table` has dots between the names of the tables around it.
        """
        if self.settings_file.endswith(".toml"):
            quoted = f'"{value}"' if value else "false"
            return f'`"{name}" = {quoted}` below `[{table}]` in {self.settings_file}'
        value = value or "false"
        return f"`{name}: {value}` below `{table}` in {self.settings_file or 'the settings'}"
