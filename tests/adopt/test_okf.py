"""The preset `okf`: concepts of the Open Knowledge Format 0.2."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgraph.adopt.validate import reject_invalid
from docgraph.model.record import Record
from docgraph.model.settings_error import SettingsError
from tests.adopt.project import checked, record, reported

SETTINGS = '[kinds."knowledge/**/*.md"]\nlike = "okf"\n'
HUMAN = "{ by: human:jdoe, at: 2026-06-25T09:00:00Z }"
PROGRAM = "{ by: process:nightly, at: 2026-10-26T02:00:00Z }"


def concept(folder: Path, kind: str, ref: str, keys: str, settings: str = SETTINGS) -> Record:
    """The record of a concept with the type `kind` and more keys."""
    return record(checked(folder, settings, {"knowledge/a.md": f"---\ntype: {kind}\n{keys}\n---\n# A\n"}), ref)


@pytest.mark.parametrize(
    ("kind", "ref"),
    [
        ("Playbook", "runbook:a"),
        ("runbook", "runbook:a"),
        ("ADR", "decision:a"),
        ("Decision Record", "decision:a"),
        ("Agent", "agent:a"),
        ("Context Pack", "context-pack:a"),
        ("context-pack", "context-pack:a"),
        ("Postmortem", "incident:a"),
        ("Person", "person:a"),
    ],
)
def test_the_type_is_the_kind(tmp_path: Path, kind: str, ref: str) -> None:
    assert concept(tmp_path, kind, ref, "title: A").title == "A"


@pytest.mark.parametrize("keys", ["type: BigQuery Table", "type: Metric\nowner: nobody", "title: A", "type: [Metric]"])
def test_a_concept_of_another_type_is_no_record(tmp_path: Path, keys: str) -> None:
    result = checked(tmp_path, SETTINGS, {"knowledge/a.md": f"---\n{keys}\n---\n# A\n"})
    assert {found.kind for found in result.graph.records} == {"person"}
    assert reported(result) == []


@pytest.mark.parametrize(
    ("declared", "word"),
    [
        ("AI Agent\nowner: jdoe", "agent"),
        ("LLM Agent", "agent"),
        ("ai-agent", "agent"),
        ("Agnet\nstatus: stable", "agent"),
        ("Bot\nowner: jdoe\nautonomy: suggest", ""),
        ("Objective\nowner: jdoe\nsuccess-criteria: [a]", ""),
        ("[Agent]", "agent"),
        ("[Runbook]", ""),
        ("Runbok", "runbook"),
    ],
)
def test_a_misspelled_type_is_reported_as_a_misspelled_kind_is(tmp_path: Path, declared: str, word: str) -> None:
    result = checked(tmp_path, SETTINGS, {"knowledge/a.md": f"---\ntype: {declared}\n---\n# A\n"})
    [finding] = [finding for finding in result.findings if finding.document_path == "docs/knowledge/a.md"]
    assert "`type`" in finding.message
    assert "write" in finding.help
    assert "kind" not in finding.message
    assert "kind:" not in finding.help
    assert not word or f"type: {word}" in finding.help.lower()


def test_a_kind_in_the_pattern_reads_concepts_of_every_type(tmp_path: Path) -> None:
    settings = SETTINGS + 'kind = "context-pack"\n'
    pack = concept(tmp_path, "Metric", "context-pack:a", "generated: { by: a/1, at: 2026-10-01T08:00:00Z }", settings)
    assert pack.value("refreshed") == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("verified", "by", "on"),
    [
        (f"[{HUMAN}]", ("jdoe",), date(2026, 6, 25)),
        (HUMAN, ("jdoe",), date(2026, 6, 25)),
        (f"[{PROGRAM}, {HUMAN}]", ("jdoe",), date(2026, 6, 25)),
        (f"[{HUMAN}, {{ by: human:sam.lee, at: 2026-07-01T00:00:00Z }}]", ("sam.lee",), date(2026, 7, 1)),
        (f"[{{ by: human:sam.lee, at: 2026-07-01T00:00:00Z }}, {HUMAN}]", ("sam.lee",), date(2026, 7, 1)),
        (f"[{{ by: human:sam.lee, at: 2026-06-25T08:00:00-04:00 }}, {HUMAN}]", ("sam.lee",), date(2026, 6, 25)),
        (f"[{HUMAN}, {{ by: human:sam.lee }}]", ("jdoe",), date(2026, 6, 25)),
        (f"[{{ by: human:sam.lee, at: soon }}, {HUMAN}]", ("jdoe",), date(2026, 6, 25)),
        (f"[{HUMAN[:-2]}, note: checked }}]", ("jdoe",), date(2026, 6, 25)),
        (PROGRAM, (), None),
        ("[]", (), None),
    ],
)
def test_the_last_sign_off_of_a_person_is_the_review(
    tmp_path: Path, verified: str, by: tuple[str, ...], on: date | None
) -> None:
    runbook = concept(tmp_path, "Playbook", "runbook:a", f"verified: {verified}")
    assert (runbook.reviewed_by, runbook.reviewed) == (by, on)


def test_a_sign_off_of_an_outcome_is_its_sign_off(tmp_path: Path) -> None:
    outcome = concept(tmp_path, "Outcome", "outcome:a", f"status: met\nverified: [{PROGRAM}, {HUMAN}]")
    signed = outcome.value("signed-off")
    assert (signed.by, signed.on, outcome.value("status")) == (("jdoe",), date(2026, 6, 25), "met")


def test_findings_are_at_the_keys_of_the_concept(tmp_path: Path) -> None:
    keys = f"""\
owner: human:jdoe
verified:
  - {PROGRAM}
  - {{ by: human:nobody, at: 2026-02-30T00:00:00Z }}
stale_after: 2026-09-23T00:00:00Z"""
    result = checked(tmp_path, SETTINGS, {"knowledge/a.md": f"---\ntype: Playbook\n{keys}\n---\n# A\n"})
    assert reported(result) == [
        "knowledge/a.md:6:11 REF007",
        "knowledge/a.md:6:29 DOC007",
        "knowledge/a.md:7:14 RUN003",
    ]
    [late] = [finding for finding in result.findings if finding.code == "RUN003"]
    assert late.help == "review the runbook, then move `stale_after:`"


def test_sign_offs_in_another_form_are_reported(tmp_path: Path) -> None:
    text = "---\ntype: Playbook\nowner: jdoe\nverified: yes\n---\n# A\n"
    assert reported(checked(tmp_path, SETTINGS, {"knowledge/a.md": text})) == ["knowledge/a.md:4:1 DOC004"]


@pytest.mark.parametrize(
    ("kind", "ref", "status"),
    [
        (
            "Decision",
            "decision:a",
            {"draft": "proposed", "stable": "accepted", "deprecated": "deprecated", "": "accepted"},
        ),
        (
            "Agent",
            "agent:a",
            {"draft": "proposed", "stable": "active", "deprecated": "active", "retired": "retired", "": None},
        ),
        ("Outcome", "outcome:a", {"draft": "open", "stable": "open", "deprecated": "dropped", "": "open"}),
    ],
)
def test_the_lifecycle_is_that_of_the_kind(tmp_path: Path, kind: str, ref: str, status: dict[str, str | None]) -> None:
    for theirs, ours in status.items():
        assert concept(tmp_path, kind, ref, f"status: {theirs}").value("status") == ours


@pytest.mark.parametrize("kind", ["Playbook", "Context Pack", "Person"])
def test_a_kind_without_a_lifecycle_has_no_unknown_key(tmp_path: Path, kind: str) -> None:
    text = f"---\ntype: {kind}\nstatus: stable\ndescription: a\nresource: b\nsources: []\n---\n# A\n"
    assert reported(checked(tmp_path, SETTINGS, {"knowledge/a.md": text}), "DOC004", "DOC007") == []


@pytest.mark.parametrize("kind", ["Person", "Role"])
@pytest.mark.parametrize("status", ["deprecated", "retired", "Deprecated", "left", "inactive"])
def test_a_status_that_ends_a_presence_is_an_error(tmp_path: Path, kind: str, status: str) -> None:
    people = f"---\ntype: {kind}\nstatus: {status}\n---\n# A\n"
    people = people.replace("Role\n", "Role\nholders: [{person: jdoe, from: 2025-01-01}]\n")
    agent = "---\ntype: Agent\nowner: a\nbackup: sam.lee\nstatus: stable\n---\n# B\n"
    result = checked(tmp_path, SETTINGS, {"knowledge/a.md": people, "knowledge/b.md": agent})
    assert reported(result, "DOC004") == [f"knowledge/a.md:{people.count(chr(10)) - 2}:1 DOC004"]
    assert [finding.code for finding in result.open_findings if result.fails(finding)] == ["DOC004"]


def test_a_deprecated_agent_needs_an_active_owner(tmp_path: Path) -> None:
    person = "---\ntype: Person\nleft: 2020-01-31\n---\n# Tom\n"
    agent = "---\ntype: Agent\nowner: human:tom\nbackup: sam.lee\nstatus: deprecated\n---\n# B\n"
    result = checked(tmp_path, SETTINGS, {"knowledge/tom.md": person, "knowledge/b.md": agent})
    assert reported(result, "OWN004") == ["knowledge/b.md:3:8 OWN004"]


def test_the_last_change_is_that_of_version_2_or_1(tmp_path: Path) -> None:
    both = "timestamp: '2026-05-28T22:53:05+00:00'\ngenerated: { by: human:jdoe, at: 2026-06-20T22:53:05Z }"
    assert concept(tmp_path, "Playbook", "runbook:a", both).value("updated") == date(2026, 6, 20)
    first = both.partition("\n")[0]
    assert concept(tmp_path, "Playbook", "runbook:a", first).value("updated") == date(2026, 5, 28)


def test_settings_of_a_pattern_override_settings_of_a_kind(tmp_path: Path) -> None:
    settings = SETTINGS + 'keys = { description = "exit" }\nvalues = { status = { stable = "suspended" } }\n'
    agent = concept(tmp_path, "Agent", "agent:a", "status: stable\ndescription: when replaced", settings)
    assert (agent.value("status"), agent.value("exit")) == ("suspended", ("when replaced",))


@pytest.mark.parametrize(
    ("source_text", "day"),
    [
        ("2026-06-30T14:00:00Z", date(2026, 6, 30)),
        ("2026-06-30 14:00:00.123 +0200", date(2026, 6, 30)),
        ("2026-06-30T23:30-08:00", date(2026, 6, 30)),
        ("2026-06-30t14:00:00", date(2026, 6, 30)),
        ("2026-06-31T14:00:00Z", None),
        ("2026-06-30T", None),
        ("2026-06-30 at noon", None),
    ],
)
def test_a_date_with_a_time_is_its_day(tmp_path: Path, source_text: str, day: date | None) -> None:
    text = f"---\nstatus: accepted\ndate: {source_text}\nowner: jdoe\n---\n# A\n"
    result = checked(tmp_path, '[kinds]\n"a.md" = "decision"\n', {"a.md": text})
    assert reported(result, "DOC007") == ([] if day else ["a.md:3:7 DOC007"])
    assert record(result, "decision:a").value("date") == day


def test_settings_may_be_about_every_kind_of_the_preset() -> None:
    pattern = {"like": "okf", "keys": {"steward": "owner"}, "values": {"status": {"final": "accepted"}}}
    reject_invalid({"kinds": {"knowledge/*.md": pattern}})
    with pytest.raises(SettingsError):
        reject_invalid({"kinds": {"knowledge/*.md": {**pattern, "kind": "runbook"}}})
