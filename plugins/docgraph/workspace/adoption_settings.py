"""Reads the settings for files in other formats: the settings `kinds` and `people`.

The modules that read such files are imported inside functions, because few projects need them.
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
    """The files in the setting `people`, and problems with reading the files."""

    sources: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    def added_to(self, sources: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """The given sources and the sources of people.

        A file that is both is only a source of people.
        """
        if not self.sources:
            return sources
        paths = {source.path for source in self.sources}
        return (*(source for source in sources if source.path not in paths), *self.sources)


def adoptions_in(place: Found | Layout) -> Adoptions | None:
    """The adoptions in the settings; None if there are no adoptions, as in most projects."""
    if not place.options.get("kinds"):
        return None
    from docgraph.adopt.adoptions import adoptions_of

    return adoptions_of(place.options, place.configuration.name if place.configuration else "")


def people_in(place: Found | Layout) -> PeopleFiles:
    """The files in the setting `people`, which this function reads."""
    if not place.options.get("people"):
        return PeopleFiles()
    from docgraph.workspace.people_files import PeopleReader

    reader = PeopleReader(place)
    return PeopleFiles(tuple(reader.sources), tuple(reader.problems))
