"""How values are written for readers: dates, numbers, names as links, texts with the links that are safe in them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from docgraph.graph.reference import Reference
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import Address, Href, display_name
from docgraph.site.i18n import current
from docgraph.site.render.declared_values import absence
from docgraph.site.render.declared_values import day as day

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]{1,2000}", re.IGNORECASE)
_FILE = re.compile(r"[\w.~%@+-][\w./~%@+ -]{0,300}\.[A-Za-z0-9]{1,5}(#[\w.~%-]{0,200})?\Z")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])", re.ASCII)
_LONGEST = 120
_ABSENT = Markup(' <span class="docgraph-quiet">(%s)</span>')


def month(value: date) -> str:
    """`March 2027`."""
    return f"{current.get().months[value.month - 1]} {value.year:04}"


def format_number(value: float | str) -> str:
    """The shortest way to write a number: `15`, `0.02`; an amount in words as it is."""
    if isinstance(value, str):
        return isolated(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def as_sentence(text: str) -> str:
    """`text` as a sentence: with a full stop, unless it ends itself."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else text.rstrip(";:,") + "."


def visible(value: Any) -> Any:
    """`value`, with characters that nobody sees, or that turn the text around, written out as `\\u202e`."""
    if isinstance(value, str) and _HIDDEN.search(value):
        shown = _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
        return Markup(shown) if isinstance(value, Markup) else shown
    return value


@lru_cache(maxsize=16384)
def isolated(text: str) -> Markup:
    """`text` escaped, and kept from turning its neighbours around where it may run from right to left."""
    shown = escape(visible(text))
    return shown if text.isascii() else Markup(f"<bdi>{shown}</bdi>")


def truncate(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def spans(text: str) -> Markup:
    """A message, with what stands in backticks as code, and days outside of it as readers read them."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return isolated(_DAY.sub(_read, text))
    return Markup("").join(
        Markup("<code>%s</code>") % isolated(part) if place % 2 else isolated(_DAY.sub(_read, part))
        for place, part in enumerate(parts)
    )


def _read(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


class PageLinks:
    """Writes links from one page. A name whose target has no page is written as text.

    The names of people who are not active on the as-of date say since when, or from when."""

    def __init__(self, href: Href, as_of: date | None = None) -> None:
        self._href = href
        self._as_of = as_of
        self._made: dict[tuple[Record | PlainPage | Address, str], Markup] = {}
        self._urls: dict[Record | PlainPage | Address, Markup] = {}

    def url(self, to: Record | PlainPage | Address) -> Markup:
        """The address of a target, escaped; empty where it has no page."""
        url = self._urls.get(to)
        if url is None:
            url = self._urls[to] = escape(self._href(to))
        return url

    def __call__(self, to: Record | PlainPage | Address, text: str = "") -> Markup:
        key = (to, text)
        made = self._made.get(key)
        if made is None:
            shown = isolated(truncate(text or (to.title if isinstance(to, Address) else display_name(to))))
            made = self._linked(self.url(to), shown)
            absent = "" if text or isinstance(to, Address) else self.absence(to)
            made = self._made[key] = made + _ABSENT % absent if absent else made
        return made

    def absence(self, node: Record | PlainPage) -> str:
        """Why a person is not active on the as-of date; empty for everybody and everything else."""
        return absence(node, self._as_of)

    def is_past(self, day: date) -> bool:
        """Whether a day is not after the as-of date."""
        return self._as_of is not None and day <= self._as_of

    def bare(self, to: Record | PlainPage) -> Markup:
        """A name in a sentence that says itself when somebody left or joins."""
        return self(to, display_name(to))

    def to(self, target: Record | PlainPage | Address, inside: Markup, fragment: str = "") -> Markup:
        """A link around markup that is ready."""
        url = self.url(target)
        return self._linked(url and url + fragment, inside)

    def named(self, link: Reference) -> Markup:
        """A name as it stands in a record: a link if it means one."""
        return self(link.target) if link.target is not None else isolated(truncate(link.text))

    def names(self, links: Iterable[Reference]) -> list[Markup]:
        return [self.named(link) for link in links]

    def text(self, record: Record, value: str) -> Markup:
        """A value as text; web and mail addresses in it, and a value that is a file of the site, are links.

        What stands in backticks is code, as in Markdown."""
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
        return Markup("").join(self._parts(value))

    def _file(self, record: Record, value: str) -> Markup | None:
        name, hash_, fragment = value.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(record.path), unquote(name)))
        url = "" if path.startswith(("../", "/")) else self._href(PlainPage(path, ""))
        return self._linked(url + hash_ + fragment, isolated(value)) if url else None

    def _parts(self, value: str) -> Iterator[Markup]:
        end = 0
        for found in _WEB.finditer(value):
            url = found[0].rstrip(".,;:!?")
            url = url if url.count("(") >= url.count(")") else url.rstrip(")")
            yield isolated(value[end : found.start()])
            yield Markup('<a href="%s" rel="noopener noreferrer">%s</a>') % (url, isolated(truncate(url)))
            end = found.start() + len(url)
        yield isolated(value[end:])

    @staticmethod
    def _linked(url: str, inside: Markup) -> Markup:
        return Markup(f'<a href="{escape(url)}">{inside}</a>') if url else inside
