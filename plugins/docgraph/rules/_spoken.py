"""What a name that leads nowhere was meant to say: which kinds it may be of, and the edit that gives it a record."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.trace import Trace
from docgraph.kinds import kind_named
from docgraph.model.identity import as_id, is_id
from docgraph.rules._words import either

_AND = re.compile(r"\s*[;&+/]\s*|\s+(?:and|und)\s+", re.IGNORECASE)
PEOPLE = ("person", "role", "team")


class Spoken(Struct, frozen=True):
    """A name as written: the kinds it may be of, its id, the `kind:` before it and the `@version` behind it, if any.

    `wrong` is a `kind:` before it of which it cannot be; it is no part of how the name is to be written.
    """

    kinds: tuple[str, ...]
    id: str
    prefix: str = ""
    pin: str = ""
    wrong: str = ""

    def near(self, trace: Trace) -> str | None:
        """How to write the record that the name may be a slip for, or None; several with commas."""
        several = self.several(trace)
        if several:
            return ", ".join(several)
        # `ana.silva (interim)`: an id with more behind it
        first = self.id.split(maxsplit=1)[0].rstrip(",;:") if self.id.strip() else ""
        known = trace.get(first, *self.kinds) if first != self.id and is_id(first) else None
        found = known.id if known else trace.nearest(self.id, *self.kinds)
        return f"{self.prefix}{found}{self.pin}" if found else None

    def several(self, trace: Trace) -> list[str]:
        """The names that are written here as one: `ana.silva and sam.lee`, or two ids with a space."""
        parts = [part for part in _AND.split(self.id) if part]
        known = [trace.get(part, *self.kinds) for part in parts]
        if len(parts) > 1 and any(known):
            return [one.id if one else part for one, part in zip(known, parts, strict=True)]
        apart = [trace.get(part, *self.kinds) for part in self.id.split()]
        return [one.id for one in apart if one] if len(apart) > 1 and all(apart) else []

    def sure(self, trace: Trace) -> str:
        """How to write the record that the name is a slip for; empty if that is a guess, or it would name people."""
        found = None if {*PEOPLE} & {*self.kinds} else trace.meant(self.id, *self.kinds)
        people = bool(found) and not self.kinds and trace.get(found or "", *PEOPLE) is not None
        return f"{self.prefix}{found}" if found and not people else ""

    @property
    def adding(self) -> str:
        """The edit that makes a record of the name."""
        words = [f"`kind: {name}`" if name == self.kinds[0] else f"`{name}`" for name in self.kinds] or ["a `kind`"]
        kind = either(words) + ("," if len(words) > 1 else "")
        if is_id(self.id):
            here = f", and write `{self.id}` here" if self.wrong else ""
            return f"add a document with {kind} and `id: {self.id}`{here}"
        made = as_id(self.id)
        named = f" and `id: {made}`, and write `{made}` here" if made else ", and write its id here"
        return f"add a document with {kind}{named}"


def spoken(text: str, kinds: tuple[str, ...]) -> Spoken:
    """`text` taken apart where records of `kinds` (empty: of any kind) are expected."""
    before, colon, after = text.partition(":")
    kind = kind_named(before)[0] if colon else None
    if kind is None:
        spoken = Spoken(kinds, text)
    elif kinds and kind.kind not in kinds:
        spoken = Spoken(kinds, after.strip(), wrong=f"{before}:")
    else:
        spoken = Spoken((kind.kind,), after.strip(), f"{kind.kind}:")
    if spoken.kinds != ("context-pack",):
        return spoken
    id, at, version = spoken.id.partition("@")
    return replace(spoken, id=id, pin=f"{at}{version}")
