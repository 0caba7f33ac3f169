"""Caches the answers to questions about the doc graph until an input of a check changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from docgraph.workspace.cache.report_cache import project_digest, source_digest
from docgraph.workspace.cache.store import Cache, digest
from docgraph.workspace.config_file import Found
from docgraph.workspace.disk import DocsContents, in_repository
from docgraph.workspace.symlinks import repository_of

_FILE = "questions"
_MOST = 1_000_000
"""The maximum number of characters of all cached answers. The oldest are dropped first."""


class AnswerCache(Struct, frozen=True):
    """The cached answers about a project as it is now.

    One file has the answers to all questions. After any change of the documents or of `inputs`, plain values that
    answers also depend on, it is replaced.
    """

    cache: Cache
    found: Found
    contents: DocsContents
    inputs: tuple[Any, ...] = ()

    def known(self, words: tuple[Any, ...]) -> str | None:
        """The cached answer to a question; None if there is none. `words` are its arguments as plain values."""
        return self._kept()[1].get(_key(words))

    def keep(self, words: tuple[Any, ...], text: str, files: Mapping[str, bool]) -> None:
        """Cache an answer. `files` maps the paths on which it depends to whether the file exists."""
        before, texts = self._kept()
        texts[_key(words)] = text
        while sum(map(len, texts.values())) > _MOST:
            del texts[next(iter(texts))]
        self.cache.store(_FILE, [self._state, {**before, **files}, texts])

    def _kept(self) -> tuple[dict[str, bool], dict[str, str]]:
        """The files on which the cached answers depend, and the answers; both empty if they are outdated."""
        kept = self.cache.load(_FILE)
        if not isinstance(kept, list) or len(kept) != 3 or kept[0] != self._state:
            return {}, {}
        _, files, texts = kept
        if not isinstance(files, dict) or not isinstance(texts, dict):
            return {}, {}
        repository = repository_of(self.found.root)
        if any(in_repository(repository, path) is not there for path, there in files.items()):
            return {}, {}
        return files, {key: text for key, text in texts.items() if isinstance(text, str)}

    @property
    def _state(self) -> str:
        """A digest of everything that all answers depend on."""
        contents = self.contents
        documents = [(source.path, source_digest(source)) for source in contents.sources]
        return project_digest(self.found, contents, documents, self.inputs)


def _key(words: tuple[Any, ...]) -> str:
    return digest(json.dumps(words, default=str).encode())
