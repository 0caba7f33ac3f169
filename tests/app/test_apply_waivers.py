"""A waiver hides a finding only while everything about it is in order."""

from __future__ import annotations

import pytest

from tests.corpus import record, result_of

PEOPLE = {"jane.md": record("person"), "gone.md": record("person", left="2026-01-01")}


def open_findings(waiver: str, **files: str) -> set[str]:
    outcome = record(
        "outcome", owner="jane", due="2027-01-01", waivers=f"[{waiver}]", if_wrong="owner", backup="none-such"
    )
    found = result_of({**PEOPLE, "o.md": outcome, **files}, select=["OUT001", "WAV"]).open_findings
    return {finding.code for finding in found}


def test_a_valid_waiver_suppresses_the_finding_and_the_report_still_has_it() -> None:
    outcome = record("outcome", waivers="[{code: OUT001, reason: new, owner: jane, until: 2026-11-21}]")
    result = result_of({**PEOPLE, "o.md": outcome}, select=["OUT001"])
    [finding] = result.findings
    assert result.open_findings == ()
    assert finding.waived is not None
    assert (finding.waived.reason, finding.waived.owner) == ("new", "jane")
    assert not result.failed


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("{code: OUT001, reason: new, owner: jane}", "WAV001"),
        ("{code: OUT001, owner: jane, until: 2027-01-01}", "WAV001"),
        ("{code: OUT001, reason: new, until: 2027-01-01}", "WAV001"),
        ("{code: OUT001, reason: TBD, owner: jane, until: 2027-01-01}", "WAV001"),
        ("{code: OUT001, reason: new, owner: jane, until: 2026-11-20}", "WAV002"),
        ("{code: OUT999, reason: new, owner: jane, until: 2027-01-01}", "WAV003"),
        ("{code: OUT001, reason: new, owner: gone, until: 2027-01-01}", "WAV005"),
    ],
)
def test_a_waiver_that_is_itself_reported_suppresses_no_finding(waiver: str, code: str) -> None:
    assert open_findings(waiver) == {"OUT001", code}


def test_a_waiver_is_checked_even_if_its_rules_are_not_selected() -> None:
    outcome = record("outcome", waivers="[{code: OUT001, reason: new, owner: gone, until: 2027-01-01}]")
    found = result_of({**PEOPLE, "o.md": outcome}, select=["OUT001"]).open_findings
    assert [finding.code for finding in found] == ["OUT001"]


def test_a_waiver_of_a_list_suppresses_in_every_entry_and_one_of_an_entry_only_there() -> None:
    waiver = "[{code: OUT001, reason: new, owner: jane, until: 2027-01-01}]"
    listed = f"---\nkind: outcomes\noutcomes:\n  - {{id: a, waivers: {waiver}}}\n  - {{id: b}}\n---\n"
    document = f"---\nkind: outcomes\nwaivers: {waiver}\noutcomes:\n  - {{id: a}}\n  - {{id: b}}\n---\n"
    one = result_of({**PEOPLE, "o.md": listed}, select=["OUT001"]).open_findings
    assert [finding.subject for finding in one] == ["outcome:b"]
    assert result_of({**PEOPLE, "o.md": document}, select=["OUT001"]).open_findings == ()


@pytest.mark.parametrize("code", ["out001", "no-success-criteria", "No-Success-Criteria"])
def test_a_rule_may_be_named_in_any_case(code: str) -> None:
    waiver = f"[{{code: {code}, reason: new, owner: jane, until: 2026-11-21}}]"
    found = result_of({**PEOPLE, "o.md": record("outcome", waivers=waiver)}, select=["OUT001", "WAV"])
    assert found.open_findings == ()
    assert [finding.code for finding in found.findings] == ["OUT001"]
