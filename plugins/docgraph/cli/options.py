"""Command line options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from datetime import date

Callback = TypeVar("Callback", bound=Callable[..., Any])
_INVALID_DATE = "`{}` is not a valid date (expected YYYY-MM-DD)"


class DateParameter(click.ParamType):  # type: ignore[type-arg]
    """A date in the form YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the value of a date option; fails with a usage error if it is not a valid date."""
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


class FormatChoice(click.Choice):  # type: ignore[type-arg]
    """The name of an output format.

    The modules of the formats are only loaded if the user gives another format than the default, or asks for help.
    """

    def __init__(self, default: str, formats: Callable[[], Iterable[str]]) -> None:
        self.case_sensitive = True
        self._default = default
        self._formats = formats

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        """The names of all formats."""
        return tuple(self._formats())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name of a format; raises `UsageError` for an unknown name."""
        return value if value == self._default else super().convert(value, param, ctx)


def format_option(default: str, formats: Callable[[], Iterable[str]]) -> Callable[[Callback], Callback]:
    """Decorator that adds the option `--format` to a command, which gets it as `format_name`.

    `formats` returns the names of the formats that the command supports.
    """
    kind = FormatChoice(default, formats)
    return click.option("--format", "format_name", type=kind, default=default, help="Output format.")
