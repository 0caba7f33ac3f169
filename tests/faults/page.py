"""A document as text with named places, so that a fault can be put where it belongs and its line is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from docgraph.model.source_file import SourceFile

_OPEN, _NAMED, _CLOSE = "\ue000", "\ue001", "\ue002"


def spot(name: str, text: str = "") -> str:
    """`text` marked as the place `name`, for `PlainPage.of`. Places may lie inside one another."""
    return f"{_OPEN}{name}{_NAMED}{text}{_CLOSE}"


@dataclass(frozen=True)
class Page:
    """A document. `spots` maps the name of a place to where it begins and ends; lines end in a line feed."""

    path: str
    text: str
    spots: Mapping[str, tuple[int, int]]
    ending: str = "\n"
    bom: bool = False
    encoding: str = "utf-8"

    @classmethod
    def of(cls, path: str, marked: str, ending: str = "\n", bom: bool = False) -> Page:
        """The page that `marked` is without its marks."""
        kept: list[str] = []
        spots: dict[str, tuple[int, int]] = {}
        opened: list[tuple[str, int]] = []
        length = 0
        for piece in marked.replace(_OPEN, f"\0{_OPEN}").replace(_CLOSE, f"\0{_CLOSE}").split("\0"):
            if piece.startswith(_OPEN):
                name, _, piece = piece[1:].partition(_NAMED)
                opened.append((name, length))
            elif piece.startswith(_CLOSE):
                name, start = opened.pop()
                spots.setdefault(name, (start, length))
                piece = piece[1:]
            kept.append(piece)
            length += len(piece)
        return cls(path, "".join(kept), spots, ending, bom)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(at + 1 for at, character in enumerate(self.text) if character == "\n")]

    def line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def line(self, name: str) -> int:
        """The line of a place, from 1."""
        return self.line_at(self.spots[name][0])

    def text_at(self, name: str) -> str:
        """The text at a place."""
        start, end = self.spots[name]
        return self.text[start:end]

    def line_span(self, name: str) -> tuple[int, int]:
        """Where the line of a place begins and ends, without its line feed."""
        start = self._starts[self.line(name) - 1]
        return start, self.text.index("\n", start)

    def edited(self, start: int, end: int, new: str) -> Page:
        """The page with another text between two offsets; the places after it move along."""
        delta = len(new) - (end - start)

        def moved(a: int, b: int) -> tuple[int, int]:
            if start < end and a <= start and end <= b:
                return a, b + delta
            if a >= end:
                return a + delta, b + delta
            return min(a, start), b + delta if b > end else min(b, start)

        spots = {name: moved(a, b) for name, (a, b) in self.spots.items()}
        return replace(self, text=self.text[:start] + new + self.text[end:], spots=spots)

    def having(self, name: str, new: str) -> Page:
        """The page with another text at a place."""
        return self.edited(*self.spots[name], new)

    def source(self) -> SourceFile:
        """The file as it would lie on the disk."""
        content = self.text.replace("\n", self.ending).encode(self.encoding)
        return SourceFile(self.path, b"\xef\xbb\xbf" + content if self.bom else content)
