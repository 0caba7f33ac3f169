"""`docgraph new`: create the document of a new record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import stop_unknown
from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from datetime import date

    from docgraph.app import Project
    from docgraph.model.record import Record
    from docgraph.workspace.config_file import Layout


@click.command()
@click.argument("kind")
@click.argument("name", metavar="ID")
@click.option("--owner", metavar="ID", default="", help="The person or role who owns it.")
@click.option("--title", default="", help="The heading (default: the id in words).")
@project_option
@config_option
@as_of_option
def new(
    kind: str, name: str, owner: str, title: str, project: str | None, config_file: str | None, as_of: date | None
) -> None:
    """Write a document for a new record, with the fewest keys.

    KIND is agent, outcome, decision, raci, runbook, incident, person, role, team or another kind that `docgraph kinds`
    lists. The file is beside other records of the kind, else in a folder with the name of the kind. No existing file is
    changed.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.kinds import BY_NAME, KINDS, lookup_kind

    chosen, _ = lookup_kind(kind)
    if chosen is None:
        from docgraph.text.suggest import suggest

        stop_unknown("kind", kind, suggest(kind, [*BY_NAME]), f"one of {', '.join(kind.kind for kind in KINDS)}")
    owner = owner.strip() or _typed_owner(chosen)
    write_stdout(
        query_of(project, config_file, as_of).applied(
            lambda project, layout: _create(project, layout, chosen, name, owner, title)
        )
    )


def _typed_owner(kind: type[Record]) -> str:
    from docgraph.app.new_document import owner_path

    if not owner_path(kind) or sys.stdin is None or not sys.stdin.isatty():
        return ""
    prompt = "Owner (id of a person or role; Enter if there is none yet)"
    return str(click.prompt(prompt, default="", show_default=False, err=True)).strip()


def _create(project: Project, layout: Layout, kind: type[Record], name: str, owner: str, title: str) -> str:
    from docgraph.app.new_document import new_document
    from docgraph.cli.output import TEXT_OUTPUT
    from docgraph.report.context import count_of, escape_invisible
    from docgraph.workspace.new_file import create_file

    document = new_document(project, kind, name, owner, title)
    create_file(layout.root, document.source.path, document.source.content)
    path = TEXT_OUTPUT.display_base(layout.root).path(document.source.path)
    lines = [f"{path}: {kind.kind} `{name}` written"]
    lines += [f"  {finding.code}: {finding.message}" for finding in document.findings]
    first = document.findings[0] if document.findings else None
    if first:
        more = f" ({count_of(len(document.findings), 'finding')} in all)" if len(document.findings) > 1 else ""
        lines.append(f"Next: {escape_invisible(first.help)}{more}")
    else:
        lines.append("Next: describe it below the heading, and run `docgraph check`")
    return "\n".join([*lines, ""])
