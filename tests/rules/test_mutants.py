"""A change of one comparison, condition or number in a rule is noticed by the examples on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from docgraph.app import Result
from docgraph.app.selection import selected
from docgraph.model.finding import Finding
from docgraph.model.settings import settings_from
from docgraph.rules import RULES, Rule, Run
from tests.rules.mutants import mutants
from tests.rules.page_cases import Case, cases

EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")


@cache
def known() -> dict[str, str]:
    """Changes that change nothing, each with its reason: `CODE: edit  # reason`."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("  # ", 1) for line in lines if line and not line.startswith("#"))


def told(rule: Rule, case: Case, result: Result) -> list[Finding] | str:
    """What a rule says of an example, with the options that the example sets; an exception is an answer too."""
    options = case.settings.get("rules", {})
    given = options.get(rule.code, {}) if isinstance(options, dict) else {}
    bound = (
        {key.replace("-", "_"): value for key, value in given.items() if key != "severity"}
        if isinstance(given, dict)
        else {}
    )
    try:
        return list(_called(rule.check, rule, result, case)(**bound))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _called(
    check: Callable[..., Iterable[Finding]], rule: Rule, result: Result, case: Case
) -> Callable[..., Iterable[Finding]]:
    if not rule.late:
        return lambda **options: check(result.trace, **options)
    chosen = selected(RULES, settings_from(case.settings))
    others = tuple(finding for finding in result.findings if finding.code != rule.code)
    return lambda **options: check(result.trace, Run(others, chosen.codes, chosen.ran), **options)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_one_edit_change_of_a_rule_is_noticed(rule: Rule) -> None:
    examples = [(case, case.run()) for case in cases(rule.page)]
    before = [told(rule, case, result) for case, result in examples]
    survivors = []
    for edit, changed in mutants(rule):
        same = all(told(changed, case, result) == old for (case, result), old in zip(examples, before, strict=True))
        if same and f"{rule.code}: {edit.split(': ', 1)[1]}" not in known():
            survivors.append(edit)
    assert not survivors, "no example on the page notices:\n" + "\n".join(survivors)
