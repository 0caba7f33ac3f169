"""Reads pages that other plugins add, and removes files that would break MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from msgspec.structs import replace

from docgraph.adopt.adoptions import adoptions_of
from docgraph.app import CheckResult, Project
from docgraph.app.page_collisions import record_page
from docgraph.model.destination import LONGEST_PATH, has_too_long_name, is_unreachable, site_path
from docgraph.model.finding import Severity
from docgraph.model.problem import Problem
from docgraph.model.source_file import SourceFile, inherited_by
from docgraph.model.translations import Translations
from docgraph.parse.front_matter.fence import front_matter_span
from docgraph.workspace.pages.manifest import PAGE_STYLE, read_manifest
from docgraph.workspace.pages.notice import is_generated_page
from docgraph.workspace.symlinks import printable

_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
NO_TRANSLATIONS = Translations()
_UNREAD = "internal-error"
_BROKEN = ("unreadable-file", "unreadable-front-matter")
_ENDING = "host-breaking-body"


def path_of(project: Project, file: File, translations: Translations = NO_TRANSLATIONS) -> str:
    """The path of a file relative to the project; for a translation, the path of its original."""
    path = translations.original(file.src_uri)
    return f"{project.docs}/{path}" if project.docs else path


def changed_by_plugins(project: Project, files: Files, translations: Translations, docs_dir: str) -> Project | None:
    """The project with the pages that other plugins added or replaced; None if there are none."""
    before = {source.path: source for source in project.sources}
    known = before.keys() | {problem.at.path for problem in project.problems}
    pages = [file for file in files.documentation_pages() if file.inclusion not in _LEFT_OUT]
    new = [file for file in pages if _is_made(file, docs_dir) or path_of(project, file) not in known]
    # a symlink to a page of the docs folder is not a new page
    read = {_real(file) for file in pages if path_of(project, file) in known} if new else set()
    changed = {}
    plans = adoptions_of(project.settings.adoption)
    for file in new:
        path, linked = path_of(project, file), not _is_made(file, docs_dir) and _real(file) in read
        if translations.translated(file.src_uri) or linked:
            continue
        plan = plans.plan_for(path, project.docs)
        source = SourceFile(path, file.content_bytes, inherited_by(path, project.meta_files), adoption=plan)
        if source != before.get(path):
            changed[path] = source
    return replace(project, sources=tuple((before | changed).values())) if changed else None


def remove_generated(files: Files, folder: str, docs_dir: str) -> None:
    """Remove the files that `docgraph pages` generated for another site generator.

    The plugin generates the same pages in `folder`, up to date. The style sheet is kept, because `extra_css` names it.
    """
    listed = {f"{folder}/{path}" for path in read_manifest(Path(docs_dir, folder)) if path != PAGE_STYLE}
    for file in list(files) if listed else ():
        is_listed = file.src_uri in listed and file.src_dir == docs_dir
        if is_listed and (not file.is_documentation_page() or is_generated_page(file.content_bytes)):
            files.remove(file)


def _is_made(file: File, docs_dir: str) -> bool:
    return file.src_dir != docs_dir or file.abs_src_path is None


def _real(file: File) -> str:
    return os.path.realpath(file.abs_src_path) if file.abs_src_path else ""


def readable(result: CheckResult, project: Project, file: File) -> str | None:
    """A text that MkDocs can read in place of a file; None if MkDocs can read the file.

    - Invalid front matter is removed.
    - A body that would crash MkDocs is removed.
    - A line break is added after front matter that ends the file.
    - The text is empty if docgraph could not read the file.
    """
    path = path_of(project, file)
    text = result.graph.text(path)
    if any(problem.document_path == path and problem.rule_name == _UNREAD for problem in result.graph.problems):
        return ""
    if any(problem.at.path == path and problem.rule_name in _BROKEN for problem in result.graph.problems):
        header = front_matter_span(text.content) if text else None
        return text.content[header.body_start :] if text and header else text.content if text else ""
    if any(finding.at.path == path and finding.name == _ENDING and not finding.waived for finding in result.findings):
        header = front_matter_span(text.content) if text else None
        return text.content[: header.body_start] if text and header else ""
    if text is not None and text.content.endswith(("---", "...")):
        header = front_matter_span(text.content)
        if header is not None and header.body_start == len(text.content):
            return text.content + "\n"
    return None


def remove_unpublishable(result: CheckResult, project: Project, files: Files) -> None:
    """Remove files that must not be in the site. The severity of their findings does not matter.

    They are files that MkDocs cannot copy or create, and targets of links that lead out of the docs folder.
    """
    refused = {problem.at.path for problem in _refused(result)}
    folders = {folder for file in files for folder in PurePosixPath(file.dest_uri).parents} if refused else set()
    for file in list(files) if refused else ():
        path = PurePosixPath(printable(path_of(project, file)))
        below = any(str(folder) in refused for folder in path.parents)
        is_writable = not has_too_long_name(file.dest_uri) and PurePosixPath(file.dest_uri) not in folders
        kept = file.is_documentation_page() and is_writable
        if below or (str(path) in refused and not kept):
            files.remove(file)


def reject_endless_links(result: CheckResult, root: Path) -> None:
    """Raise `PluginError` if a finding is about a symbolic link to a folder.

    MkDocs might follow the link endlessly.
    """
    for problem in _refused(result):
        path = root / problem.at.path
        if path.is_symlink() and path.is_dir():
            raise PluginError(f"docgraph: {problem.at.path}: {problem.message}; fix: {problem.help}")


def reject_long_paths(project: Project, result: CheckResult, site: str) -> None:
    """Raise `PluginError` if the path of a file in the site folder would be too long.

    `site` is the path of the site folder; empty for a served site.
    """
    published = project.published
    prefix = f"{project.docs}/" if project.docs else ""
    pages = [source.path.removeprefix(prefix) for source in project.sources if source.has_page]
    made = [
        record_page(record, project.settings.pages) for record in result.graph.records if not record.place.is_own_page
    ]
    for path, language in product((*pages, *made, *published.others), ("", *published.languages)):
        if site and is_unreachable(os.path.join(site, language, site_path(path, published.directory_urls))):
            message = f"its path in the site folder would have more than {LONGEST_PATH} bytes"
            raise PluginError(f"docgraph: {printable(path)}: {message}; fix: shorten the path, or that of `site_dir`")


def _refused(result: CheckResult) -> Iterator[Problem]:
    for problem in result.graph.problems:
        if problem.rule_name == "unreadable-file" and problem.severity is not Severity.WARNING:
            yield problem
