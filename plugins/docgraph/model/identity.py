"""Ids: which texts are one, and which one a text would make."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 100
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*\Z", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})


def is_id(text: str) -> bool:
    """Whether `text` can be an id and a file name everywhere: letters and digits with `.`, `_`, `-` between."""
    return len(text) <= MAX_LENGTH and bool(_ID.match(text)) and not is_device(text)


def is_device(text: str) -> bool:
    """Whether Windows reserves `text`, so that no file there can have it for a name."""
    return bool(_DEVICE.match(text))


def as_id(text: str) -> str:
    """The id that `text` would make: accents off, lower case, everything else a `-`; empty if no letter is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9.]+", "-", plain)
    made = re.sub(r"[-.]*\.[-.]*|-+", lambda run: "." if "." in run[0] else "-", made)
    made = made[:MAX_LENGTH].strip("-.")
    return made if is_id(made) else f"{made}-1" if is_id(f"{made}-1") else ""
