"""Validates ids, makes slugs from titles, and normalizes names for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 100
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*\Z", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_TITLE = 2_000
"""Maximum number of characters of a title from which `slugify` makes a slug."""
_LETTERS = "LMN"
"""Initials of the Unicode categories that are transliterated: letters, marks, numbers."""
_APOSTROPHES = frozenset("\u2018\u2019")


def is_id(text: str) -> bool:
    """Whether `text` is a valid id: ASCII letters and digits, with a single `.`, `_` or `-` between them.

    An id has at most `MAX_LENGTH` characters and is a valid file name on every operating system.
    """
    return len(text) <= MAX_LENGTH and bool(_ID.match(text)) and not is_reserved_name(text)


def is_reserved_name(text: str) -> bool:
    """Whether Windows rejects `text` as a file name, because it is a device name such as `con`."""
    return bool(_DEVICE.match(text))


def why_invalid(text: str) -> str:
    """The reason why `text` is not a valid id, such as "reserved by Windows"."""
    if len(text) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    if is_reserved_name(text):
        return "reserved by Windows"
    return "not a valid id (ASCII letters and digits, with single `.`, `_` or `-` between them)"


def slugify(text: str) -> str:
    """An id made from `text`: `Café Noir!` becomes `cafe-noir`. Empty if no id can be made of it."""
    text = text[:_LONGEST_TITLE]
    plain = text if text.isascii() else "".join(map(_transliterate, normalize(text)))
    slug = re.sub(r"[^a-z0-9.]+", "-", plain.lower())
    slug = re.sub(r"[-.]*\.[-.]*|-+", lambda run: "." if "." in run[0] else "-", slug)
    slug = slug[:MAX_LENGTH].strip("-.")
    return slug if is_id(slug) else f"{slug}-1" if is_id(f"{slug}-1") else ""


def id_of_name(name: str) -> str:
    """`name` itself if it is a valid id, else its slug."""
    return name if is_id(name) else slugify(name)


def normalize(text: str) -> str:
    """`text` in Unicode normalization form C (NFC): a letter and its accent become one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """`text` for comparison: NFC, casefolded, whitespace collapsed to single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return normalize(" ".join(normalize(text).casefold().split()))


def fold_words(text: str) -> str:
    """`text` for comparison, without case, punctuation and extra whitespace: `Use A!` becomes `use a`."""
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text.lower()).split())
    kept = (character if unicodedata.category(character)[0] in _LETTERS else " " for character in fold(text))
    return " ".join("".join(kept).split())


@lru_cache(4096)
def _transliterate(character: str) -> str:
    """A character in ASCII: `ü` becomes `u`. A space for a separator, empty for an apostrophe.

    For a character that is a syllable (Chinese, Korean), `-` and the syllable, so that it starts a new word.
    """
    if character.isascii():
        return character
    if unicodedata.category(character)[0] not in _LETTERS:
        return "" if character in _APOSTROPHES else " "
    from anyascii import anyascii

    read = anyascii(character).replace("`", "").replace("'", "")
    caseless = character.lower() == character.upper()
    return f"-{read}" if caseless and read[:1].isupper() else read


def letters_of(name: str) -> str:
    """The letters and digits of a name, or of a mail address up to the `@`, for comparison with handles."""
    return "".join(filter(str.isalnum, fold(name).partition("@")[0]))
