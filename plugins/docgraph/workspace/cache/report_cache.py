"""Caches the report of a check until an input of the check changes."""

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
"""If more documents than this have changed, the cached report is not used."""


class CachedReport(Struct, frozen=True):
    """The text of a report, the exit status of the command, and a note for standard error.

    `others` are the reports of the same check in other formats.
    """

    text: str
    status: int
    note: str = ""
    others: tuple[str, ...] = ()


class RecordedProbe(Struct):
    """Tests whether files exist, and records the results, because a report depends on them."""

    exists: Callable[[str], bool]
    answers: dict[str, bool] = field(default_factory=dict)

    def __call__(self, path: str) -> bool:
        """Whether the file at `path` exists. The result is recorded in `answers`."""
        return self.answers.setdefault(path, self.exists(path))


class ReportCache(Struct, frozen=True):
    """The cached report of a command about a project.

    `words` are the arguments of the command; each combination has its own report. `inputs` are other values that the
    report depends on, such as the current date; only the report for the latest `inputs` is cached.
    """

    cache: Cache
    found: Found
    contents: DocsContents
    words: tuple[Any, ...]
    inputs: tuple[Any, ...] = ()

    def known(self, semantic_digest: Callable[[SourceFile], str | None]) -> CachedReport | None:
        """The cached report; None if an input of the report has changed.

        An edit of prose that rules do not read is no change. `semantic_digest` returns a digest of the values that
        rules read in a document; None if rules read its prose, too.
        """
        try:
            return self._known(semantic_digest)
        except (ValueError, TypeError, AttributeError, KeyError):
            return None  # not in the format that `keep` writes

    def keep(self, answer: CachedReport, files: Mapping[str, bool], semantic_digests: Mapping[str, str | None]) -> None:
        """Cache a report.

        `files` maps each path that the check tested to whether the file exists. `semantic_digests` maps the path of
        each document to a digest of the values that rules read, or to None if rules read its prose, too.
        """
        documents = {
            source.path: (source_digest(source), semantic_digests.get(source.path)) for source in self.contents.sources
        }
        given = [answer.text, answer.status, answer.note, *answer.others]
        self.cache.store(self._name, [self._place(), documents, list(files.items()), *given])

    def _known(self, semantic_digest: Callable[[SourceFile], str | None]) -> CachedReport | None:
        place, documents, files, text, status, note, *others = self.cache.load(self._name) or [""] * 6
        if place != self._place():
            return None
        repository = repository_of(self.found.root)
        if any(in_repository(repository, path) is not there for path, there in files):
            return None
        changed = [source for source in self.contents.sources if documents[source.path][0] != source_digest(source)]
        if len(documents) != len(self.contents.sources) or len(changed) > _FEW:
            return None
        for source in changed:
            before = documents[source.path][1]
            if before is None or semantic_digest(source) != before:
                return None
        answer = CachedReport(text, status, note, tuple(others))
        if changed:
            self.keep(answer, dict(files), {path: before for path, (_, before) in documents.items()})
        return answer

    @property
    def _name(self) -> str:
        return f"answer-{digest(json.dumps(self.words, default=str).encode())}"

    def _place(self) -> str:
        return project_digest(self.found, self.contents, self.words, self.inputs)


def project_digest(found: Found, contents: DocsContents, *inputs: Any) -> str:
    """A digest of a project without the contents of its documents, and of `inputs`."""
    place = (str(found.docs), found.options, found.configuration, contents.docs, contents.others, *inputs)
    return digest(json.dumps(place, default=_plain).encode(), repr((contents.problems, contents.unmatched)).encode())


def source_digest(source: SourceFile) -> str:
    """A digest of everything that the parsed document of a source file depends on."""
    return digest(*source.content_parts)


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, Path) else repr(value)
