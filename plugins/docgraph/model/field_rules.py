"""What a kind says about its fields: which records a key may name, and what the absence of a key weighs."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.finding import Severity


class ReferenceRule(Struct, frozen=True):
    """A key whose texts name records.

    `to` lists the kinds that a bare id is looked up in (empty: all). With a `relation` every name becomes an edge of
    the graph; without one it is only checked. `reverse` lets the edge run from the named record to the one that says
    it. `soft` names may be people outside the documents. `words` stand for another key of the same record.
    """

    to: tuple[str, ...] = ()
    relation: str = ""
    inverse: str = ""
    reverse: bool = False
    soft: bool = False
    words: tuple[str, ...] = ()


class Required(Struct, frozen=True):
    """A rule asks for this key: its absence, or a placeholder in its place, weighs this much."""

    severity: Severity


class InvalidValueRule(Struct, frozen=True):
    """A value outside this field's type is told by the rule of this name instead of `invalid-value`."""

    name: str


WHO = "who"
"""Marks what somebody is called, where `TBD` is a word for nobody, which rules judge, and no placeholder."""
