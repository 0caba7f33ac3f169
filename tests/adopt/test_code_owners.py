"""Handles and addresses in CODEOWNERS are names of people who are known otherwise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from docgraph.app import CheckResult, check
from docgraph.model.location import Text
from docgraph.parse.people.code_owners import read_code_owners
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, record, reported

SETTINGS = '[people]\nfrom = [".github/CODEOWNERS"]\n'
DECISION = "---\nkind: decision\nstatus: accepted\ndate: 2024-01-02\nwhy: x\noptions: [a, b]\nowner: {}\n---\n# D\n"


def of(folder: Path, code_owners: str, settings: str = SETTINGS, **files: str) -> CheckResult:
    documents = {f"{name}.md": text for name, text in files.items()}
    return checked(folder, settings, {"/.github/CODEOWNERS": code_owners, **documents})


def handles(text: str) -> tuple[str, ...]:
    return read_code_owners(Text("CODEOWNERS", text)).handles


@pytest.mark.parametrize("handle", ["@jane-doe", "@JaneDoe", "jane.doe@example.org", "@jd-oe"])
def test_a_handle_with_the_letters_of_a_name_is_a_name(tmp_path: Path, handle: str) -> None:
    result = of(tmp_path, f"* {handle} @org/team\n", d=DECISION.format(f"'{handle}'"))
    assert result.graph.owner_of(record(result, "decision:d")) is record(result, "person:jane.doe")
    assert record(result, "person:jane.doe").aliases == ("jdoe", handle.removeprefix("@"))
    assert reported(result, "REF001", "DOC005") == []


def test_a_handle_makes_no_person_and_no_page(tmp_path: Path) -> None:
    result = of(tmp_path, "* @stranger @jane.doe\n", d=DECISION.format("stranger"))
    assert [found.ref for found in result.graph.records] == ["decision:d", "person:jane.doe", "person:sam.lee"]
    assert record(result, "person:jane.doe").aliases == ("jdoe",)
    assert reported(result, "REF001") == ["d.md:7:8 REF001"]
    assert result.pages == 0


def test_a_handle_of_two_people_is_nobodys(tmp_path: Path) -> None:
    settings = f'{SETTINGS}[people.aliases]\n"sam.lee" = ["Jane-Doe-"]\n'
    result = of(tmp_path, "* @janedoe\n", settings)
    assert record(result, "person:jane.doe").aliases == ("jdoe",)
    assert record(result, "person:sam.lee").aliases == ("Jane-Doe-",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# @no\n\n*.js @a @b/c b@example.org # @no\n", ("a", "b@example.org")),
        ("docs/\\#1\\ x.md @a\n\\#x @b\n", ("a", "b")),
        ("docs/\r\n*.py @a\r\n", ("a",)),
        ("[Docs] @a\n^[Optional][2] @b @group/sub/team\nx @@developer @c\n!y\n", ("a", "b", "c")),
        ("[Docs and more][2] @a\n[Empty]\n", ("a",)),
        ("\t* \t @a_b.c\t@a_b.c", ("a_b.c",)),
    ],
)
def test_syntax_of_github_and_gitlab(text: str, expected: tuple[str, ...]) -> None:
    document = read_code_owners(Text("CODEOWNERS", text))
    assert (document.handles, document.problems) == (expected, ())


def test_handles_are_known_in_a_second_run_with_a_cache(tmp_path: Path) -> None:
    folder = project(tmp_path, SETTINGS, {"/.github/CODEOWNERS": "* @jane-doe\n"})
    for _ in range(2):
        result = check(project_at(layout_of(folder), DAY, reader=CachingReader(Cache(tmp_path / "cache"))))
        assert record(result, "person:jane.doe").aliases == ("jdoe", "jane-doe")


def test_unknown_syntax_is_one_finding(tmp_path: Path) -> None:
    result = of(tmp_path, "* @sam-lee\n/docs/a b.md @x\n*.js jane\n")
    [finding] = result.findings
    assert str(finding.at) == ".github/CODEOWNERS:2:9"
    assert finding.message == "`b.md` is not an owner in CODEOWNERS syntax (2 such places)"
    assert str(finding.severity) == "warning"
    assert record(result, "person:sam.lee").aliases == ("sam-lee",)


def test_every_line_gives_the_handles_and_addresses_after_its_pattern() -> None:
    """Lines made from known owners, in any order and with any white space and comments, give exactly those."""
    chance = random.Random(20261130)
    for _ in range(3_000):
        expected: dict[str, None] = {}
        lines = []
        for _ in range(chance.randint(1, 5)):
            pattern = chance.choice(["*", "/a\\ b", "\\#x", "!x", "[Part 1]", "^[Part]", "[P][3]", "a/**/é.md", "[x]y"])
            people = chance.choices(["@ann", "@bo-b", "c.d@example.org"], k=chance.randrange(3))
            others = chance.choices(["@org/team", "@@owner", "@a/b/c"], k=chance.randrange(2))
            owners = chance.sample(people + others, len(people + others))
            expected |= dict.fromkeys(owner.removeprefix("@") for owner in owners if owner in people)
            gap = chance.choice([" ", "\t", "   "])
            lines.append(gap.join(["", pattern, *owners, *chance.choice([[], ["# @no x"], ["#"]])]))
            lines += chance.choice([[], ["  # @no"], [""]])
        document = read_code_owners(Text("CODEOWNERS", chance.choice(["\n", "\r\n"]).join(lines)))
        assert (set(document.handles), document.problems) == (set(expected), ())


def test_any_text_is_read_without_an_exception() -> None:
    chance = random.Random(20261130)
    for _ in range(3_000):
        text = "".join(chance.choices([*"@#\\[]^/ \n\r\tab.", "@a/b", "a@b.c"], k=chance.randrange(40)))
        document = read_code_owners(Text("CODEOWNERS", text))
        assert all(f"{handle}" in text for handle in document.handles)
        assert len(document.problems) <= 1
