"""Derives the ids of the decisions in a decision log from their titles."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from docgraph.text.slug import MAX_LENGTH, fold_words, slugify

_NO_WORD = "decision"
"""The id of a decision whose title has no letters and digits."""


def slug_of(title: str) -> str:
    """The words of a title, joined by `-`: the id of the decision, unless another title has the same slug."""
    return slugify(title.replace(".", " ")) or _NO_WORD


def ids_of(titles: Sequence[str]) -> list[str]:
    """The ids of the decisions of a log, in the order of `titles`.

    If a title is repeated, its second id ends with `-2`. Different titles with the same slug get ids that end with a
    digest: `公式` and `攻势`.
    """
    titles_by_slug: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        titles_by_slug[slug_of(title)].add(fold_words(title))
    return list(_numbered(_distinguish(title, titles_by_slug[slug_of(title)]) for title in titles))


def _distinguish(title: str, titles: set[str]) -> str:
    slug, words = slug_of(title), fold_words(title)
    if len(titles) == 1 or words == slug.replace("-", " "):
        return slug
    return _ending(slug, f"-{sha256(words.encode()).hexdigest()[:6]}")


def former_ids_of(titles: Sequence[str]) -> list[str]:
    """The ids that version 0.1 derived, for references to them: only ASCII, repeated ids with a number."""
    return list(_numbered(map(_former_slug, titles)))


def _former_slug(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", ascii_only)) or _NO_WORD
    return base[:MAX_LENGTH].rstrip("-")


def _numbered(bases: Iterable[str]) -> Iterator[str]:
    used: dict[str, int] = {}
    for base in bases:
        slug, number = base, used.get(base, 1)
        while slug in used:
            number += 1
            slug = _ending(base, f"-{number}")
        used[base] = number
        used.setdefault(slug, 1)
        yield slug


def _ending(base: str, ending: str) -> str:
    return base[: MAX_LENGTH - len(ending)].rstrip("-") + ending
