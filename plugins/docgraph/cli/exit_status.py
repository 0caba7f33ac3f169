"""How a command exits: with its output, with an error message, or because of an internal error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from docgraph.cli.stdout import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgraph.app import Result


def stop(message: str) -> NoReturn:
    """Print an error message and exit with 2."""
    click.echo(f"docgraph: {message}", err=True)
    sys.exit(2)


def answer(result: Result, lines: Sequence[str], found: bool) -> None:
    """Print the lines. Exit with 2 if nothing was `found`, with 70 if the check was incomplete."""
    text = "\n".join(lines)
    if found:
        say(f"{text}\n")
        end(result)
        return
    if result.internal_errors:
        click.echo(f"docgraph: {text}", err=True)
        end(result)
    stop(text)


def end(result: Result) -> None:
    """Exit with 70 if an internal error left the result incomplete."""
    errors = result.internal_errors
    if errors:
        told = "an internal error" if len(errors) == 1 else f"{len(errors)} internal errors"
        click.echo(f"docgraph: this output is incomplete because of {told}; run `docgraph check` for details", err=True)
        sys.exit(result.exit_status)
