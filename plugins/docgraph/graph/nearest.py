"""Did you mean: the nearest of many names to one that was mistyped."""

from __future__ import annotations

from collections.abc import Sequence


class Suggestions:
    """An index of names, made once for many questions. What is no letter or digit does not count."""

    def __init__(self, names: Sequence[str]) -> None:
        from rapidfuzz import utils

        self.names = names
        self._process = utils.default_process
        self._folded = [self._process(name) for name in names]

    def nearest(self, text: str) -> str | None:
        """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. First of ties."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        folded = self._process(text)
        if not folded or not self.names:
            return None
        found = process.extractOne(folded, self._folded, scorer=OSA.normalized_similarity, score_cutoff=0.6)
        return self.names[found[2]] if found else None

    def one_edit_away(self, text: str) -> str | None:
        """The one name that differs from `text` by a single slip; None if there is no such name, or another one."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(text.casefold(), self.names, scorer=OSA.distance, score_cutoff=1, limit=2)
        return found[0][0] if len(found) == 1 else None


def nearest(text: str, names: Sequence[str]) -> str | None:
    """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. Ties go to the first."""
    return Suggestions(names).nearest(text)


def one_edit_from(text: str, names: Sequence[str]) -> str | None:
    """The first of `names` that one insertion, deletion, substitution or transposition makes of `text`, or None."""
    from rapidfuzz.distance import OSA

    return next((name for name in names if OSA.distance(text, name, score_cutoff=1) == 1), None)
