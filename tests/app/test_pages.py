"""Generated pages lie where the check believes them."""

from __future__ import annotations

from docgraph.app.pages import VIEW_PAGES
from docgraph.views import Site, views_of
from tests.corpus import record, trace_of


def test_the_check_knows_every_view() -> None:
    files = {f"o{number}.md": record("outcome", owner=f"p{number}") for number in range(120)}
    files |= {f"p{number}.md": record("person") for number in range(120)}
    files |= {f"a{number}.md": record("agent", owner=f"p{number}") for number in range(120)}
    first = {view.path for view in views_of(Site(trace_of(files))) if "/" not in view.path}
    assert first == set(VIEW_PAGES)
