"""The catalogue: every rule, by code. A new rule is a pair of files beside this one and a line here."""

from __future__ import annotations

from docgraph.rules._api import Rule, Run
from docgraph.rules.own001_orphan_outcome import orphan_outcome

__all__ = ["RULES", "Rule", "Run"]

RULES: tuple[Rule, ...] = (
    orphan_outcome,
)
