"""`docgraph scan`: list the agents that a repository defines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import exit_if_incomplete
from docgraph.cli.options import as_of_option, config_option
from docgraph.cli.stdout import write_stdout
from docgraph.report.scan import SCAN_FORMATS

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("path", required=False, type=click.Path())
@config_option
@as_of_option
@click.option("--format", "format_name", type=click.Choice([*SCAN_FORMATS]), default="text", help="Output format.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    help="Lowest severity of a finding about definitions that fails the scan.",
)
def scan(path: str | None, config_file: str | None, as_of: date | None, format_name: str, fail_on: str) -> None:
    """List the agents that a repository defines, with tools and owner.

    PATH is a folder of the repository (default: the working directory). Settings and documents are not needed.
    """
    from docgraph.analysis.inventory import about_definitions
    from docgraph.report.scan.inventory import ScanContext
    from docgraph.workspace.scan import scan_folder

    scanned = scan_folder(Path(path or "."), Path(config_file) if config_file else None, as_of, fail_on)
    result = scanned.checked
    findings = about_definitions(result.findings, result.graph)
    context = ScanContext(result.graph, findings, scanned.unloaded, scanned.note, scanned.reads_documents)
    write_stdout(SCAN_FORMATS[format_name](context))
    exit_if_incomplete(result)
    failed = any(result.fails(finding) for finding in findings if not finding.is_suppressed)
    sys.exit(1 if failed else 0)
