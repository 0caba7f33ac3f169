"""Finds and reads the files that the setting `people` names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import iglob
from pathlib import Path

from docgraph.adopt.people.sources import people_sources
from docgraph.model.adoption import Adoption
from docgraph.model.problem import Problem, file_problem, read_error_problem
from docgraph.model.source_file import SourceFile
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.symlinks import is_within, printable, repository_of
from docgraph.workspace.unused_settings import unused_setting


class PeopleReader:
    """Reads the files that the setting `people` names.

    `sources` are the files. `problems` are about unreadable files, and about patterns without a matching file.
    """

    def __init__(self, place: Found | Layout) -> None:
        self._place = place
        self._root = os.path.realpath(place.root)
        self._repository = os.path.realpath(repository_of(place.root))
        self.sources: list[SourceFile] = []
        self.problems: list[Problem] = []
        plans = people_sources(place.options, place.configuration.name if place.configuration else "")
        known: set[str] = set()
        for plan in plans:
            paths = list(_matches(plan.pattern, self._root))
            for path in paths:
                if path not in known:
                    known.add(path)
                    self._read(path, plan)
            if not paths:
                self._unmatched(plan.pattern)

    def _read(self, path: str, plan: Adoption) -> None:
        place = os.path.realpath(os.path.join(self._root, path))
        if not is_within(place, self._repository):
            self._problem(path, "this file is outside the repository", "copy it into the repository")
        elif not os.path.isfile(place):
            self._problem(path, "this is not a file", "name a file in `people.from`")
        else:
            try:
                content = Path(place).read_bytes()
            except OSError as error:
                self.problems.append(read_error_problem(printable(path), error))
            else:
                self.sources.append(SourceFile(path, content, adoption=plan, has_page=False))

    def _problem(self, path: str, message: str, help: str) -> None:
        self.problems.append(file_problem(printable(path), message, help))

    def _unmatched(self, pattern: str) -> None:
        message = f"`people` names `{pattern}`, but there is no such file"
        named = self._place.options["people"]["from"]
        key = ("people", "from") if isinstance(named, str) else ("people", "from", list(named).index(pattern))
        self.problems.append(unused_setting(self._place.configuration, key, message, "correct the path, or delete it"))


def _matches(pattern: str, root: str) -> Iterator[str]:
    found = iglob(pattern, root_dir=root, recursive=True)
    yield from sorted(os.path.normpath(path).replace(os.sep, "/") for path in found)
