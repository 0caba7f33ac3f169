"""Bodies that people already write, under bold labels and headings, load as the fields of their kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgraph.kinds import Agent, Decision, Incident, Outcome, Person, Runbook
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.form.decision_log import decision_log
from docgraph.parse.form.reader import form_fields
from docgraph.parse.pipeline import parse_source
from tests.cost.steps import steps_of

PACKET = """\
## Agent Hiring Packet: invoice-sorter

**Purpose**: Sort incoming invoices; flag doubtful ones; hand over by runbook.

**Boundaries**:
- **Will do**: Tag A1/A2 invoices, draft replies (never send), call for help.
- **Won't do**: Change ledgers, pay anybody, read mail of people.

**Inputs**:
- Scans (from intake/scanner)
- Supplier list (fresh every Monday)
- Context Pack: Suppliers-v2

**Tools**:
- `read_scan` (intake/scanner/*)
- `open_draft` (intake/replies/module_B)

**Acceptance**:
- Sorting accuracy ≥ 97% on labelled set
- Cost p95 ≤ $0.05/invoice

**Owner & On-Call**:
- Primary: rosa.diaz
- Backup: intake-team
- Contact: #intake-help (chat)

**Rollback**:
- Trigger: Any wrong payment, drift > 3% over 2 weeks
- Procedure: `stop_sorter` script; tell intake; page owner

### Invoice Agent Onboarding Checklist

- [x] Make the **MCP/registry** entry; give it an identity.
- [x] Put the **eval harness** into CI.
- [ ] Switch on **tracing** and dashboards.
- [X] Add **policy tests** (secrets, people's data).
- [ ] Publish **runbook** and **RACI**.
- [ ] Plan the **30/60/90** reviews.
"""

ENTRY = """\
## Decision: Promote invoice-sorter to L2 (Suggest-PR)

**Date**: 2026-02-03\x20\x20
**Owner**: rosa.diaz

**Context**: Six weeks at L1. Accuracy 97.5%, no complaints, clean audits.

**Options**:
A. Stay at L1 (safe, slow).
B. Go to L2 (quicker,
   with some risk).
C. Widen the scope as well (too early).

**Decision**: B (L2)

**Why**: The numbers hold; reviews take ~1h/day. Scope stays at intake/scanner/*.

**Rollback plan**: Back to L1 if accuracy < 95% or any wrong payment.

**Follow-up**: Look again in 3 weeks (2026-02-24). If calm, think about scope.
"""


def decision_entries(text: Text, start: int) -> list[tuple[str, str, int, Any]]:
    return [
        (log_entry.id, log_entry.title, log_entry.offset, log_entry.fields)
        for log_entry in decision_log(text, start).entries
    ]


def declared(kind: type[Record], body: str) -> dict[str, Any]:
    return form_fields(kind, Text("x.md", body), 0).data


def record(kind: str, body: str) -> Any:
    document = parse_source(SourceFile("x.md", f"---\nkind: {kind}\nid: x\n---\n\n{body}".encode()), Settings())
    assert document.problems == ()
    return document.records[0]


def test_a_hiring_packet_is_read_completely() -> None:
    agent = record("agent", PACKET)
    assert agent.purpose == "Sort incoming invoices; flag doubtful ones; hand over by runbook."
    assert agent.will_do == ("Tag A1/A2 invoices", "draft replies (never send)", "call for help")
    assert agent.wont_do == ("Change ledgers", "pay anybody", "read mail of people")
    assert agent.inputs == (
        "Scans (from intake/scanner)",
        "Supplier list (fresh every Monday)",
        "Context Pack: Suppliers-v2",
    )
    assert [(tool.name, tool.scope) for tool in agent.tools] == [
        ("read_scan", "intake/scanner/*"),
        ("open_draft", "intake/replies/module_B"),
    ]
    assert [(bar.metric, bar.op, bar.value) for bar in agent.acceptance] == [
        ("Sorting accuracy", ">=", 97.0),
        ("Cost p95", "<=", 0.05),
    ]
    assert (agent.owner, agent.backup, agent.contact) == (("rosa.diaz",), ("intake-team",), "#intake-help (chat)")
    assert agent.rollback.trigger == ("Any wrong payment", "drift > 3% over 2 weeks")
    assert agent.rollback.procedure == "stop_sorter script; tell intake; page owner"
    assert agent.onboarding.model_dump() == {
        "registry": True,
        "evals": True,
        "tracing": False,
        "policy_tests": True,
        "runbook_raci": False,
        "reviews": False,
    }


def test_a_decision_entry_is_read_completely() -> None:
    decision = record("decision", ENTRY)
    assert decision.title == "Promote invoice-sorter to L2 (Suggest-PR)"
    assert str(decision.date) == "2026-02-03"
    assert decision.owner == ("rosa.diaz",)
    assert decision.context == "Six weeks at L1. Accuracy 97.5%, no complaints, clean audits."
    assert decision.options == (
        "A. Stay at L1 (safe, slow).",
        "B. Go to L2 (quicker, with some risk).",
        "C. Widen the scope as well (too early).",
    )
    assert decision.decision == "B (L2)"
    assert decision.why.endswith("~1h/day. Scope stays at intake/scanner/*.")
    assert decision.rollback == "Back to L1 if accuracy < 95% or any wrong payment."
    assert [(step.what, str(step.on)) for step in decision.follow_up] == [
        ("Look again in 3 weeks (2026-02-24). If calm, think about scope.", "2026-02-24")
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "---\nkind: agent\n---\n"])
def test_every_value_has_its_place_whatever_ends_a_line(end: str, head: str) -> None:
    content = (head + PACKET + "\n" + ENTRY).replace("\n", end)
    text, start = Text("x.md", content), len(head.replace("\n", end))
    agent = form_fields(Agent, text, start)
    decision = form_fields(Decision, text, content.index("## Decision:"))

    def text_at(tree: Any, *path: str | int) -> str:
        return content[tree.marks[path] :]

    assert text_at(agent, "purpose").startswith("Sort incoming")
    assert text_at(agent, "will-do", 1).startswith("draft replies")
    assert text_at(agent, "tools", 1).startswith("`open_draft`")
    assert text_at(agent, "owner", 0).startswith("rosa.diaz")
    assert text_at(agent, "rollback", "trigger", 1).startswith("drift > 3%")
    assert text_at(agent, "onboarding", "policy-tests").startswith("- [X] Add")
    assert content[agent.keys[("wont-do",)] :].startswith("**Won't do**")
    assert text_at(decision, "title").startswith("Decision: Promote")
    assert text_at(decision, "date").startswith("2026-02-03")
    assert text_at(decision, "options", 1).startswith("B. Go")
    assert text_at(decision, "follow-up", 0, "on").startswith("2026-02-24)")


@pytest.mark.parametrize(
    "line",
    [
        "**Won't do**: pay anybody",
        "**Won’t do**: pay anybody",
        "**Won't do:** pay anybody",
        "__Won't do__: pay anybody",
        "__won’t  do:__ pay anybody",
        "***Won't do***: pay anybody",
        "**Won't do** : **pay** anybody",
        "- **Won't do**: `pay` anybody",
        "3. **Won't do**: _pay_ [anybody](x.html)",
        "## Won't do\n\npay anybody",
        "### **Won't do:**\n\n- pay anybody",
        "Won't do\n========\n\n* pay\n  anybody",
        "**Boundaries**:\n\n- Won't do: pay anybody",
        "**Boundaries:**\n- *Won't do*:\n    - pay anybody",
        "## Boundaries\n\n### Won't do\n\npay anybody",
        "??? note\n\n    **Won't do**: pay anybody",
    ],
)
def test_a_label_has_many_accepted_forms(line: str) -> None:
    assert declared(Agent, f"# Title\n\n{line}\n") == {"wont-do": ["pay anybody"]}


@pytest.mark.parametrize("label", ["Owner & On-Call", "Owner and on-call", "OWNER &amp; ON CALL"])
def test_and_and_its_sign_are_one(label: str) -> None:
    assert declared(Agent, f"**{label}**:\n- Primary: a.b\n") == {"owner": ["a.b"]}


@pytest.mark.parametrize(
    "body",
    [
        "We say **Owner**: a.b inside a sentence.",
        "```\n**Owner**: a.b\n```",
        "text\n\n    **Owner**: a.b",
        "`**Owner**: a.b`",
        "> **Owner**: a.b",
        "<!--\n**Owner**: a.b\n-->",
        "## The owner\n\na.b",
        "## Owner: a.b",
        "**Owner** a.b",
        "Owner: a.b",
        "Primary: a.b",
        "**Boundaries**:\n- none",
    ],
)
def test_text_that_is_no_label_declares_no_value(body: str) -> None:
    assert declared(Agent, body + "\n") == {}


def test_a_kind_without_labels_reads_no_body() -> None:
    assert declared(Person, "**Owner**: a.b\n") == {}


def test_a_label_without_a_value_has_only_its_place() -> None:
    tree = form_fields(Agent, Text("x.md", "Hello.\n\n**Owner**:\n\n**Rollback**:\n- Trigger: x\n"), 0)
    assert tree.data == {"rollback": {"trigger": ["x"]}}
    assert tree.marks[("owner",)] == tree.keys[("owner",)] == 8
    assert tree.marks[("rollback", "procedure")] == tree.marks[("rollback",)] == 20


def test_an_unknown_bold_label_ends_the_one_before() -> None:
    body = (
        "**Date**: 2026-01-02  \n**Author**: x.y  \n**Owner**: a.b\n\n**Why**: so\n\n**Consequences**: many\n\nmore\n"
    )
    assert declared(Decision, body) == {"date": "2026-01-02", "owner": ["a.b"], "why": "so"}


def test_free_text_goes_on_over_paragraphs_only_under_a_label_on_its_own() -> None:
    assert declared(Decision, "**Why**: one\ntwo\n\nthree\n") == {"why": "one two"}
    assert declared(Decision, "**Why**:\n\none\n\ntwo\n\n- a\n- b\n\n---\n\nthree\n") == {"why": "one\ntwo\na; b"}
    assert declared(Decision, "## Why\n\none\n\ntwo\n\n### Not why\n\nthree\n") == {"why": "one\ntwo"}
    assert declared(Decision, "**Why**: two things:\n- a\n- b\n") == {"why": "two things: a; b"}


def test_a_name_or_a_date_takes_only_the_next_block() -> None:
    assert declared(Decision, "**Date**:\n\n2026-01-02\n\nIt was cold.\n") == {"date": "2026-01-02"}
    assert declared(Decision, "**Owner**:\n\na.b\n\nIt was cold.\n") == {"owner": ["a.b"]}


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("a, b (c, d), and e.", ["a", "b (c, d)", "e"]),
        ("a, b; c", ["a, b", "c"]),
        ("1,000 rows", ["1,000 rows"]),
        ("say `x, y`, z", ["say x, y", "z"]),
        ('say "x, y", z', ['say "x, y"', "z"]),
        ("one thing.", ["one thing."]),
        ("\n(1) a\n(2) b\ngoes on", ["(1) a", "(2) b goes on"]),
        ("\n1) a\n2) b\ngoes on", ["a", "b goes on"]),
        ("a,  \nb", ["a", "b"]),
        ("these:\n- a, b\n- [x] c\n  - d\n  - e", ["a, b", "c d; e"]),
        ("a\n\n- b", ["a", "b"]),
        ("\n\nthese are:\n\n* a\n* b\n\nNot this.\n\n* c", ["a", "b"]),
        ("<!-- later -->", None),
        ("<name it>", ["<name it>"]),
        ("\n- <name it>\n- {name}", ["<name it>", "{name}"]),
    ],
)
def test_a_list_is_items_lines_or_what_commas_part(value: str, items: list[str] | None) -> None:
    assert declared(Agent, f"**Will do**: {value}\n").get("will-do") == items


def test_commas_do_not_part_sentences() -> None:
    assert declared(Outcome, "**Success criteria**: fast, and cheap\n") == {"success-criteria": ["fast, and cheap"]}
    assert declared(Decision, "**Options**: wait, or go; stop\n") == {"options": ["wait, or go", "stop"]}


def test_all_lists_of_a_headings_section_count() -> None:
    body = "## Considered Options\n\nWe saw three.\n\n* a\n* b\n\nAnd:\n\n1. c\n\n## Other\n\n* d\n"
    assert declared(Decision, body) == {"options": ["a", "b", "c"]}


def test_madr_headings_are_labels() -> None:
    body = "## Context and Problem Statement\n\nIt broke.\n\n## Decision Outcome\n\nChosen: X.\n\n### Good\n\n* y\n"
    assert declared(Decision, body) == {"context": "It broke.", "decision": "Chosen: X."}


@pytest.mark.parametrize("name", ["[[a.b]]", "[[a.b|Ann]]", "[a.b](../people/a.b.md)", "`a.b`", "**a.b**", "a.b."])
def test_a_name_is_read_out_of_its_markup(name: str) -> None:
    assert declared(Agent, f"**Owner**: {name}\n") == {"owner": ["a.b"]}


def test_a_tool_keeps_its_stars() -> None:
    body = "**Tools**: `a` (x/*/y/*), **b** (`z/**`), __init__\n"
    assert declared(Agent, body)["tools"] == ["`a` (x/*/y/*)", "b (z/**)", "init"]


def test_two_owners_in_a_body_are_two_owners() -> None:
    assert declared(Agent, "**Owner**: a.b\n\n## Owner\n\nc.d\n\n**Owner**: a.b\n") == {"owner": ["a.b", "c.d"]}


def test_two_dates_do_not_pass_as_one() -> None:
    assert declared(Decision, "**Date**: 2026-01-02\n\n**Date**: 2026-01-0\n") == {"date": ["2026-01-02", "2026-01-0"]}
    assert declared(Decision, "**Date**: 2026-01-02\n\n**Date**: 2026-01-02\n") == {"date": "2026-01-02"}
    assert declared(Decision, "**Why**: a\n\n**Why**: b\n") == {"why": "a\nb"}


def test_a_text_where_labels_are_wanted_is_the_procedure() -> None:
    assert declared(Agent, "**Rollback**: back to the last good one\n") == {
        "rollback": {"procedure": "back to the last good one"}
    }
    assert declared(Runbook, "## Rollback\n\n1. stop\n2. call\n") == {"rollback": "stop; call"}


def test_a_label_under_a_line_of_dashes_is_still_read() -> None:
    assert declared(Incident, "**Date**: 2026-01-02  \n**Owner**: a.b\n---\n\nMore.\n") == {
        "date": "2026-01-02",
        "owner": ["a.b"],
    }


def test_follow_ups_may_be_a_list_with_boxes() -> None:
    body = "**Follow-up**:\n- [x] look, then act (2026-01-02)\n- [ ] look again 2026-02-30\n- some day\n"
    assert declared(Decision, body)["follow-up"] == [
        {"what": "look, then act (2026-01-02)", "on": "2026-01-02", "done": "true"},
        {"what": "look again 2026-02-30", "on": "2026-02-30"},
        {"what": "some day"},
    ]


def test_boxes_count_only_in_the_onboarding_section() -> None:
    inside = "## Onboarding\n\n### Week 1\n\n- [x] evals\n- registry\n- [x] runbook\n- [ ] RACI\n"
    fields = declared(Agent, f"- [x] registry\n\n{inside}\n## Later\n\n- [x] traces\n")
    assert fields == {"onboarding": {"evals": "true", "runbook-raci": "false"}}


def test_only_the_part_between_two_offsets_is_read() -> None:
    text = Text("x.md", "**Why**: a\n\n**Date**: b\n\n**Owner**: c\n")
    assert form_fields(Decision, text, 12, 24).data == {"date": "b"}


def test_a_log_gives_an_entry_for_each_decision() -> None:
    second = "# Decision: Straße & Café!\n\n**Owner**: x\n\n## Other\n\n**Owner**: y\n\n# End\n\n**Date**: z\n"
    log = f"# Decisions\n\nIn order.\n\n{ENTRY}\n### Notes\n\n**Status**: accepted\n\n{second}"
    entries = decision_entries(Text("x.md", log), 0)
    assert [(slug, title) for slug, title, _, _ in entries] == [
        ("promote-invoice-sorter-to-l2-suggest-pr", "Promote invoice-sorter to L2 (Suggest-PR)"),
        ("strasse-cafe", "Straße & Café!"),
    ]
    assert "status" not in entries[0][3].data  # a section of its own has one
    assert entries[0][3].data["date"] == "2026-02-03"
    assert entries[1][3].data == {"owner": ["x"]}  # what a section says is not added to what the record says
    assert all(log[offset:].lstrip("# ").startswith(f"Decision: {title}") for _, title, offset, _ in entries)
    assert all(tree.marks[("id",)] == offset for _, _, offset, tree in entries)


def test_ids_of_entries_are_short_and_apart() -> None:
    long = "word " * 40
    titles = ["Go", "go!", "Go 2", "GO", "決定", long, long, "[Go](x.md) `now` {#there}"]
    body = "\n".join(f"## Decision: {title}\n" for title in titles)
    slugs = [slug for slug, *_ in decision_entries(Text("x.md", body), 0)]
    assert slugs[:5] == ["go", "go-2", "go-2-2", "go-3", "jue-ding"]
    assert slugs[7] == "go-now"
    assert len(set(slugs)) == len(slugs)
    assert max(map(len, slugs)) <= 100
    assert slugs[6].endswith("-2")


def test_an_inner_decision_is_an_entry_of_its_own() -> None:
    body = "# Decision: a\n\n**Owner**: x\n\n## Decision: b\n\n**Owner**: y\n"
    assert [tree.data for *_, tree in decision_entries(Text("x.md", body), 0)] == [{"owner": ["x"]}, {"owner": ["y"]}]


def test_a_heading_that_only_says_decision_is_no_entry() -> None:
    assert (
        decision_entries(Text("x.md", "## Decision\n\nx\n\n## Decision log: y\n\n```\n## Decision: z\n```\n"), 0) == []
    )


PIECES = st.sampled_from(
    ["**Owner**:", " a.b", "\n", "\n\n", "- ", "  ", "## Owner", "Rollback", "\n---\n", "**", "Trigger: x", ", ", "> ",
     "```\n", "!!! note\n\n    ", "1. ", "[x] ", "<b>", "\r", "`", "**Tools:** ", "(", "\\", "&amp;", "\t",
     "## Onboarding\n- [x] evals"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_body_is_read_and_every_mark_lies_in_it(body: str) -> None:
    for kind in (Agent, Decision):
        tree = form_fields(kind, Text("x.md", body), 0)
        assert all(0 <= mark <= len(body) for mark in (*tree.marks.values(), *tree.keys.values()))
        for path, value in tree.data.items():
            assert (path,) in tree.marks
            assert value


@pytest.mark.slow
@given(st.lists(PIECES, max_size=30).map("".join).filter(lambda body: "`" not in body))
def test_a_skipped_parse_does_not_change_the_values_of_a_body(body: str) -> None:
    parsed_in_any_case = f"{body}\n\n* * *\n\nSee `**owner` and `**date`.\n"
    for kind in (Agent, Decision):
        assert declared(kind, body) == declared(kind, parsed_in_any_case)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "**Owner**: a\n\n",
        "**",
        "- ",
        "> ",
        "[",
        "`",
        "#",
        "**Will do**: a, ",
        "## Decision: a\n",
        "**Owner**: a\n",
        "A. b\n",
        "\n",
        " ",
    ],
)
def test_work_grows_with_the_length_of_a_body(piece: str) -> None:
    def work(length: int) -> None:
        text = Text("x.md", "**Owner**: b\n\n" + piece * (length // len(piece)))
        form_fields(Agent, text, 0)
        decision_entries(text, 0)

    work(100)
    assert steps_of(lambda: work(8_000)) < 2.5 * steps_of(lambda: work(4_000))


def reported(kind: str, body: str, keys: str = "") -> list[tuple[str, int, str, str]]:
    content = f"---\nkind: {kind}\n{keys}---\n\n{body}"
    problems = parse_source(SourceFile("x.md", content.encode()), Settings()).problems
    return [(problem.rule_name, problem.at.line, problem.message, problem.help) for problem in problems]


def test_labels_that_are_keys_of_an_agent_are_read() -> None:
    agent = record("agent", "**Hired**: 2020-01-01\n\n**Level**: L2\n\n**Model**: swift-3 (May)\n")
    assert (str(agent.hired), agent.autonomy, agent.model) == ("2020-01-01", "L2", ("swift-3 (May)",))


@pytest.mark.parametrize("kind", ["decision", "decisions"])
def test_labels_that_are_keys_of_a_decision_are_read(kind: str) -> None:
    body = (
        "**Supersedes**: a, b\n\n**Superseded by**: c\n\n**Affects**:\n- agent:x\n- outcome:y\n\n"
        "**Decision-makers**: jane, sam\n\n**Deciders**: kim\n\n**Consulted**: ann\n\n**Informed**: bob\n"
    )
    if kind == "decision":
        decision = record("decision", body)
    else:
        text = f"---\nkind: decisions\n---\n\n## Decision: X\n\n{body}"
        (decision,) = parse_source(SourceFile("x.md", text.encode()), Settings()).records
    assert (decision.supersedes, decision.superseded_by) == (("a", "b"), ("c",))
    assert (decision.affects, decision.decision_makers) == (("agent:x", "outcome:y"), ("jane", "sam", "kim"))
    assert (decision.consulted, decision.informed) == (("ann",), ("bob",))


def test_a_promotion_in_a_body_is_reported_with_the_map_to_add() -> None:
    ((fault, line, _, help),) = reported("decision", "**Promotes**: bot to L2\n")
    assert (fault, line, help) == ("wrong-type", 5, "write `promotes: {agent: bot, to: L2}`")


@pytest.mark.parametrize(
    ("kind", "label", "key"),
    [
        ("agent", "Reviews", "reviews"),
        ("agent", "Built by", "built-by"),
        ("agent", "Runbook", "runbook"),
        ("outcome", "Signed-off", "signed-off"),
        ("incident", "Waivers", "waivers"),
    ],
)
def test_a_label_that_is_only_valid_as_a_key_is_reported(kind: str, label: str, key: str) -> None:
    content = f"---\nkind: {kind}\n---\n\n- **{label}**: 2026-01-01\n"
    (problem,) = parse_source(SourceFile("x.md", content.encode()), Settings()).problems
    assert (problem.rule_name, problem.at.line, problem.fix) == ("unknown-key", 5, None)
    assert problem.help == f"move it to `{key}:` in the front matter"


def test_labels_of_declared_keys_and_ordinary_labels_are_not_reported() -> None:
    assert reported("agent", "**Reviews**: every month\n", "reviews: [{due: 2026-12-01}]\n") == []
    assert reported("agent", "**Title**: x\n\n**Tags**: y\n\n**Mode**: z\n\n**Escalation**: sam\n") == []
    assert reported("decision", "**Effects**: less work\n") == []


def test_a_key_in_a_log_needs_a_document_of_its_own() -> None:
    ((_, line, _, help),) = reported("decisions", "## Decision: X\n\n**Waivers**: none\n")
    assert (line, help) == (7, "give the decision a document of its own, and move it to `waivers:` in the front matter")


@pytest.mark.parametrize("head", ["**Owner & On-Call**:\n", "## Owner & On-Call\n\nWhom to call:\n\n"])
def test_values_under_owner_and_on_call_are_read_or_reported(head: str) -> None:
    body = f"{head}- Primary: a.b\n- Deputy: c.d\n- Slack: #intake\n"
    agent = record("agent", body)
    assert (agent.owner, agent.backup, agent.contact) == (("a.b",), ("c.d",), "#intake")
    for item in ("Escalation: e.f", "**Escalation**: e.f"):
        ((fault, _, message, help),) = reported("agent", f"{body}- {item}\n")
        assert (fault, message) == ("unknown-key", "label `Escalation` is not read here")
        assert help == "write one of `Primary:`, `Backup:`, `Contact:`"


@pytest.mark.parametrize(
    "body",
    [
        "**Owner & On-Call**:\n- Primary: a.b\n\nAlso:\n\n- Fact: x\n",
        "**Owner & On-Call**:\n- Primary: a.b\n\n**Notes**:\n- Fact: x\n",
        "**Owner & On-Call**:\n- Primary: a.b\n- https://x.org\n- see there\n",
        "## Owner & On-Call\n\n- Primary: a.b\n\n### Notes\n\n- Fact: x\n",
        "**Rollback**:\n- Trigger: x\n- Procedure:\n    - first: stop it\n",
        "## Boundaries\n\n### Will do\n\n- Draft: replies\n",
    ],
)
def test_items_outside_the_owner_list_and_items_without_a_label_are_not_reported(body: str) -> None:
    assert reported("agent", body) == []


@pytest.mark.parametrize("line", ["Owner: jane", "*Owner*: jane", "owner: jane"])
def test_a_plain_label_below_a_date_is_reported_and_the_date_is_kept(line: str) -> None:
    body = f"**Due**: 2026-10-05\n{line}\n"
    document = parse_source(SourceFile("o.md", f"---\nkind: outcome\n---\n# D\n\n{body}".encode()), Settings())
    [problem] = document.problems
    assert (problem.rule_name, problem.at.line, problem.help) == ("unknown-key", 7, "write `**Owner:**`")
    assert str(document.records[0].due) == "2026-10-05"  # type: ignore[attr-defined]
    known = parse_source(
        SourceFile("o.md", f"---\nkind: outcome\nowner: jane\n---\n# D\n\n{body}".encode()), Settings()
    )
    assert not known.problems


def test_prose_that_begins_like_a_label_stays_prose() -> None:
    body = "**Why**: it is cheap\nOwner: jane said so\n"
    document = parse_source(SourceFile("d.md", f"---\nkind: decision\n---\n# D\n\n{body}".encode()), Settings())
    assert not document.problems
    assert document.records[0].why == "it is cheap Owner: jane said so"  # type: ignore[attr-defined]


def test_a_plain_label_in_a_log_is_reported_with_the_bold_form() -> None:
    log = "---\nkind: decisions\n---\n## Decision: Go\n\n**Why**: it holds\n\n**Date**: 2026-10-05\nOwner: jane\n"
    [problem] = parse_source(SourceFile("d.md", log.encode()), Settings()).problems
    assert problem.help == "write `**Owner:**`"


@pytest.mark.parametrize("word", ["Supersedes", "Supercedes", "supersedes:"])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("link", ["[2. Use X](0002-use-x.md)", "ADR-0002"])
def test_what_adr_tools_writes_below_a_status_is_a_relation(word: str, between: str, link: str) -> None:
    fields = declared(Decision, f"## Status\n\nAccepted{between}{word} {link}\n\n## Context\n\nSupersedes [x](y.md)\n")
    assert (fields["status"], fields["supersedes"]) == ("Accepted", [link.strip("[").partition("]")[0]])
