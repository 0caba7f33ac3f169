"""The option `--output`: reports in files, in addition to the report on standard output."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from docgraph.cli.exit_status import print_note
from docgraph.report import FORMATS

_Function = TypeVar("_Function", bound=Callable[..., Any])
_STDOUT = "-"
_SUMMARY = "GITHUB_STEP_SUMMARY"


class ReportFile(NamedTuple):
    """A value of `--output`: a report format and a file. The file `-` is standard output."""

    format_name: str
    file: str


class OutputParameter(click.ParamType):  # type: ignore[type-arg]
    """The type of `--output`, with values such as `sarif=docgraph.sarif`.

    `formats` are the allowed formats.
    """

    name = "FORMAT=FILE"

    def __init__(self, formats: Collection[str]) -> None:
        self._formats = formats

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ReportFile:
        """Parse a value. Fails with a usage error if it is not FORMAT=FILE or if the format is unknown."""
        if isinstance(value, ReportFile):
            return value
        name, equals, file = value.partition("=")
        if not equals or not file:
            self.fail(f"`{value}` is not FORMAT=FILE, such as json=docgraph.json", param, ctx)
        if name not in self._formats:
            self.fail(f"unknown format `{name}`; the formats are {', '.join(self._formats)}", param, ctx)
        return ReportFile(name, file)


def output_option(formats: Collection[str] = FORMATS) -> Callable[[_Function], _Function]:
    """Decorator that adds the option `--output` to a command. `formats` are the allowed formats."""
    return click.option(
        "--output",
        "outputs",
        type=OutputParameter(formats),
        multiple=True,
        help="Also write a report to a file; may be repeated. FILE `-` is standard output.",
    )


class ReportFiles(NamedTuple):
    """The destinations of the reports of a command.

    - `printed` is the FORMAT of `--output FORMAT=-`; empty without this option.
    - `files` are the files of the other `--output` options.
    - `summary` is the path of the GitHub Actions job summary, to which the last report is appended; empty without one.
    """

    printed: str
    files: tuple[ReportFile, ...]
    summary: str

    @property
    def others(self) -> tuple[str, ...]:
        """The formats of all reports that do not go to standard output."""
        return (*(file.format_name for file in self.files), *(("markdown",) if self.summary else ()))

    def check(self, root: Path, docs: Path | None) -> None:
        """Raise `SettingsError` if a file is not writable or is in the docs folder `docs`.

        `root` is the root folder of the project.
        """
        from docgraph.workspace.report_files import check_target

        for output in self.files:
            check_target(Path(output.file), root, docs)

    def write(self, reports: Sequence[str]) -> None:
        """Write each report to its file, and append the last report to the job summary.

        If `reports` is empty, the files stay unchanged. Raises `SettingsError` if a file is not writable.
        """
        if not reports:
            return
        from docgraph.workspace.report_files import append_summary, write_file

        for output, text in zip(self.files, reports, strict=False):
            write_file(Path(output.file), text)
        if self.summary:
            print_note(append_summary(Path(self.summary), reports[-1]))


def report_files(format_name: str | None, outputs: Sequence[ReportFile], *, with_summary: bool = True) -> ReportFiles:
    """The destinations of reports, from the values of `--format` and `--output`.

    `with_summary` is whether the format `github` also appends a report to the job summary of GitHub Actions. Raises
    `click.UsageError` if two reports have the same destination.
    """
    printed = [output.format_name for output in outputs if output.file == _STDOUT]
    if len(printed) > 1 or (printed and format_name):
        raise click.UsageError("only one report can go to standard output")
    files = tuple(output for output in outputs if output.file != _STDOUT)
    paths = [os.path.realpath(output.file) for output in files]
    repeated = next((output.file for output, path in zip(files, paths, strict=True) if paths.count(path) > 1), "")
    if repeated:
        raise click.UsageError(f"two reports go to `{repeated}`")
    first = printed[0] if printed else ""
    is_summarized = with_summary and "github" in (first, format_name)
    summary = os.environ.get(_SUMMARY, "") if is_summarized else ""
    return ReportFiles(first, files, summary)
