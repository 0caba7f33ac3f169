"""Renders generated content in a second process; if that is not possible, when it is needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from docgraph.workspace.fork import SecondProcess, can_fork, started

PageKey = tuple[str, str]
"""Type of content (`rows`, `view`, `page`, `file`, `head`, `foot`), and the path of its file."""
Job = Callable[[], str | bytes]
MIN_PAGES_FOR_FORK = 100
"""From this number of jobs on, a second process is faster."""


class Rendering:
    """Functions (jobs) that render the generated content of a build.

    Each job runs in the context manager `within`. With `placeholder`, a job runs only when its content is requested,
    and `placeholder` returns the text until then. A job of type `page` always runs during the build, because the search
    index needs its text.
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
        """Run the jobs in a second process, if there are enough of them and forking is possible."""
        if self.placeholder is None and len(self.jobs) >= MIN_PAGES_FOR_FORK and can_fork():
            self._second = started(self._work)

    def data(self, *key: str) -> bytes:
        """The result of a job as bytes, or its placeholder. Raises the exceptions of the job."""
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
        """The result of a job as text, or its placeholder. Raises the exceptions of the job."""
        return self.data(*key).decode()

    def _made(self, key: PageKey) -> bytes:
        with self.within():
            return _bytes(self.jobs[key]())

    def _work(self) -> Iterator[bytes]:
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
