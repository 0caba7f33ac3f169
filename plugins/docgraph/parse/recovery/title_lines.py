"""Fast tests of whether a body may contain records.

Can be wrongly true, never wrongly false.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from docgraph.kinds import KINDS, Agent
from docgraph.model.record import Record
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.recovery.printed_forms import is_named_in

PRINTED = [kind for kind in KINDS if "owner" in kind.labels]
"""The kinds whose printed form names an owner."""
_FORM = re.compile(
    r"^[ \t>]{0,20}(?:#{1,6}|<h[1-6]\b|<summary\b|!!!|\?\?\?|===)[^\n:–—]{1,260}(?=[:–—])"
    r"|^[^\n:–—]{1,80}(?=[:–—][^\n]{1,200}\r?\n[ \t>]{0,20}[=-]+[ \t]*\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that may be the title of a printed form, up to the colon or dash after the kind."""
_BARE = re.compile(
    r"^[ \t>#]{0,26}(?:<h[1-6]\b[^<>]{0,200}>)?\W{0,4}(?:(?:agent|outcome)[ -](?:hiring[ -])?|hiring[ -])"
    r"(?:packet|card|form|sheet|profile)\W{0,4}(?:\(|</h|\{|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that may be the title of a printed form without a name, or with one in brackets."""
_OWNER = re.compile(
    r"(?<![^\W_])(?:owners?(?: (?:person|human|name))?|primary|accountable(?: (?:person|human|name))?|holder|held[ -]by"
    r"|owned[ -]by|ownership|owner[ \t]*(?:&|and)[^\n|:]{1,20})(?:[ \t]*\([^()\n]{1,40}\))?[ \t*_`\"]{0,6}"
    r"(?:[:|–—<-]|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A label of an owner."""


def may_hold_records(content: str) -> bool:
    """Whether a body may have titles of printed forms."""
    return any(is_named_in(kind, line[0]) for line in _FORM.finditer(content) for kind in PRINTED)


def may_repeat_forms(kind: type[Record], content: str) -> bool:
    """Whether at least two lines of a body may be titles of printed forms of `kind`."""
    found = (line for line in _FORM.finditer(content) if is_named_in(kind, line[0]))
    return len([*islice(found, 2)]) == 2


def kinds_in(content: str, start: int, own: str, listed: bool) -> list[type[Record]]:
    """The kinds of records that a body may contain.

    `own` is the kind of the document. `listed` means that the document lists several records.
    """
    has_owner, is_bare = _OWNER.search(content, start), _BARE.search(content, start)
    titles = [line[0] for line in _FORM.finditer(content, start)]
    if not has_owner and not is_bare and not titles:
        return []
    body = content[start:] if has_owner else ""
    return [
        kind
        for kind in PRINTED
        if any(is_named_in(kind, title) for title in titles)
        or (kind in SIGNS and is_bare)
        or (kind in SIGNS and has_owner and ((listed and own in (kind.kind, "")) or _signs(kind).search(body)))
    ]


@cache
def _signs(kind: type[Record]) -> re.Pattern[str]:
    """Matches labels that only this kind has."""
    words = {key.replace("-", "[ -]") for key in SIGNS[kind]} | ({"boundaries", "won.t do"} if kind is Agent else set())
    return re.compile("|".join(sorted(words)), re.IGNORECASE)
