"""Records before they are written: their keys and values, and the style of the document that they stand in."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
Keys: TypeAlias = dict[str, Value]


@dataclass(frozen=True)
class Entry:
    """A record."""

    kind: str
    id: str
    title: str
    keys: Keys
    mentions: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.id}"

    def texts(self, key: str) -> list[str]:
        """The texts under a key, one or several; none where it is absent."""
        value = self.keys.get(key, ())
        return [value] if isinstance(value, str) else [str(item) for item in value]

    def maps(self, key: str) -> list[Mapping[str, Value]]:
        """The maps in the list under a key."""
        value = self.keys[key]
        assert not isinstance(value, (str, Mapping))
        return [item for item in value if isinstance(item, Mapping)]

    def with_keys(self, **changes: Value | None) -> Entry:
        """The entry with other keys (`_` is `-`); None takes a key away."""
        keys = self.keys | {name.replace("_", "-"): value for name, value in changes.items()}
        return replace(self, keys={name: value for name, value in keys.items() if value is not None})


@dataclass(frozen=True)
class Style:
    """How one document is written. What is chosen for a key depends on `seed` and the key alone."""

    seed: int
    named: bool = False
    template: bool = False
    table: str = ""
    crlf: bool = False
    bom: bool = False

    def choice(self, what: str, *options: str) -> str:
        return random.Random(f"{self.seed} {what}").choice(options)


@dataclass(frozen=True)
class Sheet:
    """A document before it is written: one entry, or several under the plural `listed`."""

    path: str
    entries: tuple[Entry, ...]
    style: Style
    listed: str = ""
    title: str = ""
