"""The places in a site that are free for what docgraph adds: no file that is there is ever replaced."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import File, InclusionLevel

from docgraph.app.page_collisions import fold_path, path_and_parents


class Places:
    """The places of a site that are taken, as case-insensitive file systems see them."""

    def __init__(self, files: Iterable[File]) -> None:
        published = [file.dest_uri for file in files if file.inclusion is not InclusionLevel.EXCLUDED]
        self._files = {fold_path(place) for place in published}
        self._taken = {step for place in published for step in path_and_parents(place)}

    def take(self, place: str) -> bool:
        """Take a place for a file, unless a file or folder is there, or a file where a folder above it has to be."""
        way = path_and_parents(place)
        if way[0] in self._taken or not self._files.isdisjoint(way):
            return False
        self._files.add(way[0])
        self._taken.update(way)
        return True
