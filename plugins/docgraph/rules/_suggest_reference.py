"""Finds the record that an unresolved name may refer to, and the fix."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.resolver import REMARK, is_nobody
from docgraph.kinds import BY_NAME, lookup_kind
from docgraph.kinds.person import Person, says_gone
from docgraph.model.record import Record
from docgraph.rules._phrases import either, kind_phrase
from docgraph.text.slug import fold, is_id, slugify
from docgraph.text.yaml_quote import quote_in_flow

_AND = re.compile(r"(?<!\s)\s*[;&+/]\s*|(?<!\s)\s+(?:and|und)\s+", re.IGNORECASE)
_ENTITY = re.compile(r"(?:user|group|component|team):(?:[\w.-]+/)?([\w.-]+)", re.IGNORECASE)
"""A reference in the format of a service catalogue: `user:default/jane.doe`."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,500})\)")
_STRUCK = re.compile(r"~~[^~]*~~")
_PLAIN = re.compile("[\\w\u0300-\u036f .,'\u2019&/:@-]+")
"""Text that can become an id: letters, digits, and the punctuation found in names."""
_TRUTH = frozenset(("yes", "no", "on", "off", "true", "false"))
"""Words that YAML 1.1 parses as booleans."""
_ITSELF = frozenset(("owner", "the owner", "itself", "myself", "self", "same"))
"""Words that refer to somebody named elsewhere in the same document."""
_WORD = re.compile(r"[^\W_][\w.'\u2019-]*\w|\w")
_LONGEST_NAME = 3
"""The maximum number of words in a name."""
_MOST_NAMES = 10
"""The maximum number of names in one text."""
_LONGEST_JOINT = 3
"""The maximum length of a word that joins two names."""
_UNSEEN = ("Cc", "Cf")
"""Unicode categories of invisible characters: control and format."""
PEOPLE_KINDS = ("person", "role", "team")
_ACTING = ("team", "role", "agent")


class ParsedName(Struct, frozen=True):
    """The text of a reference, split into its parts.

    `kinds` are the kinds of record that are allowed. `id` is the name without the `kind:` before it (`prefix`) and
    without the `@version` after it (`pin`). `wrong` is a `kind:` that is not allowed; suggestions leave it out.
    """

    kinds: tuple[str, ...]
    id: str
    prefix: str = ""
    pin: str = ""
    wrong: str = ""

    def suggestion(self, graph: DocGraph, path: str = "") -> str | None:
        """The reference that was probably intended; None if no record fits.

        Several references are separated by commas. If the name is a Markdown link to a file, `path` is the document
        that contains the link.
        """
        cleaned = self._without_invisible(graph)
        if cleaned:
            return cleaned
        if self.record_of_other_kind(graph) is not None:
            return None
        if entity := _ENTITY.fullmatch(self.id):
            named = graph.get(entity[1], *self.kinds)
            return named.id if named else None
        addressee = addressee_of(graph, self.id, *self.kinds)
        if addressee:
            return addressee.id
        linked = _LINK.fullmatch(self.id)
        if linked:
            on_page = graph.names.pages.linked(linked[2], path, self.kinds)
            return f"{self.prefix}{on_page.id}" if on_page else replace(self, id=linked[1]).suggestion(graph)
        if "~~" in self.id:
            left = _STRUCK.sub("", self.id).strip()
            return replace(self, id=left).suggestion(graph, path) if left and "~~" not in left else None
        several = self.split_names(graph)
        if several:
            return ", ".join(several)
        remarked = self.split_remark(graph)
        if remarked:
            return f"{self.prefix}{remarked[0].id}"
        # `ana.silva interim`: an id followed by other words
        first = self.id.split(maxsplit=1)[0].rstrip(",;:") if self.id.strip() else ""
        known = graph.get(first, *self.kinds) if first != self.id and is_id(first) else None
        found = known.id if known else graph.suggestions.nearest(self.id, *self.kinds)
        return f"{self.prefix}{found}{self.pin}" if found else None

    def record_of_other_kind(self, graph: DocGraph) -> Record | None:
        """The team, role or agent with this name, if that kind is not allowed; else None."""
        others = tuple(kind for kind in _ACTING if kind not in self.kinds) if self.kinds else ()
        return graph.get(self.id, *others) if others else None

    def _without_invisible(self, graph: DocGraph) -> str:
        if self.id.isprintable():
            return ""
        seen = "".join(sign for sign in self.id if unicodedata.category(sign) not in _UNSEEN)
        known = graph.get(seen, *self.kinds) if seen != self.id else None
        return f"{self.prefix}{known.id}{self.pin}" if known else ""

    def split_remark(self, graph: DocGraph) -> tuple[Record, str] | None:
        """The record and the remark in `Anna Schmidt (CTO)`: the person Anna Schmidt, and `(CTO)`.

        None if no record has the name before the remark.
        """
        for found in islice(REMARK.finditer(self.id), _MOST_NAMES):
            known = graph.get(self.id[: found.start()], *self.kinds)
            if known is not None:
                return known, self.id[found.start() :].strip()
        return None

    def split_names(self, graph: DocGraph) -> list[str]:
        """The ids of several names in one text, such as `ana.silva and sam.lee`.

        A name that does not resolve is returned unchanged. Empty if the text is a single name.
        """
        if _ENTITY.fullmatch(self.id):
            return []
        parts = [part for part in _AND.split(self.id, _MOST_NAMES) if part]
        known = [graph.get(part, *self.kinds) for part in parts] if 1 < len(parts) <= _MOST_NAMES else []
        if any(known):
            return [record.id if record else part for record, part in zip(known, parts, strict=True)]
        for names in (self.id.split(maxsplit=_MOST_NAMES), _joined(self.id)):
            apart = [graph.get(part, *self.kinds) for part in names] if 1 < len(names) <= _MOST_NAMES else []
            if apart and all(apart):
                return [record.id for record in apart if record]
        return []

    def safe_replacement(self, graph: DocGraph) -> str:
        """The reference that an automatic fix may write in place of the name; empty if none is safe.

        The misspelled name of a person, role or team is not replaced, because the fix could assign the wrong person.
        """
        cleaned = self._without_invisible(graph)
        if cleaned:
            return cleaned
        remarked = self.split_remark(graph)
        if remarked:
            matters = says_gone(remarked[1]) or names_somebody(graph, remarked[1])
            return "" if matters or self.split_names(graph) else f"{self.prefix}{remarked[0].id}"
        found = None if {*PEOPLE_KINDS} & {*self.kinds} else graph.suggestions.single_edit(self.id, *self.kinds)
        people = bool(found) and not self.kinds and graph.get(found or "", *PEOPLE_KINDS) is not None
        return f"{self.prefix}{found}" if found and not people else ""

    def fix_by_adding(self, graph: DocGraph, *, as_title: bool = False) -> str:
        """The fix line for a name that no record has: add a document for it, or write a valid id.

        With `as_title`, the name becomes the title of the new document, so the reference can stay as it is.
        """
        other = self.record_of_other_kind(graph)
        if other:
            return f"write a valid {kind_phrase(*self.kinds)} id, not {other.kind} `{other.id}`"
        if "://" in self.id:
            return f"write a valid {kind_phrase(*self.kinds) or 'record'} id in place of the URL"
        nobody = (is_nobody(self.id) or fold(self.id) in _ITSELF) and "person" in self.kinds
        if nobody or _ENTITY.fullmatch(self.id) or self.id.lower() in _TRUTH or not any(map(str.isalnum, self.id)):
            return f"write a valid {kind_phrase(*self.kinds) or 'record'} id"
        words = [f"`kind: {name}`" if name == self.kinds[0] else f"`{name}`" for name in self.kinds] or ["a `kind`"]
        comma = "," if len(words) > 1 else ""
        if as_title and self.id:
            return f"add a document with {either(words)}{comma} and `title: {quote_in_flow(self.id)}`"
        made = self.id if is_id(self.id) else slugify(self.id) if _PLAIN.fullmatch(self.id) else ""
        if not made:
            return f"add a document with {either(words)}, and write its id here"
        here = f", and write `{made}` here" if made != self.id or self.wrong else ""
        return f"add a document with {either(words)}{comma} and `id: {made}`{here}"


def _joined(text: str) -> list[str]:
    words = text.split()
    inner = range(1, len(words) - 1)
    cuts = [at for at in inner if len(words[at]) <= _LONGEST_JOINT and words[at].isalpha() and words[at].islower()]
    ends = zip([-1, *cuts], [*cuts, len(words)], strict=True)
    return [" ".join(words[begin + 1 : end]) for begin, end in ends]


def names_somebody(graph: DocGraph, remark: str) -> bool:
    """Whether a remark contains a name, so that a fix must not delete it."""
    words = _WORD.findall(remark)
    runs = (" ".join(words[at : at + count]) for count in range(1, _LONGEST_NAME + 1) for at in range(len(words)))
    return any(graph.get(run, *PEOPLE_KINDS) for run in runs)


def addressee_of(graph: DocGraph, text: str, *kinds: str) -> Record | None:
    """The record for a mail address, such as `jane.doe@example.org`.

    It is the person with this `contact`, else the record that has the name before the `@`.
    """
    local, at, domain = text.partition("@")
    if not (local and at and domain):
        return None
    by_contact = [person for person in graph.all(Person) if person.contact and fold(person.contact) == fold(text)]
    found = by_contact[0] if len(by_contact) == 1 else graph.get(local, *kinds)
    return found if found is not None and found.kind in (kinds or BY_NAME) else None


def parse_name(text: str, kinds: tuple[str, ...]) -> ParsedName:
    """Split a name into its parts. `kinds` are the allowed kinds of record (empty: any)."""
    before, colon, after = text.partition(":")
    kind = lookup_kind(before)[0] if colon else None
    if kind is None:
        name = ParsedName(kinds, text)
    elif kinds and kind.kind not in kinds:
        name = ParsedName(kinds, after.strip(), wrong=f"{before}:")
    else:
        name = ParsedName((kind.kind,), after.strip(), f"{kind.kind}:")
    if name.kinds != ("context-pack",):
        return name
    id, at, version = name.id.partition("@")
    return replace(name, id=id, pin=f"{at}{version}")
