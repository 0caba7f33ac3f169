"""`docgraph who`: owner and backup of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.completion import complete_ids
from docgraph.cli.exit_status import print_and_exit
from docgraph.cli.options import as_of_option, config_option, project_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("name", metavar="ID", shell_complete=complete_ids)
@project_option
@config_option
@as_of_option
def who(name: str, project: str | None, config_file: str | None, as_of: date | None) -> None:
    """Show the owner and backup of a record, and where they are named.

    ID is the id of a record, KIND:ID, or the path of an agent definition.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.report.who import who_lines

    request = query_of(project, config_file, as_of)
    result = request.checked()
    print_and_exit(result, *who_lines(result.graph, name, request.display_base))
