"""Which rules run and what they weigh: profile, selection and each rule's own setting."""

from __future__ import annotations

import pytest

from docgraph.analysis.reviews import FirstReviews
from docgraph.analysis.waiver_status import waiver_statuses
from docgraph.app import Project, check
from docgraph.app.select_rules import select_rules
from docgraph.cli.main import docgraph as command
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.record import Record
from docgraph.model.settings import settings_from
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.rules import RULES
from docgraph.rules._api import Rule
from docgraph.rules._causes import OWNERLESS
from tests.corpus import AS_OF, record, result_of


def ran(**settings: object) -> set[str]:
    return set(select_rules(RULES, settings_from(settings)).ran)


def test_everything_that_is_not_off_runs_by_default() -> None:
    assert ran() == {rule.code for rule in RULES if not rule.off} - {"INT001"}


def test_codes_families_and_names_select_and_ignore() -> None:
    assert ran(select=["OWN001"]) == {"OWN001"}
    assert ran(select=["orphan-outcome"]) == {"OWN001"}
    assert ran(select="OWN", ignore="OWN001") == {c for c in ran() if c.startswith("OWN")} - {"OWN001"}
    assert "OWN001" not in ran(rules={"orphan-outcome": "off"})


@pytest.mark.parametrize("off", ["off", False])
def test_off_is_a_severity_also_where_yaml_reads_it_as_false(off: object) -> None:
    assert "OWN002" not in ran(rules={"OWN002": {"severity": off}})
    assert "OWN002" not in ran(rules={"OWN002": off})


def test_adopt_keeps_the_families_that_a_team_starts_with() -> None:
    ownerless = {"DEC001", "RUN001", "PIR001", "CTX003", "RAC001", "SHD001", "SHD002", "SHD003"}
    families = {code for code in ran() if code.startswith(("DOC", "REF", "OWN", "WAV"))}
    assert ran(profile="adopt") == (families | ownerless) - {"OWN005"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "owner" in fields_of(kind)], ids=lambda kind: kind.kind)
@pytest.mark.parametrize("owner", ["", "owner: gone"])
def test_adopt_reports_the_absent_and_the_inactive_owner_of_every_kind(kind: type[Record], owner: str) -> None:
    gone = "---\nkind: person\njoined: 2020-01-01\nleft: 2021-01-01\n---\n"
    files = {"gone.md": gone, "a.md": f"---\nkind: {kind.kind}\ndate: 2026-01-05\n{owner}\n---\n"}
    (code,) = {finding.code for finding in result_of(files, profile="adopt").open_findings}
    assert code in (("OWN004",) if owner else OWNERLESS)


def test_adopt_drops_unknown_keys_of_records_and_keeps_a_misspelled_kind() -> None:
    jane = "---\nkind: person\n---\n"

    def codes(front_matter: str) -> set[str]:
        files = {"jane.md": jane, "a.md": f"---\n{front_matter}\n---\n"}
        return {finding.code for finding in result_of(files, profile="adopt").open_findings}

    assert codes("kind: outcome\nowner: jane\nlayout: wide") == set()
    assert codes("kind: outcome\nownr: jane") == {"OWN001"}
    assert codes("knid: outcome\nowner: jane") == {"DOC004"}


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ["OWN999"]},
        {"select": ["OWN01"]},
        {"select": ["O"]},
        {"ignore": ["orphan"]},
        {"rules": {"OWN999": "off"}},
        {"rules": {"OWN001": {"nonsense": 1}}},
        {"rules": {"OWN001": {"severity": "loud"}}},
        {"profle": "strict"},
        {"profile": "loose"},
    ],
)
def test_invalid_settings_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as raised:
        select_rules(RULES, settings_from(settings))
    assert str(raised.value)


def test_all_invalid_settings_are_reported_together() -> None:
    settings = settings_from(
        {
            "extra-keys": ["title", "size", "due", "review_every"],
            "ignore": ["XXX001", "OWN001"],
            "select": ["OWN", "DUE"],
            "rules": {"OWN999": "error", "OUT001": "heavy", "AGT014": {"day": 3}},
            "paths": {"a/**": {"ignore": "off", "OWN001": "weak"}},
        }
    )
    with pytest.raises(SettingsError) as raised:
        select_rules(RULES, settings)
    assert [key for key, _ in raised.value.faults] == [
        ("extra-keys", 0),
        ("extra-keys", 3),
        ("select", 1),
        ("ignore", 0),
        ("rules", "OWN999"),
        ("rules", "OUT001"),
        ("rules", "AGT014", "day"),
        ("paths", "a/**", "ignore"),
        ("paths", "a/**", "OWN001"),
    ]


def test_a_rule_can_be_given_another_severity() -> None:
    [finding] = result_of({"o.md": record("outcome")}, select="OWN001", rules={"OWN001": "info"}).findings
    assert finding.severity is Severity.INFO


def test_strict_makes_warnings_errors_and_leaves_information() -> None:
    files = {"o.md": record("outcome", owner="jane"), "jane.md": record("person")}
    default, strict = result_of(files), result_of(files, profile="strict")
    assert {finding.severity for finding in default.findings if finding.code == "OUT001"} == {Severity.WARNING}
    assert {finding.severity for finding in strict.findings if finding.code == "OUT001"} == {Severity.ERROR}
    informed = {finding.code for finding in default.findings if finding.severity is Severity.INFO}
    assert informed == {finding.code for finding in strict.findings if finding.severity is Severity.INFO}


def test_a_late_rule_sees_what_was_found_about_waivers_whatever_is_selected() -> None:
    waiver = "[{code: OWN005, reason: none yet, owner: jane, until: 2026-01-01}]"
    files = {"o.md": record("outcome", owner="jane", waivers=waiver), "jane.md": record("person")}
    assert [finding.code for finding in result_of(files, select="OWN005,WAV002,WAV004").findings] == [
        "OWN005",
        "WAV002",
    ]
    assert [finding.code for finding in result_of(files, select="OWN005,WAV004").findings] == ["OWN005", "WAV004"]


def test_what_looks_like_a_secret_is_in_no_message_and_no_message_is_endless() -> None:
    secret = "ghp_" + "a1B2" * 9
    files = {"o.md": record("outcome", owner=secret, backup="x" * 5000), "jane.md": record("person")}
    texts = [text for finding in result_of(files).findings for text in (finding.message, finding.help)]
    assert any("ghp_..." in text for text in texts)
    assert not any(secret in text or len(text) > 400 for text in texts)


@pytest.mark.parametrize("above", ["", "docs/"])
def test_a_rule_can_weigh_otherwise_in_a_part_of_the_docs(above: str) -> None:
    files = {path: record("outcome") for path in ("docs/o.md", "docs/old/o1.md", "docs/old/keep/o2.md")}
    sources = tuple(SourceFile(path, content.encode()) for path, content in files.items())
    paths = {f"{above}old/": {"OWN": "off", "no-due-date": "info"}, f"{above}old/keep/**": {"OWN001": "warning"}}
    settings = settings_from({"select": "OWN001,OUT002", "paths": paths})
    findings = check(Project(sources, settings, AS_OF, docs="docs")).findings
    assert {(finding.at.path, finding.code, str(finding.severity)) for finding in findings} == {
        ("docs/o.md", "OWN001", "error"),
        ("docs/o.md", "OUT002", "warning"),
        ("docs/old/o1.md", "OUT002", "info"),
        ("docs/old/keep/o2.md", "OWN001", "warning"),
        ("docs/old/keep/o2.md", "OUT002", "info"),
    }


@pytest.mark.parametrize("paths", [{"x/": {"OWN999": "off"}}, {"x/": {"OWN001": "loud"}}])
def test_a_part_of_the_docs_can_only_weigh_what_there_is(paths: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as raised:
        select_rules(RULES, settings_from({"paths": paths}))
    assert raised.value.faults[0][0][:2] == ("paths", "x/")


def test_the_levels_of_the_project_reach_the_rules() -> None:
    agent = record("agent", owner="jane", backup="jane", autonomy="act", status="active")
    files = {"a.md": agent, "jane.md": record("person")}
    findings = result_of(files, select="AGT006", levels=["draft", "ask", "act"]).findings
    assert [str(finding.severity) for finding in findings] == ["error"]


def test_pages_know_the_first_reviews_that_the_rule_asks_for() -> None:
    assert result_of({}).first_reviews == FirstReviews((30, 60, 90), 15)
    set_so = result_of({}, rules={"AGT014": {"days": [7]}})
    assert set_so.first_reviews == FirstReviews((7,), 15)
    assert result_of({}, rules={"review-missed": "off"}).first_reviews.days == ()


FORMER_NAMES = [(rule, name) for rule in RULES for name in rule.former_names]


def test_no_two_rules_share_a_name() -> None:
    names = [name for rule in RULES for name in rule.names]
    assert len(names) == len(set(names))
    assert {name for _, name in FORMER_NAMES} >= {"said-twice", "host-reads-differently"}


@pytest.mark.parametrize(("rule", "name"), FORMER_NAMES, ids=[name for _, name in FORMER_NAMES])
def test_a_former_name_of_a_rule_is_accepted_wherever_rules_are_named(
    rule: Rule, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(select=[name]) == {rule.code}
    assert rule.code not in ran(ignore=[name])
    assert rule.code not in ran(rules={name: "off"})
    content = "---\nkind: outcome\nid: a\nowner: no\ntitle: Queue #1\n---\n**Owner:** sam\n"
    waiver = f"waivers: [{{code: {name}, reason: the importer writes it, owner: jane, until: 2026-12-01}}]\n"
    files = {"a.md": content, "p.md": "---\nkind: people\npeople: [{id: jane}, {id: sam}, {id: 'no'}]\n---\n"}
    assert rule.code in {finding.code for finding in result_of(files).open_findings}
    waived = result_of({**files, "a.md": content.replace("owner: no\n", f"owner: no\n{waiver}")})
    assert rule.code not in {finding.code for finding in waived.open_findings}
    [status] = waiver_statuses(waived.graph, waived.findings)
    assert {finding.code for finding in status.suppressed} == {rule.code}
    by_path = result_of(files, paths={"a.md": {name: "off"}})
    assert rule.code not in {finding.code for finding in by_path.findings}
    command.main(["explain", name], standalone_mode=False)
    assert f"{rule.code} · {rule.name}" in capsys.readouterr().out
