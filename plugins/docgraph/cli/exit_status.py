"""How a command ends: with its answer, with a refusal, or with the status of an internal error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from docgraph.cli.stdout import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgraph.app import Result


def stop(message: str) -> NoReturn:
    """End the process with 2."""
    click.echo(f"docgraph: {message}", err=True)
    sys.exit(2)


def answer(result: Result, lines: Sequence[str], found: bool) -> None:
    """Print an answer from a check; end the process with 2 where nothing was `found`, with 70 if it is incomplete."""
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
    """End the process with 70 where an answer from this check is incomplete."""
    errors = result.internal_errors
    if errors:
        told = "an internal error" if len(errors) == 1 else f"{len(errors)} internal errors"
        click.echo(f"docgraph: this answer is incomplete because of {told}; run `docgraph check`", err=True)
        sys.exit(result.exit_status)
