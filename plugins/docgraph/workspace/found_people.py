"""Finds people and owner keys in existing documents, for `docgraph init`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docgraph.adopt.adoptions import kebab
from docgraph.adopt.detect import has_kind
from docgraph.app.owner_keys import OwnerKey, owner_keys
from docgraph.app.people_aliases import with_aliases
from docgraph.app.people_draft import NameUse, PeopleDraft, people_draft, unknown_people
from docgraph.graph.build import build
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.source_file import SourceFile
from docgraph.parse.adopted.people_keys import PeopleKey, may_name_people_in_body, people_keys, with_short_body
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.config_file import Found, found_by
from docgraph.workspace.disk import contents_of, today
from docgraph.workspace.survey import Survey

_BODY = 8_000
"""Of the body of an adopted document, only this number of characters is read."""

_TOP_LEVEL = 2
"""The length of a key path such as `("owners", 0)`, which is not in a nested map."""
_MOST = 2_000
"""The maximum number of adopted documents that are read."""


class FoundPeople(Struct, frozen=True):
    """People who are named in documents but have no record yet, and keys that may name owners.

    `unread` is the number of documents that were left out because there are too many.
    """

    draft: PeopleDraft | None = None
    owner_keys: tuple[OwnerKey, ...] = ()
    unread: int = 0

    def key_named(self, name: str) -> OwnerKey | None:
        """The `OwnerKey` with the key `name`; None if no document has it."""
        return next((owner_key for owner_key in self.owner_keys if owner_key.key == kebab(name)), None)

    @property
    def probable_owner_key(self) -> OwnerKey | None:
        """The most frequent key that usually has one name rather than several; None if there is none."""
        return next((owner_key for owner_key in self.owner_keys if owner_key.single > owner_key.several), None)


def found_people(found: Survey, settings: str, owner_key: str = "") -> FoundPeople:
    """The people in the documents of a surveyed project.

    `settings` is the text of a `docgraph.toml`, for a project without settings. `owner_key` is a key of the documents
    that also names people. Raises `SettingsError` if the settings of the project are invalid.
    """
    if not found.has_docs:
        return FoundPeople()
    place = _place(found, settings)
    layout = place.layout()
    every = [source for source in contents_of(place).sources if _may_name_people(source)]
    sources = [with_short_body(source, _BODY) for source in _sample(every)]
    parsed = {source.path: source for source in sources if _has_people_in_body(source)}
    documents = CachingReader(Cache(None))([*parsed.values()], layout.settings)
    if layout.settings.people:
        documents = list(with_aliases(documents, layout.settings.people))
    graph = build(documents, layout.settings.as_of or today())
    keys = [(source, tuple(people_keys(source, kebab(owner_key)))) for source in sources]
    uses = [
        NameUse(name, key.key, source.path)
        for source, found_keys in keys
        for key in found_keys
        if not (key.ours and source.path in parsed)
        for name in key.names
    ]
    labels = _labels(graph)
    plans = (
        (source.adoption.pattern, (*found_keys, *_in_body_only(labels.get(source.path, {}), found_keys)))
        for source, found_keys in keys
        if source.adoption
    )
    draft = people_draft([*unknown_people(graph), *uses], graph)
    return FoundPeople(draft, owner_keys(plans), len(every) - len(sources))


def _labels(graph: DocGraph) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in graph.links:
        if link.source.place.adopted and "person" in link.rule.to and len(link.path) <= _TOP_LEVEL:
            found[link.source.path][link.key].append(link.text)
    return found


def _in_body_only(labels: Mapping[str, Sequence[str]], front_matter: Iterable[PeopleKey]) -> Iterator[PeopleKey]:
    declared = {key.ours for key in front_matter}
    yield from (PeopleKey(key, tuple(names), key) for key, names in labels.items() if key not in declared)


def _has_people_in_body(source: SourceFile) -> bool:
    is_own = source.adoption is None or source.names_people
    return is_own or has_kind(source.content.decode("utf-8", "replace")) or may_name_people_in_body(source)


def _place(found: Survey, settings: str) -> Found:
    if found.configuration is not None and found.is_configured:
        return found_by(found.configuration)
    options = tomllib.loads(settings)
    docs = found.root / options.pop("docs-dir")
    if found.configuration is None:
        return Found(found.root, docs.resolve(), options)
    return replace(found_by(found.configuration), options=options)


def _sample(sources: list[SourceFile]) -> list[SourceFile]:
    adopted = [source for source in sources if source.adoption is not None and not source.names_people]
    step = -(-len(adopted) // _MOST)
    left_out = {id(source) for number, source in enumerate(adopted) if number % step} if step > 1 else set()
    return [source for source in sources if id(source) not in left_out]


def _may_name_people(source: SourceFile) -> bool:
    return source.adoption is not None or has_kind(source.content.decode("utf-8", "replace"))
