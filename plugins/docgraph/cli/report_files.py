"""The option `--output`: reports that a command writes to files, besides the one on standard output."""

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
    """A value of `--output`: a format, and the file for the report; `-` is standard output."""

    format_name: str
    file: str


class OutputParameter(click.ParamType):  # type: ignore[type-arg]
    """A value such as `sarif=docgraph.sarif`. `formats` are the names of the formats."""

    name = "FORMAT=FILE"

    def __init__(self, formats: Collection[str]) -> None:
        self._formats = formats

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ReportFile:
        """Parse a value of `--output`; fails with a usage error if it is not a format and a file."""
        if isinstance(value, ReportFile):
            return value
        name, equals, file = value.partition("=")
        if not equals or not file:
            self.fail(f"`{value}` is not FORMAT=FILE, such as json=docgraph.json", param, ctx)
        if name not in self._formats:
            self.fail(f"unknown format `{name}`; the formats are {', '.join(self._formats)}", param, ctx)
        return ReportFile(name, file)


def output_option(formats: Collection[str] = FORMATS) -> Callable[[_Function], _Function]:
    """The option `--output` of a command with reports in `formats`."""
    return click.option(
        "--output",
        "outputs",
        type=OutputParameter(formats),
        multiple=True,
        help="Also write a report to a file; may be repeated. FILE `-` is standard output.",
    )


class ReportFiles(NamedTuple):
    """Where the reports of a command go.

    `printed` is the format of the report that `--output FORMAT=-` prints; empty if there is none. `summary` is the file
    for the job summary of GitHub Actions, which gets the last report; empty if there is none.
    """

    printed: str
    files: tuple[ReportFile, ...]
    summary: str

    @property
    def others(self) -> tuple[str, ...]:
        """The formats of the reports that do not go to standard output."""
        return (*(file.format_name for file in self.files), *(("markdown",) if self.summary else ()))

    def check(self, root: Path, docs: Path | None) -> None:
        """Raise `SettingsError` if a file cannot be written, or is in the docs folder of the project at `root`."""
        from docgraph.workspace.report_files import check_target

        for output in self.files:
            check_target(Path(output.file), root, docs)

    def write(self, reports: Sequence[str]) -> None:
        """Write the files, and append to the job summary. Without `reports`, nothing is written.

        Raises `SettingsError` if a file cannot be written.
        """
        if not reports:
            return
        from docgraph.workspace.report_files import append_summary, write_file

        for output, text in zip(self.files, reports, strict=False):
            write_file(Path(output.file), text)
        if self.summary:
            print_note(append_summary(Path(self.summary), reports[-1]))


def report_files(format_name: str | None, outputs: Sequence[ReportFile], *, with_summary: bool = True) -> ReportFiles:
    """Where reports go, according to `--format` and `--output`.

    `with_summary` is whether the format `github` also adds a report to the job summary.
    Raises `click.UsageError` if two reports go to standard output or to one file.
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
