"""Completes ids, keys, kinds and rule names that a user types in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgraph.model.settings_error import SettingsError

if TYPE_CHECKING:
    import click


def complete_ids(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The ids of the project's records that begin with `incomplete`.

    Empty if the project cannot be read.
    """
    from docgraph.cli.check_request import query_of

    try:
        given = ctx.params
        request = query_of(given.get("project"), given.get("config_file"), given.get("as_of"))
        records = request.checked().graph.records
    except (SettingsError, OSError):
        # a message would end up in the line that the user types
        return []
    return sorted({record.id for record in records if record.id.startswith(incomplete)})


def complete_explained(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The rule codes, rule names, keys and kinds that begin with `incomplete`, ignoring case."""
    from docgraph.kinds import BY_NAME
    from docgraph.report.kind_page import key_names
    from docgraph.rules import RULES

    known = {*(name for rule in RULES for name in rule.names), *key_names(), *BY_NAME}
    return sorted(name for name in known if name.casefold().startswith(incomplete.casefold()))
