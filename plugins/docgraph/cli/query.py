"""Answers the queries of commands about the records of a project."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from docgraph.analysis.comparison import Topic
from docgraph.analysis.connections import Connections
from docgraph.analysis.selection import SelectionContext, SelectorError, selected_refs
from docgraph.app import CheckResult, Project, check, check_without_rules
from docgraph.cli.check_request import CheckRequest
from docgraph.cli.exit_status import incomplete_note, stop
from docgraph.model.finding import Finding
from docgraph.report.query import QUERY_FORMATS
from docgraph.report.query.answer import Answer
from docgraph.report.query.questions import Questions
from docgraph.rules import RULES
from docgraph.workspace.cache.report_cache import CachedReport


class Query:
    """Access to the doc graph of a project for commands that look up records.

    Rules run only when an answer needs findings. `unchecked` is the project if `result` is a check without rules.
    """

    def __init__(self, request: CheckRequest, result: CheckResult, unchecked: Project | None = None) -> None:
        self.result = result
        self.reads_revisions = False
        """Whether an answer depends on a Git revision, so that it must not be cached."""
        self._request = request
        self._unchecked = unchecked
        self.questions = Questions(Connections(result.graph), self._findings, request.display_base)

    @classmethod
    def about(cls, request: CheckRequest, project: Project, *, with_findings: bool = False) -> Query:
        """Create the query for a project.

        `with_findings` is whether the answer always needs findings; rules then run immediately.
        """
        if with_findings:
            return cls(request, check(project))
        return cls(request, check_without_rules(project), project)

    def _findings(self) -> Sequence[Finding]:
        if self._unchecked is not None:
            self.result, self._unchecked = check(self._unchecked), None
        return self.result.findings

    def selected(self, text: str) -> list[str]:
        """`kind:id` of each record that matches a selector, such as `owner:jane.doe and level:>=L3`.

        If the selector is invalid, prints an error with its column and exits with status 2.
        """
        context = SelectionContext(
            self.questions.connections,
            self._findings,
            {rule.code: rule.name for rule in RULES},
            self.result.settings.levels,
            self._changed_since,
        )
        try:
            return selected_refs(text, context)
        except SelectorError as error:
            stop(f"{error}\n  {text}\n  {' ' * (error.column - 1)}^")

    def ref_of(self, name: str) -> str:
        """`kind:id` of the record `name`, which is an id or `kind:id`.

        If there is no such record, or more than one, prints an error and exits with status 2.
        """
        refs = self.selected(f'"{name}"' if '"' not in name else name)
        if len(refs) != 1:
            stop(f"`{name}` names {len(refs)} records: {', '.join(f'`{ref}`' for ref in refs[:5])}")
        return refs[0]

    def report(self, answer: Answer, format_name: str) -> CachedReport:
        """The answer in a format such as `json`.

        If an internal error made the check incomplete, the report also has an exit status and a note.
        """
        note = incomplete_note(self.result)
        return CachedReport(QUERY_FORMATS[format_name](answer), self.result.exit_status if note else 0, note)

    def _changed_since(self, state: str, revision: str) -> Collection[str]:
        self.reads_revisions = True
        comparison = self._request.compared(revision, checked=self.result).comparison
        events = ("added",) if state == "new" else ("added", "renamed", "moved", "changed")
        return {difference.subject for difference in comparison.of(Topic.RECORD) if difference.event in events}
