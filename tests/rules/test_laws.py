"""Laws that hold for all rules together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import docgraph.rules
from docgraph.rules import RULES, Rule

FOLDER = Path(docgraph.rules.__path__[0])
FAMILIES = {"DOC", "REF", "OWN", "OUT", "AGT", "SHD", "COD", "CTX", "DEC", "RAC", "RUN", "PIR", "WAV", "SEC", "INT"}
DATED_ERRORS = {
    *("OWN004", "OWN006", "OWN008", "OWN014", "OWN015", "OWN016", "OWN017"),
    *("OUT012", "AGT010", "AGT011", "RAC003", "WAV002", "WAV005"),
}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes, names = [rule.code for rule in RULES], [rule.name for rule in RULES]
    assert codes == sorted(codes)
    assert not [code for code, count in Counter(codes).items() if count > 1]
    assert not [name for name, count in Counter(names).items() if count > 1]
    assert {code[:3] for code in codes} <= FAMILIES


def test_every_rule_on_disk_is_in_the_registry() -> None:
    on_disk = {path.stem for path in FOLDER.glob("[a-z]*.py")}
    listed = {rule.check.__module__.rpartition(".")[2] for rule in RULES}
    missing = sorted(on_disk - listed)
    assert not missing, f"add to RULES in rules/__init__.py: {', '.join(missing)}"
    pages = {path.stem for path in FOLDER.glob("*.md")}
    assert pages == listed, f"a rule and its page have one stem: {sorted(pages ^ listed)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_named_after_its_defect_and_its_file_after_both(rule: Rule) -> None:
    stem = rule.check.__module__.rpartition(".")[2]
    assert stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120


def test_only_the_promised_rules_depend_on_the_day_and_fail_a_build() -> None:
    dated = {rule.code for rule in RULES if rule.dated and rule.severity == "error"}
    assert dated <= DATED_ERRORS


def test_fixable_rules_do_not_become_fewer() -> None:
    assert sum(rule.fixable for rule in RULES) >= 34
