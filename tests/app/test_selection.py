"""Which rules run and what they weigh: profile, selection and each rule's own setting."""

from __future__ import annotations

import pytest

from docgraph.app.selection import selected
from docgraph.graph.reviews import FirstReviews
from docgraph.model.fault import SettingsError
from docgraph.model.finding import Severity
from docgraph.model.settings import settings_from
from docgraph.rules import RULES
from tests.corpus import record, result_of


def ran(**settings: object) -> set[str]:
    return set(selected(RULES, settings_from(settings, "test")).ran)


def test_everything_that_is_not_off_runs_by_default() -> None:
    assert ran() == {rule.code for rule in RULES if not rule.off}


def test_codes_prefixes_and_names_select_and_ignore() -> None:
    assert ran(select=["OWN001"]) == {"OWN001"}
    assert ran(select=["orphan-outcome"]) == {"OWN001"}
    assert ran(select="OWN", ignore="OWN001") == {c for c in ran() if c.startswith("OWN")} - {"OWN001"}
    assert "OWN001" not in ran(rules={"orphan-outcome": "off"})


def test_adopt_keeps_the_families_that_a_team_starts_with() -> None:
    assert {code[:3] for code in ran(profile="adopt")} <= {"DOC", "REF", "OWN", "WAV", "SHD"}


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ["OWN999"]},
        {"ignore": ["orphan"]},
        {"rules": {"OWN999": "off"}},
        {"rules": {"OWN001": {"nonsense": 1}}},
        {"rules": {"OWN001": {"severity": "loud"}}},
        {"profle": "strict"},
        {"profile": "loose"},
    ],
)
def test_settings_that_mean_nothing_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as told:
        selected(RULES, settings_from(settings, "mkdocs.yml"))
    assert str(told.value)


def test_a_rule_can_be_given_another_severity() -> None:
    [finding] = result_of({"o.md": record("outcome")}, select="OWN001", rules={"OWN001": "info"}).findings
    assert finding.severity is Severity.INFO


def test_strict_makes_warnings_errors_and_leaves_information() -> None:
    files = {"o.md": record("outcome", owner="jane"), "jane.md": record("person")}
    default, strict = result_of(files), result_of(files, profile="strict")
    assert {one.severity for one in default.findings if one.code == "OUT001"} == {Severity.WARNING}
    assert {one.severity for one in strict.findings if one.code == "OUT001"} == {Severity.ERROR}
    informed = {one.code for one in default.findings if one.severity is Severity.INFO}
    assert informed == {one.code for one in strict.findings if one.severity is Severity.INFO}


def test_pages_know_the_first_reviews_that_the_rule_asks_for() -> None:
    assert result_of({}).first_reviews == FirstReviews((30, 60, 90), 15)
    set_so = result_of({}, rules={"AGT014": {"days": [7]}})
    assert set_so.first_reviews == FirstReviews((7,), 15)
    assert result_of({}, rules={"review-missed": "off"}).first_reviews.days == ()
