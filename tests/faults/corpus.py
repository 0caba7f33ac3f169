"""A clean corpus: an organisation, written as documents in many styles."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from docgraph.kinds import BY_NAME
from docgraph.model.source_file import SourceFile
from tests.faults.organisation import Organisation
from tests.faults.page import Page
from tests.faults.records import Entry, Sheet, Style
from tests.faults.writing import page_of

_LISTED = {"person": 0.7, "team": 1.0, "role": 0.5, "decision": 0.3, "outcome": 0.25, "incident": 0.0}
"""How often records of a kind stand in one document together."""


class Corpus:
    """The documents of one seed. `sheets` and `pages` go by path, `entries` by `kind:id`."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(f"styles {seed}")
        entries = Organisation(seed).entries
        self.entries = {entry.ref: entry for entry in entries}
        self.sheets = {sheet.path: sheet for sheet in self._sheets(entries)}
        self.pages = {path: page_of(sheet) for path, sheet in self.sheets.items()}
        self.pages["index.md"] = Page.of("index.md", "# Who holds what\n\nOne page for each record.\n")
        self.path_of = {entry.ref: path for path, sheet in self.sheets.items() for entry in sheet.entries}

    def _sheets(self, entries: Sequence[Entry]) -> Iterator[Sheet]:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            groups[entry.kind].append(entry)
        for kind, group in groups.items():
            plural = BY_NAME[kind].plural
            small = [entry for entry in group if kind == "decision" and "context" in entry.keys]
            if small:
                yield Sheet(f"{plural}/log.md", tuple(small), self._style(template=True), plural, "Smaller decisions")
            rest = [entry for entry in group if entry not in small]
            listed = [entry for entry in rest if self.rng.random() < _LISTED.get(kind, 0)]
            listed = listed if len(listed) > 1 else []
            if listed:
                yield Sheet(f"{plural}/all-{plural}.md", tuple(listed), self._style(), plural, f"All {plural}")
            for entry in rest:
                if entry not in listed:
                    yield self._single(entry, plural)

    def _single(self, entry: Entry, plural: str) -> Sheet:
        style = self._style(template=self.rng.random() < 0.35)
        stem = entry.id
        if style.named and self.rng.random() < 0.4:
            stem = f"{entry.kind}-{len(entry.id)}-{stem}"
        if entry.kind == "raci":
            style = replace(style, table=self.rng.choice(("named", "lettered", "")))
        return Sheet(f"{plural}/{stem}.md", (entry,), style)

    def _style(self, template: bool = False) -> Style:
        rng = self.rng
        return Style(rng.randrange(10**9), rng.random() < 0.5, template, "", rng.random() < 0.2, rng.random() < 0.1)

    @cached_property
    def sources(self) -> tuple[SourceFile, ...]:
        return tuple(page.source() for page in self.pages.values())

    @cached_property
    def taken(self) -> frozenset[str]:
        """All that names a record, in lower case."""
        aliases = {alias for entry in self.entries.values() for alias in entry.texts("aliases")}
        titles = {entry.title for entry in self.entries.values() if entry.kind == "person"}
        return frozenset(name.lower() for name in {*(entry.id for entry in self.entries.values()), *aliases, *titles})

    def of(self, *kinds: str, where: Callable[[Entry], bool] = lambda entry: True) -> list[Entry]:
        """The entries of some kinds that `where` holds for."""
        return [entry for entry in self.entries.values() if entry.kind in kinds and where(entry)]

    def holder(self, name: str) -> str:
        """The person that a person's or role's id comes down to."""
        role = self.entries.get(f"role:{name}")
        return str(role.maps("holders")[-1]["person"]) if role else name

    def page(self, entry: Entry) -> Page:
        """The document that contains an entry."""
        return self.pages[self.path_of[entry.ref]]

    def style(self, entry: Entry) -> Style:
        return self.sheets[self.path_of[entry.ref]].style

    def rewritten(self, entry: Entry, changed: Entry) -> Page:
        """The document of `entry` with another entry in its place, all else written as before."""
        sheet = self.sheets[self.path_of[entry.ref]]
        entries = tuple(changed if one is entry else one for one in sheet.entries)
        return page_of(replace(sheet, entries=entries))

    def spots(self, pattern: str) -> list[tuple[Page, str]]:
        """The places whose whole names fit a pattern, with their pages."""
        fits = re.compile(pattern)
        return [(page, name) for page in self.pages.values() for name in page.spots if fits.fullmatch(name)]
