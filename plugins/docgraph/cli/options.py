"""Command line options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from docgraph.report.query import QUERY_FORMATS

if TYPE_CHECKING:
    from datetime import date

_Function = TypeVar("_Function", bound=Callable[..., Any])
_INVALID_DATE = "`{}` is not a valid date (expected YYYY-MM-DD)"


class DateParameter(click.ParamType):  # type: ignore[type-arg]
    """The type of an option that takes a date in the form YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the value of the option. Fails with a usage error if it is not a valid date."""
        from datetime import date

        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) if len(value) == 10 else self.fail(_INVALID_DATE.format(value), param, ctx)
        except ValueError:
            self.fail(_INVALID_DATE.format(value), param, ctx)


project_option = click.option(
    "--project",
    type=click.Path(),
    help="Project directory (default: nearest parent with mkdocs.yml or docgraph.toml).",
)
config_option = click.option(
    "--config", "config_file", type=click.Path(), help="Read settings from this mkdocs.yml or docgraph.toml."
)
as_of_option = click.option(
    "--as-of", type=DateParameter(), help="Evaluate dates as of DATE (default: `as-of` setting, else today in UTC)."
)


def query_options(command: _Function) -> _Function:
    """Add the options of commands that look up records: format, project, configuration, as-of date."""
    format_option = click.option(
        "--format", "format_name", type=click.Choice([*QUERY_FORMATS]), default="text", help="Output format."
    )
    for option in (as_of_option, config_option, project_option, format_option):
        command = option(command)
    return command
