"""`docgraph waivers`: list all waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import exit_if_incomplete
from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from datetime import date


@click.command()
@project_option
@config_option
@as_of_option
def waivers(project: str | None, config_file: str | None, as_of: date | None) -> None:
    """List all waivers by expiry date.

    For each waiver: rule, expiry date, who approved it, the reason, the findings about it, and the findings it
    suppresses.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.report.waivers import waiver_list

    request = query_of(project, config_file, as_of)
    result = request.checked()
    write_stdout(waiver_list(result.graph, result.findings, request.display_base))
    exit_if_incomplete(result)
