"""Ids: which texts are one, and which one a text would make."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 100
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*\Z", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_TITLE = 2_000
"""An id has 100 characters at most, so that more of a title does not count."""
_LETTERS = "LMN"
"""The first letters of the categories of characters that have a reading: letters, marks, numbers."""
_APOSTROPHES = frozenset("\u2018\u2019")


def is_id(text: str) -> bool:
    """Whether `text` can be an id and a file name everywhere: letters and digits with `.`, `_`, `-` between."""
    return len(text) <= MAX_LENGTH and bool(_ID.match(text)) and not is_reserved_name(text)


def is_reserved_name(text: str) -> bool:
    """Whether Windows reserves `text`, so that no file there can have it for a name."""
    return bool(_DEVICE.match(text))


def slugify(text: str) -> str:
    """The id that `text` would make: as it is read in ASCII, lower case, everything else a `-`; empty if none."""
    text = text[:_LONGEST_TITLE]
    plain = text if text.isascii() else "".join(map(_transliterate, normalize(text)))
    slug = re.sub(r"[^a-z0-9.]+", "-", plain.lower())
    slug = re.sub(r"[-.]*\.[-.]*|-+", lambda run: "." if "." in run[0] else "-", slug)
    slug = slug[:MAX_LENGTH].strip("-.")
    return slug if is_id(slug) else f"{slug}-1" if is_id(f"{slug}-1") else ""


def normalize(text: str) -> str:
    """`text` in one normal form: a letter and its accent are one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A name as it is compared: in one normal form, without case, runs of space as one."""
    if text.isascii():
        return " ".join(text.lower().split())
    return normalize(" ".join(normalize(text).casefold().split()))


def fold_words(text: str) -> str:
    """The words of a title as they are compared: `Use A` and `use a!` have the same."""
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text.lower()).split())
    kept = (character if unicodedata.category(character)[0] in _LETTERS else " " for character in fold(text))
    return " ".join("".join(kept).split())


@lru_cache(4096)
def _transliterate(character: str) -> str:
    """How a character is read in ASCII; what is no part of a word is a space.

    Characters without case that are read as a syllable of their own (Chinese, Korean) begin a new word."""
    if character.isascii():
        return character
    if unicodedata.category(character)[0] not in _LETTERS:
        return "" if character in _APOSTROPHES else " "
    from anyascii import anyascii

    read = anyascii(character).replace("`", "").replace("'", "")
    caseless = character.lower() == character.upper()
    return f"-{read}" if caseless and read[:1].isupper() else read
