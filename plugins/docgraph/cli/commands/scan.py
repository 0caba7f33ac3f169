"""`docgraph scan`: list the agents that a repository defines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import print_note
from docgraph.cli.options import as_of_option, config_option
from docgraph.cli.report_files import ReportFile, output_option, report_files
from docgraph.cli.stdout import write_stdout
from docgraph.report.scan import SCAN_FORMATS

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("path", required=False, type=click.Path())
@config_option
@as_of_option
@click.option(
    "--format", "format_name", type=click.Choice([*SCAN_FORMATS]), help="Output format of the list (default: text)."
)
@output_option()
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    help="Lowest severity of a finding about definitions that fails the scan.",
)
@click.option(
    "--new-since", default="", metavar="REVISION", help="Report only findings that a Git revision does not have."
)
def scan(
    path: str | None,
    config_file: str | None,
    as_of: date | None,
    format_name: str | None,
    outputs: tuple[ReportFile, ...],
    fail_on: str,
    new_since: str,
) -> None:
    """List the agents that a repository defines, with tools and owner.

    PATH is a folder of the repository (default: the working directory). Settings and documents are not needed.
    --output writes the findings about definitions, in a format of `docgraph check`.
    """
    from docgraph.cli.scan_request import ScanRequest

    files = report_files(format_name, outputs)
    configuration = Path(config_file) if config_file else None
    report = ScanRequest(
        Path(path or "."), configuration, as_of, format_name or "text", fail_on, files, new_since
    ).run()
    files.write(report.others)
    write_stdout(report.text)
    print_note(report.note)
    sys.exit(report.status)
