"""A record that is missing because of a broken document or a misspelled name is reported there and nowhere else."""

from __future__ import annotations

import pytest

from docgraph.app import Project, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from tests.rules.page_cases import AS_OF

CORPUS = {
    "a.md": "kind: agent\nowner: jane.doe\nbackup: sam.lee\nautonomy: L2\npurpose: sorts failed imports\n"
    "outcomes: o\nwill-do: [sort errors]\nwont-do: [touch billing]\nacceptance: [accuracy >= 95 % on the golden set]\n"
    "reviewer: sam.lee\nrollback: {trigger: [any sev 1], procedure: switch it off}",
    "o.md": "kind: outcome\nowner: jane.doe\nbackup: sam.lee\nif-wrong: owner\ndue: 2027-03-31\n"
    "success-criteria: [imports hold]",
    "d.md": "kind: decision\nowner: jane.doe\ndate: 2026-03-02\nstatus: accepted\n"
    "promotes: {agent: import-triage, to: L2}\n"
    "evidence: [{metric: accuracy, value: 97 %}]\nrollback: at any sev 1\noptions: [stay, move]\nwhy: the numbers held",
    "c.md": "kind: raci\nscope: import-triage\nrows: [{activity: merge, responsible: sam.lee, accountable: jane.doe}]",
    "r.md": "kind: runbook\nowner: sam.lee\ncovers: import-triage",
    "people.md": "kind: people\npeople: [{id: jane.doe}, {id: sam.lee}]",
}


def codes(*severities: str, **changes: tuple[str, str]) -> list[str]:
    """The findings of the whole corpus, in which `changes` replaces a text of a file by another.

    Errors and warnings, and others of `severities`.
    """
    files = {path: f"---\n{text}\n---\n" for path, text in CORPUS.items()}
    files["import-triage.md"] = files.pop("a.md")
    for stem, (old, new) in changes.items():
        assert old in files[f"{stem}.md"]
        files[f"{stem}.md"] = files[f"{stem}.md"].replace(old, new)
    sources = tuple(SourceFile(path, text.encode()) for path, text in files.items())
    open_findings = check(Project(sources, Settings(), AS_OF)).open_findings
    return [finding.code for finding in open_findings if finding.severity in ("error", "warning", *severities)]


def test_every_document_of_the_corpus_is_clean() -> None:
    assert codes() == []


@pytest.mark.parametrize("stem", ["d", "c", "r"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("---\nkind", "---\nx: [\nkind"), "DOC001"),
        (("---\nkind: ", "---\nkind: x"), "DOC002"),
        (("---\nkind: ", "---\nkindd: "), "DOC004"),
        (("import-triage", "import-trage"), "REF001"),
        (("import-triage", "agent:import-trage"), "REF001"),
    ],
    ids=["unreadable", "unknown kind", "misspelled kind key", "misspelling", "misspelling with a kind prefix"],
)
def test_a_broken_document_or_reference_gives_one_finding(stem: str, change: tuple[str, str], code: str) -> None:
    assert codes(**{stem: change}) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("to: L2", "to: L9"), "DOC007"),
        (("status: accepted", "status: agreed"), "DOC007"),
        (("date: 2026-03-02", "date: 2026-03-32"), "DOC007"),
        ((", to: L2", ""), "DEC006"),
    ],
    ids=["level", "status", "date", "no level"],
)
def test_a_promotion_that_is_half_read_gives_one_finding(change: tuple[str, str], code: str) -> None:
    assert codes(d=change) == [code]


@pytest.mark.parametrize(
    ("stem", "change", "code"),
    [
        ("d", ("promotes:", "promtes:"), "DOC004"),
        ("d", ("{agent:", "{agnt:"), "DOC004"),
        ("r", ("covers:", "cover:"), "DOC004"),
        ("c", ("scope:", "scop:"), "DOC004"),
        ("import-triage", ("outcomes:", "outcome:"), "DOC004"),
        ("import-triage", ("kind: agent", "kind: agnt"), "DOC002"),
    ],
)
def test_a_misspelled_key_of_a_relation_gives_one_finding(stem: str, change: tuple[str, str], code: str) -> None:
    assert codes("info", **{stem: change}) == [code]


@pytest.mark.parametrize(
    ("owner", "code"), [("jane.do", "REF001"), ("import-triage", "OWN003"), ("everyone", "OWN012")]
)
def test_an_invalid_owner_who_is_also_accountable_if_it_fails_is_reported_once(owner: str, code: str) -> None:
    assert codes(o=("owner: jane.doe", f"owner: {owner}")) == [code]


@pytest.mark.parametrize(
    ("stem", "change"),
    [
        ("o", ("due: 2027-03-31", "due: 2026-03-31\nstatus: mte")),
        ("o", ("due: 2027-03-31", "due: 2026-03-31\nstatsu: met")),
        ("import-triage", ("purpose: sorts failed imports", "status: retird")),
        ("import-triage", ("autonomy: L2\n", "autonomy: L\nhired: 2026-11-20\n")),
        ("import-triage", ("reviewer: sam.lee", "hired: 2026-01-01\nreviewer: sam.lee\nreviews: [{onn: 2026-04-01}]")),
    ],
)
def test_a_misspelled_status_or_date_gives_no_other_finding(stem: str, change: tuple[str, str]) -> None:
    assert len(codes("info", **{stem: change})) == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kind: decision\nowner: jane.doe\npromotis: {agent: a, to: L2}", "promotis"),
        ("kind: decision\nowner: jane.doe\npromotes: {agnt: a, to: L2}", "agnt"),
        ("kind: decision\nowner: jane.doe\npromotes: {agent: a, too: L2}", "too"),
        ("kind: person\nlefft: 2026-01-01", "lefft"),
        ("kind: role\nholder: [{person: jane.doe}]", "holder"),
        ("kind: role\nholders: [{persn: jane.doe}]", "persn"),
        ("kind: agent\nautonomy: L3\nscenaros: [a]", "scenaros"),
        ("kind: agent\nautonomy: L4\ntresholds: [a]", "tresholds"),
    ],
)
def test_a_misspelling_that_hides_an_error_is_an_error_itself(text: str, key: str) -> None:
    findings = check(Project((SourceFile("x.md", f"---\n{text}\n---\n".encode()),), Settings(), AS_OF)).open_findings
    [misspelling] = [finding for finding in findings if finding.code == "DOC004"]
    assert f"`{key}`" in misspelling.message
    assert misspelling.severity == "error"


def test_a_name_in_a_table_header_is_reported_once_at_its_location() -> None:
    table = "| | jane.do | sam.le |\n|---|---|---|\n| merge | A | R/C |\n| stop | A/R | I |\n"
    source = SourceFile("c.md", f"---\nkind: raci\n---\n{table}".encode())
    findings = check(Project((source,), Settings(select=("REF",)), AS_OF)).open_findings
    assert [(finding.code, finding.at.line, finding.at.column) for finding in findings] == [
        ("REF001", 4, 5),
        ("REF001", 4, 15),
    ]


def test_a_missing_runbook_or_promotion_is_reported() -> None:
    gone = ("kind: runbook", "title: a page without a record")
    assert codes(r=gone) == ["AGT007"]
    assert codes(d=("promotes: {agent: import-triage, to: L2}\n", "")) == ["AGT010"]


def test_a_document_that_is_only_warned_of_keeps_no_error_silent() -> None:
    agent = ("a.md", "kind: agent\nowner: jane\nautonomy: L2")
    torn = ("x.md", "title: a talk about a\nnote: [")
    sources = tuple(SourceFile(path, f"---\n{text}\n---\n".encode()) for path, text in (agent, torn))
    findings = check(Project(sources, Settings(), AS_OF)).open_findings
    assert {(finding.code, str(finding.severity)) for finding in findings} >= {
        ("DOC001", "warning"),
        ("AGT010", "error"),
    }


PEOPLE = {"jane.md": "kind: person", "sam.md": "kind: person", "gone.md": "kind: person\nleft: 2026-01-01"}


def found(files: dict[str, str], *select: str) -> list[tuple[str, str]]:
    """Code and path of each finding about documents with this front matter, by path, next to three people."""
    sources = tuple(SourceFile(path, f"---\n{text}\n---\n".encode()) for path, text in {**PEOPLE, **files}.items())
    return [
        (finding.code, finding.at.path)
        for finding in check(Project(sources, Settings(select=select), AS_OF)).open_findings
    ]


@pytest.mark.parametrize("owner", ["jane doe!", "jane-doe", "x"], ids=["as written", "as proposed", "as the file"])
def test_an_invalid_id_is_reported_only_at_the_id(owner: str) -> None:
    files = {"x.md": 'kind: person\nid: "jane doe!"', "o.md": f'kind: outcome\nowner: "{owner}"'}
    assert found(files, "DOC", "REF", "OWN001") == [("DOC010", "x.md")]


def test_an_id_that_is_none_is_no_suggestion() -> None:
    files = {"x.md": 'kind: person\nid: "jane doe!"', "o.md": 'kind: outcome\nowner: "jane doe!!"'}
    sources = tuple(SourceFile(path, f"---\n{text}\n---\n".encode()) for path, text in files.items())
    [finding] = check(Project(sources, Settings(select=("REF001",)), AS_OF)).open_findings
    assert finding.help == "replace `jane doe!!` with `jane-doe`"


@pytest.mark.parametrize("answers", ["owner", "gone"])
def test_one_of_two_owners_who_left_is_reported_as_one_of_two(answers: str) -> None:
    files = {"o.md": f"kind: outcome\nowner: [jane, gone]\nbackup: sam\nif-wrong: {answers}"}
    assert found(files, "OWN") == [("OWN007", "o.md")]


def test_dots_in_the_place_of_a_date_are_a_placeholder_in_a_body_too() -> None:
    body = "# Fast\n\n**Owner**: jane\n\n**Backup**: sam.\n\n**Due**: ...\n"
    files = {"o.md": f"kind: outcome\n---\n{body}"}
    assert found(files, "DOC", "REF", "OUT002", "OWN001") == [("DOC006", "o.md")]


@pytest.mark.parametrize(
    ("owner", "code", "fixed"),
    [
        ("yes", "REF001", False),
        ("012", "REF001", False),
        ("jane.doe\u200b", "REF001", True),
        ("\u202ejane.doe", "REF001", True),
        ('"jane.doe\u200b"', "REF001", True),
        ("#jane.doe", "OWN001", False),
        ("jane.doe #2", "DOC011", True),
        ("jane.doe\n# \u200b", "DOC014", True),
        ("jane.doe\naliases: yes", "DOC011", True),
    ],
)
def test_a_malformed_owner_is_reported_once(owner: str, code: str, fixed: bool) -> None:
    change = ("owner: jane.doe", f"owner: {owner}")
    assert codes(o=change) == [code]
    text = CORPUS["o.md"].replace(*change)
    assert codes(o=(CORPUS["o.md"], f"id: o\n{text}")) == [code]
    listed = text.replace("\n", "\n    ")
    assert codes(
        o=(CORPUS["o.md"], f"kind: outcomes\noutcomes:\n  - id: o\n    {listed}".replace("    kind: outcome\n", ""))
    ) == [code]
    sources = tuple(
        SourceFile(path, f"---\n{body}\n---\n".encode()) for path, body in (CORPUS | {"o.md": text}).items()
    )
    [finding] = [
        finding for finding in check(Project(sources, Settings(), AS_OF)).open_findings if finding.at.path == "o.md"
    ]
    assert (finding.fix is not None) == fixed


def test_a_number_sign_after_the_id_of_an_ownerless_entry_is_reported_with_it() -> None:
    listed = "kind: runbooks\nrunbooks:\n  - id: r #2\n    covers: import-triage\n"
    assert sorted(codes(r=(CORPUS["r.md"], listed))) == ["DOC011", "RUN001"]
