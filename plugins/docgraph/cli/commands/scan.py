"""`docgraph scan`: list the agents that a repository defines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from docgraph.cli.exit_status import exit_if_incomplete
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
@output_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    help="Lowest severity of a finding about definitions that fails the scan.",
)
def scan(
    path: str | None,
    config_file: str | None,
    as_of: date | None,
    format_name: str | None,
    outputs: tuple[ReportFile, ...],
    fail_on: str,
) -> None:
    """List the agents that a repository defines, with tools and owner.

    PATH is a folder of the repository (default: the working directory). Settings and documents are not needed.
    --output writes the findings about definitions, in a format of `docgraph check`.
    """
    from docgraph.analysis.inventory import about_definitions
    from docgraph.cli.output import Output
    from docgraph.report.scan.inventory import ScanContext
    from docgraph.workspace.scan import scan_folder

    files = report_files(format_name, outputs)
    scanned = scan_folder(Path(path or "."), Path(config_file) if config_file else None, as_of, fail_on)
    files.check(scanned.layout.root, scanned.docs)
    result = replace(scanned.checked, findings=about_definitions(scanned.checked.findings, scanned.checked.graph))
    text = ""
    if outputs:
        from docgraph.app.report_context import report_context

        context = replace(report_context(result), command="scan")
        text, *others = Output(files.printed or "text", others=files.others).reports(context, scanned.layout.root)
        files.write(others)
    if not files.printed:
        inventory = ScanContext(result.graph, result.findings, scanned.unloaded, scanned.notes, scanned.reads_documents)
        text = SCAN_FORMATS[format_name or "text"](inventory)
    write_stdout(text)
    exit_if_incomplete(result)
    sys.exit(1 if result.failed else 0)
