"""`docgraph init`: set docgraph up in a repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgraph.cli.exit_status import stop
from docgraph.cli.stdout import write_stdout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgraph.app.owner_keys import OwnerKey
    from docgraph.workspace.found_people import FoundPeople
    from docgraph.workspace.starter_files import StarterFiles
    from docgraph.workspace.survey import Survey


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--yes", is_flag=True, help="Write the files without asking.")
@click.option("--site", is_flag=True, help="Write a mkdocs.yml with the plugin, so that `mkdocs build` makes a site.")
@click.option("--owner-key", metavar="KEY", default="", help="The key of your documents that names the owner.")
def init(path: str, yes: bool, site: bool, owner_key: str) -> None:
    """Set docgraph up in a repository.

    Shows what it finds in PATH (default: the current folder): docs folder, site generator, decisions, runbooks, agent
    definitions and people. After you confirm, it writes the settings, a CI job, a pre-commit hook, and a draft list of
    people for you to review. It changes no existing file and assigns no owner.
    """
    from docgraph.model.install_source import INSTALL_SOURCE, IS_PLACEHOLDER
    from docgraph.workspace.create_together import create_together
    from docgraph.workspace.found_people import found_people
    from docgraph.workspace.starter_files import reject_unusable, settings_text, starter_files
    from docgraph.workspace.starter_people import starter_people
    from docgraph.workspace.survey import survey

    found = survey(Path(path).resolve(), _show_progress)
    reject_unusable(found, site)
    people = found_people(found, settings_text(found), owner_key)
    write_stdout("\n".join([*_found_lines(found, people), ""]))
    chosen = _chosen_owner_key(found, people, owner_key, may_ask=not yes)
    files = starter_files(found, site, starter_people(people, chosen))
    notes = () if chosen and not found.is_configured else _owner_notes(found, people, owner_key)
    write_stdout("\n".join([*_planned_lines(files), *notes, ""]))
    if not files.created:
        write_stdout(_next_steps(found, files))
        return
    if not yes:
        if not _is_terminal():
            stop("nothing was written; add `--yes` to write these files")
        if not click.confirm("Write these files?", err=True):
            click.echo("docgraph: nothing was written", err=True)
            sys.exit(1)
    create_together(found.root, files.created, () if found.has_docs else (found.docs,))
    write_stdout(f"Written: {', '.join(files.created)}\n")
    installing = [name for name, text in files.created.items() if INSTALL_SOURCE in text]
    if installing and IS_PLACEHOLDER:
        note = "replace the address on example.org, a placeholder, with the Git address of docgraph"
        write_stdout(f"Before you commit {' and '.join(installing)}: {note}\n")
    write_stdout(_next_steps(found, files))


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _chosen_owner_key(found: Survey, people: FoundPeople, named: str, *, may_ask: bool) -> OwnerKey | None:
    from docgraph.model.settings_error import SettingsError

    if named:
        chosen = people.key_named(named)
        if chosen is None:
            keys = ", ".join(f"`{owner_key.key}`" for owner_key in people.owner_keys)
            hint = f"; keys with names are {keys}" if keys else ""
            raise SettingsError(f"--owner-key: no document without an owner has the key `{named[:60]}`{hint}")
        return chosen
    probable = people.probable_owner_key
    if probable is None or found.is_configured or not may_ask or not _is_terminal():
        return None
    question = f"{_counted(probable)}. Is this the owner of these documents?"
    return probable if click.confirm(question, err=True) else None


def _counted(owner_key: OwnerKey) -> str:
    from docgraph.report.context import count_of, escape_invisible

    total = count_of(owner_key.single + owner_key.several, "document")
    return f"`{escape_invisible(owner_key.key)}` has one name in {owner_key.single} of {total}"


def _owner_notes(found: Survey, people: FoundPeople, named: str) -> Iterator[str]:
    from docgraph.workspace.starter_people import owner_key_entries

    owner_key = people.key_named(named) or people.probable_owner_key
    if owner_key is None:
        return
    yield ""
    name = found.configuration.name if found.configuration is not None else "docgraph.toml"
    yield f"{_counted(owner_key)}. If this is the owner, write in {name}:"
    yield from (f"  {line}" for line in owner_key_entries(found, owner_key))


def _show_progress(count: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        click.echo(f"\rdocgraph: {count} files\r", err=True, nl=False)


def _found_lines(found: Survey, people: FoundPeople) -> Iterator[str]:
    from docgraph.report.context import count_of, escape_invisible

    docs = count_of(found.pages, "page") if found.has_docs else "to be created"
    yield f"Found in {found.root.name or found.root} ({count_of(found.files, 'file')}):"
    yield f"  docs folder: {escape_invisible(found.docs)}/ ({docs})"
    yield f"  site generator: {found.generator or 'none'}"
    for group in found.detected:
        yield f"  {group.what}: {group.count} in {escape_invisible(group.folder) or '.'}/"
    if people.draft:
        spellings, groups = count_of(people.draft.spellings, "spelling"), len(people.draft.groups)
        documents = count_of(people.draft.documents, "document")
        yield f"  people: {spellings} in {documents}, probably {count_of(groups, 'person', 'people')}"
        if people.unread:
            yield f"    ({people.unread} more documents were not read for names)"


def _planned_lines(files: StarterFiles) -> Iterator[str]:
    if files.present:
        yield f"Already there: {', '.join(files.present)}"
    if files.created:
        yield ""
        yield "To be written:"
    for path, text in files.created.items():
        yield f"  {path}"
        if path == _settings_name(files):
            yield from (f"    {line}" if line else "" for line in text.rstrip("\n").split("\n"))
    for text in files.by_hand:
        yield ""
        yield text


def _settings_name(files: StarterFiles) -> str:
    return next((path for path in files.created if path in ("docgraph.toml", "mkdocs.yml")), "")


def _next_steps(found: Survey, files: StarterFiles) -> str:
    if not files.created:
        return f"\nNothing to write{' but the above' if files.by_hand else ''}. Next: docgraph check\n"
    review = _review_step(found, files)
    if found.configuration is not None and not found.is_configured:
        return f"Next: add the entry above to {found.configuration.name}, then docgraph check\n{review}"
    if found.is_configured:
        return f"Next: docgraph check\n{review}"
    if any(group.pattern for group in found.detected):
        return f"Next: docgraph check, then docgraph baseline --until DATE to accept what it reports today\n{review}"
    # only agent definitions have no pattern
    agent = "docgraph hire --all" if found.detected else "docgraph new agent ID"
    return f"Next: docgraph new person ID, docgraph new outcome ID, {agent}, docgraph check\n{review}"


def _review_step(found: Survey, files: StarterFiles) -> str:
    from docgraph.workspace.starter_people import DRAFT

    drafts = [path for path in files.created if path.startswith(DRAFT)]
    if not drafts:
        return ""
    settings = found.configuration.name if found.configuration else _settings_name(files)
    then = f"name it in `people.from` of {settings}"
    if not found.is_configured:
        then = f"remove the `#` before `people` in {settings}"
    return f"Review {' and '.join(drafts)}: who is one person, and who has left? Then {then}\n"
