"""`docgraph diff`: how owners, autonomy, tools and findings differ between two revisions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import exit_if_incomplete
from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.report_files import ReportFile, output_option, report_files
from docgraph.cli.stdout import takes_color, write_stdout
from docgraph.report.diff import DIFF_FORMATS, FAILURES

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("base")
@click.argument("head", required=False, default="")
@project_option
@config_option
@as_of_option
@click.option("--merge-base", is_flag=True, help="Compare with the best common ancestor of BASE and HEAD.")
@click.option("--format", "format_name", type=click.Choice([*DIFF_FORMATS]), help="Output format (default: text).")
@output_option(DIFF_FORMATS)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice([*FAILURES]),
    default=("new-error",),
    help="What fails the command (default: new-error). May be repeated.",
)
@click.option("--no-cache", is_flag=True, help="Don't read or write the cache.")
def diff(
    base: str,
    head: str,
    project: str | None,
    config_file: str | None,
    as_of: date | None,
    merge_base: bool,
    format_name: str | None,
    outputs: tuple[ReportFile, ...],
    fail_on: tuple[str, ...],
    no_cache: bool,
) -> None:
    """Compare two revisions of the documents.

    Prints the changes of owners, autonomy, tools, waivers, records and findings. BASE and HEAD are revisions of the Git
    repository, such as main or HEAD~1. Without HEAD, BASE is compared with the files on disk, including uncommitted
    changes. The checkout stays unchanged.
    """
    from docgraph.cli.check_request import CheckRequest
    from docgraph.report.diff.context import DiffContext

    files = report_files(format_name, outputs, with_summary=False)
    request = CheckRequest(None, project, config_file, as_of, cached=not no_cache)
    if files.files:
        files.check(*request.folders)
    compared = request.compared(base, head, from_merge_base=merge_base)
    printed = files.printed or format_name or "text"
    color = printed == "text" and takes_color()

    def rendered(name: str, color: bool = False) -> str:
        base = request.display_base if name == "text" else compared.repository_base
        return DIFF_FORMATS[name](DiffContext(compared.comparison, base, color, compared.url_base))

    files.write([rendered(name) for name in files.others])
    write_stdout(rendered(printed, color), color)
    exit_if_incomplete(compared.before)
    exit_if_incomplete(compared.after)
    sys.exit(1 if any(FAILURES[name](compared.comparison) for name in fail_on) else 0)
