"""Writing an owner into a definition: the reader finds it, and no other byte changes."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from docgraph.definitions.find import DefinitionPath, read_definitions
from docgraph.definitions.owner_edit import with_owner
from docgraph.model.definition import Definition
from docgraph.model.settings_error import SettingsError

COPILOT = ".github/agents/bot.agent.md", "copilot-agent"
SERVER = "server.json", "mcp-server"
OWNER = "jane.doe"


def read(content: bytes, place: tuple[str, str] = COPILOT) -> Definition:
    (definition,) = read_definitions(DefinitionPath(*place), content, place[0])
    return definition


def edited(text: str, place: tuple[str, str] = COPILOT, owner: str = OWNER) -> str:
    content = text.encode()
    after = with_owner(read(content, place), content, owner)
    assert read(after, place).owner == owner
    return after.decode()


def test_an_agent_with_a_scope_and_a_problem_from_other_files_can_be_edited() -> None:
    content = b"---\ndescription: x\n---\n"
    scoped = replace(read(content), within="web", problem="another file is one, too")
    assert read(with_owner(scoped, content, OWNER)).owner == OWNER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("description: x # why\n", "description: x # why\nmetadata:\n  owner: jane.doe\n"),
        ("metadata:\n    team: a # b\n    x: y\n", "metadata:\n    owner: jane.doe\n    team: a # b\n    x: y\n"),
        ("metadata:\n  # b\n  a: |\n    b\nname: x\n", "metadata:\n  # b\n  owner: jane.doe\n  a: |\n    b\nname: x\n"),
        ("metadata: {team: a}\n", "metadata: {owner: jane.doe, team: a}\n"),
        ("metadata: {}\n", "metadata: {owner: jane.doe}\n"),
        ("metadata:\nname: x\n", "metadata: {owner: jane.doe}\nname: x\n"),
        ("metadata:\n  owner: sam.lee # since May\n", "metadata:\n  owner: jane.doe # since May\n"),
        ("metadata: {owner: 'sam.lee', a: b}\n", "metadata: {owner: jane.doe, a: b}\n"),
        ("metadata:\n  owner:\n  a: b\n", "metadata:\n  owner: jane.doe\n  a: b\n"),
        ("description: |+\n  x\n\n", "description: |+\n  x\n\nmetadata:\n  owner: jane.doe\n"),
    ],
)  # fmt: skip
def test_front_matter(before: str, after: str) -> None:
    rest = "---\nNever.\nmetadata: x\n"
    for line_end in ("\n", "\r\n"):
        for mark in ("", "\ufeff"):
            content, expected = (f"{mark}---\n{part}{rest}".replace("\n", line_end) for part in (before, after))
            assert edited(content) == expected
            assert edited(expected) == expected


@pytest.mark.parametrize(
    ("owner", "shown"), [("on", '"on"'), ("1", '"1"'), ("2026-01-01", '"2026-01-01"'), ("on-call", "on-call")]
)
def test_an_id_that_yaml_reads_as_another_type_is_quoted(owner: str, shown: str) -> None:
    assert f"\n  owner: {shown}\n" in edited("---\ndescription: x\n---\n", owner=owner)


META = "io.modelcontextprotocol.registry/publisher-provided"
NESTED = f"""\
  "_meta": {{
    "{META}": {{
      "owner": "jane.doe"
    }}
  }}"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f",\n{NESTED}"),
        (',\n  "_meta": {}', f',\n  "_meta": {{"{META}": {{"owner": "jane.doe"}}}}'),
        (',\n  "_meta": {\n    "a": [1]\n  }',
         f',\n  "_meta": {{\n    "a": [1],\n    "{META}": {{\n      "owner": "jane.doe"\n    }}\n  }}'),
        (f',\n  "_meta": {{"{META}": {{"a": 1}}}}', f',\n  "_meta": {{"{META}": {{"a": 1, "owner": "jane.doe"}}}}'),
        (f',\n  "_meta": {{"{META}": {{"owner" : "sam.lee" }}}}',
         f',\n  "_meta": {{"{META}": {{"owner" : "jane.doe" }}}}'),
    ],
)  # fmt: skip
def test_json(before: str, after: str) -> None:
    start = '{\n  "name": "io.example/x",\n  "packages": [{"a": "}"}]'
    for line_end in ("\n", "\r\n"):
        for mark in ("", "\ufeff"):
            content, expected = (f"{mark}{start}{part}\n}}\n".replace("\n", line_end) for part in (before, after))
            assert edited(content, SERVER) == expected
            assert edited(expected, SERVER) == expected


def test_json_on_one_line_stays_on_one_line() -> None:
    assert edited('{"name":"a/x","packages":[1]}', SERVER) == (
        f'{{"name":"a/x","packages":[1], "_meta": {{"{META}": {{"owner": "jane.doe"}}}}}}'
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("---\nname: x\ndescription: x\n---\n", (".claude/agents/x.md", "claude-agent"),
         "for Claude Code has no room for an owner; an agent of GitHub Copilot has"),
        ("Text\n", COPILOT, "it has no front matter that YAML can read; add the owner yourself"),
        ("---\ndescription: a: b\n---\n", COPILOT, "it has no front matter that YAML can read"),
        ("---\n{description: x}\n---\n", COPILOT, "it has no front matter that YAML can read"),
        ("---\nmetadata: text\n---\n", COPILOT, "its `metadata` is not a map"),
        ("---\nmetadata: [a]\n---\n", COPILOT, "its `metadata` is not a map"),
        ("---\nmetadata:\n  owner: [a]\n---\n", COPILOT, "its `owner` is not a word"),
        ("---\nmetadata:\n  owner: |\n    a\n---\n", COPILOT, "its `owner` is not a word"),
        ('{"name": "a/x", "packages": [1], "_meta": []}', SERVER, "`_meta` is not an object"),
        (f'{{"name": "a/x", "packages": [1], "_meta": {{"{META}": {{"owner": []}}}}}}', SERVER, "is not a text"),
        ('{"name": "a/x", "packages": [1], "_meta": {}, "_meta": {}}', SERVER, "it has the key `_meta` twice"),
        ('{"name": "a/x", "packages": [1],}', SERVER, "it is not valid JSON or UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_edited_is_refused(text: str, place: tuple[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message.replace("[", r"\[")):
        edited(text, place)


WORD = st.from_regex(r"[b-lp-z]{1,8}", fullmatch=True).filter(lambda word: word not in ("tools", "target"))
KEYS = st.lists(WORD, max_size=4, unique=True)
COMMENTS = st.sampled_from(("", " # why", "\n# note", "\n", "\n\n  # more"))
VALUES = ("a", "'b c'", '"d: e"', "[f, g]", "|\n{}  h\n{}  i", ">-\n{}  j")


@pytest.mark.slow
@settings(deadline=None)
@given(st.data())
def test_no_other_byte_of_front_matter_changes(data: st.DataObject) -> None:
    def pairs(indent: str) -> str:
        values = st.sampled_from(VALUES).map(lambda value: value.replace("{}", indent))
        return "".join(f"{indent}{key}: {data.draw(values)}\n{indent}# {key}\n" for key in data.draw(KEYS))

    owner = data.draw(st.sampled_from(("", "owner: sam.lee", "owner: 'sam.lee'  # x", "owner:")))
    indent = data.draw(st.sampled_from(("  ", "    ")))
    inner = pairs(indent) + (f"{indent}{owner}\n" if owner else "")
    block = f"metadata:\n{inner}" if inner else ""
    metadata = data.draw(st.sampled_from((block, "metadata: {a: b}\n", "metadata: {}\n", "")))
    tail = "".join(f"{key}x: 1\n" for key in data.draw(KEYS))
    lines = f"{pairs('')}description: x{data.draw(COMMENTS)}\n{metadata}{tail}"
    _changes_only_the_owner(f"---\n{lines}---\n{data.draw(WORD)}", data, COPILOT)


META_VALUES: tuple[dict[str, Any], ...] = (
    {},
    {"_meta": {}},
    {"_meta": {"a": {"b": 1}}},
    {"_meta": {META: {}}},
    {"_meta": {META: {"owner": "x", "z": 1}}},
)
STYLES: tuple[dict[str, Any], ...] = ({}, {"indent": 2}, {"indent": "\t"}, {"indent": 4}, {"separators": (",", ":")})


@pytest.mark.slow
@settings(deadline=None)
@given(st.data())
def test_no_other_byte_of_json_changes(data: st.DataObject) -> None:
    scalars = st.one_of(st.text(max_size=5), st.integers(), st.none(), st.lists(WORD, max_size=2))
    extra = data.draw(st.dictionaries(WORD, scalars, max_size=3))
    meta = json.loads(json.dumps(data.draw(st.sampled_from(META_VALUES))))
    values: dict[str, Any] = {**extra, "name": "a/x", "packages": [{"version": "1"}], **meta}
    style = data.draw(st.sampled_from(STYLES))
    text = json.dumps(values, ensure_ascii=data.draw(st.booleans()), **style) + data.draw(st.sampled_from(("", "\n")))
    after = _changes_only_the_owner(text, data, SERVER)
    values.setdefault("_meta", {}).setdefault(META, {})["owner"] = OWNER
    assert json.loads(after.decode("utf-8-sig")) == values


def _equal_bytes(first: bytes, second: bytes) -> int:
    """The number of equal bytes at the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _changes_only_the_owner(text: str, data: st.DataObject, place: tuple[str, str]) -> bytes:
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    content = (BOM_UTF8 if data.draw(st.booleans()) else b"") + text.encode()
    after = with_owner(read(content, place), content, OWNER)
    assert read(after, place).owner == OWNER
    prefix = _equal_bytes(content, after)
    rest, new = content[prefix:], after[prefix:]
    removed = rest[: len(rest) - _equal_bytes(rest[::-1], new[::-1])]
    # an insertion, or a replacement of a former owner or of an empty map
    assert any(removed in former for former in (b"'sam.lee'", b'"x"', b"{}")), removed
    return after
