"""Adoptions: settings by which documents in another format are read as records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from docgraph.text.double_quote import double_quote
from docgraph.text.yaml_quote import quote_in_flow


class ReadAs(Struct, frozen=True):
    """How the value of a key is read.

    The steps are `strip`, `split`, `take` and `dates`, in this order.
    """

    strip: str = ""
    """Characters to remove from both ends."""
    split: str = ""
    """The separator between several values in one string."""
    take: str = ""
    """Which of several values is used: `first` or `last`; if empty, all of them."""
    dates: tuple[str, ...] = ()
    """The formats that dates may have, such as `YYYY-M-D`."""


class Adoption(Struct, frozen=True):
    """How the files that match `pattern` are read as records of `kind`.

    Keys are in kebab-case, with dots between nested keys.

    - `keys` maps a key of the file to a docgraph key. An empty string means that the value is not read.
    - `values` maps a docgraph key to a map from values in the file to docgraph values. The values in the file are
      normalized by `fold_value`.
    - `digest` identifies the adoption in cache keys.
    """

    pattern: str
    kind: str
    id: str = ""
    """The pattern from which ids are made.

    If it is empty, the `id` in the file is used, else the file name.
    """
    body: bool = True
    """Whether labels and headings in the body are read."""
    unquoted: bool = False
    """Whether values of one line that need quotes may lack them, as in files that an agent host reads."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    kind_key: str = ""
    """The key of the file that declares the kind: a docgraph kind, or a name in `kind_names`.

    If `kind_key` is empty, all files have the kind `kind`.
    """
    kind_names: dict[str, str] = field(default_factory=dict)
    sign_offs: str = ""
    """The key of a list of sign-offs: maps of `by` and `at`, of which the latest by a person is read."""
    human_prefix: str = ""
    """The prefix of people in names of actors, such as `human:`. It is removed from references."""
    inactive: tuple[str, ...] = ()
    """More values of a status that mean that a person or role is not active."""
    of_kind: dict[str, Adoption] = field(default_factory=dict)
    """By kind: the adoption that replaces this one for the files of that kind."""
    form: str = ""
    """The format of a source of people, such as `roster`; empty for documents."""
    settings_file: str = ""
    """The name of the file with the settings, for messages."""
    digest: bytes = b""

    def entry(self, table: str, name: str, value: str = "") -> str:
        """The text of a setting `name: value`, for a fix line. An empty value is shown as `false`.

        `table` is the dotted path of the table that contains the setting.
        """
        if self._is_toml:
            return f"`{double_quote(name)} = {double_quote(value) if value else 'false'}` {self._below(table)}"
        return f"`{quote_in_flow(name)}: {value or 'false'}` {self._below(table)}"

    def value_entries(self, key: str, values: Sequence[str]) -> str:
        """The text of the settings that map values to those of `key`, for a fix line."""
        table = f"values.{key}"
        *first, last = (self.entry(table, value, f"<{key}>") for value in values)
        return ", ".join([*(entry.removesuffix(f" {self._below(table)}") for entry in first), last])

    def form_entries(self, key: str, forms: Sequence[str]) -> str:
        """The text of the setting that reads dates at `key` in these forms, for a fix line."""
        listed = ", ".join(map(double_quote, forms))
        if forms and not self.read.get(key, ReadAs()).dates:
            is_ = " =" if self._is_toml else ":"
            return f"`dates{is_} [{listed}]` {self._below(f'read.{key}')}"
        return f"{f'`{listed}`' if forms else 'its form'} to `read.{key}.dates` in {self._file}"

    @property
    def _file(self) -> str:
        return self.settings_file or "the settings"

    @property
    def _is_toml(self) -> bool:
        return self.settings_file.endswith(".toml")

    def _below(self, table: str) -> str:
        return f"below `[{table}]` in {self._file}" if self._is_toml else f"below `{table}` in {self._file}"
