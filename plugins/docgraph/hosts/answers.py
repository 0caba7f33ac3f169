"""Answers that were given before: the report of a check, kept for as long as nothing that it rests on changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgraph.hosts.cache import Cache, digest
from docgraph.hosts.configuration import Found
from docgraph.hosts.disk import Contents, in_repository, repository_of


@dataclass(frozen=True, slots=True)
class Answer:
    """A report, and whether the check failed."""

    text: str
    failed: bool


@dataclass(slots=True)
class Noted:
    """Asks whether files are there, and notes what it was told: a report rests on that too."""

    exists: Callable[[str], bool]
    answers: dict[str, bool] = field(default_factory=dict)

    def __call__(self, path: str) -> bool:
        return self.answers.setdefault(path, self.exists(path))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked (`words`, of plain values) about the documents of a project."""

    cache: Cache
    found: Found
    contents: Contents
    words: tuple[Any, ...]

    def known(self) -> Answer | None:
        """The answer, if the same question about the same documents had one."""
        kept = self.cache.load(self._name)
        if not isinstance(kept, list) or len(kept) != 4 or kept[0] != self._rests_on():
            return None
        _, files, text, failed = kept
        repository = repository_of(self.found.root)
        if any(in_repository(repository, path) is not there for path, there in files):
            return None
        return Answer(text, failed)

    def keep(self, answer: Answer, files: dict[str, bool]) -> None:
        """Keep an answer, with what was said about other files on the way to it."""
        self.cache.store(self._name, [self._rests_on(), list(files.items()), answer.text, answer.failed])

    @property
    def _name(self) -> str:
        return f"answer-{digest(json.dumps(self.words, default=str).encode())}"

    def _rests_on(self) -> str:
        found, contents = self.found, self.contents
        place = (str(found.docs), found.options, found.configuration, contents.docs, self.words)
        parts = [json.dumps(place, default=_plain).encode(), repr(contents.problems).encode()]
        for source in contents.sources:
            inherited = json.dumps(source.inherited, default=str).encode() if source.inherited else b""
            parts += (source.path.encode(), source.content, inherited)
        return digest(*parts)


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, Path) else repr(value)
