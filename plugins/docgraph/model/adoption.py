"""Settings by which docgraph reads documents in another format as records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from docgraph.text.double_quote import double_quote
from docgraph.text.yaml_quote import quote_in_flow


class ReadAs(Struct, frozen=True):
    """The steps that convert the value of a key: `strip`, `split`, `take`, `dates`, in this order."""

    strip: str = ""
    """Characters to remove from both ends."""
    split: str = ""
    """The separator between several values in the text."""
    take: str = ""
    """Which of several values to use: `first` or `last`; empty for all of them."""
    dates: tuple[str, ...] = ()
    """Formats in which dates are accepted, such as `YYYY-M-D`."""


class Adoption(Struct, frozen=True):
    """How to read the files that match `pattern` as records of `kind`.

    Keys are in kebab-case, with dots between nested keys.

    - `keys` maps a key of the file to a docgraph key, or to an empty string if its value must be ignored.
    - `values` has, for each docgraph key, a map from values in the file (normalized by `fold_value`) to docgraph
      values.
    - `digest` identifies the settings in cache keys.
    """

    pattern: str
    kind: str
    id: str = ""
    """The pattern from which the id of a record is made.

    Without a pattern, the id is the `id` in the file, else the file name.
    """
    body: bool = True
    """Whether labels and headings in the body are read."""
    unquoted: bool = False
    """Whether values on one line are accepted without quotes where YAML requires them."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    kind_key: str = ""
    """The key of the file that has the kind: a docgraph kind, or a key of `kind_names`.

    If it is empty, all files have the kind `kind`.
    """
    kind_names: dict[str, str] = field(default_factory=dict)
    sign_offs: str = ""
    """The key of a list of sign-offs, each a map with `by` and `at`.

    Only the latest sign-off by a person is read.
    """
    human_prefix: str = ""
    """The prefix that marks people, such as `human:`. It is removed from references."""
    inactive: tuple[str, ...] = ()
    """Additional statuses for a person or role that is not active."""
    of_kind: dict[str, Adoption] = field(default_factory=dict)
    """Kind → the settings that replace these settings for files of that kind."""
    form: str = ""
    """The format of a file with people, such as `roster`; empty for documents."""
    settings_file: str = ""
    """The name of the settings file, for messages."""
    digest: bytes = b""

    def entry(self, table: str, name: str, value: str = "") -> str:
        """The setting `name: value` in the table `table`, as text for a fix line.

        `table` is a dotted path. An empty value becomes `false`.
        """
        if self._is_toml:
            return f"`{double_quote(name)} = {double_quote(value) if value else 'false'}` {self._below(table)}"
        return f"`{quote_in_flow(name)}: {value or 'false'}` {self._below(table)}"

    def value_entries(self, key: str, values: Sequence[str]) -> str:
        """The settings that map `values` to docgraph values of `key`, as text for a fix line."""
        table = f"values.{key}"
        *first, last = (self.entry(table, value, f"<{key}>") for value in values)
        return ", ".join([*(entry.removesuffix(f" {self._below(table)}") for entry in first), last])

    def form_entries(self, key: str, forms: Sequence[str]) -> str:
        """The setting that accepts dates at `key` in the formats `forms`, as text for a fix line."""
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
