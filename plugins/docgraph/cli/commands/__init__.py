"""The subcommands of `docgraph`, one module for each.

A module imports what it needs only when its command runs, which keeps `--help` fast.
"""

from __future__ import annotations

import click

from docgraph.cli.commands.baseline import baseline
from docgraph.cli.commands.check import check
from docgraph.cli.commands.diff import diff
from docgraph.cli.commands.explain import explain
from docgraph.cli.commands.export import export
from docgraph.cli.commands.hire import hire
from docgraph.cli.commands.impact import impact
from docgraph.cli.commands.init import init
from docgraph.cli.commands.kinds import kinds
from docgraph.cli.commands.leaver import leaver
from docgraph.cli.commands.list import list_records
from docgraph.cli.commands.new import new
from docgraph.cli.commands.pages import pages
from docgraph.cli.commands.path import path
from docgraph.cli.commands.rules import rules
from docgraph.cli.commands.scan import scan
from docgraph.cli.commands.schema import schema
from docgraph.cli.commands.show import show
from docgraph.cli.commands.waivers import waivers
from docgraph.cli.commands.who import who

COMMANDS: tuple[click.Command, ...] = (
    baseline,
    check,
    diff,
    explain,
    export,
    hire,
    impact,
    init,
    kinds,
    leaver,
    list_records,
    new,
    pages,
    path,
    rules,
    scan,
    schema,
    show,
    waivers,
    who,
)
