"""Resolves names to records by id, alias, title, file number or link. It does not guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property

from docgraph.graph.comma_names import CommaNames, comma_names
from docgraph.graph.file_names import FileNames
from docgraph.graph.page_paths import PagePaths
from docgraph.graph.reference import Resolution
from docgraph.kinds import BY_NAME, lookup_kind
from docgraph.kinds.person import Person
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.record import Record
from docgraph.text.file_stem import stem_of
from docgraph.text.slug import fold

NOBODY = frozenset(
    (
        "all|all of us|anybody|anyone|everybody|everyone|n/a|na|no|no one|no-one|nobody|none|somebody|someone|team|"
        "the team|the whole team|unassigned|unknown|us|we|whole team"
    ).split("|")
)
MAY_BE_NAMES = frozenset(("na", "us"))
"""Placeholders that may also be names or initials."""
_VACANT = re.compile(
    r"(?:vacant(?:[\W_].*)?|(?:vacancy|open[ ._-](?:position|post|role)|to be (?:announced|determined|hired)|tb[acd]|"
    r"todo|xxx+|\?+|n\.? ?n\.?)(?:\s*[(\[:/#,–—].*|\s+-\s.*|[\s._-]*\d+)?)\Z",
    re.DOTALL,
)
"""Names of a vacant position: `Vacant`, `N.N.`, `TBD 2`, `Open position (sales)`."""
_INITIALS = 3
"""The maximum length of an id that may be initials."""
_ACTING = ("person", "role", "team", "agent")
"""Kinds of records that are also found by title if the key does not allow the kind."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(<?([^()<>\s]{1,500})>?\)")
_TWICE = re.compile(r"([^()<>@]{1,200}?)(?:\s*\(([^()]{1,200})\)|\s*<([^<>]{1,200})>|\s+(\S*@\S+))\Z")
"""Two names of the same record: `Anna Schmidt (@annas)`, `Anna Schmidt <anna@example.org>`."""
REMARK = re.compile("(?<!\\s)\\s*[(\\[<,;|·•–—\u2190-\u2bff\U0001f000-\U0001faff]|\\s-\\s|\\s\\S*@")
"""The start of a remark after a name: the `(` in `Anna Schmidt (CTO)`."""
_ADDRESS = re.compile(r"#|https?://|slack:|<?[^\s@]+@\S+\Z")
"""A channel, a page, or a mail address."""
_FILE = re.compile(r"<?([^()<>\[\]\s]{1,500}\.(?:md|markdown)(?:#\S*)?)>?", re.IGNORECASE)

Resolved = tuple[Resolution, Record | None, tuple[Record, ...]]
Index = dict[str, dict[str, list[Record]]]
"""Kind → name, normalized for comparison → records."""


class NameResolver:
    """An index of all records by kind and name.

    `unparsed` has the name of each unparsed record and the path of its document. `duplicates` are pairs of records with
    the same id. The names of the second record resolve to the first.
    """

    def __init__(
        self,
        records: Iterable[Record],
        unparsed: Iterable[tuple[str, str]],
        duplicates: Iterable[tuple[Record, Record]] = (),
    ) -> None:
        self._all = tuple(records)
        self.ids: dict[str, dict[str, Record]] = {kind: {} for kind in BY_NAME}
        self.aliases, self.titles, self.former = _index(), _index(), _index()
        self.unparsed: dict[str, list[str]] = {}
        # rules resolve the same names many times
        self._named = cache(self._found)
        for name, path in unparsed:
            self.unparsed.setdefault(fold(name), []).append(path)
        for record in self._all:
            self.ids[record.kind][fold(record.id)] = record
            self._index_names(record, record)
        for first, duplicate in duplicates:
            self._index_names(first, duplicate)

    def _index_names(self, record: Record, duplicate: Record) -> None:
        for alias in duplicate.aliases:
            _add(self.aliases, record, alias)
        for name in duplicate.former:
            _add(self.former, record, name)
        if duplicate.title:
            _add(self.aliases if duplicate.kind == "person" else self.titles, record, duplicate.title)

    @cached_property
    def nobody(self) -> dict[str, str]:
        """`kind:id` of each person or role whose name is a placeholder such as `TBD` → the placeholder."""
        humans = [record for record in self._all if record.kind in ("person", "role")]
        return {record.ref: word for record in humans if (word := nobody_word(record))}

    @cached_property
    def _files(self) -> FileNames:
        return FileNames(self._all, self.unparsed)

    @cached_property
    def with_comma(self) -> CommaNames:
        """The titles and aliases of records that contain a comma."""
        return comma_names(self._all)

    @cached_property
    def pages(self) -> PagePaths:
        """An index of all records by the paths of their documents."""
        return PagePaths(self._all)

    def with_ref(self, ref: str) -> Record | None:
        """The record with exactly this `kind:id`; None if there is none."""
        kind, _, name = ref.partition(":")
        found = self.ids.get(kind, {}).get(fold(name))
        return found if found is not None and found.ref == ref else None

    def resolve(self, text: str, kinds: tuple[str, ...], *, path: str = "", soft: bool = False) -> Resolved:
        """Resolve a name to a record of one of `kinds`; if `kinds` is empty, of any kind.

        `text` may be a link, relative to the document at `path`. A leading `@` is ignored. With `soft`, the name may be
        that of somebody without a record. Then a record of another kind with this title is not a `WRONG_KIND`.
        """
        text = text.strip().removeprefix("@")
        link = _LINK.fullmatch(text)
        file = None if link else _FILE.fullmatch(text)
        if link is None and file is None:
            answer = self._named(text, kinds, soft)
            if answer[0] is not Resolution.UNRESOLVED:
                return answer
            return self._named_twice(text, kinds, soft) or self._at_path(text, path, kinds) or answer
        href, label = (link[2], link[1]) if link else (file[1] if file else "", text)
        there = self.pages.linked(href, path, kinds) or self.pages.only_at(href, kinds)
        state, found, others = self._named(label, kinds, soft)
        if there is None or found is there:
            unread = state is Resolution.TARGET_UNPARSEABLE or fold(stem_of(href)) in self.unparsed
            return (
                (state, found, others)
                if found or file
                else (Resolution.TARGET_UNPARSEABLE if unread else Resolution.UNRESOLVED, None, ())
            )
        return (Resolution.AMBIGUOUS, None, (there, found)) if found else (Resolution.ALIAS, there, ())

    def _named_twice(self, text: str, kinds: tuple[str, ...], soft: bool) -> Resolved | None:
        found = _TWICE.match(" ".join(text.split()))
        record = self._named(found[1], kinds, soft)[1] if found else None
        if found is None or record is None:
            return None
        other = (found[2] or found[3] or found[4]).strip().removeprefix("mailto:")
        before, at, domain = other.partition("@")
        name = before if before and at else domain if at else other
        is_contact = isinstance(record, Person) and fold(record.contact) == fold(other)
        is_same = is_contact or self._named(name, kinds, soft)[1] is record
        return (Resolution.ALIAS, record, ()) if is_same else None

    def _at_path(self, text: str, path: str, kinds: tuple[str, ...]) -> Resolved | None:
        found = self.pages.at(text, path, kinds) if "/" in text else ()
        if len(found) > 1:
            return Resolution.AMBIGUOUS, None, tuple(found)
        return (Resolution.ALIAS, found[0], ()) if found else None

    def is_unresolved(self, text: str) -> bool:
        """Whether the `[[name]]` of a link in prose is no record, or the title of several records."""
        state, _, others = self.resolve(text, ())
        several = state is Resolution.AMBIGUOUS and all(fold(other.title) == fold(text) for other in others)
        return several or state in (Resolution.UNRESOLVED, Resolution.WRONG_KIND)

    def _found(self, text: str, kinds: tuple[str, ...], soft: bool) -> Resolved:
        wanted = kinds or tuple(BY_NAME)
        prefix, colon, rest = text.partition(":")
        kind = lookup_kind(prefix)[0] if colon else None
        name = fold(text if kind is None else rest)
        scope = wanted if kind is None else (kind.kind,)
        state, found = self._among(name, scope)
        if not found and kind is not None:
            # a title may start with the name of a kind: `Decision: use a queue`
            state, found = Resolution.ALIAS, _in(self.titles, fold(text), wanted)
        if len(found) == 1 and found[0].kind in wanted:
            with_id = self._with_id(name, wanted) if kind is None else []
            with_id = [record for record in with_id if state is Resolution.ALIAS or record.kind == "team"]
            return (Resolution.AMBIGUOUS, None, (found[0], *with_id)) if with_id else (state, found[0], ())
        if len(found) > 1:
            return Resolution.AMBIGUOUS, None, tuple(found)
        if found:
            return Resolution.WRONG_KIND, None, tuple(found)
        if name in self.unparsed or self._files.unparsed(name, scope):
            return Resolution.TARGET_UNPARSEABLE, None, ()
        elsewhere = self._elsewhere(name, soft) if kind is None else []
        return (Resolution.WRONG_KIND, None, tuple(elsewhere)) if elsewhere else (Resolution.UNRESOLVED, None, ())

    def unparsed_paths(self, text: str) -> tuple[str, ...]:
        """Paths of unparsed documents that may define the record that `text` names."""
        link = _LINK.fullmatch(text.strip())
        file = _FILE.fullmatch(text.strip())
        href = link[2] if link else file[1] if file else ""
        label = link[1] if link else text
        prefix, colon, rest = label.partition(":")
        name = fold(rest if colon and lookup_kind(prefix)[0] else label)
        names = [name, fold(stem_of(href)), *self._files.unparsed(name, BY_NAME)]
        return tuple(dict.fromkeys(path for candidate in names for path in self.unparsed.get(candidate, ())))

    def _among(self, name: str, kinds: tuple[str, ...]) -> tuple[Resolution, list[Record]]:
        found = [self.ids[kind][name] for kind in kinds if name in self.ids[kind]]
        if found:
            return Resolution.FOUND, found
        for index in (self.aliases, self.titles, self.former):
            if found := _in(index, name, kinds):
                return Resolution.ALIAS, found
        # `@yuki` in prose and in a list of actions is read as `yuki`
        if found := _in(self.aliases, f"@{name}", kinds):
            return Resolution.ALIAS, found
        return Resolution.ALIAS, self._files.beginning_with(name, kinds)

    def _with_id(self, name: str, kinds: tuple[str, ...]) -> list[Record]:
        acting = [kind for kind in _ACTING if kind not in kinds] if "person" in kinds else []
        return [self.ids[kind][name] for kind in acting if name in self.ids[kind]]

    def _elsewhere(self, name: str, soft: bool) -> list[Record]:
        found = [self.ids[kind][name] for kind in BY_NAME if name in self.ids[kind]]
        return found or _in(self.aliases, name, tuple(BY_NAME)) or ([] if soft else _in(self.titles, name, _ACTING))


def _index() -> Index:
    return {kind: defaultdict(list) for kind in BY_NAME}


def _add(index: Index, record: Record, name: str) -> None:
    named = index[record.kind][fold(name)]
    if record not in named:
        named.append(record)


def _in(index: Index, name: str, kinds: tuple[str, ...]) -> list[Record]:
    return [record for kind in kinds for record in index[kind].get(name, ())]


def is_nobody(text: str) -> bool:
    """Whether a name is a placeholder such as `everyone`, `@everyone` or `TBD`."""
    return fold(text.removeprefix("@")) in NOBODY or is_vacant(text)


def is_address(name: str) -> bool:
    """Whether a name is a channel, a URL or a mail address, without other words."""
    return _ADDRESS.match(name) is not None and " " not in name.strip()


def is_vacant(text: str) -> bool:
    """Whether a name is that of a vacant position, such as `Open position (sales)`."""
    return _VACANT.match(fold(text.removeprefix("@"))) is not None


def nobody_word(record: Record) -> str:
    """The title or id of a person or role if it is a placeholder or an address; else empty.

    A short id is ignored if the record has a title, because the id may be initials.
    """
    if record.kind not in ("person", "role"):
        return ""
    if record.kind == "person" and is_address(record.title):
        return record.title
    names = [record.title, record.id if len(record.id) > _INITIALS or not record.title else ""]
    return next((name for name in names if is_nobody(name) and fold(name) not in MAY_BE_NAMES), "")


def names_accountable_human(reference: ReferenceRule) -> bool:
    """Whether a reference with this rule must be to an accountable human."""
    return "person" in reference.to and not reference.soft


def classify_person_name(text: str, state: Resolution, reference: ReferenceRule) -> Resolution:
    """`NOBODY` for a placeholder, `ADDRESS` for an address, else `state`.

    Always `state` if `reference` does not require an accountable human.
    """
    if not names_accountable_human(reference):
        return state
    owned = reference.relation == "owned-by"
    if (owned or state is Resolution.UNRESOLVED) and is_nobody(text):
        return Resolution.NOBODY
    if owned and _ADDRESS.match(text):
        return Resolution.ADDRESS
    return state
