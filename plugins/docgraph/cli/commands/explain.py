"""`docgraph explain`: what a rule, a key, a kind or an autonomy level means."""

from __future__ import annotations

import click

from docgraph.cli.completion import complete_explained
from docgraph.cli.exit_status import stop_unknown
from docgraph.cli.stdout import write_stdout


@click.command()
@click.argument("name", required=False, shell_complete=complete_explained)
@click.option("--all", "all_examples", is_flag=True, help="Show all examples of a rule.")
def explain(name: str | None, all_examples: bool) -> None:
    """Explain a rule, a key, a kind or a level of autonomy.

    NAME is the code or name of a rule (OWN001), a family of rules (OWN), a key (owner, rollback.trigger), a kind
    (agent) or a level (L3). Without NAME, list all rules.
    """
    from docgraph.cli.commands.rules import rule_list
    from docgraph.kinds import BY_NAME
    from docgraph.rules import RULES

    if name is None:
        write_stdout(rule_list(RULES))
        return
    text = _rule_text(name, all_examples)
    if not text:
        from docgraph.report.kind_page import intended_key, key_names, key_page, kind_page, level_page

        kind = BY_NAME.get(name.lower())
        pages = [level_page(name), kind_page(kind) if kind else "", key_page(name)]
        text = "\n".join(filter(None, pages))
    if not text:
        from docgraph.text.suggest import suggest

        known = [*(name for rule in RULES for name in rule.names), *key_names(), *BY_NAME]
        stop_unknown("rule, key, kind or level", name, intended_key(name) or suggest(name, known), _LISTS)
    write_stdout(text)


_LISTS = "run `docgraph rules` for all rules, `docgraph kinds KIND` for the keys of a kind"


def _rule_text(name: str, all_examples: bool) -> str:
    from docgraph.cli.commands.rules import rule_list
    from docgraph.report.rule_page import rule_page
    from docgraph.rules import RULES

    family = [rule for rule in RULES if rule.code[:3] == name.upper()]
    if family:
        return rule_list(family)
    rule = next((rule for rule in RULES if name.upper() == rule.code or name.lower() in rule.names), None)
    return rule_page(rule.page, rule.facts, all_examples=all_examples) if rule else ""
