"""`docgraph impact`: what depends on a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.completion import complete_ids
from docgraph.cli.options import query_options

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("name", metavar="ID", shell_complete=complete_ids)
@query_options
def impact(name: str, format_name: str, project: str | None, config_file: str | None, as_of: date | None) -> None:
    """List everything that depends on a record, nearest first.

    ID is the id of a record, or KIND:ID.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.cli.question import print_answer

    request = query_of(project, config_file, as_of)
    print_answer(request, ("impact", name), format_name, lambda query: query.questions.impact(query.ref_of(name)))
