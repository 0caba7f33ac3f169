"""The draft of a roster by `docgraph init`: the names it collects, its rows, and that it works after a review."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

import pytest

from docgraph.app import check
from docgraph.app.people_draft import PeopleDraft
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.found_people import FoundPeople, found_people
from docgraph.workspace.load_project import project_at
from docgraph.workspace.starter_files import settings_text
from docgraph.workspace.starter_people import starter_people
from docgraph.workspace.survey import survey
from tests.adopt.project import DAY
from tests.text.test_group_names import FAMILY, GIVEN, spellings

HEADINGS = "# A\n\n## Context and Problem Statement\n\nx\n"


def put(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def adr(front_matter: str, body: str = HEADINGS) -> str:
    return f"---\n{front_matter}\n---\n{body}"


def people_in(root: Path, owner_key: str = "") -> FoundPeople:
    found = survey(root)
    return found_people(found, settings_text(found), owner_key)


def drafted(root: Path) -> PeopleDraft:
    draft = people_in(root).draft
    assert draft is not None
    return draft


def rows(draft: PeopleDraft) -> list[dict[str, str]]:
    return [row for roster in draft.rosters for row in csv.DictReader(io.StringIO(roster))]


def test_a_row_has_the_spellings_uses_keys_and_files_of_a_person(tmp_path: Path) -> None:
    put(tmp_path, {
        "docs/adr/0001-a.md": adr("decision-makers: [Jane Doe, Sam Lee]"),
        "docs/adr/0002-b.md": adr("decision-makers: J. Doe\nauthor: jdoe@example.org"),
        "docs/adr/0003-c.md": adr("consulted: 'Jane Doe'\ninformed: \"@sam-lee\""),
        "docs/adr/0004-d.md": adr("decision-makers: Jane Doe"),
        "docs/adr/0005-e.md": adr("decision-makers: Jane Doe"),
    })  # fmt: skip
    draft = drafted(tmp_path)
    jane, sam = rows(draft)
    assert jane == {
        "id": "jane-doe",
        "title": "Jane Doe",
        "aliases": "J. Doe",
        "email": "jdoe@example.org",
        "joined": "",
        "left": "",
        "x-review": "still active? If not, fill in left; all spellings this person?",
        "x-spellings": "Jane Doe (4); J. Doe (1); jdoe@example.org (1)",
        "x-keys": "author, consulted, decision-makers",
        "x-files": "docs/adr/0001-a.md, docs/adr/0002-b.md, docs/adr/0003-c.md and 2 more",
    }
    assert (sam["id"], sam["aliases"], sam["x-spellings"]) == ("sam-lee", "", "Sam Lee (1); sam-lee (1)")
    assert (draft.spellings, len(draft.groups), draft.documents) == (5, 2, 5)


@pytest.mark.parametrize(
    "name", ["TBD", "none", "everyone", "{name}", "<owner>", "???", "n/a", "=1+1", "+1", "-x", "'2024'", "x" * 101]
)
def test_placeholders_and_formulas_are_no_people(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"docs/adr/0001-a.md": adr(f"decision-makers: [{json.dumps(name)}]\nauthor: {json.dumps(name)}")})
    assert people_in(tmp_path).draft is None


def test_people_who_are_described_are_not_drafted(tmp_path: Path) -> None:
    put(tmp_path, {
        "docs/people.md": "---\nkind: people\npeople:\n  - {id: jane, title: Jane Doe, aliases: [jd]}\n---\n# P\n",
        "docs/agents/bot.md": "---\nkind: agent\nowner: kim.ito\nbackup: jane\n---\n# Bot\n",
        "docs/adr/0001-a.md": adr("decision-makers: [Jane Doe, jd, Sam Lee]\nauthors: [jane, Jane Doe]"),
    })  # fmt: skip
    kim, sam = rows(drafted(tmp_path))
    assert (kim["id"], kim["title"], kim["x-keys"]) == ("kim.ito", "Kim Ito", "owner")
    assert kim["x-files"] == "docs/agents/bot.md"
    assert (sam["id"], sam["title"]) == ("sam-lee", "Sam Lee")


def test_names_in_bodies_are_collected(tmp_path: Path) -> None:
    put(tmp_path, {
        "docs/adr/0001-a.md": f"# A\n\n* Status: accepted\n* Deciders: Jane Doe, Sam Lee\n\n{HEADINGS[5:]}",
        "docs/adr/0002-b.md": f"# B\n\n* Status: accepted\n* Deciders: Sam Lee\n\n{HEADINGS[5:]}",
        "docs/runbooks/a.md": "# A\n\n**Owner:** Kim Ito\n",
        "docs/runbooks/b.md": "# B\n\n- **Owner**: Kim Ito\n",
        "docs/runbooks/c.md": f"# C\n\n**Owner:** Ada Bo\n{'x ' * 9000}",
    })  # fmt: skip
    assert [row["x-spellings"] for row in rows(drafted(tmp_path))][:3] == ["Ada Bo (1)", "Jane Doe (1)", "Kim Ito (2)"]


def test_settings_of_a_project_decide_what_names_people(tmp_path: Path) -> None:
    settings = '[kinds."notes/*.yaml"]\nkind = "decision"\nkeys = { by = "decision-makers" }\n'
    settings += 'read = { decision-makers = { strip = "~", split = ";" } }\n'
    put(tmp_path, {
        "docgraph.toml": f'docs-dir = "docs"\n{settings}',
        "docs/index.md": "# Home\n",
        "notes/a.yaml": "by: '~Jane Doe~; Sam Lee'\nmeta: {reviewer: Kim Ito}\ntitle: x\n---\nby: Jane Doe\n",
    })  # fmt: skip
    found = rows(drafted(tmp_path))
    assert [(row["title"], row["x-keys"]) for row in found] == [
        ("Jane Doe", "by"), ("Kim Ito", "meta.reviewer"), ("Sam Lee", "by")
    ]  # fmt: skip


def test_names_that_might_not_be_one_human_are_marked_for_review(tmp_path: Path) -> None:
    put(tmp_path, {"docs/adr/0001-a.md": adr("decision-makers: [Platform Team, Jane Doe, Janet Doe, J. Doe]")})
    reviews = {row["id"]: row["x-review"] for row in rows(drafted(tmp_path))}
    assert "one human? If not, delete this row" in reviews["platform-team"]
    assert "the same person as jane-doe or janet-doe?" in reviews["j.doe"]
    assert all(text.startswith("still active? If not, fill in left") for text in reviews.values())


def test_a_given_name_beside_a_handle_is_no_alias_by_itself(tmp_path: Path) -> None:
    put(tmp_path, {"docs/adr/0001-a.md": adr('decision-makers: ["Jane Doe (@x7)", "Jane (@x7)"]')})
    (row,) = rows(drafted(tmp_path))
    assert row["aliases"] == "x7; Jane (@x7)"


def test_spellings_that_differ_only_in_case_need_no_review(tmp_path: Path) -> None:
    put(tmp_path, {"docs/adr/0001-a.md": adr("decision-makers: [Jane Doe, JANE DOE, '@SamL', saml]")})
    assert [row["x-review"] for row in rows(drafted(tmp_path))] == ["still active? If not, fill in left"] * 2


def test_unknown_keys_of_a_document_with_a_kind_of_ours_are_left_to_the_check(tmp_path: Path) -> None:
    own = adr("kind: decision\nauthor: Kim Ito\nowner: Sam Lee")
    put(tmp_path, {"docs/adr/0001-a.md": adr("author: Jane Doe"), "docs/adr/0002-b.md": own})
    assert [row["title"] for row in rows(drafted(tmp_path))] == ["Jane Doe", "Sam Lee"]


def test_the_last_line_after_long_front_matter_is_read(tmp_path: Path) -> None:
    put(tmp_path, {"docs/runbooks/a.md": f"---\nx-note: {'a' * 9000}\n---\n# R\n\n**Owner:** Kim Ito"})
    assert [row["title"] for row in rows(drafted(tmp_path))] == ["Kim Ito"]


def test_a_long_text_may_be_no_person(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"docs/adr/0001-a.md": adr('decision-makers: ["the people who were in the room", "Ana da Silva e Melo"]')},
    )
    long, short = sorted(rows(drafted(tmp_path)), key=lambda row: -len(row["title"]))
    assert "one human?" in long["x-review"]
    assert "one human?" not in short["x-review"]


def test_an_id_is_never_that_of_another_record(tmp_path: Path) -> None:
    files = {"docs/agents/sam-lee.md": "---\nkind: agent\nowner: Sam Lee!\n---\n# Bot\n"}
    put(tmp_path, {**files, "docs/adr/0001-a.md": adr("decision-makers: [Ann Lee, 'Ann-Lee.', 'Ann: Lee']")})
    assert [row["id"] for row in rows(drafted(tmp_path))] == ["ann-lee", "sam-lee-2"]


@pytest.mark.parametrize(
    ("names", "name", "title"),
    [
        (["jdoe", "jdoe", "Jane Doe"], "jane-doe", "Jane Doe"),
        (["jane.doe", "Jane Doe"], "jane.doe", "Jane Doe"),
        (["jane_doe"], "jane_doe", "Jane Doe"),
        (["jdoe"], "jdoe", "jdoe"),
        (["jane.doe@example.org"], "jane.doe", "Jane Doe"),
        (["Doe, Jane"], "doe-jane", "Doe, Jane"),
    ],
)
def test_the_id_and_the_title_of_a_row(tmp_path: Path, names: list[str], name: str, title: str) -> None:
    put(tmp_path, {"docs/adr/0001-a.md": adr(f"decision-makers: {json.dumps(names)}")})
    (row,) = rows(drafted(tmp_path))
    assert (row["id"], row["title"]) == (name, title)


def test_more_people_than_a_roster_may_have_are_several_rosters(tmp_path: Path) -> None:
    names = ", ".join(f"Person {chr(97 + number // 676)}{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}xyz"
                      for number in range(1001))  # fmt: skip
    put(tmp_path, {"docs/adr/0001-a.md": adr(f"authors: [{names}]")})
    people = people_in(tmp_path)
    starter = starter_people(people, None)
    assert list(starter.rosters) == ["people-draft-1.csv", "people-draft-2.csv"]
    assert people.draft is not None
    assert [text.count("\n") for text in people.draft.rosters] == [1001, 2]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_after_a_review_every_spelling_resolves_to_its_row(tmp_path: Path, seed: int) -> None:
    """The people share given names, family names, handles and initials."""
    source = random.Random(seed)
    names = {(source.choice(GIVEN[:6]), source.choice(FAMILY[:6])) for _ in range(12)}
    texts = sorted({text for given, family in sorted(names)
                    for text in spellings(given, family, f"zz{source.randint(1, 9)}q", source)})  # fmt: skip
    texts += ["Lee, Kim (Sales)", "Ops; on call", 'O\'Neil, "Bob"']
    files = {f"docs/adr/{number:04}-a.md": adr(f"decision-makers: [{json.dumps(text)}]")
             for number, text in enumerate(texts)}  # fmt: skip
    root = put(tmp_path, files)
    draft = drafted(root)
    found = survey(root)
    settings = settings_text(found, starter_people(people_in(root), None))
    commented = [line for line in settings.splitlines() if line in ("# [people]", '# from = ["people-draft.csv"]')]
    assert len(commented) == 2
    for line in commented:
        settings = settings.replace(line, line.removeprefix("# "))
    put(root, {"docgraph.toml": settings, "people-draft.csv": draft.rosters[0]})
    result = check(project_at(layout_of(root), DAY))
    row_of = {spelling.text: row["id"] for row, group in zip(rows(draft), draft.groups, strict=True)
              for spelling in group.spellings}  # fmt: skip
    links = [link for link in result.graph.links if link.key == "decision-makers"]
    assert len(links) == len(texts)
    for link in links:
        assert link.target is not None, link.text
        assert link.target.id == row_of[" ".join(link.text.split()).removeprefix("@")]
    assert [str(finding) for finding in result.findings if finding.at.path == "people-draft.csv"] == []
