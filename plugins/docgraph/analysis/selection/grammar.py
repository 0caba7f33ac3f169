"""Parses selectors such as `kind:agent and (level:>=L3 or finding:OWN*) and not owner:jane.doe`.

selector = conjunction, {"or", conjunction}
conjunction = factor, {"and", factor}
factor = "not", factor | "(", selector, ")" | term
term = [number], ["+"], word, ["+", [number]]
"""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(r'\s*(?:(?P<bracket>[()])|(?P<word>(?:"[^"]*"|[^\s()"])+)|(?P<wrong>"[^"]*\Z))')
_TERM = re.compile(r"(?P<up>\d*\+)?(?P<word>.*?)(?P<down>\+\d*)?", re.DOTALL)
_OPERATORS = ("and", "or", "not")
_MAX_DEPTH = 50
EXAMPLE = "kind:agent and not status:retired"


class SelectorError(Exception):
    """The error for an invalid selector. `column` is the position in the selector, from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class Term(Struct, frozen=True):
    """A word of a selector, such as `owner:jane.doe`, and how far to follow relations from it.

    `up` is the number of steps to nodes that refer to the selected nodes. `down` is the number of steps to nodes that
    the selected nodes refer to. -1 means any number of steps; None means that the relations are not followed.
    """

    word: str
    column: int
    up: int | None = None
    down: int | None = None


class Not(Struct, frozen=True):
    """Selects every node that `factor` does not select."""

    factor: Selector


class AllOf(Struct, frozen=True):
    """Selects the nodes that all of `factors` select."""

    factors: tuple[Selector, ...]


class AnyOf(Struct, frozen=True):
    """Selects the nodes that at least one of `factors` selects."""

    factors: tuple[Selector, ...]


Selector = Term | Not | AllOf | AnyOf
_Token = tuple[str, int]


def parse_selector(text: str) -> Selector:
    """Parse a selector. Raises `SelectorError` if it is not valid."""
    parser = _Parser(_tokens(text), len(text) + 1)
    selector = parser.any_of(0)
    parser.end()
    return selector


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None or found["wrong"]:
            raise SelectorError("a quotation mark is not closed", text.index('"', at) + 1)
        group = "bracket" if found["bracket"] else "word"
        tokens.append((found[group], found.start(group) + 1))
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[_Token], end_column: int) -> None:
        self._tokens = tokens
        self._end_column = end_column
        self._at = 0

    def any_of(self, depth: int) -> Selector:
        factors = [self._all_of(depth)]
        while self._take("or"):
            factors.append(self._all_of(depth))
        return factors[0] if len(factors) == 1 else AnyOf(tuple(factors))

    def end(self) -> None:
        if self._at < len(self._tokens):
            word, column = self._tokens[self._at]
            what = "a parenthesis is not opened" if word == ")" else f"write `and` or `or` before `{word}`"
            raise SelectorError(what, column)

    def _all_of(self, depth: int) -> Selector:
        factors = [self._factor(depth)]
        while self._take("and"):
            factors.append(self._factor(depth))
        return factors[0] if len(factors) == 1 else AllOf(tuple(factors))

    def _factor(self, depth: int) -> Selector:
        if self._at == len(self._tokens):
            raise SelectorError(f"a selector is missing, such as `{EXAMPLE}`", self._end_column)
        word, column = self._tokens[self._at]
        if depth > _MAX_DEPTH:
            raise SelectorError(f"parentheses and `not` are nested deeper than {_MAX_DEPTH}", column)
        self._at += 1
        if word.casefold() == "not":
            return Not(self._factor(depth + 1))
        if word == "(":
            inner = self.any_of(depth + 1)
            if not self._take(")"):
                raise SelectorError("a parenthesis is not closed", column)
            return inner
        if word == ")" or word.casefold() in _OPERATORS:
            raise SelectorError(f"a selector is missing before `{word}`", column)
        return _term(word, column)

    def _take(self, word: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at][0].casefold() == word
        self._at += found
        return found


def _term(word: str, column: int) -> Term:
    found = _TERM.fullmatch(word)
    assert found is not None
    up, down = found["up"], found["down"]
    name = found["word"].replace('"', "")
    if not name:
        raise SelectorError(f"a name is missing in `{word}`", column)
    return Term(name, column, _steps(up), _steps(down))


def _steps(text: str | None) -> int | None:
    if text is None:
        return None
    number = text.strip("+")
    return int(number[:6]) if number else -1
