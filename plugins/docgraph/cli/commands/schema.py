"""`docgraph schema`: the JSON Schema of front matter."""

from __future__ import annotations

import click

from docgraph.cli.exit_status import stop_unknown
from docgraph.cli.options import config_option, project_option
from docgraph.cli.stdout import write_stdout


@click.command()
@click.argument("name", metavar="[KIND]", default="")
@project_option
@config_option
def schema(name: str, project: str | None, config_file: str | None) -> None:
    """Print the JSON Schema of front matter.

    Without KIND, print one schema for documents of every kind. The schema includes the levels, extra keys and adopted
    files in the settings of the project.
    """
    from docgraph.cli.check_request import query_of
    from docgraph.export.json_schema import json_schema
    from docgraph.kinds import KINDS, lookup_kind
    from docgraph.workspace.adoption_settings import adoptions_in

    kind, _ = lookup_kind(name)
    if name and kind is None:
        from docgraph.text.suggest import suggest

        stop_unknown("kind", name, suggest(name, [kind.kind for kind in KINDS]), "run `docgraph kinds` for a list")
    layout = query_of(project, config_file, None).layout
    adoptions = adoptions_in(layout)
    write_stdout(json_schema(kind, layout.settings, (plan for _, plan in adoptions.plans) if adoptions else ()))
