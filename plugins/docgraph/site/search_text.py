"""The text by which the search of a site finds a record or a view."""

from __future__ import annotations

import re

from markupsafe import Markup
from msgspec import Struct

from docgraph.kinds import Agent, Outcome
from docgraph.model.record import Record
from docgraph.site.context import Site, View, display_name
from docgraph.site.i18n import gettext
from docgraph.site.render.format import as_sentence

_SUMMARY = re.compile(r'<p class="docgraph-summary">(.*?)</p>', re.DOTALL)
_MAX_LENGTH = 300
ACCOUNTABILITY_ID = "docgraph-accountability"
"""HTML id of the head of a record's page."""
QUESTIONED = (Agent, Outcome)
"""The kinds of records of which readers ask who owns them."""


class SearchText(Struct, frozen=True):
    """A text, and the question that it answers; without a question, it describes the page."""

    text: str
    question: str = ""


def record_search_text(site: Site, record: Record, head: str) -> SearchText:
    """The summary in the `head` of a record's page, then its id; of an agent also reviewers, tools and purpose.

    For agents and outcomes, it answers who owns them.
    """
    parts = [_summary(head)]
    question = ""
    if isinstance(record, QUESTIONED):
        # a search prefers short titles, and the title of the page has the other words
        question = gettext("Who owns %(name)s?") % {"name": record.id}
        # and it prefers texts that repeat the words of the title
        parts = [f"{question} {record.id}: {parts[0]}"]
    elif record.title and record.id != record.title:
        parts.append(f"{record.id}.")
    if isinstance(record, Agent):
        references = site.graph.links_of(record, "reviewer")
        reviewers = [display_name(reference.target) for reference in references if reference.target]
        named = ((gettext("Reviewer"), reviewers), (gettext("Tools"), [tool.name for tool in record.tools]))
        parts += [f"{name}: {', '.join(values)}." for name, values in named if values]
        parts.append(as_sentence(record.purpose) if record.purpose else "")
    return SearchText(_cropped(" ".join(filter(None, parts))), question)


def view_search_text(view: View, html: str) -> str:
    """The first sentence of a view, which answers its question, then the description of the view."""
    description = f"{view.title}: {view.summary}" if view.summary else ""
    return _cropped(" ".join(filter(None, (_summary(html), description))))


def _summary(html: str) -> str:
    found = _SUMMARY.search(html)
    return Markup(found[1]).striptags() if found else ""


def _cropped(text: str) -> str:
    """`text` without line breaks; if it is too long, without its last words."""
    words = " ".join(text.split())
    return words if len(words) <= _MAX_LENGTH else words[:_MAX_LENGTH].rpartition(" ")[0]
