"""Renders generated content in a second process if possible, else on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from docgraph.workspace.fork import SecondProcess, possible, started

PageKey = tuple[str, str]
"""Kind of output (`rows`, `view`, `page`, `file`, `head`, `foot`), and path of its file."""
Job = Callable[[], str | bytes]
MIN_PAGES_FOR_FORK = 100
"""Number of jobs from which a second process is faster."""


class Rendering:
    """The render jobs of a build. Each job runs inside the context manager `within`.

    If `placeholder` is given, a job runs only when its page is requested, and `placeholder` returns the text used until
    that. Jobs of kind `page` always run during the build, because the search index of MkDocs needs their text.
    """

    def __init__(
        self,
        within: Callable[[], AbstractContextManager[object]] = nullcontext,
        placeholder: Callable[[PageKey, Callable[[], bytes], bool], bytes] | None = None,
    ) -> None:
        self.within = within
        self.placeholder = placeholder
        self.jobs: dict[PageKey, Job] = {}
        self._second: SecondProcess | None = None
        self._all: bytes = b""
        self._places: Mapping[PageKey, tuple[int, int]] = {}

    def start(self) -> None:
        """If there are enough jobs and forking is possible, start them in a second process."""
        if self.placeholder is None and len(self.jobs) >= MIN_PAGES_FOR_FORK and possible():
            self._second = started(self._work)

    def data(self, *key: str) -> bytes:
        """The result of a job as bytes, or its placeholder. Raises what the job raised."""
        if self._second is not None:
            self._unpack(self._second.result())
            self._second = None
        kind, path = key
        if (kind, path) in self._places:
            begin, end = self._places[kind, path]
            return self._all[begin:end]
        make = partial(self._made, (kind, path))
        return self.placeholder((kind, path), make, kind == "view") if self.placeholder and kind != "page" else make()

    def text(self, *key: str) -> str:
        """The result of a job as text, or its placeholder. Raises what the job raised."""
        return self.data(*key).decode()

    def _made(self, key: PageKey) -> bytes:
        with self.within():
            return _bytes(self.jobs[key]())

    def _work(self) -> Iterator[bytes]:
        """All results in job order, then a JSON list of their end offsets, then the list's size."""
        ends = []
        end = 0
        with self.within():
            for job in self.jobs.values():
                made = _bytes(job())
                end += len(made)
                ends.append(end)
                yield made
        listed = json.dumps(ends).encode()
        yield listed
        yield len(listed).to_bytes(8, "little")

    def _unpack(self, made: bytes | None) -> None:
        if made is None:
            return  # the second process failed: the jobs run on demand
        length = int.from_bytes(made[-8:], "little")
        ends = json.loads(made[-8 - length : -8])
        self._all = made
        self._places = dict(zip(self.jobs, zip([0, *ends], ends, strict=False), strict=False))


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made
