"""Finds files of the docs folder with the same path in the site as a generated page or file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from posixpath import join
from unicodedata import normalize

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import Person
from docgraph.model.destination import LONGEST_NAME, has_too_long_name, site_path
from docgraph.model.finding import Related, Severity
from docgraph.model.location import Location
from docgraph.model.problem import Problem, file_problem
from docgraph.model.record import Record
from docgraph.model.translations import Translations

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
    "definitions",
)
"""Paths of generated pages that are not about a record, in the folder of generated pages.

They are not taken from the registry `VIEWS`: a check would have to load the site with its templates.
"""
TABLES = (
    *("outcomes", "agents", "holders", "portfolio", "autonomy", "people", "hand-over", "changes", "waivers"),
    *("waived", "findings", "duties-by-person", "overdue", "due-in-30", "due-in-60", "due-in-90", "undated"),
    "definitions",
)
"""Tables that may be split into pages (`outcomes/2`) and have a script (`outcomes-rows.js`)."""
NEEDED_FILES = ("tables.js", "explore/graph.js", "explore/explorer.js", "explore/explorer.css")
"""Files in the folder of generated pages that the pages load."""
_ONLY_WITH_DEFINITIONS = ("definitions", "definitions.csv", "definitions-rows.js")
"""Pages and files that exist only if the repository has definitions of agents."""
DOWNLOAD_PATHS = ("graph.json", "records.csv", "relations.csv", "definitions.csv", "calendar.ics")
STYLE = "assets/docgraph/docgraph.css"
_NUMBERED = re.compile(rf"({'|'.join(TABLES)})/(?:[2-9]|[1-9]\d+)(?:(?:/index)?\.html)?")


class Published(Struct, frozen=True):
    """Facts about the published site.

    `others` are the files of the docs folder that are not read as documents. With `translations`, each language except
    the default language has a folder with generated pages.
    """

    others: tuple[str, ...] = ()
    directory_urls: bool = True
    translations: Translations = Translations()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder with generated pages."""
        return self.translations.others


class _Generated(Struct, frozen=True):
    name: str
    record: Record | None = None
    needed: bool = True


def record_page(record: Record, folder: str) -> str:
    """The path of the page that is generated for a record of a collection, in the docs folder.

    A collection is a document that lists records.
    """
    return f"{folder}/{record.kind}/{record.id}.md"


def collisions(graph: DocGraph, folder: str, docs: str, paths: Iterable[str], site: Published) -> Iterator[Problem]:
    """A problem for each file of the docs folder with the same path as a generated page or file.

    `folder` is the folder of generated pages. `docs` is the docs folder, and `paths` are the documents in it. Both are
    relative to the project.
    """
    prefix = f"{docs}/" if docs else ""
    tops = tuple(fold_path(join(language, top)) for language in ("", *site.languages) for top in (folder, "assets"))
    inside = (*(path.removeprefix(prefix) for path in paths), *site.others)
    plain = {path: site.translations.without_language(path) for path in inside}
    near = {
        path: site_path(there, site.directory_urls)
        for path, there in plain.items()
        if fold_path(there).startswith(tops)
    }
    if not near:
        return
    generated = _generated(graph, folder, site)
    folders: dict[str, _Generated] = {}
    for place, made in generated.items():
        for above in path_and_parents(place)[1:]:
            folders.setdefault(above, made)
    tables = [table for table in TABLES if graph.definitions or table not in _ONLY_WITH_DEFINITIONS]
    for path, place in near.items():
        way = path_and_parents(place)
        found = next((generated[step] for step in way if step in generated), None) or folders.get(way[0])
        found = found or _numbered(way, folder, site, tables)
        own = {prefix + original for original in site.translations.originals(path)}
        if found is not None and (found.record is None or found.record.path not in own):
            yield _problem(prefix + path, found)


def unwritable_pages(paths: Iterable[str], site: Published) -> Iterator[Problem]:
    """A problem for each page whose file name in the site would be too long for a file system."""
    for path in paths:
        if has_too_long_name(site_path(path, site.directory_urls)):
            message = f"the site generator cannot write this page: its name would be longer than {LONGEST_NAME} bytes"
            yield file_problem(path, message, "give the file a shorter name")


def fold_path(path: str) -> str:
    """A path normalized for comparison (NFC and case folding).

    Equal results mean that the paths are the same on some file system.
    """
    return normalize("NFC", path).casefold()


def path_and_parents(path: str) -> list[str]:
    """A path and its parent folders, innermost first, each normalized by `fold_path`."""
    parts = fold_path(path).split("/")
    return ["/".join(parts[:number]) for number in range(len(parts), 0, -1)]


def _generated(graph: DocGraph, folder: str, site: Published) -> dict[str, _Generated]:
    made: dict[str, _Generated] = {STYLE: _Generated(STYLE)}
    for name in VIEW_PAGES:
        made[site_path(f"{folder}/{name}.md", site.directory_urls)] = _Generated(f"{folder}/{name}")
    for name in (*NEEDED_FILES, *(f"{table}-rows.js" for table in TABLES)):
        made[f"{folder}/{name}"] = _Generated(f"{folder}/{name}")
    calendars = (f"calendar/{person.id}.ics" for person in graph.all(Person))
    for name in (*DOWNLOAD_PATHS, *calendars):
        made[f"{folder}/{name}"] = _Generated(f"{folder}/{name}", needed=False)
    for record in graph.records:
        page = _Generated(f"the page of {record.kind} `{record.id}`", record)
        made[site_path(record_page(record, folder), site.directory_urls)] = page
    left_out = () if graph.definitions else {f"{folder}/{name}" for name in _ONLY_WITH_DEFINITIONS}
    made = {fold_path(place): what for place, what in made.items() if what.name not in left_out}
    translated = product(site.languages, made.items())
    return made | {fold_path(join(language, place)): what for language, (place, what) in translated if place != STYLE}


def _numbered(way: Sequence[str], folder: str, site: Published, tables: Sequence[str]) -> _Generated | None:
    for language, step in product(("", *site.languages), way):
        top = fold_path(join(language, folder)) + "/"
        if step.startswith(top) and (found := _NUMBERED.fullmatch(step.removeprefix(top))) and found[1] in tables:
            return _Generated(f"a page of the table {folder}/{found[1]}")
    return None


def _problem(path: str, made: _Generated) -> Problem:
    record = made.record
    kind = "page" if record is not None or "." not in made.name else "file"
    return Problem(
        "covered-page",
        Location(path, 1, 1),
        f"this file has the same address as a generated {kind}: {made.name}",
        f"rename this {'page' if path.endswith('.md') else 'file'}, or set `pages:` to another folder",
        record.ref if record else "",
        related=(Related(record.at("id"), f"{record.kind} `{record.id}`"),) if record else (),
        severity=None if made.needed else Severity.WARNING,
    )
