"""`docgraph explain` prints a rule page as plain text, without Markdown syntax and with all examples."""

from __future__ import annotations

import re

import pytest

from docgraph.report.rule_page import _first_examples, rule_page
from docgraph.rules import RULES, Rule
from tests.rules.page_cases import cases, sections

PAGE = """# X001 · name

## Bad
### Two files
Words.
```markdown title="a.md"
---
kind: agent  # X001 OWN001 OWN002
## Heading <!-- DOC005 -->
# a comment
---
```
```text
a.md:2:1: error[OWN001]: m
```
"""


def test_markdown_syntax_becomes_plain_text() -> None:
    page = PAGE.replace("X001 OWN001", "OWN001")
    assert rule_page(page, "error by default").splitlines() == [
        "X001 · name",
        "error by default",
        "",
        "Bad",
        "",
        "  Two files:",
        "  Words.",
        "",
        "  a.md",
        "    ---",
        "    kind: agent   <- OWN001 OWN002",
        "    ## Heading   <- DOC005",
        "    # a comment",
        "    ---",
        "",
        "  output:",
        "    a.md:2:1: error[OWN001]: m",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_page_is_plain_text(rule: Rule) -> None:
    shown = rule_page(rule.page, rule.facts)
    lines = shown.splitlines()
    assert lines[0] == f"{rule.code} · {rule.name}"
    # an example, indented by four, may contain a fence
    assert not re.search(r"^ {0,3}`{3}", shown, re.MULTILINE)
    assert "title=" not in shown
    assert not [
        line
        for line in lines
        if re.match(r" {0,3}(?:#|<!--)", line) or re.search(r"^ {0,3}\S.*\]\(|# [A-Z]{3}\d{3}$", line)
    ]
    assert [line for line in lines[2:] if line and line[0] != " "] == sections(rule.page)
    for case in cases(rule.page):
        assert all(re.search(rf"^  {re.escape(path)}(?: \(bytes\))?$", shown, re.MULTILINE) for path in case.files)
    assert max(map(len, lines)) <= 240


def test_only_the_first_example_of_a_section_is_shown_unless_all_are() -> None:
    lines = [
        '# X001 · name\n\n## Bad\n### One\n```markdown title="a.md"\n### in an example\n```',
        '### Two\n```markdown title="b.md"\nb\n```\n\n## Good\n````markdown title="c.md"',
        '```text\n## Good\n```\n````\n### Three\n```markdown title="d.md"\nd\n```\n',
    ]
    assert rule_page("\n".join(lines), "facts", all_examples=False).splitlines() == [
        "X001 · name",
        "facts",
        "",
        "Bad",
        "",
        "  One:",
        "",
        "  a.md",
        "    ### in an example",
        "",
        "Good",
        "",
        "  c.md",
        "    ```text",
        "    ## Good",
        "    ```",
        "",
        "`docgraph explain X001 --all` shows 2 more examples.",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_short_page_has_one_bad_and_one_good_example(rule: Rule) -> None:
    page = "\n".join(_first_examples(rule.page.splitlines()))
    assert [case.section for case in cases(page)] == ["Bad", "Good"]
    assert sections(page) == sections(rule.page)
    omitted = len(cases(rule.page)) - 2
    end = f"shows {omitted} more example{'s' * (omitted > 1)}.\n" if omitted else "\n"
    assert rule_page(rule.page, rule.facts, all_examples=False).endswith(end)
