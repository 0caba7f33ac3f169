"""`docgraph export`: write all records and relations in a format for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import exit_if_incomplete
from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.stdout import write_stdout
from docgraph.export import EXPORTS

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("path", required=False, type=click.Path())
@project_option
@config_option
@as_of_option
@click.option("--format", "format_name", type=click.Choice([*EXPORTS]), default="json", help="Output format.")
@click.option("--output", type=click.Path(), help="File or folder to write to (default: standard output).")
def export(
    path: str | None,
    project: str | None,
    config_file: str | None,
    as_of: date | None,
    format_name: str,
    output: str | None,
) -> None:
    """Export records, definitions and relations for other programs.

    With --output, csv writes its files into a folder; without it, only the relations are printed.
    """
    from pathlib import Path

    from docgraph.cli.check_request import CheckRequest
    from docgraph.export import payload_of
    from docgraph.report.context import ReportContext, count_of
    from docgraph.workspace.write_export import write_export

    result = CheckRequest(path, project, config_file, as_of).checked()
    context = ReportContext(result.graph, result.findings, result.documents, result.pages)
    files = EXPORTS[format_name](payload_of(context))
    if output:
        write_export(files, Path(output))
    else:
        write_stdout([*files.values()][-1].encode())
    errors = sum(finding.severity == "error" for finding in result.open_findings)
    if errors:
        message = f"the exported documents have {count_of(errors, 'error')}; run `docgraph check` for details"
        click.echo(f"docgraph: {message}", err=True)
    exit_if_incomplete(result)
