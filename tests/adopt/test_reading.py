"""The rules by which documents of another form are read, in the order of the guide."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from docgraph.app import CheckResult, apply_fixes, check
from docgraph.export import EXPORTS, payload_of
from docgraph.report import ReportContext
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, record, reported

ADR = '[kinds]\n"adr/*.md" = "decision"\n'


def adr(folder: Path, header: str, body: str = "# A\n", settings: str = ADR, **more: str) -> CheckResult:
    """The result of a check of one decision, `adr/a.md`, and of more."""
    files = {"adr/a.md": f"---\n{header}\n---\n{body}", **{f"adr/{name}.md": text for name, text in more.items()}}
    return checked(folder, settings, files)


def value(result: CheckResult, key: str) -> object:
    return record(result, "decision:a").value(key)


def message(result: CheckResult, code: str) -> str:
    [finding] = [finding for finding in result.findings if finding.code == code]
    return f"{finding.message} | {finding.help}"


# 1. only files without a kind of ours


@pytest.mark.parametrize("kind", ["runbook", "Runbooks", "adr"])
def test_a_kind_of_ours_wins(tmp_path: Path, kind: str) -> None:
    result = adr(tmp_path, f"kind: {kind}\nowner: jane.doe")
    assert not any(found.place.adopted for found in result.graph.records)


@pytest.mark.parametrize("kind", ["Component", "remote", "ClusterRole"])
def test_a_kind_of_another_tool_is_no_obstacle(tmp_path: Path, kind: str) -> None:
    result = adr(tmp_path, f"apiVersion: v1\nkind: {kind}\nstatus: accepted\nowner: jane.doe\ndate: 2024-01-02")
    assert record(result, "decision:a").place.adopted == "adr/*.md"
    assert reported(result, "DOC002") == []


# 3. ids


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("0001_Use MQTT!", "0001-use-mqtt"),
        ("0002-plain", "0002-plain"),
        ("überblick", "uberblick"),
        ("reviewer.agent", "reviewer"),
        ("use-node.js", "use-node.js"),
    ],
)
def test_the_id_is_made_from_the_name_of_the_file(tmp_path: Path, name: str, ref: str) -> None:
    result = checked(tmp_path, ADR, {f"adr/{name}.md": "# A\n"})
    assert record(result, f"decision:{ref}").place.adopted
    assert reported(result, "DOC010") == []


@pytest.mark.parametrize(
    ("template", "ref"),
    [
        ("{folder}", "queue"),
        ("{number}", "0007"),
        ("adr-{number}", "adr-0007"),
        ("{key:doc.name}", "the-queue"),
        ("{key:none}", "0007-x"),
    ],
)
def test_the_id_follows_the_template(tmp_path: Path, template: str, ref: str) -> None:
    settings = f'[kinds."adr/**"]\nkind = "decision"\nid = "{template}"\nkeys = {{ doc = false }}\n'
    result = checked(tmp_path, settings, {"adr/queue/0007-x.md": "---\nid: own\ndoc: {name: The Queue}\n---\n# A\n"})
    assert record(result, f"decision:{ref}").place.adopted


def test_an_id_in_the_file_is_used_as_it_is_or_as_a_slug(tmp_path: Path) -> None:
    more = {"b": "---\nid: adr-7\n---\n# B\n", "c": "---\nsupersedes: 'ADR #12'\nowner: jane.doe\n---\n# C\n"}
    result = adr(tmp_path, "id: 'ADR #12'", **more)
    assert record(result, "decision:adr-12").aliases == ("ADR #12",)
    assert record(result, "decision:adr-7").aliases == ()
    assert reported(result, "REF001", "DOC010") == []


def test_two_files_with_one_id_are_reported(tmp_path: Path) -> None:
    settings = '[kinds."adr/*.md"]\nkind = "decision"\nid = "{number}"\n'
    result = checked(tmp_path, settings, {"adr/0001-a.md": "# A\n", "adr/0001-b.md": "# B\n"})
    assert reported(result, "DOC005") == ["adr/0001-b.md:1:1 DOC005"]


# 4. keys, then read, then values, then the types of the kind


def test_keys_are_read_and_mapped_in_this_order(tmp_path: Path) -> None:
    settings = """\
[kinds."adr/*.md"]
kind = "decision"
keys = { "meta.state" = "status", by = "decision-makers", metrics = false, ticket = "x-ticket" }
read = { status = { strip = "[]", split = "/", take = "last" }, decision-makers = { split = ";", strip = "@" } }
values = { status = { "in force" = "accepted" } }
"""
    header = "meta: {state: '[old / In  Force]'}\nby: '@jane.doe; @jdoe;'\nmetrics: {a: 1}\nticket: 7\nowner: jane.doe"
    result = adr(tmp_path, header, settings=settings)
    assert value(result, "status") == "accepted"
    assert value(result, "decision_makers") == ("jane.doe", "jdoe")
    assert value(result, "extra") == {"x-ticket": "7"}
    assert reported(result, "DOC004", "DOC007", "REF007") == []


@pytest.mark.parametrize("word", ["✅ Accepted", "* accepted", "ACCEPTED", "🚀 in FORCE", "- in  force"])
def test_signs_before_a_word_and_its_case_do_not_matter(tmp_path: Path, word: str) -> None:
    result = adr(tmp_path, f'status: "{word}"', settings=f'values.status = {{ "In force" = "accepted" }}\n{ADR}')
    assert value(result, "status") == "accepted"


@pytest.mark.parametrize("body", ["* Status: 🚀 In force\n", "## Status\n\nIn force\n", "**Status:** in force\n"])
def test_values_in_the_body_are_mapped_too(tmp_path: Path, body: str) -> None:
    settings = f'values.status = {{ "In force" = "accepted" }}\n{ADR}'
    assert value(checked(tmp_path, settings, {"adr/a.md": f"# A\n\n{body}"}), "status") == "accepted"


def test_the_setting_body_false_ignores_the_body(tmp_path: Path) -> None:
    settings = '[kinds]\n"adr/*.md" = { kind = "decision", body = false }\n'
    result = adr(tmp_path, "date: 2024-01-02", "# A\n\n* Status: no idea\n", settings)
    assert (value(result, "status"), reported(result, "DOC007")) == (None, [])


def test_an_unmapped_value_is_reported_with_the_setting_to_add(tmp_path: Path) -> None:
    result = adr(tmp_path, "state: on hold", settings=f'keys.state = "status"\n{ADR}')
    assert reported(result, "DOC007") == ["adr/a.md:2:8 DOC007"]
    assert message(result, "DOC007").endswith(
        '; or add `"on hold" = "<status>"` below `[values.status]` in docgraph.toml'
    )


def test_a_finding_names_their_key(tmp_path: Path) -> None:
    result = adr(
        tmp_path,
        "made:\n  on: {a: b}\nwho: '{ADR author}'",
        settings=f'keys = {{ "made.on" = "date", who = "owner" }}\n{ADR}',
    )
    assert message(result, "DOC003").startswith("`made.on` must be text, not a map")
    assert message(result, "DOC006").startswith("`who` is still the placeholder")
    assert reported(result, "DOC003", "DOC006") == ["adr/a.md:3:7 DOC003", "adr/a.md:4:6 DOC006"]


# 5. placeholders and absent values


@pytest.mark.parametrize("text", ["{ accepted }", "{accepted}", "{ A, B }", "{accepted | rejected}"])
def test_a_placeholder_of_a_template_is_one_finding(tmp_path: Path, text: str) -> None:
    result = adr(tmp_path, f"status: {text}\ndate: 2024-01-02\nowner: jane.doe\noptions: x\nwhy: y")
    assert reported(result) == ["adr/a.md:2:9 DOC006"]


@pytest.mark.parametrize("text", ["{}", "[]", "null", "~", ""])
def test_an_empty_value_is_absent(tmp_path: Path, text: str) -> None:
    settings = '[kinds]\n"adr/*.md" = { kind = "decision", defaults = { status = "proposed" } }\n'
    header = f"status: {text}\nconsulted: {text}\ndate: 2024-01-02\nowner: jane.doe\noptions: x\nwhy: y"
    result = adr(tmp_path, header, settings=settings)
    assert reported(result) == []
    assert value(result, "status") == "proposed"


# 6. lists


def test_text_with_commas_is_split_and_a_list_is_not(tmp_path: Path) -> None:
    result = adr(tmp_path, "consulted: jane.doe, sam.lee,\ninformed: ['Doe, Jane', sam.lee]")
    assert value(result, "consulted") == ("jane.doe", "sam.lee")
    assert value(result, "informed") == ("Doe, Jane", "sam.lee")


@pytest.mark.parametrize("authors", ["[jane.doe, sam.lee]", "jane.doe, sam.lee"])
def test_one_of_several_owners_is_never_assumed(tmp_path: Path, authors: str) -> None:
    result = adr(tmp_path, f"authors: {authors}", settings=f'keys.authors = "owner"\n{ADR}')
    assert reported(result, "OWN007") == ["adr/a.md:2:10 OWN007"]
    taken = f'keys.authors = "owner"\nread.owner = {{ split = ",", take = "first" }}\n{ADR}'
    result = adr(tmp_path, f"authors: {authors}", settings=taken)
    assert value(result, "owner") == ("jane.doe",)


def test_the_location_of_the_last_of_several_values_is_its_own(tmp_path: Path) -> None:
    settings = f'read.owner = {{ split = ";", take = "last" }}\n{ADR}'
    result = adr(tmp_path, "owner: jane.doe; nobody.here", settings=settings)
    assert reported(result, "REF001") == ["adr/a.md:2:18 REF001"]


# 7. dates


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("YYYY-M-D", "2023-9-15", "2023-09-15"),
        ("MMMM D, YYYY", "September 20, 2024", "2024-09-20"),
        ("D MMM YYYY", "3 mar 2024", "2024-03-03"),
        ("DD.MM.YYYY", "03.02.2024", "2024-02-03"),
        ("MM/DD/YYYY", "03/02/2024", "2024-03-02"),
        ("on YYYY.MM.DD", "on 2024.01.02", "2024-01-02"),
    ],
)
def test_dates_are_read_in_the_forms_of_the_settings(tmp_path: Path, form: str, text: str, day: str) -> None:
    result = adr(tmp_path, f'date: "{text}"', settings=f'read.date.dates = ["{form}"]\n{ADR}')
    assert str(value(result, "date")) == day


@pytest.mark.parametrize("text", ["2023-9-31", "15.9.2023", "2023-9-15 or so", "2023-13-1"])
def test_other_dates_stay_invalid(tmp_path: Path, text: str) -> None:
    result = adr(tmp_path, f"made: {text}", settings=f'keys.made = "date"\nread.date.dates = ["YYYY-M-D"]\n{ADR}')
    assert reported(result, "DOC007") == ["adr/a.md:2:7 DOC007"]
    assert "to `read.date.dates` in docgraph.toml" in message(result, "DOC007")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2023-9-15", "YYYY-M-D"),
        ("2023-9-5", "YYYY-M-D"),
        ("15.09.2023", "D.M.YYYY"),
        ("09/15/2023", "M/D/YYYY"),
        ("20. sep 2024", "D. MMM YYYY"),
        ("September 20, 2024", "MMMM D, YYYY"),
        ("2023.09.15.", "YYYY.M.D."),
    ],
)
def test_the_fix_of_a_date_shows_the_setting_that_reads_it(tmp_path: Path, text: str, form: str) -> None:
    header = f"made: '{text}'"
    result = adr(tmp_path / "a", header, settings=f'keys.made = "date"\n{ADR}')
    entry = f'`dates = ["{form}"]` below `[read.date]` in docgraph.toml'
    assert message(result, "DOC007").endswith(f"; or add {entry}")
    added = f'keys.made = "date"\n{ADR}[read.date]\n{entry.split("`")[1]}\n'
    result = adr(tmp_path / "b", header, settings=added)
    assert (reported(result, "DOC007"), value(result, "date") is None) == ([], False)
    result = adr(tmp_path / "c", header, settings=f'keys.made = "date"\nread.date.dates = ["DDMMYYYY"]\n{ADR}')
    assert message(result, "DOC007").endswith(f'; or add `"{form}"` to `read.date.dates` in docgraph.toml')


@pytest.mark.parametrize("text", ["3.2.2023", "May 5, 2024", "5th June 2024", "2024", "31.2.2024", '1"13"2024'])
def test_the_fix_shows_no_setting_if_none_or_several_read_a_date(tmp_path: Path, text: str) -> None:
    result = adr(tmp_path, f"date: '{text}'")
    assert message(result, "DOC007").endswith("; or add its form to `read.date.dates` in docgraph.toml")


def test_dates_in_the_body_are_read_too(tmp_path: Path) -> None:
    settings = f'read.date.dates = ["D-MMM-YYYY"]\n{ADR}'
    assert str(value(checked(tmp_path, settings, {"adr/a.md": "# A\n\nDate: 15-Mar-2023\n"}), "date")) == "2023-03-15"


# 8. references


@pytest.mark.parametrize(
    "text",
    [
        "0001-queue",
        "Use a queue",
        "ADR-0001",
        "0001",
        "1",
        "'[Queue](0001-queue.md)'",
        "0001-queue.md",
        "./0001-queue.md",
        "docs/adr/0001-queue.md",
        "/docs/adr/0001-queue.md",
    ],
)
def test_a_reference_finds_a_document(tmp_path: Path, text: str) -> None:
    result = adr(tmp_path, f"supersedes: {text}\ndate: 2024-01-02", **{"0001-queue": "# Use a queue\n"})
    assert reported(result, "REF001", "REF003", "REF004") == []
    assert [edge.target.ref for edge in result.graph.edges if edge.relation == "supersedes"] == ["decision:0001-queue"]


@pytest.mark.parametrize("text", ["../keps/queue", "docs/keps/queue", "/docs/keps/queue/"])
def test_a_reference_finds_the_only_document_of_a_folder(tmp_path: Path, text: str) -> None:
    files = {"adr/a.md": f"---\nsupersedes: {text}\n---\n# A\n", "keps/queue/kep.md": "# Q\n"}
    settings = '[kinds]\n"adr/*.md" = "decision"\n"keps/**" = { kind = "decision", id = "{folder}" }\n'
    result = checked(tmp_path, settings, files)
    assert reported(result, "REF001") == []
    files["keps/queue/more.md"] = "---\nid: more\n---\n# M\n"
    assert "adr/a.md:2:13 REF003" in reported(checked(tmp_path, settings.replace(', id = "{folder}"', ""), files))


def test_two_documents_with_one_number_are_ambiguous(tmp_path: Path) -> None:
    result = adr(tmp_path, "supersedes: ADR-0001", **{"0001-b": "# B\n", "0001-c": "# C\n"})
    assert reported(result, "REF003") == ["adr/a.md:2:13 REF003"]


@pytest.mark.parametrize("text", ["None (first decision)", "none", "n/a", "N/A - new", "[None yet]"])
def test_a_reference_to_none_is_absent(tmp_path: Path, text: str) -> None:
    result = adr(tmp_path, f"supersedes: {text}\nconsulted: {text}\ndate: 2024-01-02")
    assert reported(result, "REF001", "REF007") == []


def test_an_owner_none_is_no_owner(tmp_path: Path) -> None:
    assert reported(adr(tmp_path, "owner: none"), "OWN012", "DEC001")


# 10. front matter and body that mean the same


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("status: accepted", "**Status:** Accepted, since it works\n"),
        ("status: in force", "**Status:** accepted\n"),
        ("superseded-by: '0001'\nstatus: superseded", "**Superseded by:** [Use a queue](0001-queue.md)\n"),
        ("date: 2024-1-2", "**Date:** January 2, 2024\n"),
        ("deciders: jdoe", "**Deciders:** Jane Doe\n"),
    ],
)
def test_the_same_in_other_words_is_no_conflict(tmp_path: Path, header: str, body: str) -> None:
    settings = f'values.status = {{ "in force" = "accepted" }}\nread.date.dates = ["YYYY-M-D", "MMMM D, YYYY"]\n{ADR}'
    result = adr(tmp_path, header, f"# A\n\n{body}", settings, **{"0001-queue": "# Use a queue\n"})
    assert reported(result, "DOC008") == []


def test_a_difference_is_a_conflict(tmp_path: Path) -> None:
    result = adr(tmp_path, "status: accepted", "# A\n\n**Status:** rejected\n")
    assert reported(result, "DOC008") == ["adr/a.md:6:13 DOC008"]


# 11. every adopted record is marked


def test_an_adopted_record_is_marked_in_the_export(tmp_path: Path) -> None:
    result = adr(tmp_path, "status: accepted")
    payload = payload_of(ReportContext(result.graph, result.findings, 1, 1))
    marks = {found["id"]: found.get("adopted", "") for found in payload.records}
    assert marks == {"a": "adr/*.md", "jane.doe": "", "sam.lee": ""}
    assert '"adopted": "adr/*.md"' in "".join(EXPORTS["json"](payload).values())


# 12. decisions of known forms

NYGARD = """\
# 2. Use a queue

Date: 2024-01-02

## Status

Superseded by [3. Use another](0003-other.md)

## Context

We need one.
"""
MADR_2 = """\
# Use a queue

* Status: superseded by [ADR-0003](0003-other.md)
* Deciders: Jane Doe, sam.lee
* Date: 2024-01-02

## Context and Problem Statement

We need one.
"""
MADR_3 = """\
---
status: superseded by {}
date: 2024-01-02
deciders: Jane Doe, sam.lee
---
# Use a queue
"""


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        ("nygard", NYGARD),
        ("nygard", NYGARD.replace("Superseded", "Accepted\n\nSuperseded")),
        ("madr-2", MADR_2),
        ("madr-2", MADR_2.replace("* ", "- ")),
        ("madr-3", MADR_3.format("ADR-0003")),
        ("madr-3", MADR_3.format("[ADR-0003](0003-other.md)")),
        ("madr-4", MADR_3.format("ADR-0003").replace("deciders", "decision-makers")),
    ],
)
def test_a_superseded_decision_of_a_known_form_is_read(tmp_path: Path, preset: str, text: str) -> None:
    settings = f'[kinds]\n"adr/*.md" = {{ like = "{preset}" }}\n'
    files = {"adr/0002-queue.md": text, "adr/0003-other.md": NYGARD.replace("2. Use a queue", "3. Use another")}
    queue = record(checked(tmp_path, settings, files), "decision:0002-queue")
    assert (queue.value("status"), str(queue.value("date"))) == ("superseded", "2024-01-02")
    assert queue.value("decision_makers") == (() if preset == "nygard" else ("Jane Doe", "sam.lee"))
    result = checked(tmp_path, settings, files)
    edges = [(edge.source.ref, edge.target.ref) for edge in result.graph.edges if edge.relation == "supersedes"]
    assert ("decision:0003-other", "decision:0002-queue") in edges


@pytest.mark.parametrize("preset", ["nygard", "madr-2", "madr-3", "madr-4"])
def test_no_status_is_no_status(tmp_path: Path, preset: str) -> None:
    result = checked(
        tmp_path, f'[kinds]\n"adr/*.md" = {{ like = "{preset}" }}\n', {"adr/a.md": "# A\n\nDate: 2024-01-02\n"}
    )
    assert value(result, "status") is None


# 13. front matter below a heading


def test_front_matter_below_a_heading_is_reported_at_its_line(tmp_path: Path) -> None:
    text = "# A\n\nIntroduction.\n\n---\nstate: x\n---\n\nText.\n"
    result = checked(tmp_path, f'keys.state = "status"\n{ADR}', {"adr/a.md": text})
    assert reported(result) == ["adr/a.md:5:1 DOC012"]


def test_a_thematic_break_is_no_front_matter(tmp_path: Path) -> None:
    text = "# A\n\nText.\n\n---\nNote: nothing of ours\n---\n"
    assert reported(checked(tmp_path, ADR, {"adr/a.md": text}), "DOC012") == []


HEADER = "state: x\ndate: 2024-01-02\n"
READ = "---\nstatus: accepted\ndate: 2024-01-02\nowner: jane.doe\n---\n# A\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f"\n---\n{HEADER}---\n# A\n", "2:1", "there is whitespace before the front matter"),
        (f" \n\n---\n{HEADER}\n---\n# A\n", "3:1", "there is whitespace before the front matter"),
        ("\r\n---\r\nstate: x\r\n---\r\n# A\r\n", "2:1", "there is whitespace before the front matter"),
        ("\u200b---\nstate: x\n---\n# A\n", "1:2", "an invisible character (U+200B)"),
        ("---\u00a0\nstate: x\n---\n# A\n", "1:1", "a front matter fence contains an invisible character (U+00A0)"),
        (f"----\n{HEADER}----\n# A\n", "1:1", "the front matter fences have more than three dashes"),
        ("  ---\n  state: x\n  ---\n# A\n", "1:3", "the front matter is indented"),
        (f"---\n{HEADER}\n# A\n", "1:1", "the front matter is never closed"),
        ("+++\nstate = 'x'\n+++\n# A\n", "1:1", "this is TOML front matter"),
    ],
)
def test_front_matter_that_mkdocs_does_not_read_is_reported(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    project(tmp_path, f'keys.state = "status"\n{ADR}', {"adr/a.md": ""})
    (tmp_path / "docs/adr/a.md").write_bytes(text.encode())
    result = check(project_at(layout_of(tmp_path), DAY))
    [finding] = result.findings
    assert (finding.code, str(finding.at)) == ("DOC012", f"docs/adr/a.md:{place}")
    assert message in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "\n---\nNote: nothing of ours\n---\n# A\n",
        "\n---\n\ndate: 2024-01-02\n\n---\n# A\n",
        "---\n\ndate: 2024-01-02\n\n# A\n",
        "\n---\nState: accepted, and more\n\nText of this page.\n\n---\n# A\n",
        "+++\nnote = 'x'\n+++\n# A\n",
    ],
)
def test_thematic_breaks_and_other_text_at_the_top_are_no_front_matter(tmp_path: Path, text: str) -> None:
    result = checked(tmp_path, f'keys.state = "status"\n{ADR}', {"adr/a.md": text})
    assert reported(result, "DOC012") == []


def test_a_blank_line_before_front_matter_is_removed_where_fixes_are_applied(tmp_path: Path) -> None:
    folder = project(tmp_path, ADR, {"adr/a.md": f"\n{READ}"})
    given = project_at(layout_of(folder), DAY)
    assert apply_fixes(given).changed == ()
    [source] = apply_fixes(replace(given, fixes_adopted=True)).changed
    assert source.content.decode() == READ


def test_invalid_front_matter_of_an_adopted_file_is_an_error(tmp_path: Path) -> None:
    result = adr(tmp_path, "status: [accepted", b="---\nsupersedes: a\nowner: jane.doe\n---\n# B\n")
    [finding] = [finding for finding in result.findings if finding.code == "DOC001"]
    assert str(finding.severity) == "error"
    assert reported(result, "REF001") == []


def test_keys_name_labels_of_a_body_too(tmp_path: Path) -> None:
    settings = """\
[kinds."a/*.md"]
like = "madr-2"
keys = { deciders = "owner", informed = false }
read = { owner = { split = "," } }
"""
    head = "# A\n\n* Status: accepted\n* Deciders: {}\n* Date: 2024-01-02\n* Informed: nobody\n\n## Context\n"
    result = checked(tmp_path, settings, {"a/one.md": head.format("jdoe"), "a/two.md": head.format("jdoe, sam.lee")})
    one, two = record(result, "decision:one"), record(result, "decision:two")
    assert (one.value("owner"), one.value("decision-makers"), one.value("informed")) == (("jdoe",), (), ())
    assert two.value("owner") == ("jdoe", "sam.lee")
    [several] = [finding for finding in result.findings if finding.code == "OWN007"]
    assert (several.at.path, several.at.line, several.at.column) == ("docs/a/two.md", 4, 13)
    assert two.place.their_keys == {"owner": "deciders"}


def test_a_label_of_a_body_has_no_effect_beside_a_value_under_our_key(tmp_path: Path) -> None:
    settings = '[kinds."a/*.md"]\nkind = "decision"\nkeys = { deciders = "owner" }\n'
    text = "# A\n\n* Owner: sam.lee\n* Deciders: jdoe\n"
    assert record(checked(tmp_path, settings, {"a/one.md": text}), "decision:one").value("owner") == ("sam.lee",)


@pytest.mark.parametrize("text", ["/keps/queue/README.md", "'[queue](/keps/queue/README.md)'", "/keps/queue/readme.md"])
def test_a_reference_to_a_readme_finds_the_record_in_the_data_file_beside_it(tmp_path: Path, text: str) -> None:
    files = {"adr/a.md": f"---\nsupersedes: {text}\n---\n# A\n", "/keps/queue/kep.yaml": "title: Use a queue\n"}
    settings = '[kinds]\n"adr/*.md" = "decision"\n"keps/**/kep.yaml" = { like = "kep" }\n'
    result = checked(tmp_path, settings, files)
    assert reported(result, "REF001") == []
    assert [edge.target.ref for edge in result.graph.edges if edge.relation == "supersedes"] == ["decision:queue"]


@pytest.mark.parametrize("text", ["/adr/README.md", "/keps/queue/notes.md"])
def test_other_pages_of_a_folder_are_no_record(tmp_path: Path, text: str) -> None:
    files = {"adr/a.md": f"---\nsupersedes: {text}\n---\n# A\n", "/keps/queue/kep.yaml": "title: Use a queue\n"}
    settings = '[kinds]\n"adr/*.md" = "decision"\n"keps/**/kep.yaml" = { like = "kep" }\n'
    assert reported(checked(tmp_path, settings, files), "REF001") == ["adr/a.md:2:13 REF001"]


def test_a_url_in_place_of_a_record_is_not_the_id_of_a_new_document(tmp_path: Path) -> None:
    result = adr(tmp_path, "supersedes: https://example.org/design/queue")
    [finding] = [finding for finding in result.findings if finding.code == "REF001"]
    assert finding.help == "write a valid decision id in place of the URL"
