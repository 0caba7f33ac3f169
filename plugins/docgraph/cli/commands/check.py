"""`docgraph check`: report the findings of a project, or fix them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgraph.cli.exit_status import print_note, stop
from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.report_files import ReportFile, ReportFiles, output_option, report_files
from docgraph.cli.stdout import read_stdin, takes_color, takes_links, write_stdout
from docgraph.report import FORMATS

if TYPE_CHECKING:
    from datetime import date

    from docgraph.cli.check_request import CheckRequest
    from docgraph.cli.output import Output
    from docgraph.cli.report_filter import ReportFilter
    from docgraph.workspace.cache.report_cache import CachedReport
    from docgraph.workspace.unsaved import UnsavedText

_STDIN = "-"
_COLORED = ("text", "concise")
_COUNTED = ("text", "concise", "json")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH | FILE... | -]")
@project_option
@config_option
@as_of_option
@click.option("--format", "format_name", type=click.Choice([*FORMATS]), help="Output format (default: text).")
@output_option()
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them; json lists both.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Lowest severity that fails the check."
)
@click.option(
    "--select", multiple=True, help="Run only these rules: codes, families (OWN) or names, separated by commas."
)
@click.option("--ignore", multiple=True, help="Skip these rules: codes, families or names, separated by commas.")
@click.option("--profile", type=click.Choice(["adopt", "default", "strict"]), help="Preset of rules and severities.")
@click.option("--allow-empty", is_flag=True, help="Accept a docs folder without records.")
@click.option("--no-baseline", is_flag=True, help="Ignore the baseline: report the findings that it accepts.")
@click.option("--only", metavar="SELECTOR", help="Report only findings about these records; see `docgraph list`.")
@click.option("--new-since", metavar="REVISION", help="Report only findings that a Git revision does not have.")
@click.option("--stdin-path", type=click.Path(), help="With PATH `-`: the document that standard input replaces.")
@click.option("--fix", is_flag=True, help="Apply safe fixes, then report the remaining findings.")
@click.option("--diff", is_flag=True, help="Show what --fix would change without writing files.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although findings fail the check.")
@click.option("--quiet", "-q", "is_silent", is_flag=True, help="Don't print the report; --output writes its files.")
@click.option("--no-cache", is_flag=True, help="Don't read or write the cache.")
def check(
    paths: tuple[str, ...],
    project: str | None,
    config_file: str | None,
    as_of: date | None,
    format_name: str | None,
    outputs: tuple[ReportFile, ...],
    statistics: bool,
    only: str | None,
    new_since: str | None,
    stdin_path: str | None,
    fix: bool,
    diff: bool,
    exit_zero: bool,
    is_silent: bool,
    no_cache: bool,
    no_baseline: bool,
    **settings: Any,
) -> None:
    """Check a project or docs folder without building a site.

    PATH is a docs folder, or a project directory with mkdocs.yml or docgraph.toml. With FILE, all documents are read,
    but only findings about FILE are reported. With `-`, standard input replaces the document --stdin-path.
    """
    from docgraph.cli.check_request import CheckRequest

    files = report_files(format_name, outputs)
    printed = files.printed or format_name or "text"
    path, reported, unsaved = _reading(paths, only, new_since, stdin_path)
    _reject_conflicts(bool(outputs), bool(reported), statistics and printed not in _COUNTED, fix, diff)
    project = project or _project_of(reported, config_file)
    request = CheckRequest(path, project, config_file, as_of, settings, not no_cache, not no_baseline, unsaved)
    if files.files:
        files.check(*request.folders)
    output = _output(printed, statistics, files)
    report = _fixed(request, diff, output) if fix or diff else _checked(request, reported, output)
    files.write(report.others)
    write_stdout("" if is_silent else report.text, output.color)
    print_note(report.note)
    sys.exit(0 if exit_zero and report.status == 1 else report.status)


def _unsaved(paths: tuple[str, ...], stdin_path: str | None) -> UnsavedText | None:
    if _STDIN not in paths:
        if stdin_path is not None:
            raise click.UsageError("--stdin-path needs the path `-`, which reads standard input")
        return None
    if len(paths) > 1:
        raise click.UsageError("`-` does not work with another PATH or FILE")
    if not stdin_path:
        raise click.UsageError("`-` needs --stdin-path, the path of the document that standard input replaces")
    from docgraph.workspace.unsaved import unsaved_text

    return unsaved_text(Path(stdin_path), read_stdin)


def _output(printed: str, statistics: bool, files: ReportFiles) -> Output:
    from docgraph.cli.output import Output

    is_colored = printed in _COLORED
    return Output(printed, is_colored and takes_color(), statistics, files.others, is_colored and takes_links())


def _checked(request: CheckRequest, reported: ReportFilter, output: Output) -> CachedReport:
    return request.run_filtered(output, partial(reported.apply, request)) if reported else request.run(output)


def _reject_conflicts(has_outputs: bool, has_filter: bool, cannot_count: bool, fix: bool, diff: bool) -> None:
    if cannot_count:
        raise click.UsageError("--statistics works with the formats text, concise and json")
    if diff and has_outputs:
        raise click.UsageError("--output does not work with --diff, which shows changes and no report")
    if has_filter and (fix or diff):
        raise click.UsageError("--fix and --diff change all documents: leave out FILE, -, --only and --new-since")


def _reading(
    paths: tuple[str, ...], only: str | None, new_since: str | None, stdin_path: str | None
) -> tuple[str | None, ReportFilter, UnsavedText | None]:
    from docgraph.cli.report_filter import ReportFilter

    unsaved = _unsaved(paths, stdin_path)
    if unsaved is not None:
        return None, ReportFilter((Path(unsaved.path),), only or "", new_since or ""), unsaved
    files = tuple(map(Path, paths))
    if len(files) <= 1 and not any(file.is_file() for file in files):
        return (paths[0] if paths else None), ReportFilter((), only or "", new_since or ""), None
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        stop(f"{missing}: {'is a folder; pass one folder, or files' if missing.is_dir() else 'does not exist'}")
    return None, ReportFilter(files, only or "", new_since or ""), None


def _project_of(reported: ReportFilter, config_file: str | None) -> str | None:
    if not reported.files or config_file:
        return None
    from docgraph.workspace.config_file import nearest_configuration

    folder = reported.files[0].parent
    nearest = nearest_configuration(folder)
    return str(nearest.parent if nearest else folder)


def _fixed(request: CheckRequest, diff: bool, output: Output) -> CachedReport:
    from docgraph.cli.output import render_report
    from docgraph.report.context import count_of
    from docgraph.workspace.write_fixes import differences, write

    project, fixed, root = request.fixed()
    changes = f"{count_of(len(fixed.findings), 'finding')} in {count_of(len(fixed.changed), 'file')}"
    report = render_report(fixed.result, output, root, root / project.docs)
    if diff:
        before = {source.path: source.content for source in project.sources}
        write_stdout("".join(differences(before, fixed.changed)).encode())
        print_note(f"would fix {changes}")
        if report.note:
            stop(report.note)
        sys.exit(1 if fixed.changed else 0)
    write(root, fixed.changed)
    click.echo(f"docgraph: fixed {changes}", err=True)
    return report
