"""Where generated pages lie, and which of them would cover a page that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Related
from docgraph.model.location import Location
from docgraph.model.problem import Problem
from docgraph.model.record import Record

VIEW_PAGES = (
    "index",
    "portfolio",
    "autonomy",
    "people",
    "calendar",
    "changes",
    "waivers",
    "findings",
    "agents",
    "explore",
)
"""The pages of `docgraph.views`, by their path in the folder of generated pages."""


def record_page(record: Record, folder: str) -> str:
    """The path, in the docs folder, of the generated page of a record that has none of its own."""
    return f"{folder}/{record.kind}/{record.id}.md"


def covered(trace: Trace, folder: str, docs: str, paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for every generated page, or address by id, that would land where another written page lands."""
    prefix, top = f"{docs}/" if docs else "", folder.casefold()
    within = ((path.removeprefix(prefix), path) for path in paths)
    written = {_landing(inside): path for inside, path in within if inside.casefold().startswith(top)}
    if not written:
        return
    generated: dict[str, tuple[str, Record | None]]
    generated = {_landing(f"{folder}/{view}"): (f"{folder}/{view}", None) for view in VIEW_PAGES}
    for record in trace.records:
        landing = _landing(record_page(record, folder))
        if written.get(landing) != record.path:
            generated[landing] = (f"the page of {record.kind} `{record.id}`", record)
    for landing, (what, of) in generated.items():
        path = written.get(landing)
        if path is not None:
            yield Problem(
                "covered-page",
                Location(path, 1, 1),
                f"a generated page, {what}, would cover this one",
                "rename this page, or set `pages:` to a folder that is free",
                of.ref if of else "",
                related=(Related(of.at("id"), f"{of.kind} `{of.id}`"),) if of else (),
            )


def _landing(path: str) -> str:
    """Where a page ends up in the site, as case-insensitive file systems see it."""
    stem = path.removesuffix(".md").casefold()
    for index in ("/index", "/readme"):
        stem = stem.removesuffix(index)
    return stem
