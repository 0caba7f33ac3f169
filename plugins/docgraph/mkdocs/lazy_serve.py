"""What is added to a served site, made when somebody opens it: a rebuild renders every page, an author looks at one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

logger = get_plugin_logger("docgraph")

PageJob = Callable[[], bytes]
Addresses = Callable[[], Mapping[str, str]]
_MARK = re.compile(rb'<docgraph-later data-of="?([0-9]+)"?(?: title="<h1>")?></docgraph-later>')
"""Plugins that make pages smaller take the quotes away."""
_LONGEST = 100
"""A file that is longer than this is no mark by itself."""


class LazyPages:
    """The parts of a served site that are not made yet. Pages of the build before are still asked for."""

    def __init__(self) -> None:
        self.serving = False
        """Whether there is a server that fills the marks in."""
        self.dirty = False
        """Whether a build leaves pages as earlier ones wrote them, with the marks that they have."""
        self._numbers: dict[tuple[str, ...], int] = {}
        self._jobs: dict[int, PageJob] = {}
        self._before: dict[int, PageJob] = {}
        self._addresses: list[Addresses] = []

    def begin(self) -> None:
        """Begin a build."""
        self._before = {**self._before, **self._jobs} if self.dirty else self._jobs
        self._jobs, self._addresses = {}, []

    def promise(self, what: tuple[str, ...], job: PageJob, titled: bool = False) -> bytes:
        """A mark for what the job will give, in every build the same; `titled` if that has a heading of first level."""
        number = self._numbers.setdefault(what, len(self._numbers))
        self._jobs[number] = job
        # a theme that finds no `<h1` in a page adds one
        return b'<docgraph-later data-of="%d"%s></docgraph-later>' % (number, b' title="<h1>"' if titled else b"")

    def answer(self, addresses: Addresses) -> None:
        """Answer for pages that are no files: what they hold, by their paths in the site. Asked for once."""
        self._addresses.append(cache(addresses))

    def filled(self, content: bytes) -> bytes:
        """A page or file with what was promised."""
        return _MARK.sub(lambda mark: self._made(int(mark[1])), content)

    def serve(self, server: Any, site_url: str | None) -> None:
        """Stand between a server of the host and its application."""
        from wsgiref.simple_server import WSGIServer

        if isinstance(server, WSGIServer):
            app = server.get_app()
            if app is not None:
                server.set_app(self.around(app, urlsplit(site_url or "/").path))
                self.serving = True

    def around(self, app: WSGIApplication, mount: str) -> WSGIApplication:
        """The application of a site that lies under the path `mount`, with what is made when it is asked for."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            start_arguments: list[Any] = []

            def capture(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
                start_arguments[:] = status, headers
                return lambda data: None

            body = app(environ, capture)
            status, headers = start_arguments
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(mount)
            found = self._found(path) if status.startswith("404") else None
            if found == "":
                status, headers, content = "302 Found", [("Location", f"{quote(mount + path)}/")], b""
            elif found is not None:
                status, headers, content = "200 OK", [("Content-Type", "text/html; charset=utf-8")], found.encode()
            elif _may_hold_marks(headers):
                content = self.filled(b"".join(body))
                headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            else:
                start_response(status, headers)
                return body
            if hasattr(body, "close"):
                body.close()
            start_response(status, [*headers, ("Content-Length", str(len(content)))])
            return [content]

        return serve

    def _made(self, number: int) -> bytes:
        job = self._jobs.get(number) or self._before.get(number)
        try:
            return job() if job else b""
        except PluginError as error:
            logger.error("%s", error)
            return escape(str(error)).encode()

    def _found(self, path: str) -> str | None:
        """The page of an address that is no file; empty where only the last `/` is missing, None if there is none."""
        pages = [addresses_of() for addresses_of in self._addresses]
        page = f"{path}index.html" if path.endswith("/") else path
        found = next((addresses[page] for addresses in pages if page in addresses), None)
        return "" if found is None and any(f"{path}/index.html" in addresses for addresses in pages) else found


def _may_hold_marks(headers: Iterable[tuple[str, str]]) -> bool:
    kind = {name.lower(): value for name, value in headers}
    return kind.get("content-type", "").startswith("text/html") or int(kind.get("content-length", _LONGEST)) < _LONGEST
