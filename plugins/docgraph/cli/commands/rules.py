"""`docgraph rules`: list all rules."""

from __future__ import annotations

import click

from docgraph.cli.options import format_option
from docgraph.cli.stdout import write_stdout


@click.command()
@format_option("text", lambda: ("text", "json"))
def rules(format_name: str) -> None:
    """List all rules: code, severity, name and summary."""
    from docgraph.cli.rule_list import rule_list, rule_list_json
    from docgraph.rules import RULES

    write_stdout(rule_list_json(RULES) if format_name == "json" else rule_list(RULES))
