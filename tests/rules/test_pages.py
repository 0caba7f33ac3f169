"""Every rule page is true: its bad examples give exactly the findings it marks, its good ones give none."""

from __future__ import annotations

import re

import pytest

from docgraph.parse.front_matter.compose import compose
from docgraph.rules import RULES, Rule
from tests.rules.page_cases import Case, cases, holds, sections

_PAIR = re.compile(r"`([a-z-]+: [^`]+)`")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_of_a_page_give_exactly_the_findings_they_mark(rule: Rule) -> None:
    wrong = [
        f"{case.section} {case.title or number}:\n" + "\n".join(printed_lines(case))
        for number, case in enumerate(cases(rule.page))
        if not holds(rule, case)
    ]
    assert not wrong, "findings were, in\n" + "\n".join(wrong)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_quoted_report_is_what_the_command_prints(rule: Rule) -> None:
    for case in cases(rule.page):
        lines = printed_lines(case)
        for report in case.reports:
            missing = [line for line in report if line and line not in lines]
            assert not missing, "not printed:\n" + "\n".join(missing) + "\nprinted:\n" + "\n".join(lines)


def printed_lines(case: Case) -> list[str]:
    """The lines of a report about the findings of an example: each with its related places and its fix."""
    lines = []
    for finding in case.run().open_findings:
        lines.append(f"{finding.at}: {finding.severity}[{finding.code}]: {finding.message}")
        lines += [f"  ::: {other.at}: {other.message}" for other in finding.related]
        lines.append(f"  fix: {finding.help}")
    return lines


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_key_with_its_value_in_a_help_can_be_pasted(rule: Rule) -> None:
    helps = (finding.help for case in cases(rule.page) for finding in case.run().open_findings)
    for help in {*helps}:
        for pair in _PAIR.findall(help):
            assert len(compose(f"{pair}\n").data) == 1, help


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_its_sections_in_order_and_examples_of_both_sorts(rule: Rule) -> None:
    order = ["What it does", "Why it matters", "Options", "What it gets wrong", "Bad", "Good"]
    found = sections(rule.page)
    assert found == [name for name in order if name in found]
    assert {"What it does", "Why it matters", "Bad", "Good"} <= set(found)
    assert ("Options" in found) == bool(rule.options), "options and their section go together"
    assert all(name.replace("_", "-") in rule.page for name in rule.options)
    fired = [case for case in cases(rule.page) if case.section == "Bad"]
    assert fired
    assert any(code == rule.code for case in fired for _, _, code in case.marked())
    assert any(case.section == "Good" for case in cases(rule.page))
    assert rule.page.startswith(f"# {rule.code} · {rule.name}\n")
