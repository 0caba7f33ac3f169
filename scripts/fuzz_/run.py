"""The run: mutated corpora through reader, graph, rules and reports; what fails is saved as small as it gets."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from time import process_time

from docgraph.app import Project, check
from docgraph.model.document import Document
from docgraph.model.internal_error import describe_exception
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from docgraph.report import FORMATS, ReportContext

from .documents import Corpus, corpora
from .mutations import mutated

AS_OF = date(2026, 11, 21)
LONGEST = 2.0
"""So many seconds of processor time a document may take."""
_TRIES = 2_000
_PLACE = re.compile(r"\w+ in [\w.]+:\S+:\d+")


class CorpusError(Exception):
    """What went wrong with a corpus: the places of internal errors, or a document that took too long."""


class Fuzzer:
    """Counts what was run, and keeps the slowest document and one small corpus for each different failure."""

    def __init__(self, seed: int, save: Path) -> None:
        self.documents = 0
        self.slowest: tuple[float, str] = (0.0, "")
        self.failures: dict[str, int] = {}
        self._random = Random(seed)
        self._save = save
        self._took = 0.0

    def run(self, count: int, found: Sequence[Corpus]) -> None:
        """Run corpora with mutations until `count` documents were read."""
        others = [content for corpus in found for content in corpus.values()]
        while self.documents < count:
            corpus = dict(self._random.choice(found))
            for path in self._random.sample(sorted(corpus), self._random.randrange(1, len(corpus) + 1)):
                corpus[path] = mutated(self._random, corpus[path], others)
            self.documents += len(corpus)
            what = self.failure_of(corpus)
            if what:
                self._failed(what, corpus)

    def failure_of(self, corpus: Corpus) -> str:
        """What goes wrong with a corpus; empty for nothing."""
        self._took = 0.0
        begin = process_time()
        sources = tuple(SourceFile(path, content) for path, content in corpus.items())
        try:
            result = check(Project(sources, Settings(), AS_OF, "docs", reader=self._read))
            facts = ReportContext(result.graph, result.findings, result.documents, result.pages)
            for report in FORMATS.values():
                report(facts)
        except Exception as error:
            return describe_exception(error)
        places = {found[0] for finding in result.internal_errors if (found := _PLACE.search(finding.message))}
        self._took = max(self._took, (process_time() - begin) / len(corpus))
        if self._took > self.slowest[0]:
            self.slowest = self._took, max(corpus, key=lambda path: len(corpus[path]))
        return ", ".join(sorted(places)) or ("too slow" if self._took > LONGEST else "")

    def _read(self, sources: Sequence[SourceFile], settings: Settings) -> list[Document]:
        documents = []
        for source in sources:
            begin = process_time()
            documents.append(parse_document(source, settings))
            self._took = max(self._took, process_time() - begin)
        return documents

    def _failed(self, what: str, corpus: Corpus) -> None:
        self.failures[what] = self.failures.get(what, 0) + 1
        if self.failures[what] == 1:
            small = smallest(corpus, lambda other: self.failure_of(other) == what)
            folder = self._save / re.sub(r"\W+", "-", what)[:120]
            for path, content in small.items():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            print(f"{what}: saved in {folder}", file=sys.stderr)


def smallest(corpus: Corpus, fails: Callable[[Corpus], bool]) -> Corpus:
    """A part of a corpus that still fails, from which nothing more can be taken away."""
    for path in sorted(corpus):
        less = {other: content for other, content in corpus.items() if other != path}
        if less and fails(less):
            corpus = less
    tries = 0
    for path in sorted(corpus):
        size = max(1, len(corpus[path]) // 2)
        while size:
            shorter = False
            for content in _without(corpus[path], size):
                tries += 1
                if tries > _TRIES:
                    return corpus
                if fails({**corpus, path: content}):
                    corpus = {**corpus, path: content}
                    shorter = True
                    break
            size = size if shorter else size // 2
    return corpus


def _without(content: bytes, size: int) -> Iterator[bytes]:
    for begin in range(0, len(content), size):
        yield content[:begin] + content[begin + size :]


def main(about: str | None, arguments: Sequence[str]) -> int:
    """Run, print the numbers; 1 where there is an internal error or a document that took too long."""
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=100_000, help="documents (default: 100000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same documents (default: 1)")
    parser.add_argument("--save", type=Path, default=Path(".cache/fuzz"), help="folder for what fails")
    options = parser.parse_args(arguments)
    fuzzer = Fuzzer(options.seed, options.save)
    begin = process_time()
    fuzzer.run(options.n, corpora())
    print(f"documents: {fuzzer.documents:,} (seed {options.seed}), in {process_time() - begin:.0f} s of processor time")
    print(f"internal errors: {sum(fuzzer.failures.values())}")
    for what, count in sorted(fuzzer.failures.items()):
        print(f"  {count} x {what}")
    print(f"slowest document: {fuzzer.slowest[0]:.3f} s of processor time ({fuzzer.slowest[1]})")
    return 1 if fuzzer.failures else 0
