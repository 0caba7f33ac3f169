"""`docgraph init`: the draft of people to review, and the key that names the owner."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from tests.cli.test_init import put, tree
from tests.conftest import ENVIRONMENT, Command

PROBLEM = "# A\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* a\n* b\n"
ADR = f"---\nstatus: accepted\ndate: 2024-01-02\nmade_by: {{}}\nauthor: {{}}\n---\n{PROBLEM}"
NAMES = ("Jane Doe", "J. Doe", "@jane-doe", "Sam Lee", "Sam Lee (Sales)")
PEOPLE = """\
---
kind: people
people:
  - {id: jane-doe, title: Jane Doe, aliases: [J. Doe]}
  - {id: sam-lee, title: Sam Lee, aliases: [Sam Lee (Sales), team-a]}
---
# People
"""
REVIEW = "Review people-draft.csv: who is one person, and who has left? Then"
PATTERN = '"docs/adr/[0-9]*.md"'


def adrs(root: Path, settings: str = "") -> Path:
    put(root, {f"docs/adr/{number:04}-a.md": ADR.format("team-a", repr(name)) for number, name in enumerate(NAMES)})
    return put(root, {"docgraph.toml": settings}) if settings else root


def with_owners(docgraph: Command, root: Path) -> bool:
    """Whether every decision has an owner, once the people are described."""
    put(root, {"docs/people.md": PEOPLE})
    run = docgraph("check", "--select", "DEC001", cwd=root)
    assert "document" in run.stdout, run.stderr
    return run.returncode == 0


def draft_lines(root: Path) -> list[str]:
    return (root / "people-draft.csv").read_text(encoding="utf-8").splitlines()


def test_people_are_drafted_and_read_after_a_review(tmp_path: Path, docgraph: Command) -> None:
    adrs(tmp_path)
    put(tmp_path, {"CODEOWNERS": "* @sam-lee\n"})
    run = docgraph("init", "--yes", "--owner-key", "author", cwd=tmp_path)
    assert "  people: 5 spellings in 5 documents, probably 2 people\n" in run.stdout
    assert run.stdout.endswith(
        "Next: docgraph check, then docgraph baseline --until DATE to accept what it reports today\n"
        f"{REVIEW} remove the `#` before `people` in docgraph.toml\n"
    )
    header, jane, sam = draft_lines(tmp_path)
    assert header == "id,title,aliases,email,joined,left,x-review,x-spellings,x-keys,x-files"
    assert jane.startswith(
        'jane-doe,Jane Doe,J. Doe,,,,"still active? If not, fill in left; all spellings this person?"'
    )
    settings = (tmp_path / "docgraph.toml").read_text(encoding="utf-8")
    assert settings.endswith(
        f'{PATTERN} = {{ like = "madr-3", keys = {{ author = "owner" }} }}\n\n'
        "# People named in the documents: review people-draft.csv (check who is one person and who has left),\n"
        "# then remove `# ` from the next two lines.\n"
        '# [people]\n# from = ["people-draft.csv", "CODEOWNERS"]\n'
    )
    assert docgraph("check", "--select", "DEC001", "--format", "concise", cwd=tmp_path).stdout.count(" DEC001 ") == 5

    settings = settings.replace("# [people]\n# from", "[people]\nfrom")
    put(tmp_path, {"docgraph.toml": settings})
    run = docgraph("check", "--select", "OWN,DEC001,DOC", "--format", "concise", cwd=tmp_path)
    assert run.stdout.startswith("no findings in 6 documents, ")
    put(tmp_path, {"people-draft.csv": "\n".join((header, jane.replace(",,,,", ",,,2020-01-01,", 1), sam))})
    assert docgraph("check", "--select", "OWN004", "--format", "concise", cwd=tmp_path).stdout.count(" OWN004 ") == 3


def test_a_draft_is_made_for_the_settings_of_a_project_and_never_replaced(tmp_path: Path, docgraph: Command) -> None:
    settings = f'docs-dir = "docs"\n[kinds]\n{PATTERN} = "decision"\n'
    adrs(tmp_path, settings)
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert (
        "Review people-draft.csv: who is one person, and who has left? Then name it in `people.from` of docgraph.toml\n"
        in run.stdout
    )
    assert draft_lines(tmp_path)[1].startswith("jane-doe,")
    put(tmp_path, {"people-draft.csv": "id,title\nx,X\n"})
    before = tree(tmp_path)
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert "Already there: docgraph.toml, people-draft.csv, " in run.stdout
    assert tree(tmp_path) == before
    put(
        tmp_path,
        {"docgraph.toml": f"{settings}[people]\nfrom = ['people.csv']\n", "people.csv": "title\nJane Doe\nSam Lee\n"},
    )
    os.remove(tmp_path / "people-draft.csv")
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert "  people: 2 spellings in 2 documents, probably 2 people\n" in run.stdout


def test_settings_that_are_not_valid_are_reported(tmp_path: Path, docgraph: Command) -> None:
    adrs(tmp_path, 'docs-dir = "docs"\nprofil = "adopt"\n')
    before = tree(tmp_path)
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "docgraph.toml:2:1: unknown setting `profil`" in run.stderr
    assert tree(tmp_path) == before


def test_with_yes_no_owner_is_guessed(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph("init", "--yes", cwd=adrs(tmp_path))
    entry = f'{PATTERN} = {{ like = "madr-3", keys = {{ author = "owner" }} }}'
    shown = f"`author` has one name in 5 of 5 documents. If this is the owner, write in docgraph.toml:\n  {entry}\n"
    assert f"\n\n{shown}" in run.stdout
    assert "owner" not in (tmp_path / "docgraph.toml").read_text(encoding="utf-8").replace("checks owners", "")
    text = (tmp_path / "docgraph.toml").read_text(encoding="utf-8")
    put(tmp_path, {"docgraph.toml": text.replace(f'{PATTERN} = {{ like = "madr-3" }}', entry)})
    assert with_owners(docgraph, tmp_path)


def test_a_key_is_proposed_if_it_has_one_name_in_most_documents(tmp_path: Path, docgraph: Command) -> None:
    adrs(tmp_path)
    put(tmp_path, {f"docs/adr/001{number}-b.md": ADR.format("x", "[Ann Bo, Cy Di]") for number in range(4)})
    assert "`author` has one name in 5 of 9 documents. If" in docgraph("init", cwd=tmp_path).stdout
    put(tmp_path, {"docs/adr/0014-b.md": ADR.format("x", "Ann Bo, Cy Di")})
    assert "has one name" not in docgraph("init", cwd=tmp_path).stdout


def test_documents_with_an_owner_need_no_key(tmp_path: Path, docgraph: Command) -> None:
    adrs(tmp_path)
    for path in (tmp_path / "docs/adr").iterdir():
        path.write_text(
            path.read_text(encoding="utf-8").replace("---\n", "---\nowner: Jane Doe\n", 1), encoding="utf-8"
        )
    assert "has one name" not in docgraph("init", cwd=tmp_path).stdout


def test_a_key_that_no_document_has_is_refused(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph("init", "--yes", "--owner-key", "decider", cwd=adrs(tmp_path))
    assert run.returncode == 2
    assert run.stderr == (
        "docgraph: --owner-key: no document without an owner has the key `decider`; keys with names are `author`\n"
    )
    assert not (tmp_path / "docgraph.toml").exists()


@pytest.mark.parametrize("key", ["made_by", "made-by"])
def test_any_key_may_be_named(tmp_path: Path, docgraph: Command, key: str) -> None:
    docgraph("init", "--yes", "--owner-key", key, cwd=adrs(tmp_path))
    assert 'keys = { made-by = "owner" }' in (tmp_path / "docgraph.toml").read_text(encoding="utf-8")
    assert with_owners(docgraph, tmp_path)


def test_the_entry_for_a_site_maps_a_nested_key(tmp_path: Path, docgraph: Command) -> None:
    adr = f"---\nmeta:\n  author: Jane Doe\n---\n{PROBLEM}"
    put(tmp_path, {"docs/adr/0001-a.md": adr, "docs/adr/0002-b.md": adr})
    run = docgraph("init", "--yes", "--site", "--owner-key", "meta.author", cwd=tmp_path)
    assert f'{PATTERN}: {{ like: "madr-4", keys: {{ "meta.author": "owner" }} }}\n' in run.stdout
    assert with_owners(docgraph, tmp_path)


def test_a_label_in_the_text_may_be_the_key(tmp_path: Path, docgraph: Command) -> None:
    text = "# A\n\n* Status: accepted\n* Deciders: {}\n\n## Context and Problem Statement\n\nx\n"
    names = ("Jane Doe", "Sam Lee", "Jane Doe, Sam Lee", "Jane Doe\n* Owner: Sam Lee")
    put(tmp_path, {f"docs/adr/{number:04}-a.md": text.format(name) for number, name in enumerate(names)})
    run = docgraph("init", "--yes", cwd=tmp_path)
    entry = f'{PATTERN} = {{ like = "madr-2", keys = {{ decision-makers = "owner" }} }}'
    assert "`decision-makers` has one name in 2 of 3 documents. If this is the owner, write in docgraph" in run.stdout
    assert f"  {entry}\n" in run.stdout
    settings = (tmp_path / "docgraph.toml").read_text(encoding="utf-8")
    put(tmp_path, {"docgraph.toml": settings.replace(f'{PATTERN} = {{ like = "madr-2" }}', entry)})
    assert with_owners(docgraph, tmp_path)


@pytest.mark.parametrize("settings", ["docgraph.toml", "mkdocs.yml"])
def test_in_a_project_with_settings_the_line_to_add_is_printed(
    tmp_path: Path, docgraph: Command, settings: str
) -> None:
    text = f'docs-dir = "docs"\n[kinds]\n{PATTERN} = "decision"\n'
    line, more = '`"author" = "owner"` below `[keys]` in docgraph.toml', '[keys]\n"author" = "owner"\n'
    if settings == "mkdocs.yml":
        text = f"site_name: x\nplugins:\n  - docgraph:\n      kinds:\n        {PATTERN}: decision\n"
        line, more = "`author: owner` below `keys` in mkdocs.yml", "      keys:\n        author: owner\n"
    put(adrs(tmp_path), {settings: text})
    run = docgraph("init", "--yes", "--owner-key", "author", cwd=tmp_path)
    assert f"If this is the owner, write in {settings}:\n  {line}\n" in run.stdout
    assert (tmp_path / settings).read_text(encoding="utf-8") == text
    put(tmp_path, {settings: text + more})
    assert with_owners(docgraph, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "maps"), [("n\ny\n", False), ("\ny\n", False), ("y\ny\n", True)])
def test_at_a_terminal_it_asks_once_about_the_owner(tmp_path: Path, typed: str, maps: bool) -> None:
    adrs(tmp_path)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "docgraph", "init"],
        cwd=tmp_path, env=ENVIRONMENT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.write(ours, typed.encode())
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert errors.count("`author` has one name in 5 of 5 documents. Is this the owner of these documents? [y/N]") == 1
    assert ('author = "owner"' in (tmp_path / "docgraph.toml").read_text(encoding="utf-8")) is maps


@pytest.mark.slow
def test_ten_thousand_decisions_take_less_than_five_seconds_of_processor_time(tmp_path: Path) -> None:
    for number in range(10_000):
        put(tmp_path, {f"docs/adr/{number:05}-a.md": ADR.format("x", f"Person {number}")})
    before = getrusage(RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-m", "docgraph", "init"], cwd=tmp_path, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    after = getrusage(RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
    assert "  people: 2000 spellings in 2000 documents, probably 2000 people\n" in run.stdout
    assert "    (8000 more documents were not read for names)\n" in run.stdout
