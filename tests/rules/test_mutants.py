"""The examples on a rule's page notice a change of one comparison, condition or number in it, and of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

import pytest
from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules import RULES, Rule, Run
from tests.rules.mutants import fates
from tests.rules.page_cases import cases, holds

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_one_edit_change_of_a_rule_is_noticed(rule: Rule) -> None:
    survivors = [edit for edit, fate in fates(rule) if fate == "survived"]
    assert not survivors, "no example on the page notices:\n" + "\n".join(survivors)


def _silent(graph: DocGraph, *run: Run, **options: object) -> Iterator[Finding]:
    yield from ()


def _loud(graph: DocGraph, *run: Run, **options: object) -> Iterator[Finding]:
    for text in graph.texts.values():
        yield Finding(text.at(0), "something is wrong", "mend it")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("check", [_silent, _loud], ids=["never", "always"])
def test_a_rule_that_never_or_always_fires_is_noticed(rule: Rule, check: Callable[..., Iterator[Finding]]) -> None:
    # with the options of the rule, so that a page may set them
    changed = replace(rule, check=wraps(rule.check)(check))
    rules = tuple(changed if one is rule else one for one in RULES)
    assert not all(holds(rule, case, rules) for case in cases(rule.page))
