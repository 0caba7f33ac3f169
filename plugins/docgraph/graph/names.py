"""Which record a name means: an id, else an alias, else a person's title, exactly but for case. Nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from docgraph.graph.link import State
from docgraph.kinds import BY_NAME, kind_named
from docgraph.model.record import Record
from docgraph.model.reference import Reference

NOBODY = frozenset(
    (
        "all|all of us|anybody|anyone|everybody|everyone|n/a|na|no one|no-one|nobody|none|somebody|someone|team|"
        "the team|the whole team|unassigned|unknown|us|we|whole team"
    ).split("|")
)

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


def is_nobody(text: str) -> bool:
    """Whether a name is a word for no one in particular, with an `@` before it or not."""
    return " ".join(text.removeprefix("@").casefold().split()) in NOBODY


def people_words(text: str, state: State, reference: Reference) -> State:
    """What became of a name of `state` where a human is asked for: a word for nobody, a channel, a mail address."""
    if "person" not in reference.to or reference.soft:
        return state
    owned = reference.relation == "owned-by"
    if (owned or state is State.DANGLING) and is_nobody(text):
        return State.NOBODY
    if owned and (text.startswith(("#", "http://", "https://", "slack:")) or "@" in text[1:]):
        return State.ADDRESS
    return state
