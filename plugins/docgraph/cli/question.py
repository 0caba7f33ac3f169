"""Prints the answer of `list`, `path`, `impact` or `show`, from the cache if no input has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from docgraph.cli.check_request import CheckRequest
from docgraph.cli.exit_status import print_note
from docgraph.cli.stdout import write_stdout
from docgraph.workspace.cache.report_cache import CachedReport

if TYPE_CHECKING:
    from docgraph.app import Project
    from docgraph.cli.query import Query
    from docgraph.report.query.answer import Answer


def print_answer(
    request: CheckRequest,
    words: tuple[str, ...],
    format_name: str,
    answer: Callable[[Query], Answer],
    *,
    with_findings: bool = False,
) -> None:
    """Print the answer to a query of a command.

    `words` are the command and its arguments, such as `("impact", "jane.doe")`; answers are cached by them. `answer` is
    called only if no answer is cached. `with_findings` is whether the answer always needs findings. Exits with status
    70 if an internal error made the check incomplete.
    """

    def evaluate(project: Project) -> tuple[CachedReport, bool]:
        # slow to import, and a cached answer needs none of it
        from docgraph.cli.query import Query

        query = Query.about(request, project, with_findings=with_findings)
        report = query.report(answer(query), format_name)
        return report, not query.reads_revisions

    report = request.answered((*words, format_name), evaluate)
    write_stdout(report.text)
    print_note(report.note)
    if report.status:
        sys.exit(report.status)
