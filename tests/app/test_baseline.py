"""Baselines: accepted findings do not fail a check, and nothing stays unreported because of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from docgraph.app import Project, check
from docgraph.app.baseline import BaselineChange, Terms, accept_findings, without_resolved
from docgraph.model.baseline import Baseline
from docgraph.model.finding import Finding, Severity
from docgraph.model.location import KeyPath, Location
from docgraph.model.problem import Problem
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.rules import RULES
from docgraph.rules._temporary import LONGEST_DAYS, lacks_active_owner
from tests.corpus import AS_OF, project_of
from tests.rules.page_cases import cases

LATER = AS_OF + timedelta(days=30)
PEOPLE = "---\nkind: people\npeople: [{id: jane}, {id: gone, left: 2026-01-01}]\n---\n"
ORPHAN = "---\nkind: outcome\nbackup: jane\n---\n# O\n"
FILES = {"people.md": PEOPLE, "o.md": ORPHAN, "r.md": "---\nkind: runbook\nowner: jane\ncovers: billing\n---\n"}


def codes(project: Project) -> list[str]:
    return sorted(finding.code for finding in check(project).open_findings)


def accepted(project: Project, until: date | None = LATER, code: str = "", by: str = "") -> BaselineChange:
    return accept_findings(project, Terms(by, until), code)


def with_baseline(project: Project, until: date | None = LATER) -> Project:
    return replace(project, baseline=accepted(project, until).baseline)


def test_accepted_findings_do_not_fail_and_new_ones_do() -> None:
    project = with_baseline(project_of(FILES))
    result = check(project)
    assert not result.open_findings
    assert result.baseline is not None
    assert (result.baseline.findings, result.baseline.without_owner, result.baseline.expired) == (4, 1, 0)
    new = SourceFile("new.md", ORPHAN.encode())
    assert "OWN001" in codes(replace(project, sources=(*project.sources, new)))


def test_an_accepted_finding_counts_again_after_its_last_day() -> None:
    project = with_baseline(project_of(FILES))
    assert codes(replace(project, as_of=LATER)) == []
    result = check(replace(project, as_of=LATER + timedelta(days=1)))
    assert "OWN001" in {finding.code for finding in result.open_findings}
    assert result.baseline is not None
    assert (result.baseline.findings, result.baseline.expired) == (0, 4)


def test_an_absent_owner_is_accepted_only_until_a_day() -> None:
    files = {f"{kind}.md": f"---\nkind: {kind}\n---\n" for kind in ("agent", "decision", "runbook", "incident")}
    for path, text in files.items():
        with pytest.raises(
            SettingsError, match=r"^1 finding is about a missing or inactive owner, .* `--until 2027-02-19`"
        ):
            accepted(project_of({path: text}), None)
    with pytest.raises(SettingsError, match=r"^4 findings are about missing or inactive owners"):
        accepted(project_of(files), None)
    owned = {"d.md": "---\nkind: decision\nowner: jane\n---\n", "people.md": PEOPLE}
    assert [entry.code for entry in accepted(project_of(owned), None).added] == ["DEC007"]


UNTIL_NEEDED = {
    "an owner who left": "---\nkind: decision\nowner: gone\ndate: 2026-06-01\n---\n",
    "an owner who left an open record": "---\nkind: outcome\nowner: gone\nbackup: jane\n---\n",
    "a role without a holder": "---\nkind: runbook\nowner: empty\n---\n",
    "a team as owner": "---\nkind: outcome\nowner: crew\nbackup: jane\n---\n",
    "two owners": "---\nkind: outcome\nowner: [jane, sam]\n---\n",
    "an action without an owner": "---\nkind: incident\nowner: jane\ndate: 2026-06-01\nactions: [{what: x}]\n---\n",
    "a holder who left": "---\nkind: role\nholders: [gone]\n---\n",
}
NAMES = {
    "people.md": PEOPLE.replace("[{id: jane}", "[{id: sam}, {id: jane}"),
    "empty.md": "---\nkind: role\nid: empty\n---\n",
    "crew.md": "---\nkind: team\nid: crew\nmembers: [jane]\n---\n",
}


@pytest.mark.parametrize("fault", UNTIL_NEEDED)
def test_an_owner_who_is_not_active_is_accepted_only_until_a_day(fault: str) -> None:
    project = project_of({**NAMES, "x.md": UNTIL_NEEDED[fault]})
    with pytest.raises(SettingsError, match=r"^\d findings? (is|are) about (a )?missing or inactive owners?, which"):
        accepted(project, None)
    result = check(with_baseline(project))
    assert result.baseline is not None
    assert result.baseline.without_owner >= 1


@pytest.mark.parametrize(
    "text",
    [b"---\nkind: agent\nowner: [\n---\n", b"---\nkind: agnt\nowner: jane\nbackup: jane\n---\n", b"\xff\xfe\x00"],
)
def test_an_unreadable_document_is_accepted_only_until_a_day(text: bytes) -> None:
    project = project_of({**NAMES})
    project = replace(project, sources=(*project.sources, SourceFile("x.md", text)))
    with pytest.raises(SettingsError, match=r"^1 finding is about an unreadable document, which"):
        accepted(project, None)
    result = check(with_baseline(project))
    assert result.baseline is not None
    assert result.baseline.without_owner == 0


def test_every_error_about_owners_is_accepted_only_until_a_day() -> None:
    errors = {rule.code for rule in RULES if rule.code.startswith("OWN") and rule.severity is Severity.ERROR}
    unlimited = {
        code
        for code in errors
        if not lacks_active_owner(Finding(Location("a.md", 1, 1), "", "", code=code, severity=Severity.ERROR))
    }
    # about backups, and about other people in a RACI or an escalation
    assert unlimited == {"OWN005", "OWN006", "OWN014", "OWN015"}


@pytest.mark.parametrize(
    ("key", "expected"), [(("owner",), True), (("likelihood",), False), (("backup",), False), ((), False)]
)
def test_of_the_missing_keys_of_an_added_kind_only_the_owner_is_accepted_only_until_a_day(
    key: KeyPath, expected: bool
) -> None:
    finding = Finding(Location("a.md", 1, 1), "", "", key=key, code="DOC017", severity=Severity.ERROR)
    assert lacks_active_owner(finding) is expected


def test_a_person_who_left_a_team_is_no_missing_owner() -> None:
    project = project_of({**NAMES, "t.md": "---\nkind: team\nid: t\nmembers: [gone, jane]\n---\n"})
    assert "OWN016" in {entry.code for entry in accepted(project, None).added}


def test_moved_lines_and_renamed_files_keep_the_baseline() -> None:
    declared = "---\nkind: outcome\nid: speed\nbackup: jane\nowner: nobody.known\n---\n# O\n"
    project = with_baseline(project_of({"people.md": PEOPLE, "o.md": declared}))
    moved = SourceFile("other/p.md", declared.replace("kind", "# moved\n\nkind").encode())
    assert codes(replace(project, sources=(project.sources[0], moved))) == []


def test_update_only_removes_what_no_longer_occurs() -> None:
    project = with_baseline(project_of(FILES))
    fixed = SourceFile("o.md", ORPHAN.replace("backup", "owner: jane\nbackup").encode())
    new = SourceFile("new.md", ORPHAN.encode())
    changed = replace(project, sources=(project.sources[0], fixed, project.sources[2], new))
    left = without_resolved(changed).baseline.entries
    before = project.baseline
    assert before is not None
    assert {entry.code for entry in before.entries} - {entry.code for entry in left} == {"OWN001"}
    assert set(left) <= set(before.entries)


def test_accepting_one_rule_adds_to_the_baseline() -> None:
    project = project_of(FILES)
    first = accepted(project, None, "REF001", "jane")
    assert {(entry.code, entry.accepted_by, entry.until) for entry in first.added} == {("REF001", "jane", None)}
    second = accepted(replace(project, baseline=first.baseline), LATER, "orphan-outcome", "jane")
    assert {entry.code for entry in second.baseline.entries} == {"REF001", "OWN001"}
    later = replace(project, baseline=second.baseline, as_of=LATER + timedelta(1))
    renewed = accepted(later, date(2027, 12, 1), "OWN001")
    assert [entry.until for entry in renewed.baseline.entries if entry.code == "OWN001"] == [date(2027, 12, 1)]
    assert len(renewed.baseline.entries) == 2


@pytest.mark.parametrize(
    ("terms", "code", "message"),
    [
        (Terms("jan", LATER), "", "no person or role with id `jan`; did you mean `jane`?"),
        (Terms("zzz", LATER), "", "no person or role with id `zzz`; write a document of `kind: person` first"),
        (Terms("gone", LATER), "", "`--by gone` is not one active person"),
        (Terms("jane", AS_OF - timedelta(1)), "", "`--until 2026-11-20` is before 2026-11-21"),
        (
            Terms("jane", AS_OF + timedelta(367)),
            "",
            "2027-11-23` is more than 366 days ahead; give 2027-11-22 or an earl",
        ),
        (Terms("jane", LATER), "OWN999", "unknown rule `OWN999`"),
    ],
)
def test_terms_that_cannot_be_used_are_refused(terms: Terms, code: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        accept_findings(project_of(FILES), terms, code)
    assert message in str(error.value)


def test_findings_can_be_accepted_for_a_year() -> None:
    assert accepted(project_of(FILES), AS_OF + timedelta(366)).added


def test_an_internal_error_is_never_accepted() -> None:
    def failing(graph: object) -> list[object]:
        raise ValueError

    broken = replace(RULES[0], check=failing)
    project = replace(project_of(FILES), rules=(broken, *RULES[1:]))
    change = accepted(project)
    assert {entry.code for entry in change.baseline.entries} == {"OWN001", "OUT001", "OUT002", "REF001"}
    (error,) = check(project).internal_errors
    forged = replace(change.baseline.entries[0], fingerprint=error.fingerprint, code="INT001")
    result = check(replace(project, baseline=Baseline((*change.baseline.entries, forged))))
    assert [finding.code for finding in result.open_findings] == ["INT001"]
    assert result.exit_status == 70


def test_a_finding_in_an_inherited_file_stays_accepted_when_another_document_inherits_it() -> None:
    meta = SourceFile("docs/o/.meta.yml", b"owner: bob\n")

    def heirs(*numbers: int) -> tuple[SourceFile, ...]:
        return tuple(SourceFile(f"docs/o/x{number}.md", b"---\nkind: runbook\n---\n", (meta,)) for number in numbers)

    project = replace(project_of({}, select="REF001"), sources=heirs(1, 2), docs="docs")
    baselined = with_baseline(project)
    for numbers in ((1,), (2,), (0, 1, 2), (1, 2, 3)):
        assert codes(replace(baselined, sources=heirs(*numbers))) == []


def test_a_waiver_that_a_finding_has_is_kept() -> None:
    waiver = "waivers: [{code: OWN001, reason: she starts in May, owner: jane, until: 2026-12-31}]"
    project = project_of({**FILES, "o.md": ORPHAN.replace("backup", f"{waiver}\nbackup")})
    entries = accepted(project, None).baseline.entries
    assert "OWN001" not in {entry.code for entry in entries}


def test_a_finding_that_is_waived_later_counts_as_waived() -> None:
    waiver = "waivers: [{code: OWN001, reason: she starts in May, owner: jane, until: 2026-12-31}]"
    project = with_baseline(project_of(FILES))
    waived = SourceFile("o.md", ORPHAN.replace("backup", f"{waiver}\nbackup").encode())
    result = check(replace(project, sources=(project.sources[0], waived, project.sources[2])))
    (orphan,) = (finding for finding in result.findings if finding.code == "OWN001")
    assert orphan.waived
    assert orphan.accepted is None
    assert "WAV004" not in {finding.code for finding in result.findings}


def test_entries_are_sorted_by_path_and_rule() -> None:
    entries = accepted(project_of({"z.md": ORPHAN, "people.md": PEOPLE, "a.md": ORPHAN})).baseline.entries
    places = [(entry.path, entry.code) for entry in entries]
    assert places == sorted(places)
    assert {path for path, _ in places} == {"a.md", "z.md"}


@pytest.mark.slow
def test_no_finding_defers_to_an_accepted_one() -> None:
    """With a rule's findings accepted, everything is reported that is reported with the rule off."""
    seen, wrong = 0, []
    for rule in RULES:
        for case in cases(rule.page)[:2]:
            project = case.project()
            reported = check(project).open_findings
            for code in {finding.code for finding in reported} - {"INT001"}:
                until = project.as_of + timedelta(days=LONGEST_DAYS)
                entries = accepted(replace(project, baseline=Baseline()), until, code).baseline
                with_it = {finding.fingerprint for finding in check(replace(project, baseline=entries)).open_findings}
                settings = project.settings.model_copy(update={"ignore": (*project.settings.ignore, code)})
                without = check(replace(project, settings=settings)).open_findings
                hidden = {finding.code for finding in without if finding.fingerprint not in with_it}
                seen += len(reported)
                wrong += [(rule.code, case.title, code, hidden)] if hidden - {"WAV004"} else []
    assert seen > 100
    assert not wrong, f"{len(wrong)}, such as {wrong[:3]}"


def test_accepting_all_findings_leaves_none_although_some_explained_others() -> None:
    broken = "---\nkind: outcome\nowner: [jane, sam]\nbackup: {who}\ndue: soon\n---\n# O\n"
    project = project_of({"people.md": PEOPLE, "o.md": broken, "p.md": "---\nkind: agent\nownr: jane\n---\n"})
    assert codes(with_baseline(project)) == []


def test_problems_of_files_can_be_accepted() -> None:
    problem = Problem("unreadable-file", check(project_of(FILES)).findings[0].at, "cannot be read", "fix it")
    project = replace(project_of(FILES), problems=(problem,))
    assert "DOC009" in codes(project)
    assert codes(with_baseline(project)) == []
