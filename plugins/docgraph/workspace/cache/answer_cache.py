"""Caches the answers to queries such as `docgraph list`, until an input of a check changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from docgraph.workspace.cache.report_cache import project_digest, source_digest
from docgraph.workspace.cache.store import Cache, digest
from docgraph.workspace.config_file import Found
from docgraph.workspace.disk import DocsContents, in_repository
from docgraph.workspace.symlinks import repository_of

_FILE = "questions"
_MOST = 1_000_000
"""The maximum number of characters of all cached answers. The oldest answers are deleted first."""


class AnswerCache(Struct, frozen=True, dict=True):
    """The cached answers to queries about a project, such as `docgraph list kind:agent`.

    All answers are in one cache file, which is discarded when a document or `inputs` change. `inputs` are plain values
    that the answers depend on, such as the current date.
    """

    cache: Cache
    found: Found
    contents: DocsContents
    inputs: tuple[Any, ...] = ()

    def known(self, words: tuple[Any, ...]) -> str | None:
        """The cached answer to a query; None if it is not cached.

        `words` are the command and its arguments, such as `("list", "kind:agent")`.
        """
        return self._kept()[1].get(_key(words))

    def keep(self, words: tuple[Any, ...], text: str, files: Mapping[str, bool]) -> None:
        """Cache the answer `text` to the query `words`.

        `files` maps each path that the answer depends on to whether the file exists.
        """
        before, texts = self._kept()
        texts[_key(words)] = text
        while sum(map(len, texts.values())) > _MOST:
            del texts[next(iter(texts))]
        self.cache.store(_FILE, [self._state, {**before, **files}, texts])

    def _kept(self) -> tuple[dict[str, bool], dict[str, str]]:
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

    @cached_property
    def _state(self) -> str:
        contents = self.contents
        documents = [(source.path, source_digest(source)) for source in contents.sources]
        return project_digest(self.found, contents, documents, self.inputs)


def _key(words: tuple[Any, ...]) -> str:
    return digest(json.dumps(words, default=str).encode())
