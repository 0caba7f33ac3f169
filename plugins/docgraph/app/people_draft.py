"""Drafts a roster of the people that documents name, for a human to review."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, count

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.graph.resolver import NameResolver, is_nobody
from docgraph.kinds.person import Person
from docgraph.model.adoption import Adoption
from docgraph.model.limits import RECORDS
from docgraph.model.location import Text
from docgraph.model.settings import Settings
from docgraph.parse.people.roster import read_roster
from docgraph.parse.placeholders import placeholder_text
from docgraph.text.group_names import NameGroup, group_names
from docgraph.text.person_names import PersonSpelling
from docgraph.text.slug import fold, is_id, slugify

_COLUMNS = ("id", "title", "aliases", "email", "joined", "left", "x-review", "x-spellings", "x-keys", "x-files")
_LONGEST = 100
_FILES = 3
_MOST_WORDS = 5
"""The maximum number of words in the name of a person."""
_BEGIN = re.compile(r"[\w@\[(\"']")
"""The start of a name. A cell that starts with `=`, for example, may be run by a spreadsheet."""
_PEOPLE = ("person",)
_UNKNOWN = (Resolution.UNRESOLVED, Resolution.ADDRESS)


class NameUse(Struct, frozen=True):
    """The name of a person in the document at `path`, under `key`."""

    name: str
    key: str
    path: str


class PeopleDraft(Struct, frozen=True):
    """Drafted rosters. They have one row for each person, whose name may have several spellings.

    There are several rosters if a single roster would have more people than a file may have. `documents` is the number
    of documents that name these people.
    """

    rosters: tuple[str, ...]
    groups: tuple[NameGroup, ...]
    documents: int

    @property
    def spellings(self) -> int:
        """The number of spellings of all names."""
        return sum(len(group.spellings) for group in self.groups)


def unknown_people(graph: DocGraph) -> Iterator[NameUse]:
    """Yield the unresolved names that may be those of people."""
    for link in graph.links:
        if "person" in link.rule.to and link.resolution in _UNKNOWN:
            key = link.source.place.their_keys.get(link.key, link.key)
            yield NameUse(link.text, key, link.source.path)


def people_draft(uses: Iterable[NameUse], graph: DocGraph) -> PeopleDraft | None:
    """Draft a roster of the people in `uses` that are not in the doc graph; None if there are none."""
    by_name: dict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        name = " ".join(use.name.split())
        if may_be_person(name) and graph.names.resolve(name, _PEOPLE)[0] in _UNKNOWN:
            by_name[name.removeprefix("@")].append(use)
    if not by_name:
        return None
    groups = group_names({name: len(found) for name, found in by_name.items()})
    ids = _ids(groups, graph)
    shared = _shared_names(groups)
    rows = [_row(group, by_name, ids, shared) for group in groups]
    _add_unresolved(rows, groups)
    documents = {use.path for found in by_name.values() for use in found}
    return PeopleDraft(tuple(_rosters(rows)), groups, len(documents))


def may_be_person(text: str) -> bool:
    """Whether a text may be the name of a person. It must have letters and be no placeholder."""
    is_text = len(text) <= _LONGEST and _BEGIN.match(text) is not None and any(map(str.isalpha, text))
    return is_text and not is_nobody(text) and placeholder_text(text) is None


def _ids(groups: Iterable[NameGroup], graph: DocGraph) -> dict[str, str]:
    taken = {fold(record.id) for record in graph.records}
    ids: dict[str, str] = {}
    for group in groups:
        own = (part.text for part in group.spellings if is_id(part.text) and len(part.words) > 1)
        first = group.spellings[0]
        wanted = next(own, "") or slugify(first.name or first.handle or first.address.partition("@")[0]) or "person"
        numbered = (f"{wanted}-{number}" for number in count(2))
        ids[first.text] = next(name for name in chain((wanted,), numbered) if fold(name) not in taken)
        taken.add(fold(ids[first.text]))
    return ids


def _shared_names(groups: Iterable[NameGroup]) -> frozenset[str]:
    owned = ({fold(name) for part in group.spellings for name in _names(part)} for group in groups)
    counts = Counter(name for names in owned for name in names)
    return frozenset(name for name, number in counts.items() if number > 1)


def _names(part: PersonSpelling) -> Iterator[str]:
    yield from filter(None, (part.name, part.handle, part.address))


def _row(
    group: NameGroup, by_name: dict[str, list[NameUse]], ids: dict[str, str], shared: frozenset[str]
) -> dict[str, str]:
    uses = [use for part in group.spellings for use in by_name[part.text]]
    spellings = ((part.text, len(by_name[part.text])) for part in group.spellings)
    files = list(dict.fromkeys(sorted(use.path for use in uses)))
    more = f" and {len(files) - _FILES} more" if len(files) > _FILES else ""
    title, name = _title(group), ids[group.spellings[0].text]
    return {
        "id": name,
        "title": title,
        "aliases": _joined(_short_names(group, title, name, shared)),
        "email": next((part.address for part in group.spellings if part.address and part.address not in shared), ""),
        "x-review": "; ".join(_questions(group, title, ids)),
        "x-spellings": "; ".join(f"{text} ({number})" for text, number in spellings),
        "x-keys": ", ".join(sorted({use.key for use in uses})),
        "x-files": ", ".join(files[:_FILES]) + more,
    }


def _title(group: NameGroup) -> str:
    first = group.spellings[0]
    if first.name:
        return first.name
    name = first.handle or first.address.partition("@")[0]
    words = [word for word in re.split(r"[._-]+", name) if word]
    return " ".join(word[:1].upper() + word[1:] for word in words) if len(words) > 1 else name


def _short_names(group: NameGroup, title: str, name: str, shared: frozenset[str]) -> Iterator[str]:
    names = (short for part in group.spellings for short in (part.name if part.is_full else "", part.handle))
    known = shared | {fold(title), fold(name)}
    yield from {fold(short): short for short in names if short and fold(short) not in known}.values()


def _joined(names: Iterable[str]) -> str:
    text = "; ".join(names)
    return f"{text};" if "," in text and ";" not in text else text


def _questions(group: NameGroup, title: str, ids: dict[str, str]) -> Iterator[str]:
    yield "still active? If not, fill in left"
    if Person.value_warnings["title"](title) or len(group.spellings[0].words) > _MOST_WORDS:
        yield "one human? If not, delete this row"
    if len({fold(part.text) for part in group.spellings}) > 1:
        yield "all spellings this person?"
    if group.similar:
        yield f"the same person as {' or '.join(ids[name] for name in group.similar)}?"


def _add_unresolved(rows: list[dict[str, str]], groups: Iterable[NameGroup]) -> None:
    names = NameResolver(chain.from_iterable(map(_people, _rosters(rows))), ())
    for row, group in zip(rows, groups, strict=True):
        missing = [part.text for part in group.spellings if names.resolve(part.text, _PEOPLE)[1] is None]
        known = [name.strip() for name in row["aliases"].split(";") if name.strip()]
        row["aliases"] = _joined((*known, *missing))


def _people(roster: str) -> list[Person]:
    document = read_roster(Text("", roster), Adoption("", "person"), Settings())
    return [record for record in document.records if isinstance(record, Person)]


def _rosters(rows: list[dict[str, str]]) -> Iterator[str]:
    for begin in range(0, len(rows), RECORDS):
        yield _csv(rows[begin : begin + RECORDS])


def _csv(rows: Iterable[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
