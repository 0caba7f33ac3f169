"""The option `--output`: reports that a command writes to files, besides the one on standard output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from docgraph.cli.exit_status import print_note
from docgraph.report import FORMATS

_STDOUT = "-"
_SUMMARY = "GITHUB_STEP_SUMMARY"


class ReportFile(NamedTuple):
    """A value of `--output`: a format, and the file for the report; `-` is standard output."""

    format_name: str
    file: str


class OutputParameter(click.ParamType):  # type: ignore[type-arg]
    """A value such as `sarif=docgraph.sarif`."""

    name = "FORMAT=FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ReportFile:
        """Parse a value of `--output`; fails with a usage error if it is not a format and a file."""
        if isinstance(value, ReportFile):
            return value
        name, equals, file = value.partition("=")
        if not equals or not file:
            self.fail(f"`{value}` is not FORMAT=FILE, such as sarif=docgraph.sarif", param, ctx)
        if name not in FORMATS:
            self.fail(f"unknown format `{name}`; the formats are {', '.join(FORMATS)}", param, ctx)
        return ReportFile(name, file)


output_option = click.option(
    "--output",
    "outputs",
    type=OutputParameter(),
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


def report_files(format_name: str | None, outputs: Sequence[ReportFile]) -> ReportFiles:
    """Where reports go, according to `--format` and `--output`.

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
    summary = os.environ.get(_SUMMARY, "") if "github" in (first, format_name) else ""
    return ReportFiles(first, files, summary)
