"""Did you mean: the nearest of many names to one that was mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

_SHORT = 2
_PARTS = re.compile(r"[._-]")


class Suggestions:
    """An index of names, made once for many questions. What is no letter or digit does not count."""

    def __init__(self, names: Sequence[str]) -> None:
        from rapidfuzz import utils

        self.names = names
        self._process = utils.default_process
        self._folded = [self._process(name) for name in names]
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            self._by_length.setdefault(len(name), []).append(name)
        # one slip is often made in many places
        self.nearest = cache(self._nearest)
        self.one_edit_away = cache(self._one_edit_away)

    def with_part(self, text: str) -> list[str]:
        """The names of which `text` is one part, as `ada` is of `ada.nowak`."""
        return self._by_part.get(text.casefold(), [])

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        by_part: dict[str, list[str]] = {}
        for name in self.names:
            for part in {*_PARTS.split(name.casefold())} - {""}:
                by_part.setdefault(part, []).append(name)
        return by_part

    def _nearest(self, text: str) -> str | None:
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
        found = process.extractOne(folded, self._folded, scorer=OSA.normalized_similarity, score_cutoff=0.6)
        return self.names[found[2]] if found else None

    def _one_edit_away(self, text: str) -> str | None:
        """The one name that differs from `text` by a single slip; None if there is no such name, or another one."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        lengths = range(len(text) - 1, len(text) + 2)
        near = [name for length in lengths for name in self._by_length.get(length, ())]
        found = process.extract(text.casefold(), near, scorer=OSA.distance, score_cutoff=1, limit=2)
        return found[0][0] if len(found) == 1 else None


def nearest(text: str, names: Sequence[str]) -> str | None:
    """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. Ties go to the first."""
    return Suggestions(names).nearest(text)


def one_edit_from(text: str, names: Sequence[str]) -> str | None:
    """The first of `names` that one insertion, deletion, substitution or transposition makes of `text`, or None."""
    from rapidfuzz.distance import OSA

    return next((name for name in names if OSA.distance(text, name, score_cutoff=1) == 1), None)


def is_slip(text: str, name: str) -> bool:
    """Whether `text` is `name` with one slip of the hand in it, and no word of its own.

    A word that goes on where the other ends is another word (`persona`, `mode`), but for a plural and a doubled letter.
    """
    from rapidfuzz.distance import OSA

    short, long = sorted((text, name), key=len)
    if long.startswith(short):
        return long[len(short) :] in ("", "s", short[-1:])
    return OSA.distance(text, name, score_cutoff=1) == 1


def slips_of(text: str, names: Sequence[str], most: int) -> list[str]:
    """The `names` that at most so many edits make of `text`, the nearest first."""
    from rapidfuzz.distance import OSA

    edits = {name: OSA.distance(text, name, score_cutoff=most) for name in names}
    return sorted((name for name in names if edits[name] <= most), key=edits.__getitem__)
