"""Suggests the known name closest to a misspelled one ("did you mean")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

_SHORT = 2
_PARTS = re.compile(r"[._-]")
_FIGURES = re.compile(r"\d+")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")
"""A single letter between separators, such as the `b` in `team-b`."""


class SuggestionIndex:
    """An index of names, for looking up many misspelled names.

    `suggest` compares only letters and digits, and requires equal numbers: for `adr-0014` it never returns `adr-0004`.
    """

    def __init__(self, names: Sequence[str]) -> None:
        from rapidfuzz import utils

        self.names = names
        self._process = utils.default_process
        self._folded = [self._process(name) for name in names]
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            self._by_length.setdefault(len(name), []).append(name)
        # documents often repeat one misspelling
        self.suggest = cache(self._suggest)
        self.single_edit = cache(self._single_edit)

    def names_with_part(self, text: str) -> list[str]:
        """The names that contain `text` between separators: `ada.nowak` for `ada`."""
        return self._by_part.get(text.casefold(), [])

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        by_part: dict[str, list[str]] = {}
        for name in self.names:
            for part in {*_PARTS.split(name.casefold())} - {""}:
                by_part.setdefault(part, []).append(name)
        return by_part

    def _suggest(self, text: str) -> str | None:
        """The name closest to `text`, the first if several are equally close; None if no name is similar."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        folded = self._process(text)
        if not folded or not self.names:
            return None
        if len(folded) <= _SHORT:
            # a similarity ratio rejects every edit of so short a text: allow one edit, and require a common letter
            pairs = zip(self.names, self._folded, strict=True)
            near = (name for name, made in pairs if len(made) > 1 and OSA.distance(folded, made, score_cutoff=1) <= 1)
            return next(near, None)
        figures = _figures(text)
        names, candidates = self._by_figures.get(figures, ([], [])) if figures else (self.names, self._folded)
        found = process.extractOne(folded, candidates, scorer=OSA.normalized_similarity, score_cutoff=0.6)
        return names[found[2]] if found else None

    @cached_property
    def _by_figures(self) -> dict[tuple[str, ...], tuple[list[str], list[str]]]:
        """The names, grouped by the numbers in them. Each group has the names, and their normalized spellings."""
        by_figures: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        for name, folded in zip(self.names, self._folded, strict=True):
            names, candidates = by_figures.setdefault(_figures(name), ([], []))
            names.append(name)
            candidates.append(folded)
        return by_figures

    def _single_edit(self, text: str) -> str | None:
        """The name that differs from `text` by at most one edit; None if no name or more than one does.

        None also if the edit changes a number or a single letter, as between `team-a` and `team-b`.
        """
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
    """The numbers and single letters in a name: `a` of `team-a`, which distinguishes it from `team-b`."""
    return [*_figures(name), *(found[0].casefold() for found in _LETTER.finditer(name))]


def suggest(text: str, names: Sequence[str]) -> str | None:
    """The name closest to `text`, the first if several are equally close; None if no name is similar."""
    return SuggestionIndex(names).suggest(text)


def first_single_edit(text: str, names: Sequence[str]) -> str | None:
    """The first of `names` that differs from `text` by exactly one edit, or None. A transposition is one edit."""
    from rapidfuzz.distance import OSA

    return next((name for name in names if OSA.distance(text, name, score_cutoff=1) == 1), None)


def is_misspelling(text: str, name: str) -> bool:
    """Whether `text` equals `name` or differs from it by one edit.

    If one of them starts with the other, they are different words, as `persona` and `person` are, unless they differ
    only by a plural `s` or by a repeated last letter.
    """
    from rapidfuzz.distance import OSA

    short, long = sorted((text, name), key=len)
    if long.startswith(short):
        return long[len(short) :] in ("", "s", short[-1:])
    return OSA.distance(text, name, score_cutoff=1) == 1


def within_edits(text: str, names: Sequence[str], most: int) -> list[str]:
    """The `names` that differ from `text` by at most `most` edits, nearest first."""
    from rapidfuzz.distance import OSA

    edits = {name: OSA.distance(text, name, score_cutoff=most) for name in names}
    return sorted((name for name in names if edits[name] <= most), key=edits.__getitem__)
