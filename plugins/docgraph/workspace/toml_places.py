"""Finds the offsets of keys in a TOML file, because `tomllib` does not return locations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.location import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\n#]+")
_STEP = re.compile(rf"[ \t]*({_STRING.pattern}|[A-Za-z0-9_-]+)[ \t]*(\.?)", re.DOTALL)

Place = tuple[KeyPath, int]


def toml_offset(content: str, key: KeyPath) -> int | None:
    """The offset of a key, or of its nearest parent key, in valid TOML.

    The unit is characters from 0. None if neither key is found. `-` and `_` in keys are equal.
    """
    wanted = tuple(map(_folded, key))
    best: Place | None = None
    for path, offset in _Scan(content).places():
        folded = tuple(map(_folded, path))
        if folded == wanted[: len(folded)] and (best is None or len(path) > len(best[0])):
            best = path, offset
    return best[1] if best else None


def _folded(step: str | int) -> str | int:
    return step.replace("_", "-") if isinstance(step, str) else step


class _Scan:
    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0

    def places(self) -> Iterator[Place]:
        table: KeyPath = ()
        while self._next():
            if self._next() == "[":
                double = self.content.startswith("[[", self.at)
                self.at += 1 + double
                steps = list(self._key(()))
                yield from steps
                table = steps[-1][0] if steps else ()
                self.at = self.content.find("\n", self.at) % (len(self.content) + 1)
            else:
                yield from self._pair(table)

    def _next(self) -> str:
        blank = _BLANK.match(self.content, self.at)
        self.at = blank.end() if blank else self.at
        return self.content[self.at : self.at + 1]

    def _key(self, above: KeyPath) -> Iterator[Place]:
        while step := _STEP.match(self.content, self.at):
            above = (*above, _text(step[1]))
            self.at = step.end()
            yield above, step.start(1)
            if not step[2]:
                return

    def _pair(self, above: KeyPath) -> Iterator[Place]:
        steps = list(self._key(above))
        yield from steps
        equals = self.content.find("=", self.at)
        if not steps or equals < 0:
            self.at = len(self.content)
            return
        self.at = equals + 1
        yield from self._value(steps[-1][0])

    def _value(self, path: KeyPath) -> Iterator[Place]:
        sign = self._next()
        if sign in ("{", "["):
            self.at += 1
            number = 0
            while (mark := self._next()) and mark not in "}]":
                if mark == ",":
                    self.at += 1
                elif sign == "{":
                    yield from self._pair(path)
                else:
                    yield (*path, number), self.at
                    yield from self._value((*path, number))
                    number += 1
            self.at += 1
            return
        found = _STRING.match(self.content, self.at) or _SCALAR.match(self.content, self.at)
        self.at = found.end() if found else self.at + 1


def _text(step: str) -> str:
    if step[0] not in "\"'":
        return step
    import tomllib  # slow to import, and needed only for errors

    return str(tomllib.loads(f"x = {step}")["x"])
