"""`docgraph list`: list the records that match a selector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgraph.cli.options import query_options

if TYPE_CHECKING:
    from datetime import date


@click.command("list")
@click.argument("words", nargs=-1, required=True, metavar="SELECTOR")
@query_options
def list_records(
    words: tuple[str, ...], format_name: str, project: str | None, config_file: str | None, as_of: date | None
) -> None:
    """List records by owner, level, tool and more.

    SELECTOR is, for example, kind:agent, owner:jane.doe, level:>=L3, status:active, finding:OWN*, tool:bash,
    state:new@main, or an id. Combine with and, or, not and parentheses. `x+2` also lists all records that x refers to
    within two steps, and `+x` all records that refer to x, within any number of steps.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.cli.question import print_answer

    request = query_of(project, config_file, as_of)
    selector = " ".join(words)
    print_answer(
        request, ("list", selector), format_name, lambda query: query.questions.listed(query.selected(selector))
    )
