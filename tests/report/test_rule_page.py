"""What `docgraph explain` prints of a rule is text: no mark of Markdown is left, and nothing of the page is lost."""

from __future__ import annotations

import re

import pytest

from docgraph.report.rule_page import rule_page
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


def test_marks_become_words() -> None:
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
def test_every_page_is_text(rule: Rule) -> None:
    shown = rule_page(rule.page, rule.facts)
    lines = shown.splitlines()
    assert lines[0] == f"{rule.code} · {rule.name}"
    # an example, indented by four, may hold a fence of its own
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
