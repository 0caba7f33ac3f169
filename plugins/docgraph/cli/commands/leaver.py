"""`docgraph leaver`: duties that nobody would cover if a person left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import print_and_exit
from docgraph.cli.options import DateParameter, as_of_option, config_option, project_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("person")
@click.option("--on", type=DateParameter(), help="First day the person is gone (default: the as-of date).")
@project_option
@config_option
@as_of_option
def leaver(person: str, on: date | None, project: str | None, config_file: str | None, as_of: date | None) -> None:
    """List the duties nobody would cover if a person left.

    PERSON is the id of a person. Covers the duties of owner, backup and every other relation.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.report.leaver import leaver_lines

    request = query_of(project, config_file, as_of)
    result = request.checked()
    print_and_exit(result, *leaver_lines(result.graph, person, on or result.graph.as_of, request.display_base))
