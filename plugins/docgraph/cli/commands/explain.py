"""`docgraph explain`: the page of a rule."""

from __future__ import annotations

import click

from docgraph.cli.exit_status import stop
from docgraph.cli.stdout import write_stdout


@click.command()
@click.argument("code", required=False, default="")
def explain(code: str) -> None:
    """Explain a rule: what it checks, why, and examples.

    CODE is the code or name of a rule, such as OWN001. A family, such as OWN, lists its rules; no CODE lists all.
    """
    from docgraph.cli.rule_list import rule_list
    from docgraph.rules import RULES

    if not code or code.upper() in {rule.code[:3] for rule in RULES}:
        write_stdout(rule_list([rule for rule in RULES if rule.code.startswith(code.upper())]))
        return
    found = next((rule for rule in RULES if code.upper() == rule.code or code.lower() == rule.name), None)
    if found is None:
        from docgraph.text.suggest import suggest

        near = suggest(code, [name for rule in RULES for name in (rule.code, rule.name)])
        stop(f"unknown rule `{code}`; " + (f"did you mean `{near}`?" if near else "run `docgraph rules` for a list"))
    from docgraph.report.rule_page import rule_page

    write_stdout(rule_page(found.page, found.facts))
