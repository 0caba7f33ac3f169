"""Analyzes an unresolved name: the kinds it may have, and the fix that makes it resolve."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.resolver import REMARK, is_nobody
from docgraph.kinds import BY_NAME, lookup_kind
from docgraph.kinds.person import Person, says_gone
from docgraph.model.record import Record
from docgraph.rules._phrases import either
from docgraph.text.slug import fold, is_id, slugify

_AND = re.compile(r"\s*[;&+/]\s*|\s+(?:and|und)\s+", re.IGNORECASE)
_ENTITY = re.compile(r"(?:user|group|component|team):(?:[\w.-]+/)?([\w.-]+)", re.IGNORECASE)
"""How a catalog of services refers to somebody: `user:default/jane.doe`."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,500})\)")
_STRUCK = re.compile(r"~~[^~]*~~")
_PLAIN = re.compile("[\\w\u0300-\u036f .,'\u2019&/:@-]+")
"""Text that can become an id: letters, digits, and the punctuation found in names."""
_TRUTH = frozenset(("yes", "no", "on", "off", "true", "false"))
"""Words that YAML 1.1 reads as booleans."""
_ITSELF = frozenset(("owner", "the owner", "itself", "myself", "self", "same"))
"""Words that refer to somebody named elsewhere in the same document."""
_WORD = re.compile(r"[^\W_][\w.'\u2019-]*\w|\w")
_LONGEST_NAME = 3
"""The most words of a remark that are looked up as one name."""
_LONGEST_JOINT = 3
"""The most letters of a word that joins two names."""
_UNSEEN = ("Cc", "Cf")
"""The categories of control and format characters."""
PEOPLE_KINDS = ("person", "role", "team")
_ACTING = ("team", "role", "agent")


class Spoken(Struct, frozen=True):
    """A name as written: the kinds it may be of, its id, the `kind:` before it and the `@version` behind it, if any.

    `wrong` is a `kind:` before it of which it cannot be; it is no part of how the name is to be written.
    """

    kinds: tuple[str, ...]
    id: str
    prefix: str = ""
    pin: str = ""
    wrong: str = ""

    def near(self, graph: DocGraph, path: str = "") -> str | None:
        """How to write the record that the name may be a slip for, or None; several with commas.

        A link to the page of a record means it; `path` is that of the document in which the name stands."""
        unseen = self._unseen(graph)
        if unseen:
            return unseen
        if self.elsewhere(graph) is not None:
            return None
        if entity := _ENTITY.fullmatch(self.id):
            named = graph.get(entity[1], *self.kinds)
            return named.id if named else None
        addressee = addressee_of(graph, self.id, *self.kinds)
        if addressee:
            return addressee.id
        linked = _LINK.fullmatch(self.id)
        if linked:
            on_page = self._on_page(graph, path, linked[2])
            return f"{self.prefix}{on_page}" if on_page else replace(self, id=linked[1]).near(graph)
        if "~~" in self.id:
            left = _STRUCK.sub("", self.id).strip()
            return replace(self, id=left).near(graph, path) if left and "~~" not in left else None
        several = self.several(graph)
        if several:
            return ", ".join(several)
        remarked = self.remarked(graph)
        if remarked:
            return f"{self.prefix}{remarked[0].id}"
        # `ana.silva interim`: an id with more behind it
        first = self.id.split(maxsplit=1)[0].rstrip(",;:") if self.id.strip() else ""
        known = graph.get(first, *self.kinds) if first != self.id and is_id(first) else None
        found = known.id if known else graph.suggestions.nearest(self.id, *self.kinds)
        return f"{self.prefix}{found}{self.pin}" if found else None

    def elsewhere(self, graph: DocGraph) -> Record | None:
        """The team, role or agent of this name, which is of a kind that is not asked for here."""
        others = tuple(kind for kind in _ACTING if kind not in self.kinds) if self.kinds else ()
        return graph.get(self.id, *others) if others else None

    def _unseen(self, graph: DocGraph) -> str:
        """How to write the name without the characters that nobody sees, if it means a record then."""
        seen = "".join(sign for sign in self.id if unicodedata.category(sign) not in _UNSEEN)
        known = graph.get(seen, *self.kinds) if seen != self.id else None
        return f"{self.prefix}{known.id}{self.pin}" if known else ""

    def _on_page(self, graph: DocGraph, path: str, href: str) -> str:
        """The id of the one record, of a kind that the name may be of, on the page that a link leads to."""
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href.partition("#")[0])))
        kinds = self.kinds or tuple(BY_NAME)
        named = [record.id for record in graph.records if record.path == there and record.kind in kinds]
        return named[0] if len(named) == 1 else ""

    def remarked(self, graph: DocGraph) -> tuple[Record, str] | None:
        """The record that is named before a remark, and the remark: `Anna Schmidt (CTO)`."""
        for found in REMARK.finditer(self.id):
            known = graph.get(self.id[: found.start()], *self.kinds)
            if known is not None:
                return known, self.id[found.start() :].strip()
        return None

    def several(self, graph: DocGraph) -> list[str]:
        """The names that are written here as one: `ana.silva and sam.lee`, or two ids with a space."""
        if _ENTITY.fullmatch(self.id):
            return []
        parts = [part for part in _AND.split(self.id) if part]
        known = [graph.get(part, *self.kinds) for part in parts]
        if len(parts) > 1 and any(known):
            return [record.id if record else part for record, part in zip(known, parts, strict=True)]
        for names in (self.id.split(), _joined(self.id)):
            apart = [graph.get(part, *self.kinds) for part in names]
            if len(apart) > 1 and all(apart):
                return [record.id for record in apart if record]
        return []

    def sure(self, graph: DocGraph) -> str:
        """How to write the record that the name is a slip for; empty if that is a guess, or it would name people."""
        unseen = self._unseen(graph)
        if unseen:
            return unseen
        remarked = self.remarked(graph)
        if remarked:
            matters = says_gone(remarked[1]) or names_somebody(graph, remarked[1])
            return "" if matters or self.several(graph) else f"{self.prefix}{remarked[0].id}"
        found = None if {*PEOPLE_KINDS} & {*self.kinds} else graph.suggestions.single_edit(self.id, *self.kinds)
        people = bool(found) and not self.kinds and graph.get(found or "", *PEOPLE_KINDS) is not None
        return f"{self.prefix}{found}" if found and not people else ""

    @property
    def adding(self) -> str:
        """The edit that makes a record of the name."""
        nobody = (is_nobody(self.id) or fold(self.id) in _ITSELF) and "person" in self.kinds
        if nobody or _ENTITY.fullmatch(self.id) or self.id.lower() in _TRUTH or not any(map(str.isalnum, self.id)):
            return f"write a valid {either(self.kinds) or 'record'} id"
        words = [f"`kind: {name}`" if name == self.kinds[0] else f"`{name}`" for name in self.kinds] or ["a `kind`"]
        comma = "," if len(words) > 1 else ""
        made = self.id if is_id(self.id) else slugify(self.id) if _PLAIN.fullmatch(self.id) else ""
        if not made:
            return f"add a document with {either(words)}, and write its id here"
        here = f", and write `{made}` here" if made != self.id or self.wrong else ""
        return f"add a document with {either(words)}{comma} and `id: {made}`{here}"


def _joined(text: str) -> list[str]:
    """The names between short words such as `et`, `y` or `og`, in whatever language they join names."""
    words = text.split()
    inner = range(1, len(words) - 1)
    cuts = [at for at in inner if len(words[at]) <= _LONGEST_JOINT and words[at].isalpha() and words[at].islower()]
    ends = zip([-1, *cuts], [*cuts, len(words)], strict=True)
    return [" ".join(words[begin + 1 : end]) for begin, end in ends]


def names_somebody(graph: DocGraph, remark: str) -> bool:
    """Whether a remark behind a name holds another name, which an edit must not delete."""
    words = _WORD.findall(remark)
    runs = (" ".join(words[at : at + count]) for count in range(1, _LONGEST_NAME + 1) for at in range(len(words)))
    return any(graph.get(run, *PEOPLE_KINDS) for run in runs)


def addressee_of(graph: DocGraph, text: str, *kinds: str) -> Record | None:
    """The record whose mail address `text` is: by its contact, or by the part before the `@`."""
    local, at, domain = text.partition("@")
    if not (local and at and domain):
        return None
    by_contact = [person for person in graph.all(Person) if person.contact and fold(person.contact) == fold(text)]
    found = by_contact[0] if len(by_contact) == 1 else graph.get(local, *kinds)
    return found if found is not None and found.kind in (kinds or BY_NAME) else None


def spoken(text: str, kinds: tuple[str, ...]) -> Spoken:
    """`text` taken apart where records of `kinds` (empty: of any kind) are expected."""
    before, colon, after = text.partition(":")
    kind = lookup_kind(before)[0] if colon else None
    if kind is None:
        spoken = Spoken(kinds, text)
    elif kinds and kind.kind not in kinds:
        spoken = Spoken(kinds, after.strip(), wrong=f"{before}:")
    else:
        spoken = Spoken((kind.kind,), after.strip(), f"{kind.kind}:")
    if spoken.kinds != ("context-pack",):
        return spoken
    id, at, version = spoken.id.partition("@")
    return replace(spoken, id=id, pin=f"{at}{version}")
