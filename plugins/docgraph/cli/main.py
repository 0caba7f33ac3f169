"""The `docgraph` command. Each subcommand imports what it needs when it runs, which keeps `--help` fast."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from docgraph.cli.exit_status import end, print_and_exit, stop
from docgraph.cli.stdout import exit_fast, takes_color, write_error, write_stdout
from docgraph.model.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from docgraph.cli.check_request import CheckRequest
    from docgraph.rules import Rule
    from docgraph.workspace.cache.report_cache import CachedReport

_ANY = {"allow_empty": True}
_NOT_A_DATE = "`{}` is not a valid date (expected YYYY-MM-DD)"


class _Day(click.ParamType):  # type: ignore[type-arg]
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from datetime import date

        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) if len(value) == 10 else self.fail(_NOT_A_DATE.format(value))
        except ValueError:
            self.fail(_NOT_A_DATE.format(value), param, ctx)


_PROJECT = "Project directory (default: nearest parent with mkdocs.yml or docgraph.toml)."
_AS_OF = "Evaluate dates as of DATE (default: `as-of` setting, else today in UTC)."
_project = click.option("--project", type=click.Path(), default=None, help=_PROJECT)
_config = click.option(
    "--config", "configuration", type=click.Path(), help="Read settings from this mkdocs.yml or docgraph.toml."
)
_as_of = click.option("--as-of", type=_Day(), help=_AS_OF)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="docgraph")
def docgraph() -> None:
    """Check that every outcome and every AI agent in your docs has an accountable owner.

    Exit status: 0 if nothing fails the check, 1 if findings do, 2 for invalid usage or settings, if no record
    was found or the output cannot be written, 70 for an internal error.
    """


@docgraph.command()
@click.argument("path", required=False, type=click.Path())
@_project
@_config
@_as_of
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="Output format.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Lowest severity that fails the check."
)
@click.option(
    "--select", multiple=True, help="Run only these rules: codes, families (OWN) or names, separated by commas."
)
@click.option("--ignore", multiple=True, help="Skip these rules: codes, families or names, separated by commas.")
@click.option("--profile", type=click.Choice(["adopt", "default", "strict"]), help="Preset of rules and severities.")
@click.option("--allow-empty", is_flag=True, help="Accept a docs folder without records.")
@click.option("--fix", is_flag=True, help="Apply safe fixes, then report the remaining findings.")
@click.option("--diff", is_flag=True, help="Show what --fix would change without writing files.")
@click.option("--no-cache", is_flag=True, help="Don't read or write the cache.")
def check(path: str | None, project: str | None, configuration: str | None, form: str, **given: Any) -> None:
    """Check a project or docs folder without building a site.

    PATH is a docs folder, or a project directory with mkdocs.yml or docgraph.toml.
    """
    from docgraph.cli.check_request import CheckRequest

    fix, diff, cached = given.pop("fix"), given.pop("diff"), not given.pop("no_cache")
    request = CheckRequest(path, project, configuration, given.pop("as_of"), given, cached)
    colour = form == "text" and takes_color()
    found = _fixed(request, diff, form, colour) if fix or diff else request.run(form, colour)
    write_stdout(found.text, colour)
    if found.note:
        click.echo(f"docgraph: {found.note}", err=True)
    sys.exit(found.status)


def _fixed(request: CheckRequest, diff: bool, form: str, colour: bool) -> CachedReport:
    """The report after fixing. With `diff`, print the changes and exit: with 1 if there are any, else with 0."""
    from docgraph.cli.check_request import render_report
    from docgraph.workspace.disk import standpoint_of
    from docgraph.workspace.write_fixes import differences, write

    project, done, root = request.fixed()
    files, count = len(done.changed), len(done.findings)
    report = f"{count} finding{'' if count == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
    answer = render_report(done.result, form, colour, standpoint_of(root, form), root / project.docs)
    if diff:
        write_stdout("".join(differences(project, done.changed)).encode())
        click.echo(f"docgraph: would fix {report}", err=True)
        if answer.note:
            stop(answer.note)
        sys.exit(1 if files else 0)
    write(root, done.changed)
    click.echo(f"docgraph: fixed {report}", err=True)
    return answer


@docgraph.command()
@click.argument("path", required=False, type=click.Path())
@_project
@_config
@_as_of
@click.option(
    "--format", "form", type=click.Choice(["json", "graphml", "csv", "mermaid"]), default="json", help="Output format."
)
@click.option("--output", type=click.Path(), help="File or folder to write to (default: standard output).")
def export(
    path: str | None,
    project: str | None,
    configuration: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> None:
    """Export all records and relations for other programs.

    With --output, csv writes two files into a folder; without it, only the relations are printed.
    """
    from pathlib import Path

    from docgraph.cli.check_request import CheckRequest
    from docgraph.export import EXPORTS, payload_of
    from docgraph.report import ReportContext
    from docgraph.workspace.write_export import put

    result = CheckRequest(path, project, configuration, as_of).checked()
    files = EXPORTS[form](payload_of(ReportContext(result.trace, result.findings, result.documents, result.pages)))
    if output:
        put(files, Path(output))
    else:
        write_stdout([*files.values()][-1].encode())
    errors = sum(finding.severity == "error" for finding in result.standing)
    if errors:
        how_many = "1 error" if errors == 1 else f"{errors} errors"
        click.echo(f"docgraph: the exported documents have {how_many}; run `docgraph check` for details", err=True)
    end(result)


@docgraph.command()
@click.argument("code", required=False, default="")
def explain(code: str) -> None:
    """Explain a rule: what it checks, why, and examples.

    CODE is the code or name of a rule, such as OWN001. A family, such as OWN, lists its rules; no CODE lists all.
    """
    from docgraph.rules import RULES

    if not code or code.upper() in {rule.code[:3] for rule in RULES}:
        write_stdout(_listed([rule for rule in RULES if rule.code.startswith(code.upper())]))
        return
    found = next((rule for rule in RULES if code.upper() == rule.code or code.lower() == rule.name), None)
    if found is None:
        from docgraph.text.suggest import suggest

        near = suggest(code, [name for rule in RULES for name in (rule.code, rule.name)])
        stop(f"unknown rule `{code}`; " + (f"did you mean `{near}`?" if near else "run `docgraph rules` for a list"))
    from docgraph.report.rule_page import rule_page

    write_stdout(rule_page(found.page, found.facts))


@docgraph.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output format.")
def rules(form: str) -> None:
    """List all rules: code, severity, name and summary."""
    from docgraph.rules import RULES

    if form == "json":
        import json

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
            for rule in RULES
        ]
        write_stdout(json.dumps(listed, indent=2) + "\n")
        return
    write_stdout(_listed(RULES))


def _listed(rules: Sequence[Rule]) -> str:
    """One line for each rule."""
    wide = max(len(rule.name) for rule in rules)
    weights = ["off" if rule.off else str(rule.severity) for rule in rules]
    lines = zip(rules, weights, strict=True)
    return "".join(f"{rule.code}  {weight:<7}  {rule.name:<{wide}}  {rule.summary}\n" for rule, weight in lines)


@docgraph.command()
@click.argument("name", metavar="ID")
@_project
@_config
@_as_of
def who(name: str, project: str | None, configuration: str | None, as_of: date | None) -> None:
    """Show the owner and backup of a record, and where they are named.

    ID is the id of a record, or KIND:ID.
    """
    from docgraph.cli.check_request import CheckRequest
    from docgraph.report.who import who_lines

    request = CheckRequest(None, project, configuration, as_of, _ANY)
    result = request.checked()
    print_and_exit(result, *who_lines(result.trace, name, request.standpoint))


@docgraph.command()
@click.argument("person")
@click.option("--on", type=_Day(), help="First day the person is gone (default: the as-of date).")
@_project
@_config
@_as_of
def leaver(person: str, on: date | None, project: str | None, configuration: str | None, as_of: date | None) -> None:
    """List the duties nobody would cover if a person left.

    PERSON is the id of a person. Covers the duties of owner, backup and every other relation.
    """
    from docgraph.cli.check_request import CheckRequest
    from docgraph.report.who import left_behind

    request = CheckRequest(None, project, configuration, as_of, _ANY)
    result = request.checked()
    print_and_exit(result, *left_behind(result.trace, person, on or result.trace.as_of, request.standpoint))


@docgraph.command()
@_project
@_config
@_as_of
def waivers(project: str | None, configuration: str | None, as_of: date | None) -> None:
    """List all waivers, the next to expire first.

    For each: rule, expiry date, who approved it, the reason, the findings it suppresses and those about it.
    """
    from docgraph.cli.check_request import CheckRequest
    from docgraph.report.waivers import waivers as listed

    request = CheckRequest(None, project, configuration, as_of, _ANY)
    result = request.checked()
    write_stdout(listed(result.trace, result.findings, request.standpoint))
    end(result)


def main() -> None:
    """Run the command. An unexpected exception exits with 70 and prints no content of the documents."""
    from docgraph.model.settings_error import SettingsError

    # finding pydantic plugins reads the metadata of every installed package: a tenth of a small check
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # nothing here is in reference cycles, and the process ends after one run
    gc.disable()
    try:
        docgraph(prog_name="docgraph")
    except SystemExit as ended:
        exit_fast(ended)
    except SettingsError as error:
        stop(str(error))
    except Exception as error:
        if isinstance(error, OSError):
            with suppress(OSError):
                stop(str(write_error(error)))

        from docgraph.model.internal_error import EXIT_STATUS, describe_exception

        click.echo(
            f"docgraph: internal error: {describe_exception(error)} (docgraph {VERSION})\n"
            "The command did not finish; treat the documents as not checked.\n"
            "Please report the first line; it contains nothing from your documents.",
            err=True,
        )
        sys.exit(EXIT_STATUS)
