"""Every example of every rule says the same where a folder's `.meta.yml` has its front matter, at the place there."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from docgraph.app import Project, Result, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import Source
from docgraph.parse.pipeline import read
from docgraph.parse.serialize import remembered, written
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


def result(source: Source) -> Result:
    return check(Project((source,), SETTINGS, date(2026, 11, 21)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_what_is_inherited_is_judged_as_what_a_page_says_itself(part: int) -> None:
    assert len(EXAMPLES) > 400
    places = 0
    for header, body in EXAMPLES[part::8]:
        own = Source("docs/a.md", f"---\n{header}---\n{body}".encode())
        heir = Source("docs/a.md", body.encode(), (Source("docs/.meta.yml", header.encode()),))
        if any(problem.fault == "unreadable-front-matter" for problem in read(own, SETTINGS).problems):
            continue
        first, second = result(own), result(heir)
        assert _told(first) == _told(second), header
        assert not any(one.fix for one in second.findings if one.at.path == "docs/.meta.yml"), header
        lines = {(one.fingerprint, one.at.line - 1, one.at.column) for one in first.findings}
        moved = {
            (one.fingerprint, one.at.line, one.at.column)
            for one in second.findings
            if one.at.path == "docs/.meta.yml" and one.subject
        }
        assert moved <= lines, header
        places += len(moved)
    assert places > 30


def _told(of: Result) -> list[tuple[str, str]]:
    # the hazards of a header are those of a page
    return sorted((one.code, one.message) for one in of.findings if one.code not in ("DOC011", "DOC012"))


def test_what_is_kept_of_an_heir_comes_back_with_its_places() -> None:
    kept = 0
    for header, body in EXAMPLES:
        source = Source("docs/a.md", body.encode(), (Source("docs/.meta.yml", header.encode()),))
        document = read(source, SETTINGS)
        values = written(document)
        if values is None or not document.records:
            continue
        again = remembered(source, json.loads(json.dumps(values)), SETTINGS.levels)
        for before, after in zip(document.records, again.records, strict=True):
            assert before.model_dump() == after.model_dump()
            keys = [path for path in before.place.marks if path]
            assert [before.place.at(path) for path in keys] == [after.place.at(path) for path in keys]
            kept += len(keys)
    assert kept > 1000
