"""A change of one comparison, condition or number in a rule is noticed by the examples on its page."""

from __future__ import annotations

import pytest

from docgraph.rules import RULES, Rule
from tests.rules.mutants import fates


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_one_edit_change_of_a_rule_is_noticed(rule: Rule) -> None:
    survivors = [edit for edit, fate in fates(rule) if fate == "survived"]
    assert not survivors, "no example on the page notices:\n" + "\n".join(survivors)
