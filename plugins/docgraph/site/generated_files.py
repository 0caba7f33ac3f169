"""The generated files that are not pages: downloads, calendars, and the files that pages load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from msgspec import Struct

from docgraph.site.context import (
    DOWNLOADS,
    EXPLORER,
    EXPLORER_FILES,
    TABLES_SCRIPT,
    Address,
    Download,
    Href,
    Site,
    View,
)
from docgraph.site.pages import calendar_files
from docgraph.site.pages.explorer import explorer_files
from docgraph.site.tables.paging import row_scripts
from docgraph.site.tables.script import tables_script

FILE_GENERATORS: tuple[Callable[[Site], tuple[Download, ...]], ...] = (calendar_files.download_files,)
"""Builders of generated files that are not pages, such as calendars."""


class GeneratedFile(Struct, frozen=True):
    """The address of a generated file, and the function that returns its content.

    A reader opens a download by a link; pages load the other files. `has_rows` means that the file has all rows of a
    table, and is best rendered before the pages of that table.
    """

    address: Address
    content: Callable[[], str | bytes]
    is_download: bool = False
    has_rows: bool = False


def files_of(site: Site) -> tuple[Download, ...]:
    """All generated files of `site` that are neither pages nor exports nor loaded by pages."""
    return tuple(file for files in FILE_GENERATORS for file in files(site))


def generated_files(
    site: Site,
    views: Iterable[View],
    href_from: Callable[[Address], Href],
    exports: Callable[[Href], Mapping[str, str]],
) -> Iterator[GeneratedFile]:
    """All generated files of a site with the generated pages `views`.

    `href_from` returns a function whose URLs are relative to an address. `exports` maps the names of the exported files
    to their texts; its argument returns URLs relative to these files.
    """
    for download in files_of(site):
        yield GeneratedFile(download, download.content, is_download=True)
    texts = cache(partial(exports, href_from(DOWNLOADS[0])))
    for address in site.downloads:
        yield GeneratedFile(address, partial(_item, texts, address.name))
    # an explorer that is not published needs no files
    if any(view.path == EXPLORER.path for view in views):
        loaded = cache(partial(explorer_files, site, href_from(EXPLORER)))
        for address in EXPLORER_FILES:
            yield GeneratedFile(address, partial(_item, loaded, address))
    yield GeneratedFile(TABLES_SCRIPT, tables_script)
    for address, rows in row_scripts(site, views, href_from(TABLES_SCRIPT)).items():
        yield GeneratedFile(address, rows, has_rows=True)


def _item(items: Callable[[], Mapping[Any, str]], key: object) -> str:
    return items()[key]
