"""`docgraph hire`: draft packets from definitions, or copy an owner from a packet to a definition."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from docgraph.cli.options import as_of_option, config_option, project_option
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from docgraph.analysis.defined_agents import DefinedAgent
    from docgraph.app import Project
    from docgraph.app.new_document import NewDocument
    from docgraph.graph.doc_graph import DocGraph
    from docgraph.model.source_file import SourceFile
    from docgraph.workspace.config_file import Layout


@click.command()
@click.option("--from", "files", multiple=True, metavar="FILE", help="Draft packets for the agents in this file.")
@click.option("--all", "every", is_flag=True, help="Draft packets for all agents without one.")
@click.option("--owner", metavar="ID", default="", help="The person or role who owns the agents.")
@click.option("--write-owner", "target", metavar="FILE", help="Write the owner in the packet into this definition.")
@click.option("--diff", is_flag=True, help="Show what would be written without writing files.")
@project_option
@config_option
@as_of_option
def hire(
    files: tuple[str, ...],
    every: bool,
    owner: str,
    target: str | None,
    diff: bool,
    project: str | None,
    config_file: str | None,
    as_of: date | None,
) -> None:
    """Draft agent packets from the files that define agents.

    The owner is left empty, because only a person can decide it. No existing file is changed, except with
    --write-owner.
    """
    from docgraph.cli.check_request import query_of

    if sum((bool(files), every, target is not None)) != 1:
        raise click.UsageError("pass one of --from FILE, --all and --write-owner FILE")
    if target is not None and owner:
        raise click.UsageError("--write-owner takes the owner from the packet; leave out --owner")

    def work(project: Project, layout: Layout) -> bool:
        if target is not None:
            return _write_owner(project, layout, target, diff)
        return _draft(project, layout, files, owner.strip(), diff)

    is_changed = query_of(project, config_file, as_of).applied(work)
    sys.exit(1 if diff and is_changed else 0)


def _draft(project: Project, layout: Layout, files: Sequence[str], owner: str, diff: bool) -> bool:
    from docgraph.app import check
    from docgraph.app.hire import NewFiles, agents_of_file, draft_packets, skipped_agents, undocumented_agents
    from docgraph.report.context import count_of
    from docgraph.workspace.create_together import create_together
    from docgraph.workspace.packet_files import named_definition, refuse_without_settings, would_be_loaded

    refuse_without_settings(layout)
    result = check(project)
    skipped = () if files else tuple(skipped_agents(result.graph))
    if files:
        paths = (named_definition(layout, result.graph.definitions, file) for file in files)
        named = [agent for path in dict.fromkeys(paths) for agent in agents_of_file(result.graph, path)]
        agents = list({id(agent): agent for agent in named}.values())
    else:
        agents = list(undocumented_agents(result.graph))
        for agent in skipped:
            click.echo(f"docgraph: {agent.definitions[0].path}: cannot be read; no packet is drafted", err=True)
    if not agents:
        write_stdout(f"{_why_no_drafts(result.graph, skipped)}; nothing to write\n")
        return False
    new_files = NewFiles(partial(would_be_loaded, layout), lambda path: os.path.lexists(layout.root / path))
    drafts = draft_packets(project, result, agents, owner, new_files)
    if diff:
        _print_diff({}, [draft.source for draft in drafts], f"would write {count_of(len(drafts), 'packet')}")
        return True
    create_together(layout.root, {draft.source.path: draft.source.content.decode() for draft in drafts})
    write_stdout(_report(drafts, layout))
    return True


def _why_no_drafts(graph: DocGraph, skipped: Sequence[DefinedAgent]) -> str:
    from docgraph.analysis.defined_agents import defined_agents

    if not defined_agents(graph):
        return "no file defines an agent"
    return f"every {'other ' if skipped else ''}agent has a packet"


def _report(drafts: Sequence[NewDocument], layout: Layout) -> str:
    from docgraph.cli.output import TEXT_OUTPUT
    from docgraph.model.finding import Severity
    from docgraph.report.context import count_of, escape_invisible

    display_base = TEXT_OUTPUT.display_base(layout.root)
    lines = [f"{display_base.path(draft.source.path)}: packet of agent `{draft.name}` drafted" for draft in drafts]
    faults = [fault for draft in drafts for fault in draft.findings if fault.severity is Severity.ERROR]
    if len(drafts) == 1:
        lines += [f"  {finding.code}: {finding.message}" for finding in faults]
    else:
        lines.append(f"{count_of(len(drafts), 'packet')} drafted")
    count = sum(len(draft.findings) for draft in drafts)
    first = escape_invisible(faults[0].help) if faults else "review what is drafted"
    in_all = f" ({count_of(count, 'finding')} in all)" if count > 1 else ""
    lines.append(f"Next: {first}, and run `docgraph check`{in_all}")
    return "\n".join([*lines, ""])


def _write_owner(project: Project, layout: Layout, argument: str, diff: bool) -> bool:
    from docgraph.app import check
    from docgraph.app.write_owner import definition_with_owner
    from docgraph.model.source_file import SourceFile
    from docgraph.workspace.definition_files import QuotableContents
    from docgraph.workspace.packet_files import named_definition
    from docgraph.workspace.symlinks import refuse_links_outside
    from docgraph.workspace.write_fixes import write

    result = check(project)
    path = named_definition(layout, result.graph.definitions, argument)
    edited = definition_with_owner(result.graph, path, lambda place: (layout.root / place).read_bytes())
    is_changed = edited.after != edited.before
    if not is_changed:
        write_stdout(f"{argument}: owner is `{edited.owner}` already\n")
    elif diff:
        # the lines around the owner can have secrets
        before, after = (QuotableContents({source.path: source.content}) for source in (edited.before, edited.after))
        _print_diff(before, [SourceFile(path, content) for path, content in after.items()], "would write 1 owner")
    else:
        refuse_links_outside(layout.root, edited.after.path)
        write(layout.root, [edited.after])
        write_stdout(f"{argument}: owner `{edited.owner}` written\n")
    return is_changed


def _print_diff(before: Mapping[str, bytes], changed: Sequence[SourceFile], summary: str) -> None:
    from docgraph.workspace.write_fixes import differences

    write_stdout("".join(differences(before, changed)).encode())
    click.echo(f"docgraph: {summary}", err=True)
