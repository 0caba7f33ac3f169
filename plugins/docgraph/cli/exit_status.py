"""Prints notes, and ends a command: with its output, with an error message, or because of an internal error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from docgraph.cli.progress import end_progress
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgraph.app import CheckResult


def print_note(note: str) -> None:
    """Print a note on standard error, after the name of the command. An empty note is not printed."""
    if note:
        end_progress()
        click.echo(f"docgraph: {note}", err=True)


def stop(message: str) -> NoReturn:
    """Print an error message and exit with status 2."""
    end_progress()
    click.echo(f"docgraph: {message}", err=True)
    sys.exit(2)


def stop_unknown(what: str, name: str, suggestion: str | None, lists: str) -> NoReturn:
    """Print that no `what` has the name `name`, and exit with status 2.

    The message ends with the suggestion. If there is none, it ends with `lists`, which says where to find all names.
    """
    stop(f"unknown {what} `{name}`; {f'did you mean `{suggestion}`?' if suggestion else lists}")


def print_and_exit(result: CheckResult, lines: Sequence[str], found: bool) -> None:
    """Print the lines and exit.

    The status is 70 if the check was incomplete; otherwise it is 0 if `found`, else 2.
    """
    text = "\n".join(lines)
    if found:
        write_stdout(f"{text}\n")
        exit_if_incomplete(result)
        return
    if result.internal_errors:
        print_note(text)
        exit_if_incomplete(result)
    stop(text)


def exit_if_incomplete(result: CheckResult) -> None:
    """Exit with status 70 if the check was incomplete because of an internal error."""
    note = incomplete_note(result)
    if note:
        print_note(note)
        sys.exit(result.exit_status)


def incomplete_note(result: CheckResult) -> str:
    """A line about internal errors, because of which the output of a command is incomplete; empty without any."""
    errors = result.internal_errors
    if not errors:
        return ""
    message = "an internal error" if len(errors) == 1 else f"{len(errors)} internal errors"
    return f"this output is incomplete because of {message}; run `docgraph check` for details"
