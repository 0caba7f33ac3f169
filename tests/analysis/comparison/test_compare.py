"""What a comparison says about autonomy, tools, waivers, settings, records, relations and findings."""

from __future__ import annotations

import pytest

from docgraph.analysis.comparison import Comparison, Revision, compare
from tests.analysis.comparison.compared import compared, facts, revision
from tests.corpus import record, result_of

AGENT = {"kind": "agent", "owner": "jane", "backup": "sam", "status": "active", "purpose": "Drafts", "will-do": "[a]"}


def agent(**keys: str) -> dict[str, str]:
    return {"bot.md": record(**AGENT, **keys)}


def promotion(status: str = "accepted", **keys: str) -> dict[str, str]:
    step = "{agent: bot, from: L2, to: L3}"
    return {"raise.md": record("decision", owner="jane", status=status, date="2026-11-01", promotes=step, **keys)}


def test_a_raised_level_names_its_decision() -> None:
    comparison = compared(agent(autonomy="L2"), agent(autonomy="L3") | promotion())
    assert facts(comparison, "autonomy") == ["autonomy raised: agent `bot` is raised from L2 to L3 by decision `raise`"]
    assert comparison.differences[0].help == ""


@pytest.mark.parametrize("decision", [{}, promotion("proposed"), promotion("rejected")])
def test_a_raised_level_without_an_accepted_decision_says_so(decision: dict[str, str]) -> None:
    comparison = compared(agent(autonomy="L2"), agent(autonomy="L3") | decision)
    assert facts(comparison, "autonomy") == [
        "autonomy raised: agent `bot` is raised from L2 to L3; no accepted decision promotes it"
    ]
    step = "promotes: {agent: bot, from: L2, to: L3}"
    assert comparison.differences[0].help == (
        f"add an accepted decision with its evidence and `{step}`, or write `autonomy: L2` in bot.md"
    )


def test_a_lowered_level_and_the_default_level() -> None:
    assert facts(compared(agent(autonomy="L3"), agent()), "autonomy") == [
        "autonomy lowered: agent `bot` is lowered from L3 to L1; no accepted decision promotes it"
    ]
    assert facts(compared(agent(), agent(autonomy="L1")), "autonomy") == []


def test_tools_of_a_packet() -> None:
    before, after = agent(tools="[Read, Grep]"), agent(tools="[Read, Bash, {name: Edit, scope: docs/}]")
    assert facts(compared(before, after), "tools") == [
        "tools narrowed: the packet of agent `bot` does not list `Grep` any more",
        "tools widened: the packet of agent `bot` lists `Bash` and `Edit` now",
    ]
    before, after = agent(tools="[{name: Edit, scope: docs/}]"), agent(tools="[{name: edit, scope: src/}]")
    assert facts(compared(before, after), "tools") == [
        "tools changed: the scope of tool `edit` of agent `bot` changes from `docs/` to `src/`"
    ]


def waived(until: str, code: str = "AGT001", reason: str = "Known") -> dict[str, str]:
    return agent(waivers=f"[{{code: {code}, reason: {reason}, owner: jane, until: {until}}}]")


@pytest.mark.parametrize(
    ("before", "after", "fact"),
    [
        (
            agent(),
            waived("2027-01-01"),
            "waiver added: agent `bot` waives AGT001 until 2027-01-01, approved by `jane`: Known",
        ),
        (waived("2027-01-01"), agent(), "waiver removed: the waiver of AGT001 for agent `bot` is removed"),
        (
            waived("2027-01-01"),
            waived("2027-02-01"),
            "waiver renewed: the waiver of AGT001 for agent `bot` is renewed: until 2027-02-01 instead of 2027-01-01",
        ),
        (
            waived("2027-01-01"),
            waived("2026-12-01"),
            "waiver shortened: the waiver of AGT001 for agent `bot` is shortened: until 2026-12-01 instead of "
            "2027-01-01",
        ),
        (
            waived("2027-01-01"),
            waived("2026-11-01"),
            "waiver expired: the waiver of AGT001 for agent `bot` is expired: until 2026-11-01 instead of 2027-01-01",
        ),
    ],
)
def test_waivers(before: dict[str, str], after: dict[str, str], fact: str) -> None:
    assert facts(compared(before, after), "waiver") == [fact]


def test_another_reason_of_a_waiver_is_only_a_changed_record() -> None:
    comparison = compared(waived("2027-01-01"), waived("2027-01-01", reason="Agreed"))
    assert facts(comparison) == ["record changed: agent `bot` changes: `waivers`"]


def test_changed_settings_are_named() -> None:
    files = agent() | {"jane.md": record("person", joined="2023-01-15")}
    strict = result_of(files, profile="strict")
    after = Revision("the working tree", strict.graph, strict.findings, strict.settings)
    comparison = compare(revision("main", files), after)
    assert facts(comparison, "setting") == [
        "setting changed: the setting `profile` changes; compare findings with this in mind"
    ]


def test_records_and_relations() -> None:
    outcome = {"fast.md": record("outcome", owner="jane", due="2027-03-01")}
    comparison = compared(agent(), agent(outcomes="[fast]") | outcome)
    assert facts(comparison) == [
        "record changed: agent `bot` changes: `outcomes`",
        "record added: outcome `fast` is added",
        "relation added: agent:bot serves outcome:fast is added",
        "relation added: outcome:fast owned-by person:jane is added",
    ]
    assert facts(compared(agent(outcomes="[fast]") | outcome, agent()), "record", "relation")[1:] == [
        "record removed: outcome `fast` is removed",
        "relation removed: agent:bot serves outcome:fast is removed",
        "relation removed: outcome:fast owned-by person:jane is removed",
    ]


def test_an_edit_of_prose_is_one_fact() -> None:
    before, after = ({"bot.md": record(**AGENT) + text} for text in ("One.\n", "Two.\n"))
    assert facts(compared(before, after)) == ["record changed: agent `bot` changes in its text only"]


def test_moved_and_renamed_documents_are_no_removals() -> None:
    body = record(**AGENT) + "\nDrafts documents.\n"
    assert facts(compared({"bot.md": body}, {"agents/bot.md": body})) == [
        "record moved: agent `bot` moves from bot.md to agents/bot.md"
    ]
    assert facts(compared({"bot.md": body}, {"robot.md": body})) == [
        "record renamed: agent `bot` becomes agent `robot`"
    ]


def counts(comparison: Comparison) -> dict[str, list[str]]:
    groups = comparison.findings
    named = {"new": groups.new, "fixed": groups.fixed, "suppressed": groups.suppressed, "moved": groups.moved}
    return {name: [finding.code for finding in findings] for name, findings in named.items() if findings}


def test_findings() -> None:
    orphan = record("outcome", owner="", due="2027-03-01", success_criteria="[a]", backup="sam")
    owned = orphan.replace("owner: ", "owner: jane")
    assert counts(compared({"fast.md": owned}, {"fast.md": orphan}))["new"] == ["OWN001"]
    assert counts(compared({"fast.md": orphan}, {"fast.md": owned}))["fixed"] == ["OWN001"]
    assert counts(compared({"fast.md": orphan}, {"fast.md": "\n" + orphan})) == {}
    assert counts(compared({"fast.md": orphan}, {"other/fast.md": orphan})) == {"moved": ["OWN001"]}
    assert counts(compared({"fast.md": orphan}, {"slow.md": orphan})) == {"moved": ["OWN001"]}


def test_a_waived_finding_is_suppressed_and_not_fixed() -> None:
    before = agent(tools="[Read]")
    codes = counts(compared({}, before))["new"]
    assert "AGT006" in codes
    after = agent(tools="[Read]", waivers="[{code: AGT006, reason: Known, owner: jane, until: 2027-01-01}]")
    assert counts(compared(before, after)) == {"suppressed": ["AGT006"]}
    assert "AGT006" in counts(compared(after, before))["new"]


def test_a_corpus_does_not_differ_from_itself() -> None:
    files = agent(tools="[Read, {name: Edit, scope: docs/}]") | waived("2027-01-01") | promotion()
    comparison = compared(files, files)
    assert comparison.differences == ()
    assert counts(comparison) == {}
