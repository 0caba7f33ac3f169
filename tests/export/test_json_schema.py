"""JSON Schemas of front matter accept what the reader accepts, and reject what it reports where they can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docgraph.adopt.adoptions import adoptions_of
from docgraph.export.json_schema import json_schema
from docgraph.kinds import BY_NAME, KINDS, Outcome
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.key_docs import key_docs
from docgraph.model.record import Record
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from tests.conftest import Command

SETTINGS = Settings.model_validate({"levels": ["L1", "L2", "Auto", "4"], "extra-keys": ["cost_center", "name"]})
TEXTS: tuple[Any, ...] = (
    *(
        "",
        "Jane Doe",
        "a, b",
        "no such word",
        "none",
        "present",
        "Still Active",
        "3",
        3,
        0,
        1.5,
        120,
        True,
        False,
        None,
    ),
    *("2026-03-01", "2026-02-30", "2026-13-01", "2026-3-1", "2026-05", "2026-Q2", "2026-q2", "2026-H3", "1.3.2026"),
    *("90d", "12 Weeks", "6 months", "soon", "any", "Yes", "open", "done", "99.9 %", "accuracy >= 95 % on the sample"),
    *("L2", "l2 (Suggest-PR)", "L5", "4", 4, "AUTO", "Jane Doe, 2026-03-01", "read_logs (api)"),
    *("accepted", "Accepted (2026-03-01)", "ACTIVE", "superseded by ADR-1", "Superceded by [a](a.md)", "metric", "Met"),
)
VALUES: tuple[Any, ...] = (
    *TEXTS, None, [], {},
    ["a", "b"], ["a", None, ""], ["2026-03-01"], [["a"]], [{}], ["accepted"], [3, True], {"a": "b"},
    {"b": None}, {"x-note": [1]}, {"read_logs": "api"}, {"A": {"b": "c"}}, [{"read_logs": "api"}], [{"zzz": 1}],
)  # fmt: skip
NEEDED: dict[str, dict[str, Any]] = {
    "raci": {"scope": "bot", "rows": [{"activity": "merge", "accountable": "jane"}]},
    "holders": {"person": "jane"},
    "promotes": {"agent": "bot"},
}
"""By kind or key of nested maps: the keys without which the reader reports the map."""
INDISTINGUISHABLE = {
    "agent": {("reviews", '"a, b"'), ("reviews", '"Jane Doe, 2026-03-01"')},
    "role": {("holders", '["a", null, ""]'), ("holders.person", "[{}]")},
}
"""By kind: invalid values that JSON Schema cannot tell from valid ones: parts between commas, and terms of nobody."""
REPORTED = {"wrong-type", "unknown-key", "invalid-value", "status-not-binary", "invalid-id"}


@cache
def validator(kind: str) -> Draft202012Validator:
    """The schema of one kind, or of any document."""
    schema = json.loads(json_schema(BY_NAME.get(kind), SETTINGS))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def problems(front_matter: dict[str, Any]) -> frozenset[str]:
    """The names of the rules that report the front matter."""
    return _problems(text_of(front_matter))


@cache
def _problems(text: str) -> frozenset[str]:
    return frozenset(problem.rule_name for problem in parse_document(source_of(text), SETTINGS).problems)


def text_of(front_matter: dict[str, Any]) -> str:
    """A document with this front matter."""
    lines = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in front_matter.items())
    return f"---\n{lines}---\n"


def source_of(text: str, adoption: Adoption | None = None) -> SourceFile:
    """A file with this text."""
    return SourceFile("docs/x.md", text.encode(), adoption=adoption)


def nested(kind: type[Record]) -> Iterator[tuple[str, FieldSpec | None, str, FieldSpec]]:
    """Each key of a kind, and each key of the maps in it with the field around them.

    The keys of every kind are only those of outcomes.
    """
    shared = fields_of(Record) if kind is not Outcome else {}
    for key, field in fields_of(kind).items():
        if key in shared:
            continue
        yield key, None, key, field
        for inner, inner_field in fields_of(field.part).items() if field.part else ():
            yield f"{key}.{inner}", field, inner, inner_field


def placed(kind: type[Record], around: FieldSpec | None, key: str, value: Any) -> dict[str, Any]:
    """Front matter with a value at a key, which may be in a nested map."""
    front_matter: dict[str, Any] = {"kind": kind.kind, **NEEDED.get(kind.kind, {})}
    if around is None:
        return {**front_matter, key: value}
    inner = {**NEEDED.get(around.key, {}), key: value}
    return {**front_matter, around.key: [inner] if around.many else inner}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_schema_and_the_reader_agree_on_each_value_of_each_key(kind: type[Record]) -> None:
    accepted, refused, compared = set(), [], 0
    for path, around, key, _ in nested(kind):
        for value in VALUES:
            front_matter = placed(kind, around, key, value)
            found, valid = problems(front_matter), validator(kind.kind).is_valid(front_matter)
            compared += not found
            if not found and not valid:
                refused.append((path, value))
            # a RACI without a scope or rows is reported, as is an outcome without an owner
            if found & REPORTED and valid and path not in NEEDED.get(kind.kind, {}):
                accepted.add((path, json.dumps(value)))
    assert compared > 50
    assert not refused, "valid front matter is rejected"
    assert accepted == INDISTINGUISHABLE.get(kind.kind, set()), "invalid front matter is accepted"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@pytest.mark.parametrize("key", ["ownr", "Owner", "zzz", "owner.x", "revieweds"])
def test_an_unknown_key_is_rejected_at_each_depth(kind: type[Record], key: str) -> None:
    for around in (None, *(field for field in fields_of(kind).values() if field.part)):
        front_matter = placed(kind, around, key, {"a": ["b"], "c": "d"})
        assert problems(front_matter) & REPORTED
        assert not validator(kind.kind).is_valid(front_matter)
        front_matter = placed(kind, around, f"x_{key}", {"a": ["b"], "c": "d"})
        assert not problems(front_matter) & REPORTED
        assert validator(kind.kind).is_valid(front_matter)


@cache
def valid_values(kind: type[Record]) -> dict[str, list[Any]]:
    """By key of a kind: values that the reader accepts there, also maps of accepted values."""
    found: dict[str, list[Any]] = {}
    for _, around, key, _ in nested(kind):
        for value in VALUES:
            front_matter = placed(kind, around, key, value)
            if not problems(front_matter):
                name = around.key if around else key
                found.setdefault(name, []).append(front_matter[name])
    return found


@pytest.mark.slow
@given(st.data())
@hypothesis_settings(max_examples=100, deadline=None)
def test_front_matter_without_a_finding_is_valid(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    values = valid_values(kind)
    chosen = data.draw(st.lists(st.sampled_from(sorted(values)), max_size=6, unique=True))
    record = {**NEEDED.get(kind.kind, {}), **{key: data.draw(st.sampled_from(values[key])) for key in chosen}}
    record |= data.draw(st.sampled_from([{}, {"hide": ["toc"]}, {"cost-center": 3}, {"x_own": {"a": None}}]))
    if data.draw(st.booleans()):
        record = {key.replace("-", "_"): value for key, value in record.items()}
    name = data.draw(st.sampled_from([kind.kind, kind.kind.upper(), kind.kind.replace("-", "_")]))
    front_matter = {"kind": name, **record}
    if data.draw(st.booleans()):
        front_matter = {"kind": kind.plural, kind.plural: [{**record, "id": "a"}, {**record, "id": "b"}]}
    if not problems(front_matter):
        validator(kind.kind).validate(front_matter)
        validator("").validate(front_matter)


def test_a_list_of_records_needs_ids_and_known_keys() -> None:
    entry = {"id": "a", "owner": "jane", "due": "2026-Q2"}
    for schema in (validator("outcome"), validator("")):
        assert schema.is_valid({"kind": "outcomes", "outcomes": [entry]})
        assert not schema.is_valid({"kind": "outcomes", "outcomes": [{**entry, "id": None}]})
        assert not schema.is_valid({"kind": "outcomes", "outcomes": [{"owner": "jane"}]})
        assert not schema.is_valid({"kind": "outcomes", "outcomes": [{**entry, "status": "mett"}]})
        assert not schema.is_valid({"kind": "outcomes", "outcomes": [entry], "owner": "jane"})


def test_the_schema_of_any_document_depends_on_its_kind() -> None:
    schema = validator("")
    assert schema.is_valid({"kind": "person", "joined": "2026-03-01"})
    assert not schema.is_valid({"kind": "outcome", "joined": "2026-03-01"})
    assert not schema.is_valid({"kind": "Postmortem", "joined": "2026-03-01"})
    # pages without a kind and documents of other programs are not records
    assert schema.is_valid({"layout": "home"})
    assert schema.is_valid({"kind": "Component", "spec": {}})
    # `.meta.yml` may declare the kind of the files in a folder
    assert validator("outcome").is_valid({"owner": "jane"})
    assert not validator("outcome").is_valid({"kind": "agent", "owner": "jane"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_the_descriptions_match_the_reference(kind: type[Record]) -> None:
    properties = validator(kind.kind).schema["$defs"][kind.kind]["properties"]
    assert {doc.key: doc.description for doc in key_docs(kind)}.items() <= {
        key: schema.get("description") for key, schema in properties.items() if key in fields_of(kind)
    }.items()


ADOPTED = {
    "kinds": {"adr/*.md": {"kind": "decision", "keys": {"meta.made-on": "date"}, "read": {"tags": {"split": ";"}}}},
    "keys": {"made_by": "decision-makers", "state": "status", "layout": False, "risk": "x-risk"},
    "values": {"status": {"Implemented Now": "accepted"}},
}


@pytest.mark.parametrize(
    ("front_matter", "is_valid"),
    [
        ({"made_by": ["jane"], "state": "implemented now", "owner": "jane"}, True),
        ({"state": "\N{WHITE HEAVY CHECK MARK} Accepted"}, True),
        ({"state": "frozen"}, False),
        ({"meta": {"made-on": "2026-03-01 10:00"}, "layout": {"a": "b"}, "risk": 3}, True),
        ({"meta": {"made-on": "in spring"}}, False),
        ({"made-by": "jane", "kind": "Anything", "zzz": "b"}, False),
        ({"tags": "a; b"}, True),
    ],
)
def test_the_keys_of_adopted_files_are_known(front_matter: dict[str, Any], is_valid: bool) -> None:
    (plan,) = (plan for _, plan in adoptions_of(ADOPTED).plans)
    schema = Draft202012Validator(json.loads(json_schema(BY_NAME["decision"], Settings(), [plan])))
    assert schema.is_valid(front_matter) is is_valid
    found = parse_document(source_of(text_of(front_matter), plan), Settings()).problems
    assert REPORTED.isdisjoint(problem.rule_name for problem in found) is is_valid
    # a file that declares one of our kinds is not adopted
    assert not schema.is_valid({"kind": "decision", "state": "accepted"})
    any_kind = Draft202012Validator(json.loads(json_schema(None, Settings(), [plan])))
    assert any_kind.is_valid(front_matter)


def test_a_key_of_adopted_files_may_be_read_into_a_map() -> None:
    settings = {"kinds": {"okr/*.md": {"kind": "outcome", "keys": {"signed": "signed-off.on"}}}}
    (plan,) = (plan for _, plan in adoptions_of(settings).plans)
    schema = Draft202012Validator(json.loads(json_schema(BY_NAME["outcome"], Settings(), [plan])))
    assert schema.is_valid({"signed": "2026-03-01"})
    assert not schema.is_valid({"signed": "in spring"})


def test_the_output_is_the_same_in_each_process(docgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "docgraph.toml").write_text('levels = ["Draft", "Act"]\nextra-keys = ["b", "a"]\n', encoding="utf-8")
    runs = [docgraph("schema", cwd=tmp_path, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    agent = Draft202012Validator(json.loads(docgraph("schema", "agents", cwd=tmp_path).stdout))
    assert agent.is_valid({"kind": "agent", "autonomy": "act", "a": {"b": []}})
    assert not agent.is_valid({"kind": "agent", "autonomy": "L2"})
    unknown = docgraph("schema", "agnet", cwd=tmp_path)
    assert (unknown.returncode, unknown.stderr) == (2, "docgraph: unknown kind `agnet`; did you mean `agent`?\n")
