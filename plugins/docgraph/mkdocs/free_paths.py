"""Knows the used paths of a site, so that a generated file never replaces another file."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import File, InclusionLevel

from docgraph.app.page_collisions import fold_path, path_and_parents


class Places:
    """The paths of a site that are used. Paths that differ only in case are the same path."""

    def __init__(self, files: Iterable[File]) -> None:
        published = [file.dest_uri for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
        self._files = {fold_path(place) for place in published}
        self._taken = {step for place in published for step in path_and_parents(place)}

    def take(self, place: str) -> bool:
        """Reserve a path for a file.

        Returns False if the path is already used, or if a parent folder of the path is a file.
        """
        way = path_and_parents(place)
        if way[0] in self._taken or not self._files.isdisjoint(way):
            return False
        self._files.add(way[0])
        self._taken.update(way)
        return True
