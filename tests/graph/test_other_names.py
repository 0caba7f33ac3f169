"""Titles, numbers of files and links lead to their records, in any script and normal form; other names are reported."""

from __future__ import annotations

import random
import unicodedata
from datetime import date

import pytest

from docgraph.app import CheckResult, Project, check
from docgraph.graph.reference import Resolution
from docgraph.kinds import BY_NAME
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile

SEED = 1303
VARIANTS = 250
FIELDS = {
    "outcome": ("agent", "outcomes"),
    "agent": ("decision", "affects"),
    "person": ("outcome", "owner"),
    "role": ("outcome", "owner"),
    "team": ("agent", "backup"),
    "decision": ("decision", "supersedes"),
    "raci": ("agent", "raci"),
    "runbook": ("agent", "runbook"),
    "incident": ("decision", "affects"),
    "context-pack": ("agent", "context"),
}
WORDS = (
    "Head Sales Quote Drafter Élan Café Zoë Łódź Größe Übernahme Ångström Ñandú "
    "отдел продаж йод 営業 責任者 データ 감독 부서 مدير المبيعات βάση δεδομένων बिक्री"
).split()


def checked(files: dict[str, str]) -> CheckResult:
    sources = tuple(SourceFile(path, text.encode()) for path, text in files.items())
    return check(Project(sources, Settings(), date(2026, 11, 21)))


def document(kind: str, heading: str = "", **keys: str) -> str:
    lines = [f"{key.replace('_', '-')}: {value}" for key, value in keys.items()]
    return "\n".join(["---", f"kind: {kind}", *lines, "---", "", f"# {heading}" if heading else "", ""])


def spelled(dice: random.Random, title: str) -> str:
    """A title as another person writes it."""
    form = unicodedata.normalize(dice.choice(("NFC", "NFD")), title)
    return dice.choice((str, str.upper, str.lower))(form).replace(" ", dice.choice((" ", "  ")))


def title_of(dice: random.Random) -> str:
    return " ".join(dice.sample(WORDS, dice.randint(2, 3)))


@pytest.mark.slow
def test_a_title_of_any_kind_is_a_name() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted(FIELDS))
        source, key = FIELDS[kind]
        title, other = title_of(dice), title_of(dice)
        known = unicodedata.normalize(dice.choice(("NFC", "NFD")), title)
        in_heading = dice.random() < 0.5
        target = document(kind, known) if in_heading else document(kind, title=f'"{known}"')
        really_different = dice.random() < 0.25 and {*title.split()} != {*other.split()}
        name = spelled(dice, other if really_different else title)
        files = {"x/target.md": target, "x/source.md": document(source, **{key: f'["{name}"]'})}
        [link] = [
            reference
            for reference in checked(files).graph.links
            if reference.key == key and reference.source.id == "source"
        ]
        expected = None if really_different else f"{kind}:target"
        if (link.target.ref if link.target else None) != expected:
            red.append((kind, title, name, link.resolution))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:5]}"


@pytest.mark.slow
def test_no_fix_proposes_a_person_where_another_record_has_that_title() -> None:
    dice = random.Random(SEED + 1)
    red: list[object] = []
    for number in range(VARIANTS):
        kind = dice.choice(("team", "role", "agent"))
        title = title_of(dice)
        first = title.split()[0]
        source, key = dice.choice((("outcome", "owner"), ("decision", "decision-makers"), ("decision", "approved-by")))
        key = "owner" if key == "approved-by" else key
        name = dice.choice(("", "", "person:")) + spelled(dice, title)
        files = {
            "target.md": document(kind, title=f'"{title}"', holders="[jane.doe]") if kind == "role" else
            document(kind, title=f'"{title}"'),
            "source.md": document(source, **{key: f'["{name}"]'}),
            "people/jane.doe.md": document("person"),
            "people/near.md": document("person", title=f'"{title} {first}"', id=f"near-{number}"),
        }  # fmt: skip
        result = checked(files)
        helps = [finding.help for finding in result.findings if finding.at.path == "source.md" and key in finding.key]
        if any(f"near-{number}" in help or "kind: person" in help for help in helps):
            red.append((kind, name, helps))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:5]}"


STEMS = ("{0:04}-{1}", "{0:03}-{1}", "adr-{0:04}-{1}", "ADR-{0:03}-{1}", "adr_{0:04}_{1}", "{0}-{1}", "ADR{0:04}-{1}")
NAMES = (
    "ADR-{0:04}",
    "ADR {0:04}",
    "adr-{0}",
    "ADR{0:03}",
    "{0:04}",
    "{0}",
    "decision:{0:04}",
    "adr:{0}",
    "ADR-{0:04}.",
)
LINKS = (
    "[ADR-{0:04}]({2}.md)",
    "[{1}](./{2}.md)",
    "[ADR {0}: {1}, at last]({2}.md#decision)",
    "[it](../d/{2}.md)",
    "{2}.md",
)
PHRASES = (
    "superseded by {}",
    "Superseded by {}",
    "superseded-by {}",
    "superseded by: {}",
    "SUPERSEDED BY {}",
    "superceded by {}",
)


@pytest.mark.slow
def test_a_madr_says_what_came_after_it_by_number_or_link() -> None:
    dice = random.Random(SEED + 2)
    red: list[object] = []
    for _ in range(VARIANTS):
        number, other = dice.sample(range(2, 2000), 2)
        slug = dice.choice(("queue", "use-a-queue", "postgres", "v2-api"))
        stem = dice.choice(STEMS).format(number, slug)
        wrong = dice.random() < 0.25
        mentioned = other if wrong else number
        linked, in_body = not wrong and dice.random() < 0.4, dice.random() < 0.2
        # a body shows the text of a link, as readers see it
        links = LINKS[:1] if in_body else LINKS
        name = dice.choice(links if linked else NAMES).format(mentioned, slug, stem)
        status = dice.choice(PHRASES).format(name)
        quoted = dice.choice(('"{}"', "'{}'", "{}")).format(status)
        quoted = f'"{status}"' if ": " in status else quoted
        head = "" if in_body else f"status: {quoted}\n"
        body = f"\n## Status\n\n{status}\n" if in_body else ""
        files = {
            "d/0001-cron.md": f"---\nkind: decision\nowner: jane.doe\n{head}---\n\n# Cron\n{body}",
            f"d/{stem}.md": document("decision", "Queue", owner="jane.doe", status="accepted"),
            "jane.doe.md": document("person"),
        }
        result = checked(files)
        old = result.graph.get("0001-cron", "decision")
        assert old is not None
        link = next((reference for reference in result.graph.links_of(old) if reference.key == "superseded-by"), None)
        broken = [finding for finding in result.findings if finding.code == "REF001"]
        target = link.target.path if link and link.target else None
        line = next(n for n, text in enumerate(files["d/0001-cron.md"].split("\n"), 1) if status in text)
        if old.value("status") != "superseded" or (target is None) is not wrong or bool(broken) is not wrong:
            red.append((stem, status, link.resolution if link else None, target))
        elif link is not None and link.at.line != line:
            red.append((stem, status, f"at line {link.at.line}, not {line}"))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:5]}"


@pytest.mark.slow
def test_the_beginning_of_a_file_name_is_a_name_where_only_one_file_begins_so() -> None:
    dice = random.Random(SEED + 3)
    red: list[object] = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted({*BY_NAME} - {"person", "role", "team"}))
        word, number = dice.choice(("rfc", "inc", "x1", "ops.b")), dice.randint(1, 900)
        begin = dice.choice((f"{word}-{number:03}", f"{number:04}", f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"))
        stems = [f"{begin}-{dice.choice(('alpha', 'beta'))}"]
        several = dice.random() < 0.3
        if several:
            stems.append(f"{begin}-gamma")
        shorter = dice.random() < 0.3 and not several
        name = begin[:-1] if shorter else begin
        source, key = "decision", "affects"
        files = {f"t/{one}.md": document(kind) for one in stems}
        files["s.md"] = document(source, id="s", **{key: f'["{name.upper()}"]'})
        [link] = [reference for reference in checked(files).graph.links if reference.key == key]
        expected = Resolution.AMBIGUOUS if several else Resolution.UNRESOLVED if shorter else Resolution.ALIAS
        if link.resolution is not expected:
            red.append((stems, name, link.resolution))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:5]}"


@pytest.mark.slow
def test_links_and_files_in_another_normal_form_are_the_same() -> None:
    dice = random.Random(SEED + 4)
    red: list[object] = []
    for _ in range(VARIANTS):
        name = "-".join(dice.sample([word for word in WORDS if word != unicodedata.normalize("NFD", word)], 2))
        forms = [unicodedata.normalize(dice.choice(("NFC", "NFD")), name) for _ in range(2)]
        files = {
            f"t/{forms[0]}.md": document("runbook", id="target"),
            "s.md": document("runbook", id="source") + f"See [it](t/{forms[1]}.md).\n",
        }
        edges = [edge for edge in checked(files).graph.edges if edge.relation == "mentions"]
        if [edge.target.id for edge in edges] != ["target"]:
            red.append(forms)
    assert not red, f"{len(red)} of {VARIANTS}: {red[:5]}"


def test_an_alias_in_two_normal_forms_is_one() -> None:
    names = [unicodedata.normalize(form, "Zoë") for form in ("NFC", "NFD")]
    files = {f"p{n}.md": document("person", aliases=f"['{name}']") for n, name in enumerate(names)}
    assert [finding.code for finding in checked(files).findings] == ["DOC005"]


def test_the_number_of_a_file_that_cannot_be_read_is_known() -> None:
    broken = "---\nkind: decision\nowner: [\n---\n"
    files = {"0005-a.md": broken, "adr-0007-b.md": broken}
    files["s.md"] = document("decision", affects="ADR-0005", supersedes="adr-7")
    assert {reference.text: reference.resolution for reference in checked(files).graph.links} == {
        "ADR-0005": Resolution.TARGET_UNPARSEABLE,
        "adr-7": Resolution.TARGET_UNPARSEABLE,
    }


def test_names_of_absurd_length_cost_no_more_than_their_length() -> None:
    long = "1-" * 200_000 + "x"
    files = {"x.md": f"---\nkind: agent\nid: {long}\n---\n", "s.md": document("decision", affects="ADR-0005")}
    assert [reference.resolution for reference in checked(files).graph.links] == [Resolution.UNRESOLVED]


@pytest.mark.slow
def test_another_name_of_a_human_that_is_the_id_of_an_acting_record_is_ambiguous() -> None:
    dice = random.Random(SEED + 2)
    red: list[object] = []
    for _ in range(VARIANTS):
        name = dice.choice(("crew", "head", "triage", "night-watch"))
        human, other = dice.choice(("person", "role")), dice.choice(("team", "agent", "outcome", "runbook"))
        key = dice.choice(("title", "aliases")) if human == "person" else "aliases"
        same = dice.random() < 0.7
        files = {
            "x/jane.md": document(human, **{key: name if key == "title" else f"[{name}]"}),
            f"x/{name if same else name + '-2'}.md": document(other),
            "x/source.md": document("outcome", owner=dice.choice((name, name.upper()))),
        }
        [link] = [
            reference
            for reference in checked(files).graph.links
            if reference.key == "owner" and reference.source.id == "source"
        ]
        rival = same and other in ("team", "agent")
        if (link.resolution is Resolution.AMBIGUOUS) is not rival or (link.target is None) is not rival:
            red.append((files, link.resolution))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:2]}"


def test_an_alias_of_two_people_names_neither() -> None:
    twin = document("person", aliases="[twin]")
    files = {"a.md": twin, "b.md": twin, "o.md": document("outcome", owner="twin")}
    found = [
        (finding.code, finding.message)
        for finding in checked(files).open_findings
        if finding.code in ("REF003", "DOC005")
    ]
    assert found == [
        ("DOC005", "`twin` is an alias of both `a` and `b`, so it resolves to neither"),
        ("REF003", "`twin` is ambiguous: it could be `person:a` or `person:b`"),
    ]
