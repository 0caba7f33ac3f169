"""`docgraph init`: set docgraph up in a repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import stop
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgraph.workspace.starter_files import StarterFiles
    from docgraph.workspace.survey import Survey


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--yes", is_flag=True, help="Write the files without asking.")
@click.option("--site", is_flag=True, help="Write a mkdocs.yml with the plugin, so that `mkdocs build` makes a site.")
def init(path: str, yes: bool, site: bool) -> None:
    """Set docgraph up in a repository.

    Shows what it finds in PATH (default: the current folder): docs folder, site generator, decisions, runbooks and
    agent definitions. After a yes it writes the settings, a CI job and a pre-commit hook. It changes no existing file
    and assigns no owner.
    """
    from docgraph.model.install_source import INSTALL_SOURCE, IS_PLACEHOLDER
    from docgraph.workspace.create_together import create_together
    from docgraph.workspace.starter_files import starter_files
    from docgraph.workspace.survey import survey

    found = survey(Path(path).resolve(), _show_progress)
    files = starter_files(found, site)
    write_stdout("\n".join([*_found_lines(found), *_planned_lines(files), ""]))
    if not files.created:
        write_stdout(_next_steps(found, files))
        return
    if not yes:
        if sys.stdin is None or not sys.stdin.isatty():
            stop("nothing was written; run `docgraph init --yes` to write these files")
        if not click.confirm("Write these files?", err=True):
            click.echo("docgraph: nothing was written", err=True)
            sys.exit(1)
    create_together(found.root, files.created, () if found.has_docs else (found.docs,))
    write_stdout(f"Written: {', '.join(files.created)}\n")
    installing = [name for name, text in files.created.items() if INSTALL_SOURCE in text]
    if installing and IS_PLACEHOLDER:
        note = "replace the address on example.org, a placeholder, with the Git address of docgraph"
        write_stdout(f"Before you commit {' and '.join(installing)}: {note}\n")
    write_stdout(_next_steps(found, files))


def _show_progress(count: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(f"\rdocgraph: {count} files\r", err=True, nl=False)


def _found_lines(found: Survey) -> Iterator[str]:
    """Lines about the docs folder, the site generator, and the groups of documents in `found`."""
    from docgraph.report.context import count_of, escape_invisible

    docs = count_of(found.pages, "page") if found.has_docs else "to be created"
    yield f"Found in {found.root.name or found.root} ({count_of(found.files, 'file')}):"
    yield f"  docs folder: {escape_invisible(found.docs)}/ ({docs})"
    yield f"  site generator: {found.generator or 'none'}"
    for group in found.detected:
        yield f"  {group.what}: {group.count} in {escape_invisible(group.folder) or '.'}/"


def _planned_lines(files: StarterFiles) -> Iterator[str]:
    """Lines about existing files, files to be created, and steps that the user has to do."""
    if files.present:
        yield f"Already there: {', '.join(files.present)}"
    if files.created:
        yield ""
        yield "To be written:"
    for path, text in files.created.items():
        yield f"  {path}"
        if path == _settings_name(files):
            yield from (f"    {line}" if line else "" for line in text.rstrip("\n").split("\n"))
    for text in files.by_hand:
        yield ""
        yield text


def _settings_name(files: StarterFiles) -> str:
    """The name of the new settings file; empty if `docgraph init` creates none."""
    return next((path for path in files.created if path in ("docgraph.toml", "mkdocs.yml")), "")


def _next_steps(found: Survey, files: StarterFiles) -> str:
    """The text that `docgraph init` prints last: what the user should do next."""
    if not files.created:
        return f"\nNothing to write{' but the above' if files.by_hand else ''}. Next: docgraph check\n"
    if found.configuration is not None and not found.is_configured:
        return f"Next: add the entry above to {found.configuration.name}, then docgraph check\n"
    if any(group.pattern for group in found.detected):
        return "Next: docgraph check, then docgraph baseline --until DATE to accept what it reports today\n"
    return "Next: docgraph new person ID, docgraph new outcome ID, docgraph new agent ID, docgraph check\n"
