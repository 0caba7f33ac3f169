"""Makes what a site will need in a second process, while the host renders; without one, whatever is asked for, then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from docgraph.workspace.fork import SecondProcess, possible, started

PageKey = tuple[str, str]
"""What it is (`rows`, `view`, `page`, `file`, `head`, `foot`), and of which path."""
Job = Callable[[], str | bytes]
MIN_PAGES_FOR_FORK = 100
"""So many jobs take longer than a second process to start."""


class Rendering:
    """The jobs of one build, each done `within` a context when it is asked for or before.

    With `promise` all but whole pages, which the host's search reads, are done later: it gives what stands for them.
    """

    def __init__(
        self,
        within: Callable[[], AbstractContextManager[object]] = nullcontext,
        promise: Callable[[PageKey, Callable[[], bytes], bool], bytes] | None = None,
    ) -> None:
        self.within = within
        self.promise = promise
        self.jobs: dict[PageKey, Job] = {}
        self._second: SecondProcess | None = None
        self._all: bytes = b""
        self._places: Mapping[PageKey, tuple[int, int]] = {}

    def start(self) -> None:
        """Begin with the jobs, if there is somebody to do them at the same time."""
        if self.promise is None and len(self.jobs) >= MIN_PAGES_FOR_FORK and possible():
            self._second = started(self._work)

    def data(self, *key: str) -> bytes:
        """What a job gives. Raises what the job raises."""
        if self._second is not None:
            self._take(self._second.result())
            self._second = None
        kind, path = key
        if (kind, path) in self._places:
            begin, end = self._places[kind, path]
            return self._all[begin:end]
        make = partial(self._made, (kind, path))
        return self.promise((kind, path), make, kind == "view") if self.promise and kind != "page" else make()

    def text(self, *key: str) -> str:
        """What a job gives, as text."""
        return self.data(*key).decode()

    def _made(self, key: PageKey) -> bytes:
        with self.within():
            return _bytes(self.jobs[key]())

    def _work(self) -> Iterator[bytes]:
        """Everything in the order of the jobs; then where each ends, and the length of that list."""
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

    def _take(self, made: bytes | None) -> None:
        if made is None:
            return  # every job is still here to be done
        length = int.from_bytes(made[-8:], "little")
        ends = json.loads(made[-8 - length : -8])
        self._all = made
        self._places = dict(zip(self.jobs, zip([0, *ends], ends, strict=False), strict=False))


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made
