"""The entry point of the `docgraph` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

import click

from docgraph.cli.commands import COMMANDS
from docgraph.cli.exit_status import stop
from docgraph.cli.stdout import exit_fast, write_error
from docgraph.model.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, commands=COMMANDS)
@click.version_option(VERSION, "-V", "--version", prog_name="docgraph")
def docgraph() -> None:
    """Check that every outcome and every AI agent in your docs has an accountable owner.

    Exit status: 0 if no finding fails the check, 1 if a finding does, 2 for invalid usage or settings, if no record was
    found or the output cannot be written, 70 for an internal error.
    """


def main() -> None:
    """Run the command.

    After an unexpected exception, exit with status 70 and a message without any text from the documents.
    """
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
