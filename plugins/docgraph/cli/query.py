"""Questions of commands about the doc graph of a project."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from docgraph.analysis.comparison import Topic
from docgraph.analysis.connections import Connections
from docgraph.analysis.selection import SelectionContext, SelectorError, selected_refs
from docgraph.app import CheckResult
from docgraph.cli.check_request import CheckRequest, query_of
from docgraph.cli.exit_status import exit_if_incomplete, stop
from docgraph.cli.stdout import write_stdout
from docgraph.report.query import QUERY_FORMATS
from docgraph.report.query.answer import Answer
from docgraph.report.query.questions import Questions
from docgraph.rules import RULES


class Query(Struct, frozen=True):
    """The checked project of a command, and questions about it."""

    request: CheckRequest
    result: CheckResult
    questions: Questions

    @classmethod
    def of(cls, project: str | None, config_file: str | None, as_of: date | None) -> Query:
        """Check the project that the options of a command name."""
        request = query_of(project, config_file, as_of)
        return cls.on(request, request.checked())

    @classmethod
    def on(cls, request: CheckRequest, result: CheckResult) -> Query:
        """Questions about the result of a request."""
        connections = Connections(result.graph)
        return cls(request, result, Questions(connections, result.findings, request.display_base))

    def selected(self, text: str) -> list[str]:
        """The refs that a selector selects. An invalid selector ends the command with status 2 and its place."""
        context = SelectionContext(
            self.questions.connections,
            self.result.findings,
            {rule.code: rule.name for rule in RULES},
            self.result.settings.levels,
            self._changed_since,
        )
        try:
            return selected_refs(text, context)
        except SelectorError as error:
            stop(f"{error}\n  {text}\n  {' ' * (error.column - 1)}^")

    def ref_of(self, name: str) -> str:
        """The ref of the one record that `name` names. If there is none, or several, the command ends with status 2."""
        refs = self.selected(f'"{name}"' if '"' not in name else name)
        if len(refs) != 1:
            stop(f"`{name}` names {len(refs)} records: {', '.join(f'`{ref}`' for ref in refs[:5])}")
        return refs[0]

    def print(self, answer: Answer, format_name: str) -> None:
        """Print an answer, then exit with status 70 if the check was incomplete."""
        write_stdout(QUERY_FORMATS[format_name](answer))
        exit_if_incomplete(self.result)

    def _changed_since(self, state: str, revision: str) -> Collection[str]:
        """The refs of the records on disk that a revision does not have, or has differently."""
        comparison = self.request.compared(revision, checked=self.result).comparison
        events = ("added",) if state == "new" else ("added", "renamed", "moved", "changed")
        return {difference.subject for difference in comparison.of(Topic.RECORD) if difference.event in events}
