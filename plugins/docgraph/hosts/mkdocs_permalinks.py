"""Addresses that stay: one by id for every record, and one for every alias, wherever its page lies today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from docgraph.model.identity import is_id
from docgraph.model.record import Record

_STUB = Markup(
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    '<meta name="robots" content="noindex">\n<link rel="canonical" href="{url}">\n'
    '<meta http-equiv="refresh" content="0; url={url}">\n<p><a href="{url}">{title}</a></p>\n</html>\n'
)


def stubs(
    records: Iterable[Record], folder: str, file_of: Callable[[Record], File | None], files: Files, config: MkDocsConfig
) -> Iterator[File]:
    """A small page that leads on, for each address under which no page lies."""
    taken = {file.dest_uri.casefold() for file in files}
    for record in records:
        target = file_of(record)
        for name in (record.id, *filter(is_id, record.aliases)) if target else ():
            # of a file that is no page the address is its path
            path = _address(record, name, folder, config)
            if target and path.casefold() not in taken:
                taken.add(path.casefold())
                stub = File.generated(config, path, content="")
                url = target.url_relative_to(stub)
                stub.content_string = _STUB.format(url=url, title=record.title or name)
                yield stub


def _address(record: Record, name: str, folder: str, config: MkDocsConfig) -> str:
    page = f"{folder}/{record.kind}/{name}"
    return f"{page}/index.html" if config.use_directory_urls else f"{page}.html"
