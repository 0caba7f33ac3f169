"""Reads the settings `kinds` and `people`, which name files that were not made for docgraph.

The modules for these files are imported inside functions, because few projects need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from docgraph.model.problem import Problem
from docgraph.model.source_file import SourceFile
from docgraph.workspace.config_file import Found, Layout

if TYPE_CHECKING:
    from docgraph.adopt.adoptions import Adoptions


class PeopleFiles(Struct, frozen=True):
    """The files in the setting `people`, and the problems with them."""

    sources: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    def added_to(self, sources: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """`sources` and the files with people.

        A file in both is included once, as a file with people.
        """
        if not self.sources:
            return sources
        paths = {source.path for source in self.sources}
        return (*(source for source in sources if source.path not in paths), *self.sources)


def adoptions_in(place: Found | Layout) -> Adoptions | None:
    """The setting `kinds` without its invalid entries; None if it is not set."""
    if not place.options.get("kinds"):
        return None
    from docgraph.adopt.adoptions import adoptions_of

    return adoptions_of(place.options, place.configuration.name if place.configuration else "")


def people_in(place: Found | Layout) -> PeopleFiles:
    """Read the files in the setting `people`."""
    if not place.options.get("people"):
        return PeopleFiles()
    from docgraph.workspace.people_files import PeopleReader

    reader = PeopleReader(place)
    return PeopleFiles(tuple(reader.sources), tuple(reader.problems))
