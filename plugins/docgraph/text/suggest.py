"""Did you mean: the nearest of many names to one that was mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

_SHORT = 2
_PARTS = re.compile(r"[._-]")
_FIGURES = re.compile(r"\d+")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
"""A letter by itself, as in `team-b`."""


class SuggestionIndex:
    """An index of names, made once for many questions. Only letters and digits count.

    Names with other numbers are never suggested: `adr-0014` is not a misspelled `adr-0004`.
    """

    def __init__(self, names: Sequence[str]) -> None:
        from rapidfuzz import utils

        self.names = names
        self._process = utils.default_process
        self._folded = [self._process(name) for name in names]
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            self._by_length.setdefault(len(name), []).append(name)
        # one slip is often made in many places
        self.suggest = cache(self._suggest)
        self.single_edit = cache(self._single_edit)

    def names_with_part(self, text: str) -> list[str]:
        """The names of which `text` is one part, as `ada` is of `ada.nowak`."""
        return self._by_part.get(text.casefold(), [])

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        by_part: dict[str, list[str]] = {}
        for name in self.names:
            for part in {*_PARTS.split(name.casefold())} - {""}:
                by_part.setdefault(part, []).append(name)
        return by_part

    def _suggest(self, text: str) -> str | None:
        """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. First of ties."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        folded = self._process(text)
        if not folded or not self.names:
            return None
        if len(folded) <= _SHORT:
            # of so few letters a slip leaves less than a share could ask for: one edit, and a letter in common
            pairs = zip(self.names, self._folded, strict=True)
            near = (name for name, made in pairs if len(made) > 1 and OSA.distance(folded, made, score_cutoff=1) <= 1)
            return next(near, None)
        figures = _figures(text)
        names, candidates = self._by_figures.get(figures, ([], [])) if figures else (self.names, self._folded)
        found = process.extractOne(folded, candidates, scorer=OSA.normalized_similarity, score_cutoff=0.6)
        return names[found[2]] if found else None

    @cached_property
    def _by_figures(self) -> dict[tuple[str, ...], tuple[list[str], list[str]]]:
        """The names with the same numbers, as they are and folded."""
        by_figures: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        for name, folded in zip(self.names, self._folded, strict=True):
            names, candidates = by_figures.setdefault(_figures(name), ([], []))
            names.append(name)
            candidates.append(folded)
        return by_figures

    def _single_edit(self, text: str) -> str | None:
        """The one name that differs from `text` by a single slip; None if there is no such name, or another one."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        lengths = range(len(text) - 1, len(text) + 2)
        near = [name for length in lengths for name in self._by_length.get(length, ())]
        found = process.extract(text.casefold(), near, scorer=OSA.distance, score_cutoff=1, limit=2)
        name = found[0][0] if len(found) == 1 else None
        return name if name and _place_in_series(name) == _place_in_series(text) else None


def _figures(name: str) -> tuple[str, ...]:
    """The numbers in a name, without leading zeros."""
    return tuple(number.lstrip("0") for number in _FIGURES.findall(name))


def _place_in_series(name: str) -> list[str]:
    """The numbers and single letters that tell a name from its neighbours in a series."""
    return [*_figures(name), *(found[0].casefold() for found in _LETTER.finditer(name))]


def suggest(text: str, names: Sequence[str]) -> str | None:
    """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. Ties go to the first."""
    return SuggestionIndex(names).suggest(text)


def first_single_edit(text: str, names: Sequence[str]) -> str | None:
    """The first of `names` that one insertion, deletion, substitution or transposition makes of `text`, or None."""
    from rapidfuzz.distance import OSA

    return next((name for name in names if OSA.distance(text, name, score_cutoff=1) == 1), None)


def is_misspelling(text: str, name: str) -> bool:
    """Whether `text` is `name` with one slip of the hand in it, and no word of its own.

    A word that goes on where the other ends is another word (`persona`, `mode`), but for a plural and a doubled letter.
    """
    from rapidfuzz.distance import OSA

    short, long = sorted((text, name), key=len)
    if long.startswith(short):
        return long[len(short) :] in ("", "s", short[-1:])
    return OSA.distance(text, name, score_cutoff=1) == 1


def within_edits(text: str, names: Sequence[str], most: int) -> list[str]:
    """The `names` that at most so many edits make of `text`, the nearest first."""
    from rapidfuzz.distance import OSA

    edits = {name: OSA.distance(text, name, score_cutoff=most) for name in names}
    return sorted((name for name in names if edits[name] <= most), key=edits.__getitem__)
