"""Text that site generators read differently is found with any line ending."""

from __future__ import annotations

import pytest

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", ["trigger: desk #help", "severity: 012  # so far", "severity: no"])
def test_a_value_that_site_generators_read_differently_is_reported_at_its_line(line: str, end: str) -> None:
    text = end.join(["---", "kind: runbook", line, "id: a", "---", ""])
    [problem] = parse_source(SourceFile("a.md", text.encode()), Settings()).problems
    assert (problem.rule_name, problem.at.line) == ("mkdocs-reads-differently", 3)
