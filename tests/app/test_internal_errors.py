"""An exception where a document is read or a rule runs costs that document or rule, and cannot be hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from docgraph.app import CheckResult, Project, apply_fixes, check
from docgraph.model.document import Document
from docgraph.model.finding import Finding
from docgraph.model.location import Text
from docgraph.model.settings import Settings, settings_from
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from docgraph.parse.inherited_meta import inherited_of
from docgraph.parse.pipeline import parse_source
from docgraph.rules import RULES, Rule
from tests.corpus import record
from tests.rules.defects import Defects

SEED = 20261130
AS_OF = date(2026, 11, 21)
WAIVED = "[{code: INT001, reason: x, owner: jane, until: 2026-12-31}]"
FILES = {
    "jane.md": record("person"),
    "held.md": record("outcome", owner="jane", backup="sam", due="2027-01-01", waivers=WAIVED),
    "orphan.md": record("outcome", backup="jane"),
    "bot.md": record("agent", owner="jane", outcomes="[held]"),
    "sam.md": record("person"),
}
PLACE = "ValueError in docgraph.parse.records:one:12"


def project(defects: Defects, **settings: Any) -> Project:
    sources = tuple(SourceFile(path, content.encode()) for path, content in FILES.items())
    rules = tuple(map(defects.put_into, RULES))
    return Project(sources, settings_from(settings), AS_OF, "docs", rules=rules, reader=defects.read)


def internal(result: CheckResult) -> list[tuple[str, str]]:
    return [(finding.at.path, finding.message) for finding in result.internal_errors]


def others(result: CheckResult) -> set[tuple[str, str]]:
    return {(finding.code, finding.at.path) for finding in result.open_findings if finding.code != "INT001"}


@pytest.mark.slow
def test_a_defect_anywhere_costs_that_document_or_rule_alone() -> None:
    """Composed: any set of documents and rules fails, each with an exception of any type."""
    random = Random(SEED)
    types = ("ValueError", "KeyError", "RecursionError", "MemoryError", "AssertionError", "OSError")
    usual = others(check(project(Defects())))
    codes = [rule.code for rule in RULES if rule.code != "INT001" and not rule.off]
    for _ in range(200):
        bad = random.sample(codes, random.randrange(3))
        unread = random.sample(list(FILES), random.randrange(0 if bad else 1, 3))
        at = f"{random.choice(types)} in docgraph.parse.records:one:{random.randrange(1, 300)}"
        result = check(project(Defects(dict.fromkeys(unread, at), dict.fromkeys(bad, at))))
        expected = {(path, f"docgraph failed to read this document: {at}") for path in unread}
        expected |= {("docs", f"rule {code} failed; some of its findings may be missing: {at}") for code in bad}
        # a WAV rule that finds nothing usable may add to what it says, never take away
        assert set(internal(result)) == expected
        assert result.exit_status == 70 and result.failed
        if not unread:
            assert others(result) >= {one for one in usual if one[0] != "WAV004"}


@pytest.mark.parametrize("level", ["adopt", "default", "strict"])
@pytest.mark.parametrize("settings", [{}, {"fail-on": "never"}, {"select": "OWN"}, {"ignore": "OWN"}])
def test_no_setting_hides_an_internal_error(level: str, settings: dict[str, str]) -> None:
    result = check(project(Defects({"held.md": PLACE}), profile=level, **settings))
    [finding] = result.internal_errors
    assert (finding.severity, finding.waived, finding.at.path) == ("error", None, "held.md")
    assert result.exit_status == 70 and result.failed


@pytest.mark.parametrize("name", ["INT001", "internal-error", "INT", "int001"])
@pytest.mark.parametrize("setting", ["ignore", "rules", "paths"])
def test_a_setting_that_would_hide_internal_errors_is_refused(name: str, setting: str) -> None:
    values: dict[str, Any] = {"ignore": [name], "rules": {name: "off"}, "paths": {"*.md": {name: "warning"}}}
    with pytest.raises(SettingsError) as refused:
        check(project(Defects(), **{setting: values[setting]}))
    if not (setting == "rules" and name == "INT"):
        assert "cannot be switched off" in str(refused.value)


def test_a_waiver_does_not_suppress_an_internal_error() -> None:
    def breaks(source: SourceFile, settings: Settings) -> Document:
        document = parse_source(source, settings)
        failed = parse_document(source, settings, _raise) if source.path == "held.md" else document
        return replace(document, problems=failed.problems)

    result = check(
        replace(project(Defects()), reader=lambda sources, settings: [breaks(one, settings) for one in sources])
    )
    assert [finding.waived for finding in result.internal_errors] == [None]
    assert "WAV003" in {finding.code for finding in result.open_findings}


def _raise(*arguments: object) -> Document:
    raise ValueError("a secret")


def test_a_rule_keeps_what_it_found_before_it_failed() -> None:
    result = check(project(Defects({}, {"OWN001": PLACE})))
    assert ("OWN001", "orphan.md") in others(result)
    assert internal(result) == [("docs", f"rule OWN001 failed; some of its findings may be missing: {PLACE}")]


def test_names_in_an_unread_document_do_not_dangle() -> None:
    before, after = others(check(project(Defects()))), others(check(project(Defects({"jane.md": PLACE}))))
    assert not {code for code, _ in after - before if code.startswith(("REF", "OWN"))}


def test_waivers_of_a_rule_that_failed_are_not_unused() -> None:
    waiver = "[{code: OUT002, reason: x, owner: jane, until: 2026-12-31}]"
    sources = (SourceFile("o.md", record("outcome", owner="jane", waivers=waiver).encode()),)

    def silent(*arguments: object) -> Iterator[Finding]:
        raise ValueError
        yield

    def rules(of: Rule) -> Rule:
        return replace(of, check=silent) if of.code == "OUT002" else of

    result = check(Project(sources, Settings(), AS_OF, rules=tuple(map(rules, RULES))))
    assert "WAV004" not in {finding.code for finding in result.open_findings}


def test_a_file_that_documents_inherit_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgraph.parse.inherited_meta.read_inherited", _raise)
    meta = SourceFile("a/.meta.yml", b"kind: person\n")
    sources = tuple(SourceFile(f"a/{name}.md", b"# A person\n", (meta,)) for name in "bcd")
    assert inherited_of(meta).problem is not None
    assert [path for path, _ in internal(check(Project(sources, Settings(), AS_OF)))] == ["a/.meta.yml"]


def test_fixing_leaves_alone_what_failed_and_fixes_the_rest() -> None:
    source = SourceFile("bot.md", b"---\nkind: agnet\nowner: jane\n---\n")
    incomplete = project(Defects({"held.md": PLACE}))
    done = apply_fixes(
        replace(
            incomplete,
            sources=(*(source_file for source_file in incomplete.sources if source_file.path != "bot.md"), source),
        )
    )
    assert [source_file.path for source_file in done.changed] == ["bot.md"]
    assert done.result.exit_status == 70


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_what_stops_the_process_passes(stop: type[BaseException]) -> None:
    def interrupted(source: SourceFile, settings: Settings) -> Document:
        raise stop

    with pytest.raises(stop):
        parse_document(SourceFile("a.md", b""), Settings(), interrupted)


def test_the_place_of_endless_recursion_is_where_it_begins() -> None:
    def endless(source: SourceFile, settings: Settings) -> Document:
        deep(source, settings)
        return Document(Text("a.md", ""))

    names = {"__name__": "docgraph.parse.records"}
    exec("def first(*a):\n    return second(*a)\ndef second(*a):\n    return first(*a)\n", names)
    deep: Any = names["first"]

    def deeper(depth: int) -> str:
        if depth:
            return deeper(depth - 1)
        return parse_document(SourceFile("a.md", b""), Settings(), endless).problems[0].message

    assert {deeper(depth) for depth in range(8)} == {
        "docgraph failed to read this document: RecursionError in docgraph.parse.records:first:2"
    }
