"""Results that the tests of all report formats share: corpora, hostile documents, and generated findings."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from hypothesis import strategies as st
from msgspec.structs import replace

from docgraph.app.report_context import report_context
from docgraph.cli.check_request import CheckRequest
from docgraph.model.finding import Accepted, Finding, Related, Severity, Waived
from docgraph.model.location import DisplayBase, Location
from docgraph.report import ReportContext
from tests.conftest import ROOT
from tests.corpus import AS_OF, record, result_of
from tests.export.hostile_texts import PAYLOADS

CORPORA = sorted(path.name for path in (ROOT / "tests" / "corpora").iterdir())
WAIVER = "[{code: AGT001, reason: new | soon, owner: jane, until: 2027-01-01}]"
FILES = {
    "jane.md": record("person"),
    "sam.md": record("person"),
    "a.md": record("agent", owner="jane", backup="nobody-known", waivers=WAIVER),
    "b c#d%e.md": record("agent", owner="jane", outcmes="o", backup="sam"),
    "ü/c.md": record("agent", owner="jane", backup="sam", onwer="jane"),
}
LINES = {**FILES, "lines.md": record("agent", owner="jane", bakcup="sam", outcmes="o").replace("\n", "\r\n")}
REPOSITORY = DisplayBase("docs of/x/")
HOSTILE = "hostile"


@cache
def context_of(name: str) -> ReportContext:
    """A result by name: a corpus, or `HOSTILE`."""
    if name == HOSTILE:
        return report_context(result_of(hostile_files()))
    result = CheckRequest(str(ROOT / "tests" / "corpora" / name), as_of=AS_OF, cached=False).checked()
    return replace(report_context(result), display_base=DisplayBase(f"tests/corpora/{name}/"))


def mixed() -> ReportContext:
    """Findings of every severity with a waived and an accepted one, a fix, and paths that are not plain."""
    context = replace(report_context(result_of(LINES)), display_base=REPOSITORY)
    accepted = Accepted("jane", date(2026, 11, 1), date(2027, 2, 1))
    number = next(place for place, finding in enumerate(context.findings) if finding.code == "REF001")
    findings = [*context.findings]
    findings[number] = replace(findings[number], accepted=accepted)
    return replace(context, findings=tuple(findings))


def hostile_files() -> dict[str, str]:
    """Documents with a payload as owner, id of a backup, unknown key and cell, in files with hostile names."""
    files = {}
    for number, payload in enumerate(PAYLOADS):
        quoted = json.dumps(payload, ensure_ascii=all(character <= "\uffff" for character in payload))
        name = "".join(character for character in payload[:40] if character.isprintable() and character != "/")
        keys = {
            "id": f"o{number}",
            "owner": quoted,
            "backup": f"[{quoted}]",
            "title": quoted,
            "status": quoted,
            "due": quoted,
        }
        files[f"{name}{number}.md"] = record("outcome", **keys)
    return files


_TEXTS = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(PAYLOADS)
_LOCATIONS = st.builds(
    Location, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), st.integers(1), st.integers(1)
)
_DATES = st.dates()
FINDINGS = st.builds(
    Finding,
    at=_LOCATIONS,
    message=_TEXTS,
    help=_TEXTS,
    subject=_TEXTS,
    related=st.lists(st.builds(Related, _LOCATIONS, _TEXTS), max_size=2).map(tuple),
    severity=st.sampled_from(Severity),
    code=st.sampled_from(["OWN001", "REF001", "INT001", "XYZ999"]),
    name=st.just("a-rule"),
    owner=_TEXTS,
    fingerprint=st.sampled_from(["1" * 16, "2" * 16, "3" * 16]),
    waived=st.none() | st.builds(Waived, _TEXTS, _TEXTS, _DATES),
    accepted=st.none() | st.builds(Accepted, _TEXTS, _DATES, st.none() | _DATES),
)
"""Findings with any text, in files with any name, of a rule that exists or not."""


def with_findings(findings: list[Finding]) -> ReportContext:
    """A result with these findings about documents that contain none."""
    return replace(report_context(result_of({"jane.md": record("person")})), findings=tuple(findings))
