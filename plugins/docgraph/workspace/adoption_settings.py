"""What the settings say about files that are not in docgraph's form.

The modules that read them are imported inside functions, because few projects need them.
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
    """The files that the setting `people` names, and problems with reading them."""

    sources: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    def added_to(self, sources: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """All sources; a file that is also among `sources` is only a source of people."""
        if not self.sources:
            return sources
        paths = {source.path for source in self.sources}
        return (*(source for source in sources if source.path not in paths), *self.sources)


def adoptions_in(place: Found | Layout) -> Adoptions | None:
    """The adoptions in the settings; None if there are none, as in most projects."""
    kinds = place.options.get("kinds") if isinstance(place, Found) else place.settings.kinds
    if not kinds:
        return None
    from docgraph.adopt.adoptions import adoptions_of

    given = place.options if isinstance(place, Found) else place.settings.adoption
    return adoptions_of(given, place.configuration.name if place.configuration else "")


def people_in(place: Found | Layout) -> PeopleFiles:
    """The files that the setting `people` names."""
    if not (place.options.get("people") if isinstance(place, Found) else place.settings.people):
        return PeopleFiles()
    from docgraph.workspace.people_files import PeopleReader

    reader = PeopleReader(place)
    return PeopleFiles(tuple(reader.sources), tuple(reader.problems))
