"""`docgraph path`: how two records are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.completion import complete_ids
from docgraph.cli.exit_status import stop
from docgraph.cli.options import query_options

if TYPE_CHECKING:
    from datetime import date

    from docgraph.cli.query import Query
    from docgraph.report.query.answer import Answer


@click.command()
@click.argument("start", metavar="FROM", shell_complete=complete_ids)
@click.argument("end", metavar="TO", shell_complete=complete_ids)
@query_options
def path(
    start: str, end: str, format_name: str, project: str | None, config_file: str | None, as_of: date | None
) -> None:
    """Show how two records are connected.

    Prints each step with the line that declares it. FROM and TO are ids of records, or KIND:ID.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.cli.question import print_answer

    request = query_of(project, config_file, as_of)

    def answer(query: Query) -> Answer:
        first, last = query.ref_of(start), query.ref_of(end)
        return query.questions.path(first, last) or stop(f"{first} and {last} are not connected")

    print_answer(request, ("path", start, end), format_name, answer)
