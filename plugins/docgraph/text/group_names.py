"""Groups spellings that are probably one person.

`Jane Doe` is grouped with `Doe, Jane`. A short form, such as `J. Doe` or the handle `jdoe`, is grouped with `Jane Doe`
unless it also fits another person, such as `John Doe`. `Jane Doe (@rabbit)` is grouped with `@rabbit`. Full names with
different family names are never grouped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct

from docgraph.text.person_names import PersonSpelling, person_spelling

_MOST_WORDS = 5
"""Maximum number of words in a name that is compared with handles."""


class NameGroup(Struct, frozen=True):
    """Spellings that are probably one person, the best spelling first.

    `similar` lists people who may be the same person, each by the best spelling of their group.
    """

    spellings: tuple[PersonSpelling, ...]
    similar: tuple[str, ...] = ()


def group_names(counts: Mapping[str, int]) -> tuple[NameGroup, ...]:
    """Group spellings that are probably one person. `counts` is the number of uses of each spelling."""
    grouping = _Grouping(map(person_spelling, sorted(counts)))
    grouping.join_short_forms()
    groups = [sorted(group, key=lambda part: _preference(part, counts)) for group in grouping.groups()]
    first = {part.text: group[0].text for group in groups for part in group}
    found = []
    for group in groups:
        near = {first[other] for part in group for other in grouping.similar.get(part.text, ())} - {group[0].text}
        found.append(NameGroup(tuple(group), tuple(sorted(near))))
    return tuple(sorted(found, key=lambda group: (group.spellings[0].words, group.spellings[0].text)))


def _preference(spelling: PersonSpelling, counts: Mapping[str, int]) -> tuple[bool, bool, bool, int, str]:
    """Sort key: full names first, `Jane Doe` before `Doe, Jane`, capitals first, then by frequency."""
    name = spelling.name
    return not (name and spelling.is_full), "," in name, name == name.lower(), -counts[spelling.text], spelling.text


class _Grouping:
    """Disjoint sets of spellings, one set for each person."""

    def __init__(self, spellings: Iterable[PersonSpelling]) -> None:
        self._groups: dict[str, list[PersonSpelling]] = {}
        self._group_of: dict[str, str] = {}
        self.similar: dict[str, set[str]] = defaultdict(set)
        by_words: dict[object, str] = {}
        for spelling in spellings:
            self._groups[spelling.text] = [spelling]
            self._group_of[spelling.text] = spelling.text
            key: object = tuple(sorted(spelling.words)) if len(spelling.words) > 1 else spelling.letters
            if spelling.words:
                self._join(by_words.setdefault(key, spelling.text), spelling.text)

    def groups(self) -> Iterator[list[PersonSpelling]]:
        return iter(self._groups.values())

    def join_short_forms(self) -> None:
        """Add each short form, such as `J. Doe`, to the group of the full name, if only one group fits."""
        self._join_stated()
        for forms in (self._without_middle_names, self._with_initials, self._handles):
            for short, full in list(forms()):
                roots = {self._group_of[text] for text in full} - {self._group_of[short]}
                if len(roots) == 1 and self._may_join((short, *roots)):
                    self._join(next(iter(roots)), short)
                else:
                    self.similar[short] |= roots

    def _join_stated(self) -> None:
        """Join the groups that contain the same handle or mail address."""
        stated: dict[str, list[str]] = defaultdict(list)
        for spelling in self._spellings():
            for name in filter(None, (spelling.handle.casefold(), spelling.address)):
                stated[name].append(spelling.text)
        for texts in stated.values():
            if self._may_join(texts):
                for text in texts:
                    self._join(texts[0], text)
            else:
                for text in texts:
                    self.similar[text] |= {*texts} - {text}

    def _spellings(self) -> list[PersonSpelling]:
        return [spelling for group in self._groups.values() for spelling in group]

    def _full(self) -> list[PersonSpelling]:
        return [spelling for spelling in self._spellings() if spelling.is_full]

    def _join(self, into: str, text: str) -> None:
        into, other = self._group_of[into], self._group_of[text]
        if into != other:
            for spelling in self._groups[other]:
                self._group_of[spelling.text] = into
            self._groups[into] += self._groups.pop(other)

    def _may_join(self, texts: Iterable[str]) -> bool:
        """Whether the full names in these groups all have the same family name."""
        groups = (self._groups[root] for root in {self._group_of[text] for text in texts})
        families = [{spelling.words[-1] for spelling in group if spelling.is_full} for group in groups]
        named = [names for names in families if names]
        return not named or bool(frozenset.intersection(*map(frozenset, named)))

    def _without_middle_names(self) -> Iterator[tuple[str, set[str]]]:
        """Yield `Jane Doe` and `Jane M. Doe`, each with the longer full names such as `Jane Mary Doe`."""
        by_ends: dict[tuple[str, str], list[PersonSpelling]] = defaultdict(list)
        for spelling in self._full():
            if not spelling.name:
                continue
            by_ends[spelling.words[0], spelling.words[-1]].append(spelling)
        for spellings in by_ends.values():
            for short in spellings:
                longer = (full for full in spellings if full is not short)
                yield short.text, {full.text for full in longer if _abbreviates(short.words, full.words)}

    def _with_initials(self) -> Iterator[tuple[str, set[str]]]:
        """Yield each name with an initial, such as `J. Doe` or `Jane D.`, with the full names that fit."""
        by_end: dict[str, list[PersonSpelling]] = defaultdict(list)
        for spelling in self._full():
            by_end[spelling.words[0]].append(spelling)
            by_end[spelling.words[-1]].append(spelling)
        for short in self._spellings():
            if len(short.words) > 1 and not short.is_full:
                # `Doe J` is `J Doe`: of a family name that comes first, the initial is the last word
                orders = (short.words, (*short.words[1:], short.words[0]))
                full = {
                    spelling.text
                    for words in orders
                    for end in (words[0], words[-1])
                    for spelling in by_end[end]
                    if _abbreviates(words, spelling.words)
                }
                yield short.text, full

    def _handles(self) -> Iterator[tuple[str, set[str]]]:
        """Yield each single word, such as the handle `jdoe`, with the full names from which it can be made.

        Full names whose given name equals the word are recorded in `similar`.
        """
        made: dict[str, set[str]] = defaultdict(set)
        given: dict[str, set[str]] = defaultdict(set)
        for spelling in self._full():
            given[spelling.words[0]].add(spelling.text)
            for handle in _handles_of(spelling.words):
                made[handle].add(spelling.text)
        for short in self._spellings():
            if len(short.words) == 1:
                self.similar[short.text] |= given.get(short.letters, set())
                yield short.text, made.get(short.letters, set())


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` with initials for some words or without some middle names."""
    if len(short) > len(full) or not _fits(short[0], full[0]) or not _fits(short[-1], full[-1]):
        return False
    middle = iter(full[1:-1])
    return all(any(_fits(word, other) for other in middle) for word in short[1:-1])


def _fits(short: str, word: str) -> bool:
    return short == word or (len(short) == 1 and word.startswith(short))


def _handles_of(words: tuple[str, ...]) -> Iterator[str]:
    """Handles that can be made of a name: `janedoe`, `jdoe`, `janed`, `doej` for Jane Doe."""
    if len(words) > _MOST_WORDS:
        return
    for ordered in {words, (words[-1], *words[:-1]), (words[0], words[-1]), (words[-1], words[0])}:
        for parts in product(*({word, word[0]} for word in ordered)):
            handle = "".join(parts)
            if len(handle) > len(parts):
                yield handle
