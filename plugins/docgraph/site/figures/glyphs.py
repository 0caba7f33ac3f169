"""Outline and letters of each kind in pictures, so that color is not the only difference."""

from __future__ import annotations

from msgspec import Struct

from docgraph.graph.definition_graph import DEFINITION_KINDS, DefinitionNode
from docgraph.kinds import BY_NAME
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.i18n import gettext
from docgraph.site.render.environment import kind_words, word_table

PAGE = "page"
"""Key of the glyph of a page that is not a record."""


class Glyph(Struct, frozen=True):
    """An outline as SVG path data, about 24 units wide around the origin, and its letters.

    `text_offset` is the distance between the centre and the baseline of the letters.
    """

    letters: str
    outline: str
    text_offset: int = 4


_GLYPHS = {
    "outcome": Glyph("O", "M-3-9H3A9 9 0 0 1 3 9H-3A9 9 0 0 1-3-9Z"),
    "agent": Glyph("A", "M-12 0L-6-10H6L12 0 6 10H-6Z"),
    "person": Glyph("P", "M11 0A11 11 0 1 1-11 0 11 11 0 1 1 11 0Z"),
    "role": Glyph("R", "M-6-10H6A4 4 0 0 1 10-6V6A4 4 0 0 1 6 10H-6A4 4 0 0 1-10 6V-6A4 4 0 0 1-6-10Z"),
    "team": Glyph("T", "M-4-10H4L11-4V4L4 10H-4L-11 4V-4Z"),
    "decision": Glyph("D", "M0-12L12 0 0 12-12 0Z"),
    "raci": Glyph("RA", "M-12-9H12V9H-12Z"),
    "runbook": Glyph("RB", "M-12-10H7L12-5V10H-12Z"),
    "incident": Glyph("I", "M0-13L12 9H-12Z", 7),
    "context-pack": Glyph("C", "M0-12L12-3 8 11H-8L-12-3Z", 5),
    # the outline of an agent, cut off where its packet would be
    "undocumented-agent": Glyph("A?", "M-14 0L-9-10H14L10 0 14 10H-9Z"),
    "definition": Glyph("F", "M-9-11H4L9-6V11H-9Z"),
    "skill": Glyph("S", "M-12-4A8 8 0 0 1 0-9 8 8 0 0 1 12-4V4A8 8 0 0 1 0 9 8 8 0 0 1-12 4Z"),
    "mcp-server": Glyph("M", "M-11-9H11V9H4V12H-4V9H-11Z"),
}
_TRAPEZOID = "M-8-10H8L12 10H-12Z"
GLYPHS = {
    **_GLYPHS,
    **{kind: Glyph(kind[:2].upper(), _TRAPEZOID) for kind in BY_NAME if kind not in _GLYPHS},
    PAGE: Glyph("¶", "M-7-10H12L7 10H-12Z"),
}
"""By kind. A kind without its own outline has a trapezoid with the first two letters of its name."""


def picture_kind(node: Record | PlainPage | DefinitionNode) -> str:
    """The key of a node in `GLYPHS`."""
    return PAGE if isinstance(node, PlainPage) else node.kind


def kind_word(kind: str) -> str:
    """Translated name of a kind, in the singular."""
    return gettext("page") if kind == PAGE else _words(kind)[0]


def kind_plural(kind: str) -> str:
    """Translated name of a kind, in the plural."""
    return gettext("pages") if kind == PAGE else _words(kind)[1]


def _words(kind: str) -> tuple[str, str]:
    return (word_table("DEFINED") if kind in DEFINITION_KINDS else kind_words())[kind]
