"""Selectors: the attributes, the operators, steps along relations, and messages for wrong ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgraph.analysis.connections import Connections
from docgraph.analysis.selection import SelectionContext, SelectorError, selected_refs
from docgraph.rules import RULES
from tests.corpus import record, result_of

FILES = {
    "jane.md": record("person", title="Jane Doe", joined="2023-01-15"),
    "sam.md": record("person", joined="2023-01-15"),
    "lead.md": "---\nkind: role\nholders: [{person: sam}]\n---\n",
    "fast.md": record("outcome", owner="jane", due="2027-03-01", tags="[speed]"),
    "slow.md": record("outcome", due="2027-03-01"),
    "agents/bot.md": record(
        "agent", owner="lead", outcomes="[fast]", autonomy="L3", status="active", tools="[Bash, docs/search]"
    ),
    "agents/old.md": record("agent", owner="jane", status="retired", tools="[Read]"),
}
RESULT = result_of(FILES)
CHANGED = {"new": {"agent:bot"}, "changed": {"agent:bot", "person:jane"}}
CONTEXT = SelectionContext(
    Connections(RESULT.graph),
    lambda: RESULT.findings,
    {rule.code: rule.name for rule in RULES},
    RESULT.settings.levels,
    lambda state, revision: CHANGED[state] if revision == "main" else set(),
)


def selected(text: str) -> list[str]:
    return [ref.partition(":")[2] for ref in selected_refs(text, CONTEXT)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("kind:agent", ["bot", "old"]),
        ("kind:*", ["bot", "old", "fast", "slow", "jane", "sam", "lead"]),
        ("id:b*", ["bot"]),
        ("bot", ["bot"]),
        ("agent:bot", ["bot"]),
        ("agent:*", ["bot", "old"]),
        ('"Jane Doe"', ["jane"]),
        ("owner:jane", ["old", "fast"]),
        ('owner:"Jane Doe"', ["old", "fast"]),
        ("owner:sam", ["bot"]),
        ("owner:lead", ["bot"]),
        ("owner:j*", ["old", "fast"]),
        ("owner:none", ["slow"]),
        ("level:L3", ["bot"]),
        ("level:>=L2", ["bot"]),
        ("level:<l3", ["old"]),
        ("level:<=L4", ["bot", "old"]),
        ("status:retired", ["old"]),
        ("status:open", ["fast", "slow"]),
        ("finding:OWN001", ["slow"]),
        ("finding:orphan-outcome", ["slow"]),
        ("kind:outcome and finding:OWN*", ["fast", "slow"]),
        ("tool:bash", ["bot"]),
        ("tool:execute", ["bot"]),
        ("tool:docs/search", ["bot"]),
        ("tool:grep", []),
        ("tag:speed", ["fast"]),
        ("path:agents/*", ["bot", "old"]),
        ("state:new@main", ["bot"]),
        ("state:changed@main", ["bot", "jane"]),
        ("kind:agent and not status:retired", ["bot"]),
        ("not kind:agent and not kind:outcome", ["jane", "sam", "lead"]),
        ("kind:agent and (owner:jane or level:L4)", ["old"]),
        ("kind:role or kind:agent and owner:jane", ["old", "lead"]),
        ("bot+", ["bot", "fast", "jane", "sam", "lead"]),
        ("bot+1", ["bot", "fast", "lead"]),
        ("+fast", ["bot", "fast"]),
        ("1+jane", ["old", "fast", "jane"]),
        ("+jane", ["bot", "old", "fast", "jane"]),
        ("+fast+1", ["bot", "fast", "jane"]),
        ("owner:none+", ["slow"]),
        ("NOT kind:agent AND kind:role", ["lead"]),
    ],
)
def test_a_selector_selects(text: str, ids: list[str]) -> None:
    assert selected(text) == ids


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("", "a selector is missing, such as `kind:agent and not status:retired`", 1),
        ("kind:agnt", "no kind `agnt`; did you mean `agent`?", 1),
        ("bot and ownr:jane", "no attribute or kind `ownr`; did you mean `owner:`?", 9),
        ("owner:jan", "no person or role with id `jan`; did you mean `jane`?", 1),
        ("level:L9", "no level `L9`; did you mean `L1`?", 1),
        ("finding:OWN999", "no rule `OWN999`", 1),
        ("state:gone@main", "no state `gone`; use one of `new`, `changed`", 1),
        ("state:new", "add a revision to compare with, such as `state:new@main`", 1),
        ("boot", "no record with id `boot`; did you mean `bot`?", 1),
        ("kind:agent kind:role", "write `and` or `or` before `kind:role`", 12),
        ("(kind:agent", "a parenthesis is not closed", 1),
        ("kind:agent)", "a parenthesis is not opened", 11),
        ("kind:agent and", "a selector is missing, such as `kind:agent and not status:retired`", 15),
        ("and kind:agent", "a selector is missing before `and`", 1),
        ("kind:", "a value is missing after `kind:`", 1),
        ("++", "a name is missing in `++`", 1),
        ('kind:agent or "bot', "a quotation mark is not closed", 15),
        ("(" * 60 + "bot" + ")" * 60, "parentheses and `not` are nested deeper than 50", 52),
    ],
)
def test_a_wrong_selector_is_explained_at_its_place(text: str, message: str, column: int) -> None:
    with pytest.raises(SelectorError) as raised:
        selected_refs(text, CONTEXT)
    assert str(raised.value).startswith(message)
    assert raised.value.column == column


TERMS = st.sampled_from(["kind:agent", "owner:jane", "bot", "status:open", "+jane", "bot+1", "kind:outcome"])
selectors = st.recursive(
    TERMS,
    lambda inner: (
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} and {pair[1]})")
        | st.tuples(inner, inner).map(lambda pair: f"({pair[0]} or {pair[1]})")
        | inner.map(lambda text: f"not {text}")
    ),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(selectors, selectors)
def test_operators_are_set_operations(first: str, second: str) -> None:
    everything, a, b = set(selected("kind:*")), set(selected(first)), set(selected(second))
    assert set(selected(f"{first} and {second}")) >= a & b
    assert set(selected(f"({first}) and ({second})")) == a & b
    assert set(selected(f"({first}) or ({second})")) == a | b
    assert set(selected(f"not ({first})")) == everything - a


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='andortk:*"()+1 ><=@é\n', max_size=30))
def test_any_text_is_a_selector_or_an_error_with_a_column_in_it(text: str) -> None:
    try:
        selected_refs(text, CONTEXT)
    except SelectorError as error:
        assert 1 <= error.column <= len(text) + 1
