"""The check: sources, settings, rules and a day in; the trace and its findings out. A pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.analysis.reviews import USUAL, FirstReviews
from docgraph.app.apply_waivers import waived
from docgraph.app.doubles import owners_of_doubles
from docgraph.app.drop_explained import reported
from docgraph.app.fingerprints import with_fingerprints
from docgraph.app.merge_inherited import gathered
from docgraph.app.page_collisions import Published, covered, unwritable
from docgraph.app.select_rules import Chosen, Selected, selected
from docgraph.graph.build import build
from docgraph.graph.doc_graph import Trace
from docgraph.model.document import Document
from docgraph.model.finding import Finding, Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.model.internal_error import EXIT_STATUS, internal_error
from docgraph.model.location import Location
from docgraph.model.problem import Problem
from docgraph.model.settings import Settings
from docgraph.model.source_file import Source
from docgraph.parse.document import read_document
from docgraph.parse.yaml.edits import can_be_made
from docgraph.rules import RULES, Rule, Run
from docgraph.text.secrets import redacted

_LONGEST = 400


def each_read(sources: Sequence[Source], settings: Settings) -> Sequence[Document]:
    """The documents of `sources`, one after the other."""
    return [read_document(source, settings) for source in sources]


class Project(Struct, frozen=True):
    """What is checked: the files of a docs folder, what could not be read of it, its settings, and the day.

    `docs` is the docs folder relative to the project root, with `/`; empty where the two are one.
    `exists` says of a path, relative to the repository, whether a file is there; `reader` gives the documents.
    """

    sources: tuple[Source, ...]
    settings: Settings
    as_of: date
    docs: str = ""
    problems: tuple[Problem, ...] = ()
    rules: tuple[Rule, ...] = field(default=RULES)
    exists: Callable[[str], bool] = field(default=lambda path: False)
    follows_clock: bool = False
    """Whether nobody said the as-of date: it is the day of the clock."""
    reader: Callable[[Sequence[Source], Settings], Sequence[Document]] = field(default=each_read)
    published: Published = Published()
    meta_files: tuple[Source, ...] = ()
    """The `.meta.yml` files of the docs folder, which give front matter to pages that are added later, too."""


class Result(Struct, frozen=True):
    """What a check found. `documents` counts the files that gave a record, `pages` the others."""

    trace: Trace
    findings: tuple[Finding, ...]
    settings: Settings
    documents: int
    pages: int
    first_reviews: FirstReviews = USUAL
    """The first reviews that agents owe; none where no rule asks for them."""

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that no waiver hides."""
        return tuple(finding for finding in self.findings if finding.waived is None)

    @property
    def internal_errors(self) -> tuple[Finding, ...]:
        """The documents and rules on which docgraph itself failed: there this result is incomplete."""
        return tuple(finding for finding in self.findings if finding.code == INTERNAL_ERROR)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is as severe as `fail-on` asks; internal errors always are."""
        line = self.settings.fail_on
        severe = line != "never" and (finding.severity or Severity.ERROR).rank <= Severity(line).rank
        return severe or finding.code == INTERNAL_ERROR

    @property
    def failed(self) -> bool:
        """Whether a finding stands that fails a run."""
        return any(map(self.fails, self.standing))

    @property
    def is_empty(self) -> bool:
        """Whether no record was read, though the settings do not allow that."""
        return not self.documents and not self.settings.allow_empty

    @property
    def exit_status(self) -> int:
        """How a command ends that made this check."""
        if self.internal_errors:
            return EXIT_STATUS
        return 2 if self.is_empty else 1 if self.failed else 0


def check(project: Project) -> Result:
    """Read, link and judge a project. Raises `SettingsError` for rules that do not exist, never for a document."""
    chosen = selected(project.rules, project.settings)
    return judged(project, project.reader(project.sources, project.settings), chosen)


def judged(project: Project, documents: Sequence[Document], chosen: Selected) -> Result:
    """The findings about documents that were read."""
    trace = build(documents, project.as_of)
    trace.exists, trace.follows_clock = project.exists, project.follows_clock
    paths = [document.path for document in documents]
    pages = covered(trace, project.settings.pages, project.docs, paths, project.published)
    trace.problems += (*project.problems, *pages, *unwritable(paths, project.published))
    net = _Net(trace, chosen, project.docs or ".")
    drafts = [finding for one in chosen.early for finding in net.findings(one)]
    drafts += owners_of_doubles(trace, chosen.early, net.judged)
    found = chosen.overrides.applied(waived(trace, drafts, chosen.codes), project.docs)
    for one in chosen.late:
        run = Run((*found, *net.internal_errors()), chosen.codes, chosen.ran - net.failed)
        found += chosen.overrides.applied(net.findings(one, run), project.docs)
    shown = reported([*(finding for finding in found if finding.code in chosen.ran), *net.internal_errors()])
    records = sum(bool(document.records) for document in documents)
    return Result(
        trace,
        with_fingerprints(gathered(shown, trace.inherited), trace),
        project.settings,
        records,
        len(documents) - records,
        _first_reviews(chosen),
    )


class _Net:
    """Runs rules. One that raises keeps the findings that it gave before, and becomes an internal error."""

    def __init__(self, trace: Trace, chosen: Selected, place: str) -> None:
        self.trace = trace
        self.chosen = chosen
        self.place = Location(place, 1, 1)
        self.failed: set[str] = set()

    def findings(self, one: Chosen, *run: Run) -> Iterator[Finding]:
        """What a rule says, as it is reported."""
        yield from self.judged(one, self.trace, *run)

    def judged(self, one: Chosen, trace: Trace, *run: Run) -> Iterator[Finding]:
        """What a rule says of a doc graph, as it is reported."""
        try:
            yield from _stamped(one.rule, self.chosen, one.findings(trace, *run), trace)
        except Exception as error:
            self.failed.add(one.rule.code)
            what = f"rule {one.rule.code} failed; some of its findings may be missing"
            self.trace.problems += (internal_error(self.place, what, error),)

    def internal_errors(self) -> list[Finding]:
        """One for each document and rule that failed so far. No setting and no waiver applies to them."""
        rule = self.chosen.internal
        return list(_stamped(rule, self.chosen, rule.check(self.trace), self.trace))


def _first_reviews(chosen: Selected) -> FirstReviews:
    asked = [one.options for one in chosen.early if one.rule.name == "review-missed" and one.rule.code in chosen.ran]
    return FirstReviews(asked[0]["days"], asked[0]["early"]) if asked else FirstReviews(())


def _stamped(rule: Rule, chosen: Selected, drafts: Iterable[Finding], trace: Trace) -> Iterable[Finding]:
    for draft in drafts:
        record = trace.get(draft.subject) if draft.subject else None
        owner = trace.owner_of(record) if record else None
        yield replace(
            draft,
            message=_sayable(draft.message),
            help=_sayable(draft.help),
            related=tuple(Related(other.at, _sayable(other.message)) for other in draft.related),
            code=rule.code,
            name=rule.name,
            severity=chosen.severity(rule, draft.severity),
            owner=owner.id if owner else "",
            fix=_possible(draft.fix, trace),
        )


def _possible(fix: Fix | None, trace: Trace) -> Fix | None:
    """A fix that can be made where it is meant to be: what a body says has no key to edit."""
    text = trace.text(fix.path) if fix else None
    return fix if fix is None or text is None or can_be_made(text.content, fix) else None


def _sayable(message: str) -> str:
    """A message without secrets, and no longer than anybody reads."""
    said = redacted(message)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 3]}..."
