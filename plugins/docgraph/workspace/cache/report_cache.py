"""Answers that were given before: the report of a check, kept for as long as nothing that it rests on changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from docgraph.model.source_file import SourceFile
from docgraph.workspace.cache.store import Cache, digest
from docgraph.workspace.config_file import Found
from docgraph.workspace.disk import DocsContents, in_repository
from docgraph.workspace.symlinks import repository_of

_FEW = 20
"""So many changed documents are read to see whether they say anything new; more of them do."""


class CachedReport(Struct, frozen=True):
    """A report, the exit status of the command that prints it, and a line for standard error."""

    text: str
    status: int
    note: str = ""


class RecordedProbe(Struct):
    """Asks whether files are there, and notes what it was told: a report rests on that too."""

    exists: Callable[[str], bool]
    answers: dict[str, bool] = field(default_factory=dict)

    def __call__(self, path: str) -> bool:
        return self.answers.setdefault(path, self.exists(path))


class ReportCache(Struct, frozen=True):
    """What is asked (`words`, of plain values) about the documents of a project."""

    cache: Cache
    found: Found
    contents: DocsContents
    words: tuple[Any, ...]

    def known(self, essence: Callable[[SourceFile], str | None]) -> CachedReport | None:
        """The answer, if the same question had one and no document has changed but in prose that no rule reads.

        `essence` gives what a document comes down to, None where its prose counts as well.
        """
        try:
            return self._known(essence)
        except (ValueError, TypeError, AttributeError, KeyError):
            return None  # nobody wrote this

    def keep(self, answer: CachedReport, files: Mapping[str, bool], essences: Mapping[str, str | None]) -> None:
        """Keep an answer with what it rests on: what was said about other files, and the essences of the documents."""
        documents = {source.path: (_digest(source), essences.get(source.path)) for source in self.contents.sources}
        given = [answer.text, answer.status, answer.note]
        self.cache.store(self._name, [self._place(), documents, list(files.items()), *given])

    def _known(self, essence: Callable[[SourceFile], str | None]) -> CachedReport | None:
        place, documents, files, *given = self.cache.load(self._name) or [""] * 3
        if place != self._place():
            return None
        repository = repository_of(self.found.root)
        if any(in_repository(repository, path) is not there for path, there in files):
            return None
        changed = [source for source in self.contents.sources if documents[source.path][0] != _digest(source)]
        if len(documents) != len(self.contents.sources) or len(changed) > _FEW:
            return None
        for source in changed:
            before = documents[source.path][1]
            if before is None or essence(source) != before:
                return None
        answer = CachedReport(*given)
        if changed:
            self.keep(answer, dict(files), {path: before for path, (_, before) in documents.items()})
        return answer

    @property
    def _name(self) -> str:
        return f"answer-{digest(json.dumps(self.words, default=str).encode())}"

    def _place(self) -> str:
        found, contents = self.found, self.contents
        place = (str(found.docs), found.options, found.configuration, contents.docs, self.words)
        return digest(json.dumps(place, default=_plain).encode(), repr(contents.problems).encode())


def _digest(source: SourceFile) -> str:
    return digest(*source.content_parts)


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, Path) else repr(value)
