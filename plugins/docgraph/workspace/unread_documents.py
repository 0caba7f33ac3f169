"""Describes files that look like records but are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname
from typing import TYPE_CHECKING

from docgraph.workspace.adoption_settings import adoptions_in
from docgraph.workspace.config_file import OWN_FILE, Found

if TYPE_CHECKING:
    from docgraph.adopt.detected_files import DetectedFiles
    from docgraph.app import CheckResult

_MOST_GROUPS = 3
"""The maximum number of folders that are described."""
_MOST_ENTRIES = 3


def unread_notes(result: CheckResult, found: Found, docs: str, hidden_pages: Mapping[str, bytes]) -> tuple[str, ...]:
    """Lines about files that look like records but are not read, with settings that read them.

    - `docs` is the docs folder relative to the project.
    - `hidden_pages` maps the paths of Markdown files in hidden folders to contents.
    - Files with a finding are left out, and so are files that a pattern of the setting `kinds` matches.
    - If the project has no records, only hidden files are described, because an error describes the others.
    """
    adoptions = adoptions_in(found)
    reported = {finding.at.path for finding in result.findings}

    def is_unread(path: str) -> bool:
        return path not in reported and not (adoptions is not None and adoptions.matches(path, docs))

    texts = result.graph.texts
    names = () if result.is_empty else (page.path for page in result.graph.pages if page.path in texts)
    pages = {path: texts[path].content for path in names if is_unread(path)}
    hidden = {
        path: content.decode("utf-8", "replace").replace("\r\n", "\n")
        for path, content in hidden_pages.items()
        if path not in texts and is_unread(path)
    }
    settings = found.configuration.name if found.configuration else OWN_FILE
    return (*_page_lines(result, pages, settings), *_hidden_lines(result, hidden, settings))


def _page_lines(result: CheckResult, pages: Mapping[str, str], settings: str) -> Iterator[str]:
    groups = _groups(result, pages)
    for group in groups[:_MOST_GROUPS]:
        count = "1 page" if group.count == 1 else f"{group.count} pages"
        yield f"not read: {count} like {group.what} in {group.folder or '.'}/; {_setting(group, settings)}"
    if len(groups) > _MOST_GROUPS:
        yield f"not read: pages like these in {len(groups) - _MOST_GROUPS} more folders"


def _hidden_lines(result: CheckResult, pages: Mapping[str, str], settings: str) -> Iterator[str]:
    groups = _groups(result, pages)
    if groups:
        first = groups[0]
        count = "1 Markdown file in a hidden folder"
        if len(pages) > 1:
            count = f"{len(pages)} Markdown files in hidden folders, {first.count} of them"
        yield f"not read: {count} like {first.what} in {first.folder}/; {_setting(first, settings)}"


def _groups(result: CheckResult, pages: Mapping[str, str]) -> list[DetectedFiles]:
    from docgraph.adopt.detect import BEGINNING, detect, page_form

    beginnings = {path: text[:BEGINNING] for path, text in pages.items()}
    with_records = {dirname(record.path) for record in result.graph.records}
    known = (path for path, text in beginnings.items() if page_form(text) or dirname(path) not in with_records)
    groups = [group for group in detect(known, beginnings.__getitem__) if group.pattern]
    return sorted(groups, key=lambda group: (-group.count, group.folder, group.what))


def _setting(group: DetectedFiles, settings: str) -> str:
    from docgraph.adopt.detect import kinds_entry

    is_toml = settings == OWN_FILE
    entries = [kinds_entry(*entry, is_toml=is_toml) for entry in group.entries()]
    shown = " and ".join(f"`{entry}`" for entry in entries[:_MOST_ENTRIES])
    more = f" and {len(entries) - _MOST_ENTRIES} more with `false`" if len(entries) > _MOST_ENTRIES else ""
    table = "`[kinds]`" if is_toml else "`kinds`"
    return f"add {shown}{more} below {table} in {settings}, or `false` to leave them out"
