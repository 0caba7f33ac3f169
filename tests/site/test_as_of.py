"""Pages state nothing false: what they say of a day is compared with what was true on it, over generated projects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser

import pytest

from docgraph.analysis.reviews import FirstReviews
from docgraph.app.run_check import parse_all
from docgraph.graph.build import build
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.site import Site, foot, head, views_of
from tests.site.histories import Fact, History
from tests.site.organisation import href
from tests.site.reading import VOID, text
from tests.site.truth import NOBODY, UNRECORDED, Truth, plain, sentence

pytestmark = pytest.mark.slow

SEED = 7100
VARIANTS = 240
_DAY = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b")

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


class Facts(HTMLParser):
    """What a page states as fact: its text without the sections of what is dated later."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            skipped = "docgraph-future" in (dict(attrs).get("class") or "")
            self._open.append((tag, skipped))
        self.words.append(" " if tag not in ("a", "strong", "span", "bdi", "code") else "")

    def handle_endtag(self, tag: str) -> None:
        if any(open_ == tag for open_, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(skipped for _, skipped in self._open):
            self.words.append(data)


def facts(html: str) -> str:
    """What a page states as fact, outside of its pictures."""
    page = Facts()
    page.feed(_PICTURE.sub(" ", html))
    return " ".join("".join(page.words).split())


class Built:
    """A project and all that is rendered of it."""

    def __init__(self, seed: int) -> None:
        self.history = History(seed)
        self.truth = Truth(self.history)
        self.files = self.history.files
        sources = [SourceFile(path, text.encode()) for path, text in self.history.files.items()]
        graph = build(parse_all(sources, Settings()), self.history.as_of)
        self.site = Site(graph, first_reviews=FirstReviews(()))
        self.html = {view.path: view.render(self.site, href) for view in views_of(self.site)}
        for record in graph.records:
            self.html[f"head of {record.ref}"] = head(self.site, record, href)
            self.html[f"foot of {record.ref}"] = foot(self.site, record, href)
        self.pages = {name: facts(html) for name, html in self.html.items()}

    def head(self, fact: Fact) -> str:
        return self.pages[f"head of {fact.kind}:{fact.id}"]


@cache
def built() -> tuple[Built, ...]:
    return tuple(Built(SEED + number) for number in range(VARIANTS))


def red(check: Callable[[Built], Iterator[str]]) -> list[str]:
    """The projects in which a law does not hold, each with the first reason."""
    return [f"{project.history.as_of} {found[0]}" for project in built() if (found := list(check(project)))]


def _later_days(project: Built) -> Iterator[str]:
    later = {plain(day) for day in project.history.happened if day > project.history.as_of}
    for name, shown in project.pages.items():
        found = later & set(_DAY.findall(shown))
        if found:
            yield f"{name} states {sorted(found)}"


def _later_records(project: Built) -> Iterator[str]:
    for fact in project.truth.later:
        for name, shown in project.pages.items():
            if fact.title in shown:
                yield f"{name} names {fact.title}"


def _absent(project: Built) -> Iterator[str]:
    """Whoever left says so wherever they are named, but in a sentence or a row that says it itself."""
    for person in project.history.people:
        if not project.truth.has_left(person):
            continue
        mark = plain(person.keys["left"])
        allowed = re.compile(rf"{person.title}(?: \(left {mark}\)| left on {mark}| \((?:\d+ \w+ \d+ )?– )")
        for name, shown in project.pages.items():
            if name in (f"head of person:{person.id}", f"foot of person:{person.id}"):
                continue
            # a row of changes says it in its first cell
            shown = re.sub(rf"(?:Left|Joined) {person.title}", "", shown)
            if shown.count(person.title) != len(allowed.findall(shown)):
                yield f"{name} names {person.title} and not that they left: {shown}"


def _owners(project: Built) -> Iterator[str]:
    for fact in project.truth.known:
        if fact.kind not in ("agent", "outcome", "runbook", "incident", "decision", "context-pack"):
            continue
        owner, shown = project.truth.owner(fact), project.head(fact)
        if owner == UNRECORDED:
            right = "owner on that date not recorded; today: " in shown
        elif owner == NOBODY:
            right = re.search(r"(?:Nobody owns|This [a-z ]+ has no owner)", shown) is not None
        else:
            left = r"(?: \((?:left|joins) [^)]*\))?"
            right = re.search(rf" {owner}{left}(?: as [^.;]*)? owne?[sd] this", shown) is not None
            right = right and re.search(rf" Owner {owner}", shown) is not None
        if fact.keys.get("status") != "retired" and not right:
            yield f"{fact.kind} {fact.keys}: {owner}, but {shown[:200]}"


def _declared(project: Built) -> Iterator[str]:
    for fact in project.truth.known:
        if fact.kind not in ("agent", "outcome", "decision"):
            continue
        shown = project.head(fact)
        if not shown.startswith(f"Traceability index {fact.kind}s {project.truth.status(fact)} "):
            yield f"{fact.kind} {fact.keys}: {project.truth.status(fact)}, but {shown[:80]}"
        level = project.truth.level(fact) if fact.kind == "agent" else ""
        if level and f" Level {level}" not in shown:
            yield f"{fact.keys}: {level}, but {shown}"


def _index(project: Built) -> Iterator[str]:
    shown, truth = project.pages["index"], project.truth
    unread = project.history.broken > 0
    for found, word in ((truth.owned(project.history.outcomes), "outcome"), (truth.owned(truth.in_use()), "agent")):
        if sentence(found, word, unread) not in shown:
            yield f"{sentence(found, word, unread)!r}, but {shown[:400]}"
    if unread and ("Every " in shown.split("Views")[0][:600] or f"{project.history.broken} document" not in shown):
        yield f"{project.history.broken} documents are unread, but {shown[:400]}"


def _audit(project: Built) -> Iterator[str]:
    shown, truth = project.pages["autonomy"], project.truth
    agents = truth.in_use()
    without = sum(truth.owner(agent) == NOBODY for agent in agents)
    sentence = f"{without} {'has' if without == 1 else 'have'} no owner"
    if (sentence in shown) is not bool(without):
        yield f"{without} agents have no owner, but {shown[:400]}"
    idle = [
        agent
        for agent in agents
        if agent.keys.get("status") in ("active", None)
        and not any(
            "on" not in review or review["on"] > project.history.as_of for review in agent.keys.get("reviews", ())
        )
    ]
    sentence = f"{len(idle)} {'has' if len(idle) == 1 else 'have'} no review scheduled"
    if (sentence in shown.split(" Agents ")[0]) is not bool(idle):
        yield f"{len(idle)} agents have no review scheduled, but {shown[:400]}"
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", project.html["autonomy"], re.DOTALL)
    wrong = ["no owner" in facts(row.split("</th>")[0]) for row in rows]
    if wrong != sorted(wrong, reverse=True):
        yield "an agent without an owner does not come first"


def _gaps(project: Built) -> Iterator[str]:
    """The portfolio counts each outcome once, under a state that it had."""
    states = Counter(project.truth.status(fact) for fact in project.history.outcomes)
    shown = project.pages["portfolio"]
    for status in ("met", "missed"):
        match = re.search(rf"\b(\d+) {status}\b", shown)
        if (int(match[1]) if match else 0) != states[status]:
            yield f"{states[status]} {status}, but {shown[:300]}"


def _later_rows(project: Built) -> list[str]:
    """The rows of the section of what is dated later."""
    # old versions of MarkupSafe escape what a Markup is parted by
    section = str(project.html["changes"]).partition('<div class="docgraph-future">')[2]
    return re.findall(r'<tr><th scope="row">.*?</tr>', section, re.DOTALL)


def _later_changes(project: Built) -> Iterator[str]:
    """The index counts what the changes list, and they list every day after the as-of date."""
    rows = _later_rows(project)
    match = re.search(r'docgraph-future">(\d+) changes? (?:is|are) dated after', project.html["index"])
    if (int(match[1]) if match else 0) != len(rows):
        yield f"the index counts {match and match[1]}, but {len(rows)} rows"
    missing = project.truth.announced - {day for row in rows for day in _DAY.findall(text(row))}
    if missing:
        yield f"no row of {sorted(missing)}"


def _today(project: Built) -> Iterator[str]:
    """Today is when the documents are read; of the as-of date no page says it."""
    for name, shown in project.pages.items():
        rest = shown.replace("not recorded; today: ", "").replace("Named as owner today", "")
        if "today" in rest:
            yield f"{name}: {rest[rest.index('today') - 40 :][:60]}"


def _gap_cells(project: Built) -> Iterator[str]:
    """The index counts as many gaps as the cells of its tables show."""
    tables = re.findall(r'aria-label="(?:Outcomes|Agents)">.*?</table>', project.html["index"], re.DOTALL)
    cells = [cell for table in tables for cell in re.findall(r"<td.*?</td>", table, re.DOTALL)]
    shown = sum("docgraph-gap" in cell for cell in cells)
    match = re.search(r"· (\d+) gaps?\b", project.pages["index"])
    if match is None or int(match[1]) != shown:
        yield f"{match and match[1]} gaps, but {shown} cells show one"


def test_values_dated_later_are_not_stated_as_facts() -> None:
    assert red(_later_days) == []


def test_records_dated_later_are_not_stated_as_facts() -> None:
    assert red(_later_records) == []


def test_people_who_left_are_marked_wherever_they_are_named() -> None:
    assert red(_absent) == []


def test_the_owner_is_that_of_the_date_or_not_recorded() -> None:
    assert red(_owners) == []


def test_defaults_are_not_stated_as_facts() -> None:
    assert red(_declared) == []


def test_the_index_counts_every_outcome_and_every_agent() -> None:
    assert red(_index) == []


def test_the_audit_counts_every_agent() -> None:
    assert red(_audit) == []


def test_the_portfolio_counts_what_was_closed_by_then() -> None:
    assert red(_gaps) == []


def test_changes_dated_later_are_counted_and_listed() -> None:
    assert red(_later_changes) == []


def test_today_has_one_meaning() -> None:
    assert red(_today) == []


def test_the_index_counts_the_gaps_that_its_tables_show() -> None:
    assert red(_gap_cells) == []


def test_the_generated_projects_contain_every_case() -> None:
    assert sum(bool(project.truth.later) for project in built()) > 100
    assert sum(project.truth.newer for project in built()) > 100
    owners = Counter(project.truth.owner(fact) for project in built() for fact in project.truth.known)
    assert min(owners[NOBODY], owners[UNRECORDED]) > 100
