"""`docgraph baseline`: accept all open findings, so that only new findings fail a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import exit_if_incomplete, stop
from docgraph.cli.options import DateParameter, as_of_option, config_option, project_option
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from datetime import date

    from docgraph.app import Project
    from docgraph.app.baseline import BaselineChange
    from docgraph.workspace.config_file import Layout


@click.command()
@click.argument("path", required=False, type=click.Path())
@project_option
@config_option
@as_of_option
@click.option("--update", is_flag=True, help="Remove the entries whose findings no longer occur.")
@click.option("--accept", metavar="CODE", help="Add the open findings of one rule: its code or name.")
@click.option("--by", metavar="ID", default="", help="The person or role who accepts the findings.")
@click.option("--until", type=DateParameter(), help="Last day on which the added findings are accepted.")
def baseline(
    path: str | None,
    project: str | None,
    config_file: str | None,
    as_of: date | None,
    update: bool,
    accept: str | None,
    by: str,
    until: date | None,
) -> None:
    """Accept all open findings, so that only new ones fail a check.

    Writes docgraph-baseline.json beside the settings. Findings about a missing or inactive owner or an unreadable
    document need --until. PATH is as for `docgraph check`.
    """
    from docgraph.cli.check_request import CheckRequest

    if update and (accept or by or until):
        raise click.UsageError("--update only removes entries; run it without --accept, --by and --until")
    if accept and not by:
        raise click.UsageError("--accept needs --by ID, the person or role who accepts the findings")
    request = CheckRequest(path, project, config_file, as_of, with_baseline=bool(update or accept))
    work = _updated if update else _accepted(accept or "", by, until)
    write_stdout(request.applied(work))


def _updated(project: Project, layout: Layout) -> str:
    from docgraph.app.baseline import without_resolved
    from docgraph.report.context import count_of
    from docgraph.workspace.baseline_file import baseline_path, write_baseline

    path = baseline_path(layout.root, layout.settings.baseline)
    if project.baseline is None:
        stop(f"{path.name} does not exist; run `docgraph baseline` to write it")
    change = without_resolved(project)
    _refuse_incomplete(change, layout)
    removed = len(project.baseline.entries) - len(change.baseline.entries)
    if removed:
        write_baseline(path, change.baseline)
    left = count_of(len(change.baseline.entries), "entry", "entries")
    return f"{path.name}: {count_of(removed, 'entry', 'entries')} removed, {left} left\n"


def _accepted(code: str, by: str, until: date | None) -> Callable[[Project, Layout], str]:

    def work(project: Project, layout: Layout) -> str:
        from docgraph.app.baseline import Terms, accept_findings
        from docgraph.report.context import count_of
        from docgraph.workspace.baseline_file import baseline_path, write_baseline

        path = baseline_path(layout.root, layout.settings.baseline)
        if not code and path.exists():
            stop(
                f"{path.name} exists; run `docgraph baseline --update` to remove what no longer occurs, or add findings"
                " with `--accept CODE --by ID --until DATE`"
            )
        change = accept_findings(project, Terms(by, until), code)
        _refuse_incomplete(change, layout)
        if not change.added:
            return f"no open findings{f' of {code}' if code else ''}; nothing to accept\n"
        write_baseline(path, change.baseline)
        limit = f" until {until}" if until else ""
        return (
            f"{path.name}: {count_of(len(change.added), 'finding')} accepted{limit}\n"
            "Commit the file. From now on `docgraph check` fails only because of other findings.\n"
        )

    return work


def _refuse_incomplete(change: BaselineChange, layout: Layout) -> None:
    from docgraph.workspace.empty_project import no_records_message

    exit_if_incomplete(change.result)
    message = no_records_message(change.result, layout.docs)
    if message:
        stop(message)
