"""A link in a body names the record that it leads to, whatever its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.app import CheckResult
from docgraph.graph.reference import Resolution
from tests.adopt.project import checked, record, reported

NYGARD = "# {}\n\nDate: 2024-01-02\n\n## Status\n\n{}\n\n## Context\n\nWe need one.\n"
MADR_2 = "# {}\n\n* Status: {}\n* Date: 2024-01-02\n"


def checked_status(folder: Path, status: str, preset: str = "nygard", form: str = NYGARD) -> CheckResult:
    """The result of a check of three decisions, of which the second has a status with links."""
    files = {
        "adr/0002-queue.md": form.format("2. Use a queue", status),
        "adr/0003-other.md": NYGARD.format("3. Use another", "Accepted"),
        "adr/0004-log.md": NYGARD.format("4. Use a log", "Accepted"),
    }
    return checked(folder, f'[kinds]\n"adr/*.md" = {{ like = "{preset}" }}\n', files)


def successors(result: CheckResult) -> list[str]:
    links = (link for link in result.graph.links if link.key == "superseded-by" and link.target)
    return [link.target.id for link in links if link.target]


@pytest.mark.parametrize(
    "status",
    [
        "Superseded by [this record](0003-other.md)",
        "Superseded by [*this* record](./0003-other.md) on 2024-05-06",
        "superseded by [ADR 3: Use another](../adr/0003-other.md#decision)",
        'Superseded by [Use another](0003-other.md "The new one")',
        "Superseded by: see [this record](<0003-other.md>).",
    ],
)
@pytest.mark.parametrize(("preset", "form"), [("nygard", NYGARD), ("madr-2", MADR_2)])
def test_the_successor_is_the_record_that_the_link_leads_to(
    tmp_path: Path, status: str, preset: str, form: str
) -> None:
    result = checked_status(tmp_path, status, preset, form)
    assert (successors(result), reported(result, "REF001", "REF003")) == (["0003-other"], [])
    assert record(result, "decision:0002-queue").value("status") == "superseded"


@pytest.mark.parametrize("between", [", ", " and ", "\nand "])
def test_each_link_after_superseded_by_is_a_successor(tmp_path: Path, between: str) -> None:
    links = between.join(("[one](0003-other.md)", "[two](0004-log.md)"))
    result = checked_status(tmp_path, f"Accepted\n\nSuperseded by {links}")
    assert successors(result) == ["0003-other", "0004-log"]


def test_an_older_decision_is_the_record_that_the_link_leads_to(tmp_path: Path) -> None:
    result = checked_status(tmp_path, "Accepted\n\nSupersedes [the log](0004-log.md)")
    edges = [(edge.source.ref, edge.target.ref) for edge in result.graph.edges if edge.relation == "supersedes"]
    assert edges == [("decision:0002-queue", "decision:0004-log")]


@pytest.mark.parametrize("target", ["0009-gone.md", "https://example.org/0003-other.md"])
def test_a_link_to_no_record_is_unresolved_at_its_text(tmp_path: Path, target: str) -> None:
    result = checked_status(tmp_path, f"Superseded by [this record]({target})")
    [finding] = [finding for finding in result.findings if finding.code == "REF001"]
    assert finding.message == "no decision with id `this record`"
    assert (finding.at.line, finding.at.column) == (7, 16)


def test_a_link_elsewhere_on_the_page_or_with_another_text_is_no_help(tmp_path: Path) -> None:
    status = "Superseded by this record\n\n[this record](0003-other.md) is newer."
    assert successors(checked_status(tmp_path / "a", status)) == []
    more = "[this record](0003-other.md) and [this record](0004-log.md)"
    result = checked_status(tmp_path / "b", f"Superseded by {more}")
    assert (successors(result), reported(result, "REF001")) == ([], ["adr/0002-queue.md:7:16 REF001"])


def test_a_link_in_the_body_agrees_with_the_front_matter(tmp_path: Path) -> None:
    text = "---\nsuperseded-by: 0003-other\n---\n# A\n\n**Superseded by:** [this record]({}.md)\n"
    files = {f"adr/{name}.md": NYGARD.format(name, "Accepted") for name in ("0003-other", "0004-log")}
    settings = '[kinds]\n"adr/*.md" = "decision"\n'
    for target, conflicts in (("0003-other", []), ("0004-log", ["adr/a.md:6:20 DOC008"])):
        result = checked(tmp_path / target, settings, {**files, "adr/a.md": text.format(target)})
        assert reported(result, "DOC008") == conflicts


def own(folder: Path, label: str, link: str, **titles: str) -> Resolution | str:
    """What a link in a decision with a kind of its own resolves to, among decisions with titles by id."""
    files = {f"d/{name}.md": f"---\nkind: decision\n---\n# {title}\n" for name, title in titles.items()}
    files |= {"old.md": f"---\nkind: decision\n---\n# Old\n\n**{label}:** {link}\n", "d/kim.md": KIM}
    [found] = [found for found in checked(folder, "", files).graph.links if found.source.id == "old"]
    return found.target.id if found.target else found.resolution


KIM = "---\nkind: person\n---\n# Kim Po\n"


def test_a_link_decides_between_records_with_its_text_as_title(tmp_path: Path) -> None:
    assert own(tmp_path, "Superseded by", "[Restart](d/b.md)", a="Restart", b="Restart") == "b"


def test_a_record_with_the_text_as_title_is_used_before_the_target(tmp_path: Path) -> None:
    assert own(tmp_path, "Superseded by", "[Restart](d/b.md)", a="Restart", b="Other") == "a"


@pytest.mark.parametrize(("text", "owner"), [("Kim P.", "kim"), ("everyone", Resolution.NOBODY)])
def test_a_placeholder_with_a_link_is_no_owner(tmp_path: Path, text: str, owner: Resolution | str) -> None:
    assert own(tmp_path, "Owner", f"[{text}](d/kim.md)") == owner
