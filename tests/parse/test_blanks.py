"""Placeholders of templates in every shape are one finding each; what is written for nothing at all is none."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import BY_NAME
from docgraph.model.field_specs import FieldSpec, fields_of
from tests.corpus import result_of

SEED = 13
VARIANTS = 400
_WORDS = ("name", "team", "A", "B", "role", "who is it", "owner id", "Link", "1st", "value")
_ALONE = ("TBD", "todo", "???", "...", "…", "XXX", "TBA", "<name>", "<your team>", '"{ A }"', "YYYY-MM-DD")
_KEPT = frozenset(("id", "title", "status", "waivers"))


def _braces(rng: random.Random) -> str:
    words = rng.sample(_WORDS, rng.randint(1, 4))
    space = rng.choice(("", " "))
    return f"{{{space}{', '.join(words)}{space}}}"


def _placeholder(rng: random.Random) -> str:
    alone = rng.choice(_ALONE)
    several = (
        f'"{" ".join(rng.choice(("<name>", "TBD", "{role}", "?")) + rng.choice((",", " /", "")) for _ in "ab")} TBD"'
    )
    return rng.choice((_braces(rng), _braces(rng), alone, several))


def _field(rng: random.Random) -> tuple[str, FieldSpec]:
    kind = BY_NAME[rng.choice(list(BY_NAME))]
    return kind.kind, rng.choice([field_spec for field_spec in fields_of(kind).values() if field_spec.key not in _KEPT])


def _codes(kind: str, key: str, value: str) -> list[str]:
    rows = "" if key == "rows" or kind != "raci" else "rows: [{activity: a, accountable: jane}]\n"
    scope = "" if key == "scope" or kind != "raci" else "scope: x\n"
    text = f"---\nkind: {kind}\nid: x\n{rows}{scope}{key}: {value}\n---\n"
    return [finding.code for finding in result_of({"x.md": text}, select="DOC").findings]


@pytest.mark.slow
def test_a_placeholder_is_one_finding_whatever_its_shape_and_its_key() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind, field = _field(rng)
        value = _placeholder(rng)
        if value == "todo" and field.names:
            continue
        listed = field.many and rng.random() < 0.3
        if listed and value.startswith("?"):
            value = f'"{value}"'  # PyYAML reads an unquoted `?` in brackets as the start of a key
        count = _codes(kind, field.key, f"[{value}]" if listed else value)
        if count != ["DOC006"]:
            wrong.append((kind, field.key, value, count))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:5]}"


@pytest.mark.parametrize(
    ("value", "count"),
    [("{value}", 1), ("[{value}]", 1), ("{metric, op}", 1), ("{value: }", 0), ("[{metric: , op: }]", 0)],
)
def test_braces_around_the_name_of_a_nested_key_are_a_placeholder_without_a_colon(value: str, count: int) -> None:
    assert _codes("agent", "acceptance", value) == ["DOC006"] * count


@pytest.mark.slow
def test_an_empty_value_is_treated_as_absent() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind, field = _field(rng)
        value = rng.choice(("{}", "[]", '""', "''", "{ }", "[ ]", "~", "", "[{}]", "[[]]", '[""]', "[~]"))
        count = _codes(kind, field.key, value)
        expected = ["DOC003"] if kind == "raci" and field.key in ("rows", "scope") else []
        if count != expected:
            wrong.append((kind, field.key, value, count))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:5]}"


@pytest.mark.slow
def test_maps_with_values_and_words_with_more_are_still_what_they_are() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        value, count = rng.choice(
            (
                ("{a: b, c: d}", ["DOC003"]),
                ("{name: x, team: }", ["DOC003"]),
                ("to be decided with <the team>", []),
                ("todo list of the importer", []),
                ('"{a} and then b"', []),
                ("TBD by the team", []),
            )
        )
        kind, key = rng.choice(
            (("agent", "purpose"), ("outcome", "estimate"), ("runbook", "trigger"), ("decision", "why"))
        )
        if _codes(kind, key, value) != count:
            wrong.append((kind, key, value))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:5]}"
