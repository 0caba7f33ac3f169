"""Formatting for pages: dates, numbers, links to records, and texts with safe links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from docgraph.graph.definition_graph import DefinitionNode
from docgraph.graph.reference import Reference
from docgraph.kinds import Person
from docgraph.model.document import PlainPage
from docgraph.model.location import Location
from docgraph.model.record import Record
from docgraph.site.context import Address, Href, Target, display_name
from docgraph.site.i18n import current_catalogue
from docgraph.site.render.declared_values import absence, day
from docgraph.site.source_target import SourceTarget

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]{1,2000}", re.IGNORECASE)
_FILE = re.compile(r"[\w.~%@+-][\w./~%@+ -]{0,300}\.[A-Za-z0-9]{1,5}(#[\w.~%-]{0,200})?\Z")
_ISO_DATE = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", re.ASCII)
_MAX_LENGTH = 120
_ABSENT = Markup(' <span class="docgraph-muted">(%s)</span>')


def month(value: date) -> str:
    """A month such as `March 2027`."""
    return f"{current_catalogue.get().months[value.month - 1]} {value.year:04}"


def format_number(value: float | str) -> str:
    """Shortest notation of a number, such as `15` or `0.02`; a text is only escaped."""
    if isinstance(value, str):
        return isolated(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def as_sentence(text: str) -> str:
    """`text` with a full stop at its end, unless it ends with a sentence mark."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else text.rstrip(";:,") + "."


def escape_hidden(value: Any) -> Any:
    """`value` with invisible and direction characters escaped, as in `\\u202e`."""
    if isinstance(value, str) and _HIDDEN.search(value):
        shown = _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
        return Markup(shown) if isinstance(value, Markup) else shown
    return value


@lru_cache(maxsize=16384)
def isolated(text: str) -> Markup:
    """`text`, HTML-escaped. Unless it is ASCII, it is enclosed in `<bdi>`."""
    shown = escape(escape_hidden(text))
    return shown if text.isascii() else Markup(f"<bdi>{shown}</bdi>")


def truncate(text: str) -> str:
    """`text`, cropped with an ellipsis to 120 characters."""
    return text if len(text) <= _MAX_LENGTH else text[: _MAX_LENGTH - 1].rstrip() + "…"


def message_markup(text: str) -> Markup:
    """A message as HTML.

    Text in backticks becomes `<code>`. ISO dates outside of backticks are formatted.
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return isolated(_ISO_DATE.sub(_readable_date, text))
    return Markup("").join(
        Markup("<code>%s</code>") % isolated(part) if place % 2 else isolated(_ISO_DATE.sub(_readable_date, part))
        for place, part in enumerate(parts)
    )


def _readable_date(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


class PageLinks:
    """Creates links from one page. If a target has no page, only its name is rendered.

    The name of a person who is not active on the as-of date is followed by the date on which they left or join.
    """

    def __init__(self, href: Href, as_of: date | None = None) -> None:
        self._href = href
        self._as_of = as_of
        self._links: dict[tuple[Target, str], Markup] = {}
        self._urls: dict[Target, Markup] = {}

    def url(self, to: Target) -> Markup:
        """HTML-escaped URL of a target; empty if the target has no page."""
        url = self._urls.get(to)
        if url is None:
            url = self._urls[to] = escape(self._href(to))
        return url

    def __call__(self, to: Target, text: str = "") -> Markup:
        """A link to a record, page or file; only its name if it has no page."""
        key = (to, text)
        made = self._links.get(key)
        if made is None:
            shown = isolated(
                truncate(
                    text
                    or (
                        to.title
                        if isinstance(to, Address)
                        else to.path
                        if isinstance(to, SourceTarget)
                        else display_name(to)
                    )
                )
            )
            made = self._anchor(self.url(to), shown)
            absent = self.absence(to) if isinstance(to, Person) and not text else ""
            made = self._links[key] = made + _ABSENT % absent if absent else made
        return made

    def absence(self, node: Record | PlainPage | DefinitionNode) -> str:
        """Why a person is not active on the as-of date; empty for an active person or another node."""
        return absence(node, self._as_of)

    def is_past(self, day: date) -> bool:
        """Whether a date is on or before the as-of date."""
        return self._as_of is not None and day <= self._as_of

    def name_only(self, to: Record | PlainPage | DefinitionNode) -> Markup:
        """The linked name of a record, without the date on which a person left or joins."""
        return self(to, display_name(to))

    def around(self, target: Target, inside: Markup, fragment: str = "") -> Markup:
        """A link to `target` whose content is the markup `inside`."""
        url = self.url(target)
        return self._anchor(url and url + fragment, inside)

    def source(self, at: Location) -> Markup:
        """A location as a link to the line in the source; as text if the site has no address of its source."""
        url = self._href(SourceTarget(at.path))
        return self._anchor(url and f"{url}#L{at.line}", isolated(str(at)))

    def reference(self, link: Reference) -> Markup:
        """A reference as a link to its target; if it is unresolved, as text."""
        return self(link.target) if link.target is not None else isolated(truncate(link.text))

    def text(self, record: Record, value: str) -> Markup:
        """A value as HTML: URLs and paths of site files become links, backticks become `<code>`."""
        if _FILE.match(value):
            found = self._file(record, value)
            if found is not None:
                return found
        parts = value.split("`")
        if len(parts) == 1 or len(parts) % 2 == 0:
            return self._prose(value)
        return Markup("").join(
            Markup("<code>%s</code>") % isolated(part) if place % 2 else self._prose(part)
            for place, part in enumerate(parts)
            if part
        )

    def _prose(self, value: str) -> Markup:
        if "://" not in value and "mailto:" not in value.lower():
            return isolated(value)
        return Markup("").join(self._with_links(value))

    def _file(self, record: Record, value: str) -> Markup | None:
        name, hash_, fragment = value.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), unquote(name)))
        url = "" if path.startswith(("../", "/")) else self._href(PlainPage(path, ""))
        return self._anchor(url + hash_ + fragment, isolated(value)) if url else None

    def _with_links(self, value: str) -> Iterator[Markup]:
        end = 0
        for found in _URL.finditer(value):
            url = found[0].rstrip(".,;:!?")
            url = url if url.count("(") >= url.count(")") else url.rstrip(")")
            yield isolated(value[end : found.start()])
            yield Markup('<a href="%s" rel="noopener noreferrer">%s</a>') % (url, isolated(truncate(url)))
            end = found.start() + len(url)
        yield isolated(value[end:])

    @staticmethod
    def _anchor(url: str, inside: Markup) -> Markup:
        return Markup(f'<a href="{escape(url)}">{inside}</a>') if url else inside
