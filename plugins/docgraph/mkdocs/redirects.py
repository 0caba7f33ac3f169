"""Redirect pages: a stable URL for each id and alias of a record, which leads to its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from docgraph.analysis.contact_details import published_aliases
from docgraph.mkdocs.free_paths import Places
from docgraph.mkdocs.theme import theme_language
from docgraph.model.record import Record
from docgraph.site.render.format import escape_hidden
from docgraph.text.slug import is_id
from docgraph.workspace.fork import SecondProcess, can_fork, started

_STUB = Markup(
    '<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    '<meta name="robots" content="noindex">\n<link rel="canonical" href="{url}">\n'
    '<meta http-equiv="refresh" content="0; url={url}">\n<p><a href="{url}">{title}</a></p>\n</html>\n'
)
MIN_REDIRECTS_FOR_FORK = 100
"""From this number of redirects on, a second process is faster."""

RedirectPages = Mapping[str, str]
"""Path in the site → HTML of a redirect page."""


def redirect_pages(
    records: Iterable[Record], folder: str, file_of: Callable[[Record], File | None], files: Files, config: MkDocsConfig
) -> RedirectPages:
    """Create a redirect page for each id and alias of a record.

    A path that the site already uses is left out. `folder` is the folder of generated pages. `file_of` returns the file
    of a record's page, or None.
    """
    places = Places(files)
    language = theme_language(config)
    made: dict[str, str] = {}
    of_records = list(records)
    # ids come first: they win over an equal alias or former name of another record
    names = [(record, record.id) for record in of_records]
    names += [
        (record, alias)
        for record in of_records
        for alias in (*published_aliases(record), *record.former)
        if is_id(alias)
    ]
    for record, name in names:
        target = file_of(record)
        path, address = _address(record, name, folder, config)
        if target and places.take(path):
            title, url = escape_hidden(record.title or name), target.url_relative_to(address)
            made[path] = _STUB.format(language=language, url=url, title=title)
    return made


def _address(record: Record, name: str, folder: str, config: MkDocsConfig) -> tuple[str, str]:
    page = f"{folder}/{record.kind}/{name}"
    return (f"{page}/index.html", f"{page}/") if config.use_directory_urls else (f"{page}.html", f"{page}.html")


class RedirectWriter:
    """Saves redirect pages. `number` is their approximate number.

    If there are many, a second process saves them while MkDocs renders pages.
    """

    def __init__(self, redirect_pages: Callable[[], RedirectPages], number: int, site: Path) -> None:
        self._redirect_pages = redirect_pages
        self._number = number
        self._site = site
        self._second: SecondProcess | None = None

    def begin(self) -> None:
        """Start to save the redirect pages.

        Without a second process, raises `OSError` if a page cannot be saved.
        """
        if self._number >= MIN_REDIRECTS_FOR_FORK and can_fork():
            self._second = started(self._write_all)
        else:
            self._write()

    def end(self, complete: bool = True) -> None:
        """Wait until all redirect pages are saved.

        If the second process failed and `complete` is true, this process saves all pages, and raises `OSError` if a
        page cannot be saved.
        """
        second, self._second = self._second, None
        if second is not None and second.result() is None and complete:
            self._write()

    def _write_all(self) -> Iterator[bytes]:
        self._write()
        yield b""

    def _write(self) -> None:
        for path, html in self._redirect_pages().items():
            file = self._site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8", errors="surrogateescape")
