"""Prints notes and errors, and exits with the status of a command."""

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
    """Print `docgraph: <note>` on standard error. For an empty note, print no line."""
    if note:
        end_progress()
        click.echo(f"docgraph: {note}", err=True)


def stop(message: str) -> NoReturn:
    """Print an error message and exit with status 2."""
    end_progress()
    click.echo(f"docgraph: {message}", err=True)
    sys.exit(2)


def stop_unknown(what: str, name: str, suggestion: str | None, lists: str) -> NoReturn:
    """Print an error such as "unknown kind `agnt`; did you mean `agent`?" and exit with status 2.

    `what` is the noun, here `kind`. If there is no suggestion, the message ends with `lists`, a text about valid names.
    """
    stop(f"unknown {what} `{name}`; {f'did you mean `{suggestion}`?' if suggestion else lists}")


def print_and_exit(result: CheckResult, lines: Sequence[str], found: bool) -> None:
    """Print the lines: on standard output if `found`, else as an error message.

    Exits with status 70 if an internal error made the check incomplete, and with status 2 after an error message.
    Otherwise it returns.
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
    """If an internal error made the check incomplete, print a note and exit with status 70."""
    note = incomplete_note(result)
    if note:
        print_note(note)
        sys.exit(result.exit_status)


def incomplete_note(result: CheckResult) -> str:
    """A warning that internal errors made the output incomplete; empty without internal errors."""
    errors = result.internal_errors
    if not errors:
        return ""
    message = "an internal error" if len(errors) == 1 else f"{len(errors)} internal errors"
    return f"this output is incomplete because of {message}; run `docgraph check` for details"
