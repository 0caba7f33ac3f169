"""The check: a pure function from a project (sources, settings, as-of date) to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.analysis.definition_relations import definition_graph
from docgraph.analysis.reviews import DEFAULT_FIRST_REVIEWS, FirstReviews
from docgraph.app.adopted_findings import about_adopted
from docgraph.app.apply_baseline import apply_baseline, baseline_counts
from docgraph.app.apply_waivers import apply_waivers
from docgraph.app.drop_explained import drop_explained
from docgraph.app.duplicate_ids import owner_findings_of_duplicates
from docgraph.app.fingerprints import sort_findings, with_fingerprints
from docgraph.app.merge_inherited import merge_inherited
from docgraph.app.merge_repeated import merge_repeated
from docgraph.app.page_collisions import Published, collisions, unwritable_pages
from docgraph.app.people_aliases import with_aliases
from docgraph.app.select_rules import BoundRule, RuleSelection, select_rules
from docgraph.graph.build import build
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.baseline import Baseline, BaselineCounts
from docgraph.model.code_owners import CodeOwners
from docgraph.model.definition import Definition
from docgraph.model.document import Document
from docgraph.model.finding import Finding, Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.model.internal_error import EXIT_STATUS, internal_error_problem
from docgraph.model.location import Location
from docgraph.model.problem import Problem
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import can_apply
from docgraph.rules import RULES, Rule, Run
from docgraph.text.secrets import redact

_LONGEST = 400


def parse_all(sources: Sequence[SourceFile], settings: Settings) -> Sequence[Document]:
    """Parse `sources` in order, without a cache."""
    from docgraph.parse.document import parse_document  # slow to import, and not needed for cached documents

    return [parse_document(source, settings) for source in sources]


class Project(Struct, frozen=True):
    """The input of a check.

    - `problems` occurred while the files were read.
    - `docs` is the docs folder, relative to the project; empty if it is the project.
    - `exists` tests whether there is a file. The path is relative to the repository.
    - `reader` parses the sources.
    """

    sources: tuple[SourceFile, ...]
    settings: Settings
    as_of: date
    docs: str = ""
    problems: tuple[Problem, ...] = ()
    rules: tuple[Rule, ...] = field(default=RULES)
    exists: Callable[[str], bool] = field(default=lambda _path: False)
    follows_clock: bool = False
    """Whether `as_of` is today because neither the user nor the environment set a date."""
    reader: Callable[[Sequence[SourceFile], Settings], Sequence[Document]] = field(default=parse_all)
    published: Published = Published()
    meta_files: tuple[SourceFile, ...] = ()
    """The `.meta.yml` files of the docs folder. Pages that plugins add also inherit from them."""
    baseline: Baseline | None = None
    definitions: tuple[Definition, ...] = ()
    """The agents, skills and MCP servers that files of the repository define, sorted by path."""
    definition_contents: Mapping[str, bytes] = field(default_factory=dict)
    """Path → content of the files with definitions, and of CODEOWNERS."""
    code_owners: CodeOwners | None = None
    """The CODEOWNERS file; None if there is none or the repository has no definitions."""
    fixes_adopted: bool = False
    """Whether documents that the `kinds` setting reads may be fixed.

    True if the user named a folder on the command line.
    """


class CheckResult(Struct, frozen=True):
    """The result of a check.

    `documents` is the number of files with records, `pages` the number of other pages.
    """

    graph: DocGraph
    findings: tuple[Finding, ...]
    settings: Settings
    documents: int
    pages: int
    first_reviews: FirstReviews = DEFAULT_FIRST_REVIEWS
    """When the first reviews of an agent are due; without days if the rule is off."""
    baseline: BaselineCounts | None = None
    """The numbers of accepted and expired findings; None without a baseline."""

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that neither a waiver nor the baseline suppresses."""
        return tuple(finding for finding in self.findings if not finding.is_suppressed)

    @property
    def internal_errors(self) -> tuple[Finding, ...]:
        """Findings about exceptions in docgraph. If there are any, other findings may be missing."""
        return tuple(finding for finding in self.findings if finding.code == INTERNAL_ERROR)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding fails the run: it is as severe as `fail-on`, or an internal error."""
        line = self.settings.fail_on
        severe = line != "never" and finding.severity_rank <= Severity(line).rank
        return severe or finding.code == INTERNAL_ERROR

    @property
    def failed(self) -> bool:
        """Whether an open finding fails the run."""
        return any(map(self.fails, self.open_findings))

    @property
    def is_empty(self) -> bool:
        """Whether there are no records and the setting `allow-empty` is off."""
        return not self.documents and not self.settings.allow_empty

    @property
    def exit_status(self) -> int:
        """The exit status of a command that prints this result."""
        if self.internal_errors:
            return EXIT_STATUS
        return 2 if self.is_empty else 1 if self.failed else 0


class LinkedProject(Struct, frozen=True):
    """A project with its parsed documents and doc graph, and the rules that a check runs on it."""

    project: Project
    documents: Sequence[Document]
    graph: DocGraph
    chosen: RuleSelection

    def checked(self) -> CheckResult:
        """The result of a check."""
        return _run(self, self.chosen)

    def unchecked(self) -> CheckResult:
        """The result without running a rule. The findings are internal errors only."""
        return _run(self, replace(self.chosen, early=(), late=(), ran=frozenset()))


def check(project: Project) -> CheckResult:
    """Parse and check a project. Raises `SettingsError` for an unknown rule or option."""
    return linked(project).checked()


def check_without_rules(project: Project) -> CheckResult:
    """Build the doc graph of a project without running a rule. The findings are internal errors only.

    Raises `SettingsError` for unknown rules or options.
    """
    return linked(project).unchecked()


def linked(project: Project) -> LinkedProject:
    """Parse a project and build its doc graph. Raises `SettingsError` for unknown rules or options."""
    chosen = select_rules(project.rules, project.settings)
    documents = project.reader(project.sources, project.settings)
    return LinkedProject(project, documents, _graph(project, documents), chosen)


def evaluate(project: Project, documents: Sequence[Document], chosen: RuleSelection) -> CheckResult:
    """Build the doc graph from parsed documents, and run the rules of `chosen` on it."""
    return LinkedProject(project, documents, _graph(project, documents), chosen).checked()


def _graph(project: Project, documents: Sequence[Document]) -> DocGraph:
    """The doc graph of parsed documents, with the problems of the project."""
    if project.settings.people:
        documents = with_aliases(documents, project.settings.people)
    graph = build(documents, project.as_of, exists=project.exists, follows_clock=project.follows_clock)
    without_page = {source.path for source in project.sources if not source.has_page}
    graph = replace(
        graph,
        pages=tuple(page for page in graph.pages if page.path not in without_page),
        definitions=project.definitions,
        definition_contents=project.definition_contents,
        code_owners=project.code_owners,
        relate_definitions=definition_graph,
    )
    paths = [path for document in documents if (path := document.path) not in without_page]
    pages = collisions(graph, project.settings.pages, project.docs, paths, project.published)
    problems = (*project.problems, *pages, *unwritable_pages(paths, project.published))
    return replace(graph, problems=(*graph.problems, *problems))


def _run(linked: LinkedProject, chosen: RuleSelection) -> CheckResult:
    """The result of running the `chosen` rules on a doc graph."""
    project, graph = linked.project, linked.graph
    runner = _RuleRunner(graph, chosen, project.docs or ".")
    drafts = [finding for bound_rule in chosen.early for finding in runner.findings(bound_rule)]
    drafts += owner_findings_of_duplicates(graph, chosen.early, runner.findings_on)
    found = chosen.overrides.apply(apply_waivers(graph, drafts, chosen.codes), project.docs)
    for bound_rule in chosen.late:
        run = Run((*found, *runner.internal_errors()), chosen.codes, chosen.ran - runner.failed)
        found += chosen.overrides.apply(runner.findings(bound_rule, run), project.docs)
    matched = {source.path: source.adoption for source in project.sources if source.adoption is not None}
    reported = about_adopted(filter(chosen.reports, found), graph, matched.keys(), with_fixes=project.fixes_adopted)
    named = with_fingerprints([*reported, *runner.internal_errors()], graph)
    shown = drop_explained(apply_baseline(named, project.baseline, graph.as_of))
    findings = sort_findings(merge_repeated(merge_inherited(shown, graph.inherited), matched))
    records = sum(bool(document.records) for document in linked.documents)
    return CheckResult(
        graph,
        findings,
        project.settings,
        records,
        len(graph.pages),
        _first_reviews(chosen),
        baseline_counts(findings, project.baseline, graph.as_of),
    )


class _RuleRunner:
    def __init__(self, graph: DocGraph, chosen: RuleSelection, place: str) -> None:
        self.graph = graph
        self.chosen = chosen
        self.place = Location(place, 1, 1)
        self.failed: set[str] = set()
        self.failures: list[Problem] = []

    def findings(self, bound_rule: BoundRule, *run: Run) -> Iterator[Finding]:
        yield from self.findings_on(bound_rule, self.graph, *run)

    def findings_on(self, bound_rule: BoundRule, graph: DocGraph, *run: Run) -> Iterator[Finding]:
        try:
            yield from _with_rule_metadata(bound_rule.rule, self.chosen, bound_rule.findings(graph, *run), graph)
        except Exception as error:
            self.failed.add(bound_rule.rule.code)
            what = f"rule {bound_rule.rule.code} failed; some of its findings may be missing"
            self.failures.append(internal_error_problem(self.place, what, error))

    def internal_errors(self) -> list[Finding]:
        rule = self.chosen.internal
        reported = replace(self.graph, problems=(*self.graph.problems, *self.failures))
        return list(_with_rule_metadata(rule, self.chosen, rule.check(reported), reported))


def _first_reviews(chosen: RuleSelection) -> FirstReviews:
    options = [
        bound_rule.options
        for bound_rule in chosen.early
        if bound_rule.rule.name == "review-missed" and bound_rule.rule.code in chosen.ran
    ]
    return FirstReviews(options[0]["days"], options[0]["early"]) if options else FirstReviews(())


def _with_rule_metadata(
    rule: Rule, chosen: RuleSelection, drafts: Iterable[Finding], graph: DocGraph
) -> Iterable[Finding]:
    for draft in drafts:
        record = graph.record_with_ref(draft.subject)
        owner = graph.owner_of(record) if record else None
        yield replace(
            draft,
            message=_redact_and_truncate(draft.message),
            help=_redact_and_truncate(draft.help),
            related=tuple(Related(other.at, _redact_and_truncate(other.message)) for other in draft.related),
            code=rule.code,
            name=rule.name,
            severity=chosen.severity(rule, draft.severity),
            owner=owner.id if owner else "",
            fix=_drop_unapplicable_fix(draft.fix, graph),
        )


def _drop_unapplicable_fix(fix: Fix | None, graph: DocGraph) -> Fix | None:
    text = graph.text(fix.path) if fix else None
    return fix if fix is None or text is None or can_apply(text.content, fix) else None


def _redact_and_truncate(message: str) -> str:
    text = redact(message)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
