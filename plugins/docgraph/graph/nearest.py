"""Did you mean: the nearest of many names to one that was mistyped."""

from __future__ import annotations

from collections.abc import Sequence


def nearest(text: str, names: Sequence[str]) -> str | None:
    """The name closest to `text` by edits, if it is close enough to be a slip; None otherwise. Ties go to the first."""
    from rapidfuzz import process, utils
    from rapidfuzz.distance import OSA

    folded = utils.default_process(text)
    if not folded or not names:
        return None
    found = process.extractOne(
        folded, names, scorer=OSA.normalized_similarity, processor=utils.default_process, score_cutoff=0.6
    )
    return found[0] if found else None
