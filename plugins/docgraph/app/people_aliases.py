"""Adds aliases to people, from the setting `people.aliases` and from files such as CODEOWNERS.

A handle in such a file becomes an alias of a person if it has the same letters and digits as a name of exactly one
person: `@jane-doe` is Jane Doe, but `@jd7` is nobody. Handles never create people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from docgraph.kinds.person import Person
from docgraph.model.document import Document
from docgraph.model.record import Record
from docgraph.model.settings_error import SettingFault, SettingsError
from docgraph.text.slug import fold, letters_of
from docgraph.text.suggest import suggest

Aliases = dict[str, tuple[str, ...]]
"""Id of a person, normalized for comparison → additional aliases."""


def with_aliases(documents: Sequence[Document], people: Mapping[str, Any]) -> list[Document]:
    """The documents, with the aliases of the setting `people` added to people.

    Raises `SettingsError` with a fault for each id that no person has, and for each alias that another person has.
    """
    known = {fold(person.id): person for person in _people(documents)}
    added = _from_settings(documents, people.get("aliases") or {}, known)
    for name, handles in _from_handles(documents, known, added).items():
        added[name] = (*added.get(name, ()), *handles)
    return [_with_names(document, added) for document in documents] if added else list(documents)


def _people(documents: Iterable[Document]) -> Iterator[Person]:
    return (record for document in documents for record in document.records if isinstance(record, Person))


def _from_settings(documents: Sequence[Document], given: Mapping[str, Any], known: Mapping[str, Person]) -> Aliases:
    faults: list[SettingFault] = []
    added: Aliases = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, person in known.items():
        for alias in (person.id, *person.aliases):
            holders[fold(alias)].append(name)
    unread = {fold(name) for document in documents for name in document.unparsed_ids}
    for key, value in given.items():
        name, path = fold(str(key)), ("people", "aliases", str(key))
        if name not in known:
            near = suggest(str(key), [person.id for person in known.values()])
            hint = f"did you mean `{near}`?" if near else "write the id of a person, or describe this person"
            faults += [] if name in unread else [(path, f"no person with id `{str(key)[:60]}`; {hint}")]
            continue
        aliases = (value,) if isinstance(value, str) else tuple(value)
        for alias in aliases:
            other = next((holder for holder in holders[fold(alias)] if holder != name), None)
            if other is not None:
                message = f"`{alias[:60]}` is also a name of `{known[other].id}`; delete it from one of the two"
                faults.append((path, message))
            holders[fold(alias)].append(name)
        added[name] = aliases
    if faults:
        raise SettingsError("", faults=tuple(faults))
    return added


def _from_handles(documents: Sequence[Document], known: Mapping[str, Person], added: Aliases) -> Aliases:
    handles = dict.fromkeys(handle for document in documents for handle in document.handles)
    if not handles:
        return {}
    holders: dict[str, set[str]] = defaultdict(set)
    for name, person in known.items():
        for spelling in (person.id, person.title, person.contact, *person.aliases, *added.get(name, ())):
            holders[letters_of(spelling)].add(name)
    found: dict[str, list[str]] = defaultdict(list)
    for handle in handles:
        people = holders.get(letters_of(handle), set())
        if len(people) == 1:
            found[next(iter(people))].append(handle)
    return {name: tuple(texts) for name, texts in found.items()}


def _with_names(document: Document, added: Aliases) -> Document:
    records = tuple(_with_aliases(record, added.get(fold(record.id), ())) for record in document.records)
    changed = any(new is not old for new, old in zip(records, document.records, strict=True))
    return replace(document, records=records) if changed else document


def _with_aliases(record: Record, names: Iterable[str]) -> Record:
    if not isinstance(record, Person):
        return record
    known = {fold(name) for name in (record.id, record.title, *record.aliases)}
    new = tuple(name for name in dict.fromkeys(names) if fold(name) not in known)
    return record.model_copy(update={"aliases": (*record.aliases, *new)}) if new else record
