"""How a document of another form is read as a record: the plan that the settings make for a file."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field


class ReadAs(Struct, frozen=True):
    """How the value of a key is read, before it is mapped: strip, then split, then take, then dates."""

    strip: str = ""
    """Characters to remove from both ends."""
    split: str = ""
    """The separator of several values in one text."""
    take: str = ""
    """`first` or `last`: the only one of several values that is used."""
    dates: tuple[str, ...] = ()
    """The forms of dates, such as `YYYY-M-D`."""


class Adoption(Struct, frozen=True):
    """How the files of one pattern are read. All keys are in kebab-case, with dots between nested keys.

    `keys` maps a key of the file to ours, or to an empty text if it is known and not read. `values` maps, by our key,
    a value of the file to ours. `digest` identifies the plan in the keys of caches.
    """

    pattern: str
    kind: str
    id: str = ""
    """The template of the id; empty: the `id` of the file, else its name."""
    body: bool = True
    """Whether labels and headings in the body are read."""
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, ReadAs] = field(default_factory=dict)
    form: str = ""
    """The name of the form of the body that a preset reads; empty: that of the kind."""
    digest: bytes = b""
