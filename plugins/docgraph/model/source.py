"""A file as it was found: its path and its bytes."""

from __future__ import annotations

from msgspec import Struct, field


class Source(Struct, frozen=True):
    """The raw bytes of a file; `path` is relative to the project root, with `/`.

    `inherited` holds front matter that the host adds to this page from a folder's `.meta.yml`: keys to values.
    """

    path: str
    content: bytes
    inherited: dict[str, object] = field(default_factory=dict)
