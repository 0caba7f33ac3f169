"""How findings defer to others: one mechanism in `app`, and no rule that stays silent by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import docgraph.rules
from docgraph.app.drop_explained import drop_explained
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding, Severity, Waived
from docgraph.model.location import KeyPath, Location
from tests.corpus import AS_OF, result_of
from tests.rules.page_cases import cases

FOLDER = Path(docgraph.rules.__path__[0])
MECHANISM = {"_api.py", "_causes.py", "_presence.py", "_raci_activities.py", "_unread_relations.py"}
"""The modules that look at what could not be read, and make causes of it."""
UNREAD = {"unusable", "faulty", "problems", "unread_paths"}
"""What a record or a graph answers about what could not be read."""


def used_names(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


def test_no_rule_asks_by_itself_what_could_not_be_read() -> None:
    wrong = [
        f"{path.name}:{line}: {name}"
        for path in sorted(FOLDER.glob("*.py"))
        if path.name not in MECHANISM
        for name, line in used_names(path)
        if name in UNREAD
    ]
    assert not wrong, f"yield the finding and name its cause with `unless=`, see rules/_causes.py: {wrong}"


def test_only_rules_about_waivers_look_at_the_findings_of_others() -> None:
    readers = {path.name for path in FOLDER.glob("*.py") if "findings" in dict(used_names(path))}
    assert readers == {"wav002_expired_waiver.py", "wav004_unused_waiver.py"}


@pytest.mark.slow
def test_every_value_that_could_not_be_used_has_a_problem_that_says_so() -> None:
    seen = 0
    for rule in docgraph.rules.RULES:
        for case in cases(rule.page):
            graph = case.run().graph
            reported = {
                (problem.document_path, problem.subject, problem.unused) for problem in graph.problems if problem.unused
            }
            for record in (*graph.records, *graph.collections):
                for path in record.place.invalid_paths:
                    seen += 1
                    assert (record.path, record.ref, path) in reported, (rule.code, case.title, record.ref, path)
    assert seen > 30


def finding(code: str, key: KeyPath = ("owner",), *unless: Cause, **more: Any) -> Finding:
    at = Location("o.md", 3, 1)
    made = Finding(at, code, "", "outcome:o", key, severity=Severity.ERROR, unless=unless, code=code, name=code.lower())
    return replace(made, **more)


def about(code: str, *key: str | int) -> Cause:
    return Cause((code,), None, "o.md", "outcome:o", key)


def codes(*findings: Finding) -> list[str]:
    return [finding.code for finding in drop_explained(findings)]


def test_a_finding_is_dropped_only_for_its_cause() -> None:
    orphan = finding("OWN001", ("owner",), about("REF001", "owner", 0))
    assert codes(orphan, finding("REF001", ("owner", 0))) == ["REF001"]
    assert codes(orphan, finding("REF001", ("owner",))) == ["REF001"]
    assert codes(orphan, finding("REF001", ("owner", 1))) == ["OWN001", "REF001"]
    assert codes(orphan, finding("REF001", ("backup", 0))) == ["OWN001", "REF001"]
    assert codes(orphan, finding("REF002", ("owner", 0))) == ["OWN001", "REF002"]
    assert codes(orphan) == ["OWN001"]


def test_a_cause_may_be_a_name_a_family_a_place_or_an_unused_value() -> None:
    def gives_way(cause: Cause, **more: Any) -> bool:
        return codes(finding("OWN001", ("owner",), cause), finding("DOC004", ("ownr",), **more)) == ["DOC004"]

    assert gives_way(Cause(("doc004",), None, "o.md", "outcome:o", ("ownr",)))
    assert gives_way(Cause(("DOC",), None, "o.md", "outcome:o", ("ownr",)))
    assert gives_way(Cause(("DOC004",), Location("o.md", 3, 1)))
    assert not gives_way(Cause(("DOC004",), Location("o.md", 4, 1)))
    assert gives_way(Cause((), None, "o.md", "outcome:o", ("owner",)), unused=("owner", 0))
    assert not gives_way(Cause((), None, "o.md", "outcome:o", ("ownr",)))
    assert gives_way(Cause(("DOC004",), None, "o.md", None))
    assert not gives_way(Cause(("DOC004",), None, "o.md", ""))
    assert gives_way(Cause(("DOC004",), None, "o.md", ""), subject="")


def test_no_finding_is_dropped_for_a_waived_or_less_severe_one() -> None:
    orphan = finding("OWN001", ("owner",), about("REF001", "owner"))
    waived = Waived("a reason", "jane", AS_OF)
    assert codes(orphan, finding("REF001", waived=waived)) == ["OWN001", "REF001"]
    assert codes(orphan, finding("REF001", severity=Severity.WARNING)) == ["OWN001", "REF001"]
    hint = finding("OWN001", ("owner",), about("REF001", "owner"), severity=Severity.INFO)
    assert codes(hint, finding("REF001", severity=Severity.WARNING)) == ["REF001"]
    assert codes(finding("OWN001", ("owner",), about("REF001", "owner"), waived=waived), finding("REF001")) == [
        "OWN001",
        "REF001",
    ]


def test_a_waiver_of_the_same_fault_of_the_same_record_is_enough() -> None:
    cause = replace(about("OWN003", "owner"), same_fault=True)
    waived = Waived("a reason", "jane", AS_OF)
    wrong_kind = finding("REF002", ("owner",), cause)
    assert codes(wrong_kind, finding("OWN003", waived=waived)) == ["OWN003"]
    at_the_place = finding("REF002", ("owner",), Cause(("OWN003",), wrong_kind.at, same_fault=True))
    assert codes(at_the_place, finding("OWN003", waived=waived)) == ["OWN003"]
    assert codes(at_the_place, finding("OWN003", waived=waived, subject="outcome:x")) == ["REF002", "OWN003"]


def test_in_a_chain_each_gives_way_only_to_what_is_reported() -> None:
    first = finding("OWN001", ("owner",), about("OWN003", "owner"))
    second = finding("OWN003", ("owner",), about("OWN007", "owner"))
    assert codes(first, second) == ["OWN003"]
    assert codes(first, second, finding("OWN007")) == ["OWN001", "OWN007"]


def test_of_findings_that_defer_to_each_other_one_stays() -> None:
    circle = [
        finding("OWN001", ("owner",), about("OWN003", "owner")),
        finding("OWN003", ("owner",), about("OWN007", "owner")),
        finding("OWN007", ("owner",), about("OWN001", "owner")),
    ]
    for turn in range(3):
        kept = drop_explained(circle[turn:] + circle[:turn])
        assert kept
        for left_out in circle:
            if left_out not in kept:
                assert {cause.codes[0] for cause in left_out.unless} & {finding.code for finding in kept}


def test_a_warning_about_a_key_keeps_no_error_silent() -> None:
    files = {"a.md": "---\nkind: agent\nowner: jane\nbackup: TBD\n---\n", "jane.md": "---\nkind: person\n---\n"}
    assert [finding.code for finding in result_of(files, select="OWN,DOC").open_findings] == ["DOC006"]
    lowered = result_of(files, select="OWN,DOC", paths={"a.md": {"DOC006": "warning"}}).open_findings
    assert sorted(finding.code for finding in lowered) == ["DOC006", "OWN005"]
