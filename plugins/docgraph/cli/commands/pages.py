"""`docgraph pages`: write the generated pages as files, for site generators without plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.options import as_of_option, config_option, project_option

if TYPE_CHECKING:
    from datetime import date

    from docgraph.app import CheckResult, Project
    from docgraph.workspace.config_file import Layout


@click.command()
@project_option
@config_option
@as_of_option
@click.option("--out", type=click.Path(), help="Folder for pages, in the docs folder (default: the setting `pages`).")
@click.option("--panels", type=click.Path(), help="Folder for the heads and feet of record pages, in the theme.")
def pages(
    project: str | None, config_file: str | None, as_of: date | None, out: str | None, panels: str | None
) -> None:
    """Write the generated pages as files, for other site generators.

    Like a build, it checks the documents first. If a finding fails the check, no file is changed.
    """
    import os
    from pathlib import Path

    from msgspec.structs import replace

    from docgraph.cli.check_request import CheckRequest
    from docgraph.cli.exit_status import print_note
    from docgraph.workspace.pages.write_pages import PageFolders, write_pages

    request = CheckRequest(None, project, config_file, as_of)
    root, docs = request.folders
    folders = PageFolders(
        docs,
        Path(out or os.path.relpath(docs / request.layout.settings.pages)),
        Path(panels) if panels else None,
    )
    folders.reject_unusable(root)

    def work(project: Project, layout: Layout) -> None:
        from docgraph.app import check

        result = check(project)
        _stop_if_failed(result, layout)
        update = write_pages(project, result, folders)
        for folder, changes in update.changes:
            total = changes.replaced + changes.unchanged
            click.echo(f"{folder}: {total} files, {changes.replaced} changed, {changes.removed} removed")
        for note in update.notes:
            print_note(note)

    replace(request, options={"pages": folders.inside_docs}).applied(work)


def _stop_if_failed(result: CheckResult, layout: Layout) -> None:
    import sys

    from docgraph.cli.exit_status import print_note
    from docgraph.cli.output import TEXT_OUTPUT, render_report

    if result.exit_status == 0:
        return
    report = render_report(result, TEXT_OUTPUT, layout.root, layout.docs)
    click.echo(report.text, nl=False, err=True)
    print_note(report.note)
    print_note("no page was changed")
    sys.exit(result.exit_status)
