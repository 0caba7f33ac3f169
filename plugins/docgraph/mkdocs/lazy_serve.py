"""Renders generated content of a page only when a browser requests the page.

An author who runs `mkdocs serve` opens few pages.
"""

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
_MARK = re.compile(rb'<docgraph-placeholder data-of="?([0-9]+)"?(?: title="<h1>")?></docgraph-placeholder>')
"""A placeholder. Plugins that minify HTML remove its quotes."""
_LONGEST = 100
"""The maximum length of a file that consists only of a placeholder."""


class LazyPages:
    """Functions (jobs) that render content of a served site when it is requested.

    The files of the site have placeholders for this content. The jobs of the previous build are kept, because a browser
    may still request pages of that build.
    """

    def __init__(self) -> None:
        self.serving = False
        """Whether a server runs that replaces the placeholders."""
        self.dirty = False
        """Whether MkDocs runs with `--dirty`. Pages of earlier builds then stay, with placeholders."""
        self._numbers: dict[tuple[str, ...], int] = {}
        self._jobs: dict[int, PageJob] = {}
        self._before: dict[int, PageJob] = {}
        self._addresses: list[Addresses] = []

    def begin(self) -> None:
        """Begin a build. Placeholders of the previous build can still be replaced."""
        self._before = {**self._before, **self._jobs} if self.dirty else self._jobs
        self._jobs, self._addresses = {}, []

    def placeholder_for(self, what: tuple[str, ...], job: PageJob, titled: bool = False) -> bytes:
        """A placeholder for the result of `job`. Equal values of `what` give equal placeholders.

        `titled` means that the result contains an `<h1>`.
        """
        number = self._numbers.setdefault(what, len(self._numbers))
        self._jobs[number] = job
        # a theme adds an `<h1>` to a page that does not contain the text `<h1`
        return b'<docgraph-placeholder data-of="%d"%s></docgraph-placeholder>' % (
            number,
            b' title="<h1>"' if titled else b"",
        )

    def answer(self, addresses: Addresses) -> None:
        """Serve pages that have no file.

        `addresses` returns the HTML of these pages by path. It is called once, at the first request that needs it.
        """
        self._addresses.append(cache(addresses))

    def filled(self, content: bytes) -> bytes:
        """The content of a file, with each placeholder replaced by the result of its job."""
        return _MARK.sub(lambda mark: self._made(int(mark[1])), content)

    def serve(self, server: Any, site_url: str | None) -> None:
        """Make the server of MkDocs replace placeholders, if it is a `WSGIServer`."""
        from wsgiref.simple_server import WSGIServer

        if isinstance(server, WSGIServer):
            app = server.get_app()
            if app is not None:
                server.set_app(self.around(app, urlsplit(site_url or "/").path))
                self.serving = True

    def around(self, app: WSGIApplication, mount: str) -> WSGIApplication:
        """A WSGI application that replaces placeholders in the responses of `app`.

        `mount` is the URL path of the site.
        """

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            start_arguments: list[Any] = []

            def capture(
                status: str, headers: list[tuple[str, str]], _exc_info: Any = None
            ) -> Callable[[bytes], object]:
                start_arguments[:] = status, headers
                return lambda _data: None

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
        pages = [addresses_of() for addresses_of in self._addresses]
        page = f"{path}index.html" if path.endswith("/") else path
        found = next((addresses[page] for addresses in pages if page in addresses), None)
        return "" if found is None and any(f"{path}/index.html" in addresses for addresses in pages) else found


def _may_hold_marks(headers: Iterable[tuple[str, str]]) -> bool:
    kind = {name.lower(): value for name, value in headers}
    return kind.get("content-type", "").startswith("text/html") or int(kind.get("content-length", _LONGEST)) < _LONGEST
