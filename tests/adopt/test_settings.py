"""Settings about adopted files: what they do, and how a fault in them is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import layout_of
from tests.adopt.project import checked, project, record, reported

DECISION = """\
---
status: accepted
date: 2024-01-02
owner: jane.doe
---
# Use a queue
"""
MKDOCS = """\
site_name: x
plugins:
  - docgraph:
      kinds:
        "decisions/[0-9]*.md": decison
        "other/*.md":
          kind: decision
          keys: {creator: ownr}
"""


def test_a_pattern_makes_records_of_the_files_it_matches(tmp_path: Path) -> None:
    files = {"decisions/0001-queue.md": DECISION, "decisions/README.md": "# Decisions\n", "guide.md": DECISION}
    settings = '[kinds]\n"decisions/*.md" = "decision"\n"decisions/README.md" = false\n'
    result = checked(tmp_path, settings, files)
    assert [found.ref for found in result.graph.records] == ["decision:0001-queue", "person:jane.doe", "person:sam.lee"]
    queue = record(result, "decision:0001-queue")
    assert (queue.title, queue.place.adopted) == ("Use a queue", "decisions/*.md")
    assert result.graph.owner_of(queue) is record(result, "person:jane.doe")


@pytest.mark.parametrize("pattern", ["decisions/0001-queue.md", "docs/decisions/*.md", "0001-*.md", "/decisions/**"])
def test_a_pattern_is_relative_to_the_project_or_the_docs_folder(tmp_path: Path, pattern: str) -> None:
    result = checked(tmp_path, f'[kinds]\n"{pattern}" = "decision"\n', {"decisions/0001-queue.md": DECISION})
    assert record(result, "decision:0001-queue").place.adopted == pattern


def test_the_last_pattern_wins_but_false_wins_over_all(tmp_path: Path) -> None:
    files = {"x/a.md": DECISION, "x/b.md": "# B\n", "x/c.md": DECISION}
    settings = '[kinds]\n"x/c.md" = false\n"x/*.md" = "decision"\n"x/b.md" = "runbook"\n'
    refs = {found.ref for found in checked(tmp_path, settings, files).graph.records}
    assert refs == {"decision:a", "runbook:b", "person:jane.doe", "person:sam.lee"}


@pytest.mark.parametrize(("last", "ref", "status"), [("nygard", "a", None), ("kep", "x", "accepted")])
def test_of_two_presets_for_one_file_only_the_last_is_used(
    tmp_path: Path, last: str, ref: str, status: str | None
) -> None:
    settings = f'[kinds]\n"x/*.md" = {{ like = "madr-4" }}\n"x/a*.md" = {{ like = "{last}" }}\n"x/b.md" = "decision"\n'
    text = DECISION.replace("accepted", "implementable")
    result = checked(tmp_path, settings, {"x/a.md": text, "x/b.md": DECISION, "x/c.md": DECISION})
    found = record(result, f"decision:{ref}")
    assert (found.place.adopted, found.value("status")) == ("x/a*.md", status)
    assert record(result, "decision:c").place.adopted == "x/*.md"


def test_a_file_outside_the_docs_folder_is_left_alone(tmp_path: Path) -> None:
    settings = '[kinds]\n"adr/**/*.yaml" = "decision"\n"adr/template/" = false\n"adr/gone/" = false\n'
    files = {"/adr/a.yaml": "status: accepted\n", "/adr/template/b.yaml": "status: accepted\n"}
    result = checked(tmp_path, settings, files)
    assert [found.id for found in result.graph.records if found.kind == "decision"] == ["a"]
    assert reported(result, "DOC009") == ["docgraph.toml:4:1 DOC009"]


def test_a_pattern_without_files_is_reported_at_its_line(tmp_path: Path) -> None:
    result = checked(tmp_path, '[kinds]\n"adr/*.md" = "decision"\n"x/*.md" = false\n', {})
    assert reported(result) == ["docgraph.toml:2:1 DOC009", "docgraph.toml:3:1 DOC009"]
    assert {str(finding.severity) for finding in result.findings} == {"warning"}
    assert result.findings[0].message == "`kinds` names `adr/*.md`, but no file that is read matches it"
    assert result.findings[0].help == "correct the pattern, or delete it"


@pytest.mark.parametrize(
    ("pattern", "near"),
    [
        ("decisons/*.md", "decisions/*.md"),
        ("docs/decisons/[0-9]*.md", "docs/decisions/[0-9]*.md"),
        ("dosc/decisions/*.md", "docs/decisions/*.md"),
        ("docs/docs/*.md", ""),
        ("/decisions/archve/**/*.md", "/decisions/archive/**/*.md"),
        ("proposal/**/kep.yaml", "proposals/**/kep.yaml"),
        ("decisions/*.txt", ""),
        ("../decisons/*.md", ""),
        ("runbooks/*.md", ""),
    ],
)
def test_a_misspelled_folder_in_a_pattern_is_corrected_by_the_fix(tmp_path: Path, pattern: str, near: str) -> None:
    files = {"decisions/0001-queue.md": "# Queue\n", "decisions/archive/a.md": "# A\n", "/proposals/x.txt": "x\n"}
    result = checked(tmp_path, f'[kinds]\n"{pattern}" = "decision"\n', files)
    [finding] = [finding for finding in result.findings if finding.code == "DOC009"]
    assert finding.help == (f"write `{near}`; or delete the pattern" if near else "correct the pattern, or delete it")


def test_a_pattern_wins_over_the_settings_for_all_files_key_by_key(tmp_path: Path) -> None:
    text = DECISION.replace("owner:", "by:").replace("date:", "made:").replace("accepted", "done")
    settings = """\
keys = { made = "date", by = false }
values = { status = { done = "rejected", open = "proposed" } }
[kinds."adr/*.md"]
kind = "decision"
keys = { by = "owner" }
values = { status = { done = "accepted" } }
"""
    files = {"adr/a.md": text, "adr/b.md": text.replace("done", "open")}
    result = checked(tmp_path, settings, files)
    first, second = record(result, "decision:a"), record(result, "decision:b")
    assert (first.value("status"), first.value("owner"), str(first.value("date"))) == (
        "accepted", ("jane.doe",), "2024-01-02"
    )  # fmt: skip
    assert second.value("status") == "proposed"


def faults(folder: Path, settings: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        layout_of(project(folder, settings, {}))
    return str(refused.value).split("\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"a.md" = "decison"', "1: unknown kind `decison`; did you mean `decision`?"),
        ('"!a.md" = "decision"', "1: `!a.md` is not a pattern of paths; write one such as `decisions/*.md`"),
        ('"a.md" = true', "1: unknown kind `True`"),
        ('"a.md" = { like = "madr4" }', "12: unknown preset `madr4`; did you mean `madr-4`?"),
        ('"a.md" = "madr-4"', "1: `madr-4` is a preset, not a kind; name it with the key `like`"),
        ('"a.md" = { kind = "kep" }', "12: `kep` is a preset, not a kind; name it"),
        ('"a.md" = { body = true }', "1: `a.md` has no kind; add `kind` or `like`"),
        ('"a.md" = { kind = "decison" }', "12: unknown kind `decison`; did you mean `decision`?"),
        ('"a.md" = { kind = "decision", key = 1 }', "31: unknown key `key`; did you mean `keys`?"),
        ('"a.md" = { kind = "decision", id = "{stm}" }', "31: `id` must be a text with `{stem}`"),
        ('"a.md" = { kind = "decision", id = 3 }', "31: `id` must be a text with `{stem}`"),
        ('"a.md" = { kind = "decision", body = "no" }', "31: `body` must be true or false, not `no`"),
        ('"a.md" = { kind = "decision", defaults = { owner = "x" } }', "44: `defaults` cannot set `owner`"),
        ('"a.md" = { kind = "decision", defaults = { waivers = [] } }', "44: `defaults` cannot set `waivers`"),
        ('"a.md" = { kind = "decision", defaults = { sttus = "x" } }', "44: no key `sttus` of kind"),
        ('"a.md" = { kind = "decision", defaults = { status = "acepted" } }', "44: `acepted` is no value of `status`"),
        ('"a.md" = { kind = "decision", defaults = 1 }', "31: `defaults` must be a map with one entry for each"),
        ('"a.md" = { kind = "decision", keys = { by = "ownr" } }', "40: no key `ownr` of kind `decision`; did you"),
        ('"a.md" = { kind = "decision", keys = { by = "owner.x" } }', "40: no key `owner.x` of kind `decision`"),
        ('"a.md" = { kind = "decision", keys = { by = true } }', "40: `by` must be one of our keys, or false"),
        ('"a.md" = { kind = "decision", keys = [] }', "31: `keys` must be a map"),
        ('"a.md" = { kind = "decision", values = { title = { a = "b" } } }', "42: `title` takes any value"),
        ('"a.md" = { kind = "decision", values = { stat = { a = "b" } } }', "42: no key `stat` of kind"),
        ('"a.md" = { kind = "decision", values = { status = { a = "acepted" } } }', "53: `acepted` is no value"),
        ('"a.md" = { kind = "decision", values = { status = 1 } }', "42: `status` must be a map"),
        ('"a.md" = { kind = "decision", read = { date = { dates = ["YYYY-M-D", "YY"] } } }', "70: `YY` is not a form"),
        ('"a.md" = { kind = "decision", read = { date = { dates = [] } } }', "49: `dates` must be a list of forms"),
        ('"a.md" = { kind = "decision", read = { date = { form = "D" } } }', "49: unknown key `form`"),
        ('"a.md" = { kind = "decision", read = { date = { take = "all" } } }', "49: `take` must be `first` or `last`"),
        ('"a.md" = { kind = "decision", read = { date = { split = "" } } }', "49: `split` must be text"),
        ('"a.md" = { kind = "decision", read = { date = "x" } }', "40: `date` must be a map with `strip`"),
        ('"a.md" = { kind = "decision", read = { dat = {} } }', "40: no key `dat` of kind"),
        ('"a.md" = { kind = "decision", read = { status = { dates = ["YYYY"] } } }', "51: `status` is not a date, so"),
        ('"a.md" = { kind = "decision", defaults = { date = "2024-13-01" } }',
         "44: `2024-13-01` is not a valid date for `date`; write an existing day as YYYY-MM-DD"),
        ('"a.md" = { kind = "decision", defaults = { date = "soon" } }',
         "44: `soon` is not a valid date for `date`; write the date as YYYY-MM-DD"),
        ('"a.md" = { kind = "decision", defaults = { date = true } }', "44: `True` is not a valid date for `date`"),
        ('"a.md" = { kind = "decision", values = { status = { Done = "accepted", "* done" = "rejected" } } }',
         "72: `Done` and `* done` are the same value in documents; keep one of the two"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_and_column_and_the_next_step(tmp_path: Path, line: str, message: str) -> None:
    [fault] = faults(tmp_path, f"[kinds]\n{line}\n")
    assert fault.startswith(f"docgraph.toml:2:{message}")


@pytest.mark.parametrize(
    "default", ['status = "Accepted"', 'date = "2024-01-02"', "date = 2024-01-02", 'title = "Any"', "title = 3"]
)
def test_a_default_is_any_value_that_a_document_may_have(tmp_path: Path, default: str) -> None:
    settings = f'[kinds]\n"a.md" = {{ kind = "decision", defaults = {{ {default} }} }}\n'
    result = checked(tmp_path, settings, {"a.md": "---\nowner: jane.doe\n---\n"})
    key, _, value = default.partition(" = ")
    assert reported(result, "DOC007", "DOC003") == []
    assert str(record(result, "decision:a").value(key)) == value.strip('"').replace("Acc", "acc")


def test_a_date_may_be_in_a_nested_value(tmp_path: Path) -> None:
    settings = """\
[kinds."a.md"]
kind = "agent"
read = { reviews = { dates = ["YYYY-M-D"] }, hired = { dates = ["YYYY-M-D"] } }
"""
    text = "---\nowner: jane.doe\nhired: 2024-1-2\n---\n# A\n"
    assert str(record(checked(tmp_path, settings, {"a.md": text}), "agent:a").value("hired")) == "2024-01-02"


def test_two_spellings_of_a_value_with_one_meaning_are_no_fault(tmp_path: Path) -> None:
    words = '{ Done = "accepted", done = "accepted" }'
    settings = f'[kinds]\n"a.md" = {{ kind = "decision", values = {{ status = {words} }} }}\n'
    result = checked(tmp_path, settings, {"a.md": "---\nowner: jane.doe\nstatus: DONE\n---\n# A\n"})
    assert record(result, "decision:a").value("status") == "accepted"


@pytest.mark.parametrize("name", ["1", "2024", "1.5"])
def test_a_pattern_that_yaml_parses_as_a_number_is_to_be_quoted(tmp_path: Path, name: str) -> None:
    text = f"site_name: x\nplugins:\n  - docgraph:\n      kinds:\n        {name}: decision\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        layout_of(tmp_path)
    assert str(refused.value) == f"mkdocs.yml:5:9: the key `{name}` of `kinds` must be text; write it in quotes"


def test_settings_for_all_files_are_checked_against_all_adopted_kinds(tmp_path: Path) -> None:
    settings = 'keys = { by = "purpose", made = "dat" }\n[kinds]\n"a/*.md" = "decision"\n"b/*.md" = "agent"\n'
    assert faults(tmp_path, settings) == [
        "docgraph.toml:1:26: no key `dat` of kind `decision` or `agent`; did you mean `date`?"
    ]


def test_a_key_of_another_kind_is_known_and_not_read(tmp_path: Path) -> None:
    settings = 'keys = { made = "date" }\n[kinds]\n"a/*.md" = "decision"\n"b/*.md" = "runbook"\n'
    result = checked(tmp_path, settings, {"a/a.md": DECISION, "b/b.md": "---\nmade: x\nowner: jane.doe\n---\n# B\n"})
    assert not reported(result, "DOC004")


def test_mappings_without_a_pattern_are_reported(tmp_path: Path) -> None:
    assert faults(tmp_path, 'keys = { made = "date" }\n') == [
        "docgraph.toml:1:1: `keys` is about adopted files; name them under `kinds`, or delete it"
    ]


def test_the_same_settings_are_read_from_mkdocs_yml(tmp_path: Path) -> None:
    folder = project(tmp_path, "", {})
    (folder / "docgraph.toml").unlink()
    (folder / "mkdocs.yml").write_text(MKDOCS)
    with pytest.raises(SettingsError) as refused:
        layout_of(folder)
    assert str(refused.value).split("\n") == [
        "mkdocs.yml:5:9: unknown kind `decison`; did you mean `decision`?",
        "mkdocs.yml:8:18: no key `ownr` of kind `decision`; did you mean `owner`?",
    ]
    (folder / "mkdocs.yml").write_text(MKDOCS.replace("decison", "decision").replace("ownr", "owner"))
    assert layout_of(folder).settings.kinds["decisions/[0-9]*.md"] == "decision"
