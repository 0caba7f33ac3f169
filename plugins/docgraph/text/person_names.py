"""Splits the spelling of a person into name, handle and mail address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Struct

from docgraph.text.slug import fold, slugify

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(<?([^()<>\s]{1,500})>?\)")
_BRACKETS = re.compile(r"[(<\[]([^()<>\[\]]{1,200})[)>\]]")
_ADDRESS = re.compile(r"(?:mailto:)?([^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+)")
_HANDLE = re.compile(r"(?<![\w.@/])@([\w.-]+)")
_PARTS = re.compile(r"[\s._-]+")


class PersonSpelling(Struct, frozen=True):
    """A spelling of a person in a document, such as `Jane Doe (@jdoe)` or `Doe, Jane`.

    - `name` is the text without handle, mail address and text in brackets.
    - `words` are the words of the name in lower case, without accents, given names first. If the name is empty, they
      are the words of the handle or mail address.
    """

    text: str
    name: str
    handle: str
    address: str
    words: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether `words` has a given name and a family name, and both are longer than an initial."""
        return len(self.words) > 1 and len(self.words[0]) > 1 and len(self.words[-1]) > 1

    @property
    def letters(self) -> str:
        """The words, joined without spaces: `janedoe`."""
        return "".join(self.words)


def person_spelling(text: str) -> PersonSpelling:
    """Split `Jane Doe (@jdoe)` into name and handle, and likewise a mail address.

    If the text contains several handles or several mail addresses, all of it is the name.
    """
    rest = _LINK.sub(lambda link: f" {link[1]} ", text)
    links = [link[2] for link in _LINK.finditer(text)]
    addresses = [found[1] for part in (*links, rest) for found in _ADDRESS.finditer(part)]
    rest = _ADDRESS.sub(" ", rest)
    handles = [found[1] for found in _HANDLE.finditer(rest)] or list(filter(None, map(_handle_in, links)))
    if len(addresses) > 1 or len(handles) > 1:
        return PersonSpelling(text, text, "", "", _words(text))
    name = " ".join(_HANDLE.sub(" ", _BRACKETS.sub(" ", rest)).split()).strip(" ,;:")
    address, handle = "".join(addresses), "".join(handles)
    if name and not handle and not address and " " not in name:
        name, handle = "", name
    words = _words(name) or _words(handle) or _words(address.partition("@")[0])
    return PersonSpelling(text, name, handle, fold(address), words)


def _handle_in(link: str) -> str:
    """The handle in a profile link: `jdoe` for `https://github.com/jdoe`."""
    parts = urlsplit(link)
    handle = parts.path.strip("/")
    return handle.removeprefix("@") if parts.scheme.startswith("http") and handle and "/" not in handle else ""


def _words(name: str) -> tuple[str, ...]:
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma else name
    return tuple(slug.replace("-", "").replace(".", "") for part in _PARTS.split(ordered) if (slug := slugify(part)))
