"""Prints the answer to a question about the doc graph, from the cache if nothing has changed."""

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
    """Print the answer to the question `words`, then exit with status 70 if the check was incomplete.

    `answer` is called if the cache does not have the answer. `with_findings` is set if it always needs findings.
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
