"""`docgraph kinds`: list the kinds, or the keys of a kind."""

from __future__ import annotations

import click

from docgraph.cli.exit_status import stop_unknown
from docgraph.cli.stdout import write_stdout


@click.command()
@click.argument("name", metavar="[KIND]", default="")
def kinds(name: str) -> None:
    """List the kinds of records, or the keys of one kind."""
    from docgraph.kinds import KINDS, lookup_kind
    from docgraph.report.kind_page import kind_list, kind_page

    kind, _ = lookup_kind(name)
    if name and kind is None:
        from docgraph.text.suggest import suggest

        stop_unknown("kind", name, suggest(name, [kind.kind for kind in KINDS]), "run `docgraph kinds` for a list")
    write_stdout(kind_page(kind) if kind else kind_list())
