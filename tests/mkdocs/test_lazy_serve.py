"""What is made when somebody opens it is, byte for byte, what a build would have written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from wsgiref.simple_server import WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from docgraph.mkdocs.lazy_serve import LazyPages
from docgraph.mkdocs.plugin import DocgraphPlugin
from tests.conftest import ROOT
from tests.mkdocs.site import FILES, config, write

Get = Callable[[str], tuple[str, dict[str, str], bytes]]


def client(later: LazyPages, app: Callable[[str], tuple[str, str, bytes]], mount: str = "/") -> Get:
    """Asks for a path in a site that `app` gives: a status, a type and a body."""

    def inner(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        status, kind, body = app(environ["PATH_INFO"])
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    wrapped = later.around(inner, mount)

    def ask(path: str) -> tuple[str, dict[str, str], bytes]:
        environ: WSGIEnvironment = {"PATH_INFO": path}
        setup_testing_defaults(environ)
        responses: list[tuple[str, dict[str, str]]] = []

        def record_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], object]:
            responses.append((status, dict(headers)))
            return lambda data: None

        body = b"".join(wrapped(environ, record_response))
        return *responses[0], body

    return ask


def built(root: Path, out: Path, *, serving: bool) -> tuple[dict[str, bytes], LazyPages]:
    """The files of a site, without the ones that hold the time of the build."""
    loaded = load_config(str(root / "mkdocs.yml"), site_dir=str(out))
    plugin = plugin_of(loaded)
    later = LazyPages()
    later.serving = serving
    plugin.later, plugin.serving = later, serving
    try:
        build(loaded)
    finally:
        plugin.later, plugin.serving = LazyPages(), False  # the host keeps one instance for all builds
    names = (path for path in out.rglob("*") if path.is_file() and "sitemap" not in path.name)
    return {str(path.relative_to(out)): path.read_bytes() for path in names}, later


def plugin_of(loaded: MkDocsConfig) -> DocgraphPlugin:
    plugin = loaded.plugins["docgraph"]
    assert isinstance(plugin, DocgraphPlugin)
    return plugin


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_served_site_equals_a_built_site(theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    shutil.copytree(ROOT / "content" / "example", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(config(theme), encoding="utf-8")
    complete, _ = built(tmp_path, tmp_path / "whole", serving=False)
    served, later = built(tmp_path, tmp_path / "served", serving=True)
    marked = [name for name, content in served.items() if b"docgraph-placeholder" in content]
    assert len(marked) > 40
    assert sum(map(len, served.values())) < sum(map(len, complete.values())) - 200_000

    def app(path: str) -> tuple[str, str, bytes]:
        content = served.get(path[1:])
        kind = "text/html" if path.endswith(".html") else "application/octet-stream"
        return ("404 Not Found", "text/html", b"no") if content is None else ("200 OK", kind, content)

    ask = client(later, app)
    for name, content in complete.items():
        status, headers, body = ask(f"/{name}")
        if name == "search/search_index.json":
            continue  # the search of the built-in themes reads views too, though they ask not to be read
        assert (name, status, headers["Content-Length"]) == (name, "200 OK", str(len(content)))
        assert body == content, name
    assert ask("/trace/outcome/nobody/")[0] == ask("/trace/outcome/nobody")[0] == "404 Not Found"
    status, headers, _ = ask("/trace/outcome/module-x-tested")
    assert (status, headers["Location"]) == ("302 Found", "/trace/outcome/module-x-tested/")
    assert ask("/trace/outcome/module-x-tested/")[2] == complete["trace/outcome/module-x-tested/index.html"]


def test_a_page_of_the_build_before_is_still_filled() -> None:
    later = LazyPages()
    old = later.placeholder_for(("", "head", "a.md"), lambda: b"old")
    later.begin()
    new = later.placeholder_for(("", "head", "b.md"), lambda: b"new")
    assert later.filled(b"<p>" + old + new) == b"<p>oldnew"
    later.begin()
    assert later.filled(old + new) == b"new"


def test_a_dirty_build_leaves_pages_that_are_still_filled_with_what_is_newest() -> None:
    later = LazyPages()
    later.dirty = True
    mark, other = (later.placeholder_for(("", "head", name), lambda: b"1") for name in ("a.md", "b.md"))
    for text in (b"2", b"3"):
        later.begin()
        assert later.placeholder_for(("", "head", "b.md"), partial(bytes, text)) == other
    assert later.filled(mark + other) == b"13"


def test_a_mark_without_quotes_is_one() -> None:
    later = LazyPages()
    mark = later.placeholder_for(("", "view", "a.md"), lambda: b"<h1>x</h1>", titled=True)
    assert later.filled(mark.replace(b'"0"', b"0")) == b"<h1>x</h1>"


def test_other_files_are_handed_on_unread() -> None:
    later = LazyPages()
    content = later.placeholder_for(("", "file", "a.png"), lambda: b"wrong") + b"x" * 200
    assert client(later, lambda path: ("200 OK", "image/png", content))("/a.png")[2] == content


@pytest.mark.slow
def test_a_broken_template_is_reported_on_the_page_and_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = config("mkdocs").replace("name: mkdocs", "name: mkdocs, custom_dir: theme")
    write(tmp_path, FILES, text)
    template = tmp_path / "theme" / "docgraph" / "waivers.html.jinja"
    template.parent.mkdir(parents=True)
    template.write_text("{% macro html() %}{{ kwargs.nobody.knows }}{% endmacro %}", encoding="utf-8")
    served, later = built(tmp_path, tmp_path / "served", serving=True)
    assert b"waivers.html.jinja:1" in later.filled(served["trace/waivers/index.html"])
    assert b"owns this outcome" in later.filled(served["outcomes/fast/index.html"])
    assert "waivers.html.jinja:1" in caplog.text


def test_marks_are_made_only_where_a_server_fills_them_in() -> None:
    later = LazyPages()
    later.serve(object(), None)
    assert not later.serving
    server = WSGIServer(("127.0.0.1", 0), None, bind_and_activate=False)  # type: ignore[arg-type]
    later.serve(server, None)
    assert not later.serving
    server.set_app(lambda environ, start_response: [])
    later.serve(server, "https://example.org/docs/")
    assert later.serving
    server.server_close()
