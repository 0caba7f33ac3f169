"""Headings in the table of contents of a page."""

from __future__ import annotations

from typing import NamedTuple

from docgraph.site.i18n import gettext


class Heading(NamedTuple):
    """A heading in the table of contents of a page. `english` may have a placeholder for `name`."""

    level: int
    id: str
    english: str
    name: str = ""

    @property
    def text(self) -> str:
        """The heading in the current language."""
        return gettext(self.english) % {"name": self.name} if self.name else gettext(self.english)
