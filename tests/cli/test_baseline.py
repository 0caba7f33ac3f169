"""`docgraph baseline`, and how the command treats the file it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command

FILE = "docgraph-baseline.json"
PEOPLE = "---\nkind: people\npeople: [{id: jane.doe, title: Jane Doe}]\n---\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docgraph.toml").write_text("", encoding="utf-8")
    (tmp_path / "docs" / "people.md").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "docs" / "d.md").write_text("---\nkind: decision\ndate: 2026-01-01\n---\n", encoding="utf-8")
    return tmp_path


def test_a_baseline_lets_only_new_findings_fail(project: Path, docgraph: Command) -> None:
    refused = docgraph("baseline", cwd=project)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "add `--until 2027-02-19`" in refused.stderr
    assert not (project / FILE).exists()

    accepted = docgraph("baseline", "--until", "2027-02-19", "--by", "jane.doe", cwd=project)
    assert (accepted.returncode, accepted.stderr) == (0, "")
    assert accepted.stdout.startswith(f"{FILE}: 1 finding accepted until 2027-02-19\n")
    assert json.loads((project / FILE).read_text(encoding="utf-8")) == {
        "version": 1,
        "digest": "8f72136c7ae58e97",
        "findings": [
            {
                "fingerprint": "9c975583e14bd380",
                "code": "DEC001",
                "subject": "decision:d",
                "path": "docs/d.md",
                "accepted-by": "jane.doe",
                "date": "2026-11-21",
                "until": "2027-02-19",
            }
        ],
    }

    fine = docgraph("check", cwd=project)
    assert (
        fine.stdout == "no findings in 2 documents, as of 2026-11-21\nbaseline: 1 finding, 1 without an active owner\n"
    )
    assert fine.returncode == 0
    for form in ("concise", "github"):
        assert docgraph("check", "--format", form, cwd=project).stdout == fine.stdout
    assert docgraph("check", "--statistics", cwd=project).stdout == fine.stdout
    assert docgraph("check", "--no-baseline", cwd=project).returncode == 1
    assert docgraph("check", "--as-of", "2027-02-20", "--format", "concise", cwd=project).stdout.splitlines()[1:] == [
        "1 error in 2 documents, as of 2027-02-20",
        "baseline: 0 findings; 1 more expired",
    ]

    (project / "docs" / "e.md").write_text("---\nkind: decision\ndate: 2026-01-01\n---\n", encoding="utf-8")
    failed = docgraph("check", "--format", "concise", cwd=project)
    assert failed.returncode == 1
    assert failed.stdout.startswith("docs/e.md:2:1: DEC001")


def test_json_has_accepted_findings_with_their_terms(project: Path, docgraph: Command) -> None:
    docgraph("baseline", "--until", "2027-02-19", cwd=project)
    report = json.loads(docgraph("check", "--format", "json", cwd=project).stdout)
    assert report["baseline"] == {"findings": 1, "without-owner": 1, "expired": 0}
    assert report["findings"][0]["accepted"] == {
        "reason": "in the baseline",
        "by": "",
        "date": "2026-11-21",
        "until": "2027-02-19",
    }


def test_a_finding_that_adopted_files_repeat_is_one_entry_also_in_new_files(project: Path, docgraph: Command) -> None:
    (project / "docgraph.toml").write_text('[kinds]\n"adr/*.md" = "decision"\n', encoding="utf-8")
    (project / "docs" / "d.md").unlink()
    (project / "docs" / "adr").mkdir()
    text = "---\nowner: jane.doe\ndate: 2026-01-01\nlayout: wide\n---\n# D\n"
    for name in "abc":
        (project / "docs" / "adr" / f"{name}.md").write_text(text, encoding="utf-8")
    assert docgraph("baseline", cwd=project).stdout.startswith(f"{FILE}: 1 finding accepted\n")
    for name in "0z":
        (project / "docs" / "adr" / f"{name}.md").write_text(text, encoding="utf-8")
    run = docgraph("check", "--fail-on", "warning", cwd=project)
    assert run.stdout == "no findings in 6 documents, as of 2026-11-21\nbaseline: 1 finding\n"
    assert docgraph("baseline", "--update", cwd=project).stdout == f"{FILE}: 0 entries removed, 1 entry left\n"


def test_it_never_overwrites_and_says_how_to_change(project: Path, docgraph: Command) -> None:
    assert docgraph("baseline", "--update", cwd=project).returncode == 2
    docgraph("baseline", "--until", "2027-02-19", cwd=project)
    before = (project / FILE).read_bytes()
    again = docgraph("baseline", "--until", "2028-02-19", cwd=project)
    assert again.returncode == 2
    assert "`docgraph baseline --update`" in again.stderr
    assert (project / FILE).read_bytes() == before
    assert docgraph("baseline", "--update", cwd=project).stdout == f"{FILE}: 0 entries removed, 1 entry left\n"
    assert (project / FILE).read_bytes() == before

    text = "---\nkind: decision\nowner: jane.doe\ndate: 2026-01-01\n---\n"
    (project / "docs" / "d.md").write_text(text, encoding="utf-8")
    assert docgraph("baseline", "--update", cwd=project).stdout == f"{FILE}: 1 entry removed, 0 entries left\n"
    assert docgraph("check", cwd=project).stdout.endswith("\nbaseline: 0 findings\n")


def test_accept_adds_the_findings_of_one_rule(project: Path, docgraph: Command) -> None:
    options = ("--accept", "DEC001", "--by", "jane.doe")
    assert docgraph("baseline", *options[:2], cwd=project).returncode == 2
    assert docgraph("baseline", *options, cwd=project).returncode == 2
    assert docgraph("baseline", *options, "--update", cwd=project).returncode == 2
    assert docgraph("baseline", *options, "--until", "2027-01-01", cwd=project).returncode == 0
    assert docgraph("check", cwd=project).returncode == 0
    none = docgraph("baseline", *options, "--until", "2027-01-01", cwd=project)
    assert (none.returncode, none.stdout) == (0, "no open findings of DEC001; nothing to accept\n")


def test_without_a_record_or_a_finding_no_baseline_is_created(project: Path, docgraph: Command) -> None:
    (project / "docs" / "d.md").unlink()
    fine = docgraph("baseline", cwd=project)
    assert (fine.returncode, fine.stdout) == (0, "no open findings; nothing to accept\n")
    (project / "docs" / "people.md").write_text("# No record\n", encoding="utf-8")
    empty = docgraph("baseline", cwd=project)
    assert empty.returncode == 2
    assert empty.stderr.startswith("docgraph: no document with a `kind`")
    assert not (project / FILE).exists()


NEXT = "restore it from version control, or delete it and run `docgraph baseline`"
DAMAGE: dict[str, tuple[Callable[[str], str], str]] = {
    "not JSON": (lambda text: text.replace("[", "[,"), f"{FILE}:4:16: is not valid JSON; {NEXT}"),
    "empty": (lambda text: "", f"{FILE}:1:1: is not valid JSON; {NEXT}"),
    "a list": (lambda text: "[]", f"{FILE}:1:1: is not a baseline; {NEXT}"),
    "deep": (lambda text: "[" * 100_000, f"{FILE}:1:1: is not valid JSON; {NEXT}"),
    "another version": (
        lambda text: text.replace('"version": 1', '"version": 2'),
        f"{FILE}:2:3: has version 2; this docgraph reads version 1; delete it and run `docgraph baseline`",
    ),
    "no version": (
        lambda text: text.replace('"version": 1,', ""),
        f"{FILE}:1:1: has version null; this docgraph reads version 1; delete it and run `docgraph baseline`",
    ),
    "a later day": (
        lambda text: text.replace("2027-02-19", "2099-02-19"),
        f"{FILE}:3:3: was edited by hand: the digest of its entries differs; {NEXT}",
    ),
    "no day": (
        lambda text: text.replace(', "until": "2027-02-19"', ""),
        f"{FILE}:3:3: was edited by hand: the digest of its entries differs; {NEXT}",
    ),
    "no date": (
        lambda text: text.replace('"date": "2026-11-21"', '"date": "soon"'),
        f"{FILE}:5:5: was edited by hand: this is not a valid entry; {NEXT}",
    ),
    "another key": (
        lambda text: text.replace('"date"', '"why": "x", "date"'),
        f"{FILE}:5:5: was edited by hand: this is not a valid entry; {NEXT}",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_stops_every_run_with_its_place_and_the_next_step(
    project: Path, docgraph: Command, damage: str
) -> None:
    docgraph("baseline", "--until", "2027-02-19", cwd=project)
    change, message = DAMAGE[damage]
    file = project / FILE
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    for command in (("check",), ("baseline", "--update"), ("check", "--fix")):
        run = docgraph(*command, cwd=project)
        assert (run.returncode, run.stdout, run.stderr) == (2, "", f"docgraph: {message}\n"), run.stderr
    assert docgraph("check", "--no-baseline", cwd=project).returncode == 1


def test_another_layout_of_the_same_json_is_no_damage(project: Path, docgraph: Command) -> None:
    docgraph("baseline", "--until", "2027-02-19", cwd=project)
    file = project / FILE
    text = json.dumps(json.loads(file.read_text(encoding="utf-8")), indent=4, sort_keys=True).replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert docgraph("check", cwd=project).returncode == 0


def test_a_file_that_the_settings_name_must_exist(project: Path, docgraph: Command) -> None:
    (project / "docgraph.toml").write_text('baseline = "checks/accepted.json"\n', encoding="utf-8")
    run = docgraph("check", cwd=project)
    assert run.returncode == 2
    assert run.stderr == (
        "docgraph: docgraph.toml:1:1: `baseline: checks/accepted.json` does not exist; run `docgraph baseline` to write"
        " it, or delete the setting\n"
    )
    (project / "checks").mkdir()
    assert docgraph("baseline", "--until", "2027-02-19", cwd=project).returncode == 0
    assert docgraph("check", cwd=project).returncode == 0
    assert (project / "checks" / "accepted.json").is_file()


@pytest.mark.parametrize("path", ["../b.json", "/b.json", "a\\\\b.json"])
def test_a_file_outside_the_project_is_refused(project: Path, docgraph: Command, path: str) -> None:
    (project / "docgraph.toml").write_text(f'baseline = "{path}"\n', encoding="utf-8")
    run = docgraph("check", cwd=project)
    assert run.returncode == 2
    assert "`baseline` must be the path of a file below the folder of the settings" in run.stderr


def test_an_unwritable_file_is_an_error(project: Path, docgraph: Command) -> None:
    (project / "docgraph.toml").write_text('baseline = "missing/accepted.json"\n', encoding="utf-8")
    run = docgraph("baseline", "--until", "2027-02-19", cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "docgraph: accepted.json: cannot be written: No such file or directory\n"


@pytest.mark.parametrize("exists", [False, True])
def test_it_does_not_write_through_a_symlink(project: Path, docgraph: Command, exists: bool) -> None:
    options = ("--accept", "DEC001", "--by", "jane.doe", "--until", "2027-02-19")
    target = project / "elsewhere.json"
    if exists:
        docgraph("baseline", *options, cwd=project)
        (project / FILE).rename(target)
        (project / "docs" / "e.md").write_text("---\nkind: decision\ndate: 2026-01-01\n---\n", encoding="utf-8")
    (project / FILE).symlink_to(target)
    before = target.read_bytes() if exists else None
    run = docgraph("baseline", *options, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        f"docgraph: {FILE}: is a symbolic link; replace it with a file, or delete it; nothing was written\n"
    )
    assert (target.read_bytes() if target.exists() else None) == before


def test_a_folder_in_the_place_of_the_file_is_an_error(project: Path, docgraph: Command) -> None:
    (project / FILE).mkdir()
    run = docgraph("check", cwd=project)
    assert run.returncode == 2
    assert f"{FILE}: cannot be read: Is a directory" in run.stderr


def test_a_cached_report_is_not_used_with_another_baseline(project: Path, docgraph: Command) -> None:
    cache = {"DOCGRAPH_CACHE_DIR": str(project / "cache")}
    assert docgraph("check", cwd=project, **cache).returncode == 1
    docgraph("baseline", "--until", "2027-02-19", cwd=project)
    assert docgraph("check", cwd=project, **cache).returncode == 0
    assert docgraph("check", "--no-baseline", cwd=project, **cache).returncode == 1
    (project / FILE).unlink()
    assert docgraph("check", cwd=project, **cache).returncode == 1
    (project / FILE).mkdir()
    assert docgraph("check", cwd=project, **cache).returncode == 2
