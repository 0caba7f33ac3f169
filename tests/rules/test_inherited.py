"""Every example of every rule says the same where a folder's `.meta.yml` has its front matter, at the place there."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from docgraph.app import CheckResult, Project, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.parse.serialize import deserialize, serialize
from tests.conftest import ROOT

_EXAMPLE = re.compile(r"```markdown[^\n]*\n---\n(.*?\n)---\n(.*?)```", re.DOTALL)
EXAMPLES = sorted(
    {
        (header, body)
        for file in sorted((ROOT / "plugins" / "docgraph" / "rules").glob("*.md"))
        for header, body in _EXAMPLE.findall(file.read_text(encoding="utf-8"))
        # a header in the body becomes the header of a page without one
        # and waivers are not inherited
        if "\n---\n" not in body and "\nwaivers:" not in f"\n{header}"
    }
)
SETTINGS = Settings()


def result(source: SourceFile) -> CheckResult:
    return check(Project((source,), SETTINGS, date(2026, 11, 21)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_inherited_values_give_the_findings_of_values_in_the_page(part: int) -> None:
    assert len(EXAMPLES) > 400
    places = 0
    for header, body in EXAMPLES[part::8]:
        own = SourceFile("docs/a.md", f"---\n{header}---\n{body}".encode())
        heir = SourceFile("docs/a.md", body.encode(), (SourceFile("docs/.meta.yml", header.encode()),))
        if any(problem.rule_name == "unreadable-front-matter" for problem in parse_source(own, SETTINGS).problems):
            continue
        first, second = result(own), result(heir)
        assert _codes_and_messages(first) == _codes_and_messages(second), header
        assert not any(finding.fix for finding in second.findings if finding.at.path == "docs/.meta.yml"), header
        lines = {(finding.code, finding.key, finding.at.line - 1, finding.at.column) for finding in first.findings}
        moved = {
            (finding.code, finding.key, finding.at.line, finding.at.column)
            for finding in second.findings
            if finding.at.path == "docs/.meta.yml" and finding.subject
        }
        assert moved <= lines, header
        places += len(moved)
    assert places > 30


def _codes_and_messages(of: CheckResult) -> list[tuple[str, str]]:
    # the hazards of a header are those of a page
    return sorted(
        (finding.code, finding.message) for finding in of.findings if finding.code not in ("DOC011", "DOC012")
    )


@pytest.mark.slow
def test_what_is_kept_of_an_heir_comes_back_with_its_places() -> None:
    kept = 0
    for header, body in EXAMPLES:
        source = SourceFile("docs/a.md", body.encode(), (SourceFile("docs/.meta.yml", header.encode()),))
        document = parse_source(source, SETTINGS)
        values = serialize(document)
        if values is None or not document.records:
            continue
        again = deserialize(source, json.loads(json.dumps(values)), SETTINGS.levels)
        for before, after in zip(document.records, again.records, strict=True):
            assert before.model_dump() == after.model_dump()
            keys = [path for path in before.place.marks if path]
            assert [before.place.at(path) for path in keys] == [after.place.at(path) for path in keys]
            kept += len(keys)
    assert kept > 1000
