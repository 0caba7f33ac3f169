"""Who holds something, and lists of names, as they stand in sentences. `link` writes a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from docgraph.graph.reference import Reference
from docgraph.model.record import Record
from docgraph.site.ownership import HolderState, Holding
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks

HolderPhrase = tuple[Markup, Markup]
"""Who holds something, and where nobody does: why. At least one of the two is empty."""


def holder_phrase(held: Holding, link: PageLinks) -> HolderPhrase:
    """Who holds it, by which role; or the reason why nobody does, empty where nobody is named."""
    if held.held and held.target is not None:
        name = link(held.person or held.target)
        if held.role is not None and held.person is not None:
            name = Markup(words("PHRASES")["as"]) % (name, link(held.role))
        return name, Markup()
    if held.state is HolderState.UNRECORDED:
        return template("sentences", "unrecorded")(link, held), Markup()
    return Markup(), Markup() if held.state is HolderState.NOBODY else template("sentences", "reason")(link, held)


def answers(several: Iterable[Holding], link: PageLinks) -> list[HolderPhrase]:
    return [holder_phrase(holding, link) for holding in several]


def join_names(names: Sequence[Markup], last: str = "and") -> Markup:
    """`A, B and C`."""
    if len(names) < 2:
        return names[0] if names else Markup()
    return Markup(words("PHRASES")[last]) % (Markup(", ").join(names[:-1]), names[-1])


def few(records: Sequence[Record], link: PageLinks, most: int = 8) -> Markup:
    """The names of the first records, and how many more there are."""
    names = [link(record) for record in records[:most]]
    if len(records) <= most:
        return join_names(names)
    return Markup(words("PHRASES")["more"]) % (Markup(", ").join(names), len(records) - most)


def named(links: Iterable[Reference], link: PageLinks) -> list[Markup]:
    """The names of references, each once."""
    return list(dict.fromkeys(link.named(reference) for reference in links))
