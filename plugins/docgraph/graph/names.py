"""Which record a name means: an id, else an alias, else a person's title, exactly but for case. Nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from docgraph.graph.link import State
from docgraph.kinds import BY_NAME, kind_named
from docgraph.model.record import Record

NOBODY = frozenset("everyone|everybody|all|team|the team|n/a|na|none|nobody|no one|unknown|unassigned".split("|"))

Answer = tuple[State, Record | None, tuple[Record, ...]]


class Names:
    """An index of all records by kind and name.

    `doubles` are records with an id that another has, each behind that one: what they are called, it is called, too.
    """

    def __init__(
        self, records: Iterable[Record], unread: Iterable[str], doubles: Iterable[tuple[Record, Record]] = ()
    ) -> None:
        self.ids: dict[str, dict[str, Record]] = {kind: {} for kind in BY_NAME}
        self.aliases: dict[str, dict[str, list[Record]]] = {kind: defaultdict(list) for kind in BY_NAME}
        self.unread = frozenset(name.casefold() for name in unread)
        for record in records:
            self.ids[record.kind][record.id.casefold()] = record
            self._called(record, record)
        for first, double in doubles:
            self._called(first, double)

    def _called(self, record: Record, said: Record) -> None:
        for alias in said.aliases:
            self._alias(record, alias)
        if said.kind == "person" and said.title:
            self._alias(record, said.title)

    def _alias(self, record: Record, name: str) -> None:
        named = self.aliases[record.kind][name.casefold()]
        if record not in named:
            named.append(record)

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Answer:
        """What `text` means where records of `kinds` (empty: of any kind) are expected."""
        wanted = kinds or tuple(BY_NAME)
        prefix, colon, rest = text.partition(":")
        kind = kind_named(prefix)[0] if colon else None
        name = text.casefold() if kind is None else rest.strip().casefold()
        scope = wanted if kind is None else (kind.kind,)
        state, found = self._among(name, scope)
        if len(found) == 1 and found[0].kind in wanted:
            return state, found[0], ()
        if len(found) > 1:
            return State.AMBIGUOUS, None, tuple(found)
        if found:
            return State.WRONG_KIND, None, tuple(found)
        if name in self.unread:
            return State.UNREAD, None, ()
        elsewhere = self._among(name, tuple(BY_NAME))[1] if kind is None else []
        return (State.WRONG_KIND, None, tuple(elsewhere)) if elsewhere else (State.DANGLING, None, ())

    def _among(self, name: str, kinds: tuple[str, ...]) -> tuple[State, list[Record]]:
        found = [self.ids[kind][name] for kind in kinds if name in self.ids[kind]]
        if found:
            return State.FOUND, found
        return State.ALIAS, [record for kind in kinds for record in self.aliases[kind].get(name, ())]


def owner_words(text: str) -> State | None:
    """Whether an owner that is no record is a word for nobody, or a channel or mail address; None if neither."""
    if text.casefold() in NOBODY:
        return State.NOBODY
    if text.startswith(("#", "http://", "https://", "slack:")) or "@" in text[1:]:
        return State.ADDRESS
    return None
