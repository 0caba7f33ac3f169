"""Runs the owner rules on records with a duplicate id. They need an owner too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from docgraph.app.select_rules import BoundRule
from docgraph.graph.build import DUPLICATE_MARK
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.rules._causes import OWNERLESS, UNRESOLVED

_ABOUT_OWNERS = frozenset((*OWNERLESS, *UNRESOLVED, "OWN004", "OWN007"))


def owner_findings_of_duplicates(
    graph: DocGraph, rules: Iterable[BoundRule], run_rule: Callable[[BoundRule, DocGraph], Iterable[Finding]]
) -> Iterator[Finding]:
    """Yield findings about the owner of records with a duplicate id.

    `run_rule` runs a rule on a doc graph. Only `graph.with_duplicates` contains these records, each with a number in
    its `kind:id`. The findings do not show the number.
    """
    if graph.with_duplicates is None:
        return
    for bound_rule in rules:
        for finding in run_rule(bound_rule, graph.with_duplicates) if bound_rule.rule.code in _ABOUT_OWNERS else ():
            if DUPLICATE_MARK in finding.subject and finding.key[:1] == ("owner",):
                unless = tuple(map(_addressed, finding.unless))
                yield replace(finding, subject=_address(finding.subject), unless=unless)


def _addressed(cause: Cause) -> Cause:
    return replace(cause, subject=_address(cause.subject)) if cause.subject else cause


def _address(ref: str) -> str:
    return ref.partition(DUPLICATE_MARK)[0]
