"""`docgraph leaver`: duties that nobody would cover if a person left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from docgraph.cli.completion import complete_ids
from docgraph.cli.exit_status import print_and_exit
from docgraph.cli.options import DateParameter, as_of_option, config_option, project_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("person", shell_complete=complete_ids)
@click.option("--on", type=DateParameter(), help="First day the person is gone (default: the as-of date).")
@click.option("--fail", is_flag=True, help="Exit with 1 if a duty must be handed over.")
@project_option
@config_option
@as_of_option
def leaver(
    person: str, on: date | None, fail: bool, project: str | None, config_file: str | None, as_of: date | None
) -> None:
    """List the duties nobody would cover if a person left.

    PERSON is the id of a person. A duty is, for example, to own an outcome or to be the backup of an agent.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.report.leaver import leaver_lines

    request = query_of(project, config_file, as_of)
    result = request.checked()
    lines, is_known = leaver_lines(result.graph, person, on or result.graph.as_of, request.display_base)
    print_and_exit(result, lines, is_known)
    # the first line is about the person, the last one counts the duties
    sys.exit(1 if fail and len(lines) > 2 else 0)
