"""The check: sources, settings, rules and a day in; the trace and its findings out. A pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import sha256

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.app.pages import covered
from docgraph.app.selection import Selected, selected
from docgraph.app.waiving import waived
from docgraph.graph.build import build
from docgraph.graph.reviews import USUAL, FirstReviews
from docgraph.graph.trace import Trace
from docgraph.model.document import Document
from docgraph.model.finding import Finding, Related, Severity
from docgraph.model.fix import Fix
from docgraph.model.problem import Problem
from docgraph.model.secret import redacted
from docgraph.model.settings import Settings
from docgraph.model.source import Source
from docgraph.rules import RULES, Rule, Run
from docgraph.source.editing import can_be_made
from docgraph.source.load import read

_LONGEST = 400


def each_read(sources: Sequence[Source], settings: Settings) -> Sequence[Document]:
    """The documents of `sources`, one after the other."""
    return [read(source, settings) for source in sources]


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
    reader: Callable[[Sequence[Source], Settings], Sequence[Document]] = field(default=each_read)


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
    def failed(self) -> bool:
        """Whether a finding stands that is as severe as `fail-on` asks."""
        line = self.settings.fail_on
        return line != "never" and any(
            finding.severity is not None and finding.severity.rank <= Severity(line).rank for finding in self.standing
        )


def check(project: Project) -> Result:
    """Read, link and judge a project. Raises `SettingsError` for rules that do not exist, never for a document."""
    chosen = selected(project.rules, project.settings)
    return judged(project, project.reader(project.sources, project.settings), chosen)


def judged(project: Project, documents: Sequence[Document], chosen: Selected) -> Result:
    """The findings about documents that were read."""
    trace = build(documents, project.as_of)
    trace.exists = project.exists
    trace.problems += (*project.problems, *covered(trace, project.settings.pages, project.docs, _paths(documents)))
    drafts = [finding for one in chosen.early for finding in _stamped(one.rule, chosen, one.findings(trace), trace)]
    weighed = chosen.overrides.applied(drafts, project.docs)
    hidden = waived(trace, weighed, chosen.codes)
    shown = [finding for finding in hidden if finding.code in chosen.ran]
    for one in chosen.late:
        run = Run(tuple(hidden), chosen.codes, chosen.ran)
        late = chosen.overrides.applied(_stamped(one.rule, chosen, one.findings(trace, run), trace), project.docs)
        hidden += late
        shown += late
    records = sum(bool(document.records) for document in documents)
    return Result(trace, _told(shown), project.settings, records, len(documents) - records, _first_reviews(chosen))


def _first_reviews(chosen: Selected) -> FirstReviews:
    asked = [one.options for one in chosen.early if one.rule.name == "review-missed" and one.rule.code in chosen.ran]
    return FirstReviews(asked[0]["days"], asked[0]["early"]) if asked else FirstReviews(())


def _paths(documents: Iterable[Document]) -> list[str]:
    return [document.path for document in documents]


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


def _told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by place, each with a fingerprint that does not change when lines move."""
    seen: dict[str, int] = {}
    told = []
    for finding in sorted(findings, key=lambda one: (one.at, one.code, one.message)):
        what = "\0".join(
            (finding.code, finding.subject or finding.at.path, ".".join(map(str, finding.key)), finding.message)
        )
        number = seen[what] = seen.get(what, 0) + 1
        told.append(replace(finding, fingerprint=sha256(f"{what}\0{number}".encode()).hexdigest()[:16]))
    return tuple(told)
