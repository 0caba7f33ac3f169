"""`docgraph rules`: list all rules, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from docgraph.rules import Rule


@click.command()
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", help="Output format.")
def rules(format_name: str) -> None:
    """List all rules: code, severity, name and summary."""
    from docgraph.rules import RULES

    write_stdout(rule_list_json(RULES) if format_name == "json" else rule_list(RULES))


def rule_list(rules: Sequence[Rule]) -> str:
    """One line for each rule: code, default severity, name and summary."""
    width = max(len(rule.name) for rule in rules)
    lines = (
        f"{rule.code}  {'off' if rule.off else rule.severity:<7}  {rule.name:<{width}}  {rule.summary}\n"
        for rule in rules
    )
    return "".join(lines)


def rule_list_json(rules: Sequence[Rule]) -> str:
    """A JSON list with one object for each rule."""
    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "dated": rule.dated,
            "off": rule.off,
            "fixable": rule.fixable,
            "summary": rule.summary,
        }
        for rule in rules
    ]
    return json.dumps(listed, indent=2) + "\n"
