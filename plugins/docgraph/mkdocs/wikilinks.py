"""A Python-Markdown extension for the links `[[id]]` and `[[id|text]]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import re

    from mkdocs.structure.files import File

    from docgraph.mkdocs.publication import Publication

_PATTERN = r"\[\[([^\[\]|\r\n]{1,200})(?:\|([^\[\]\r\n]{1,500}))?\]\]"


class Wikilinks(Extension):
    """The Python-Markdown extension for `[[id]]`. Each plugin instance has an instance of it.

    `page` is the file that MkDocs is rendering.
    """

    def __init__(self) -> None:
        super().__init__()
        self.publication: Publication | None = None
        self.page: File | None = None

    def add_to(self, extensions: list[Any]) -> None:
        """Add this instance to `extensions`, unless the list contains it already.

        MkDocs passes the list to Python-Markdown.
        """
        if not any(extension is self for extension in extensions):
            extensions.append(self)

    def extendMarkdown(self, md: Markdown) -> None:
        # before reference links (170), after code (190)
        md.inlinePatterns.register(_Wikilink(_PATTERN, self), "docgraph-wikilink", 175)


class _Wikilink(InlineProcessor):
    def __init__(self, pattern: str, extension: Wikilinks) -> None:
        super().__init__(pattern)
        self.extension = extension

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        publication, page = self.extension.publication, self.extension.page
        record = publication.result.graph.get(match[1].strip()) if publication else None
        if record is None or publication is None or page is None:
            return None, None, None
        link = Element("a", {"class": "docgraph-link", "href": publication.source_link(record, page)})
        link.text = AtomicString((match[2] or record.title or record.id).strip())
        return link, match.start(0), match.end(0)
