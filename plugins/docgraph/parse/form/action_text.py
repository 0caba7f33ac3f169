"""Parses the text of an incident's action: `add an alert (tom.berg, due 2026-10-15)`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docgraph.model.field_types import means_none
from docgraph.parse.comma_list import split_outside_brackets
from docgraph.parse.form.action_words import (
    CLOSED,
    COLUMN_WORDS,
    DONE,
    DUE,
    DUE_ONLY,
    GIVEN,
    ON,
    OPEN,
    OWNER_COLUMN,
    OWNS,
    SEE,
)

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE = (
    r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|[-/ ]?[QH][1-4]|[/.][0-9]{1,2}[/.][0-9]{1,2})"
    r"|[QH][1-4][ /-]?[0-9]{4}|[0-9]{1,2}[/.] ?[0-9]{1,2}[/.] ?[0-9]{4}"
    r"|[0-9]{1,2}\.? [^\W\d_]{3,9}\.? [0-9]{4}|[^\W\d_]{3,9}\.? [0-9]{1,2},? [0-9]{4})(?![\w-])"
)
"""A day, month, quarter or half-year: `2026-10-15`, `2026-10`, `2026-Q4`, `Q4 2026`."""
_DUE = re.compile(rf"[,;(，；（]?\s*\b{DUE}\b(?: date)?\s?[:：]?\s*(?:{ON}\s+)?({_DATE})", re.IGNORECASE)
_DUE_OTHERWISE = re.compile(rf"{DUE_ONLY}\b(?! to\b)(?: date)?\s?[:：]?\s*(.+)", re.IGNORECASE)
"""A due date that is not a valid date: `due Friday`."""
_ENDS_IN_DAY = re.compile(rf"[^\W\d_]+ {_DAY}")
_DONE = re.compile(rf"[,;(]?\s*\b{DONE}\b\s?:?\s*(?:{ON}\s+)?({_DAY})", re.IGNORECASE)
_NAME = r"\[\[[^\[\]]{1,200}\]\]|[^\W_][\w.'-]*(?: [^\W_][\w.'-]*){0,5}"
_OWNER = re.compile(rf"[,;(，；（]?\s*\b(?:{OWNS}\s?[:：]|{GIVEN}\s?[:：]?)\s*@?({_NAME})", re.IGNORECASE)
_OWNER_BEFORE = re.compile(rf"(?:{OWNS}|{GIVEN})(?:\s?[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
"""The words before the name in `owner Ben Bell`."""
_AT = re.compile(r"(?<!\w)@([^\W_][\w.-]*)")
_SEGMENT = re.compile(
    r"\s*[(（]((?:[^()（）]|\([^()（）]*\))*+)[)）]|\s[—–-]{1,2}\s+([^—–()（）]*?)(?=\s[—–-]{1,2}\s|\s*[(（]|\s*\Z)"
)
"""Text in brackets, as in `add an alert (tom)`, or after a dash, as in `add an alert — tom`.

The text in brackets may contain one more pair of brackets.
"""
_PART = re.compile(rf"@?({_NAME})\.?\Z")
_OTHER_WORD = re.compile(rf"(?:{DUE}|{DONE}|owner|{SEE})\b|{_DATE}", re.IGNORECASE)
_TICKET = r"#?[0-9]+|[A-Z][A-Z0-9]*-?[0-9]+"
_NOISE = re.compile(rf"(?::[a-z0-9_+-]{{1,40}}:|(?:{_TICKET})(?!\w)|[^\w()（）\[\]])*+")
"""Text that is ignored after the owner and the due date: a ticket id, a priority, an emoji."""
_POINTS_TO_TICKET = re.compile(
    rf"(?!(?:{_DATE})\Z)(?:(?i:{SEE}|ticket|issue|jira|pr|mr)\b:?\s*)?"
    rf"(?:\[?(?:{_TICKET})\]?(?: \([^()]*\))?|[\w./-]+[#!][0-9]+|<?https?://\S+)"
)
"""A reference to a ticket or a change: `OPS-1`, `PR #12`."""
_LEFT_ALONE = (".", ",", ";", ":")
"""Punctuation that may remain as a separate word after a date or a name is removed from the text."""
_COMMAS = re.compile(r"[,;，；、]")
_AND = re.compile(r"(?<!\s)\s+(?:[/&+]|and)\s+")
_MOST_PARTS = 32
"""Maximum number of comma-separated items in the brackets and dashes of one action, counted from its end."""
_BETWEEN_NAMES = re.compile(r"[,;]|\s(?:[/&+]|and)\s")
_SEPARATOR = re.compile(rf"[，；、]|{_BETWEEN_NAMES.pattern}")
TICK = r"(?:[✅✔✓☑]\ufe0f?|:[\w-]*check[\w-]*:|\[[xX]\])"
_TICKED = re.compile(rf"(?:{TICK})+")
_SYMBOLS = ("So", "Sk", "Mn")  # Unicode categories of symbols, skin tones and variation selectors
_IS_DONE = re.compile(rf"{TICK}|[xy]\Z|100 ?%|(?:{DONE}|{CLOSED}|yes|complete|live)\b", re.IGNORECASE)
_STATE = re.compile(rf"{DONE}|{CLOSED}|{OPEN}|(?:{TICK})+", re.IGNORECASE)
"""A status: `in progress`."""
_DONE_PART = re.compile(rf"{DONE}|(?:{TICK})+", re.IGNORECASE)
_CLOSED_PART = re.compile(CLOSED, re.IGNORECASE)
"""A status that means "done" if the brackets also name an owner: `fixed` in `(tom, fixed)`."""
_DROPPED = re.compile(
    r"(?:won['’]?t ?(?:do|fix)|cancell?ed|dropped|rejected|abandoned|obsolete|superseded|duplicate)\b", re.IGNORECASE
)
_LONGEST_NAME, _SPACES = 60, 3
_TIME = re.compile(r"time(?:stamp)?\b", re.IGNORECASE)
_OWNER_HEAD = re.compile(rf"{OWNER_COLUMN}|assigned to|owned by|(?:responsible )?(?:person|party)|person responsible")


class Assigned(Struct, frozen=True):
    """A parsed action: its text, owners, due date, and `done`.

    `done` is the date on which the action was done. It is `true` if the date is unknown, and empty if the action is
    open.
    """

    what: str
    owner: tuple[str, ...] = ()
    due: str = ""
    done: str = ""

    def ticked(self) -> Assigned:
        """A copy of the action marked as done. A known date is kept."""
        return replace(self, done=self.done or "true")


class _Tail(Struct, frozen=True):
    """The owner, due date and status in one pair of brackets or after one dash.

    - `parts` is the number of comma-separated items, without tickets and status words.
    - `sure` is set if a word such as `due` or an `@` shows that this is not ordinary text.
    """

    owner: tuple[str, ...] = ()
    due: str = ""
    done: str = ""
    parts: int = 0
    sure: bool = False


def assigned(text: str) -> Assigned:
    """Parse the text of an action: `add an alert (tom.berg, due 2026-10-15)` or `add an alert — tom.berg — 2026-10-15`.

    A check mark at the start or end means that the action is done. Ticket ids at the end are ignored.

    The owner and due date are read from the last brackets (or text after a dash) with a date, an `@name` or `owner:`,
    else from brackets at the end with only a name.
    """
    text, ticked = _unticked(text)
    segments = list(_SEGMENT.finditer(text))[-_MOST_PARTS:]
    tails = _tails([segment[1] or segment[2] or "" for segment in segments])
    found, what = _Tail(), text
    owner: tuple[str, ...] = ()
    ends, behind = True, len(text)
    for place in reversed(range(len(segments))):
        tail, segment = tails[place], segments[place]
        ends = ends and bool(_NOISE.fullmatch(text, segment.end(), behind))
        behind = segment.start()
        is_name = bool(tail.owner) and tail.parts == 1 and segment[1] is not None
        if tail.sure or (ends and (tail.due or is_name)):
            at, owner = _beside(segments, tails, place)
            found, what = tail, text[: segments[at].start()]
            break
        if ends and tail.done:
            what = text[: segment.start()]
    is_done = ticked or any(tail.done for tail in tails)
    due, done = (None if found.due else _DUE.search(what)), _DONE.search(what)
    for match in (due, done):
        what = what.replace(match[0], " ") if match else what
    named = None if owner else _OWNER.search(what) or _AT.search(what)
    what = what.replace(named[0], " ") if named else what
    return Assigned(
        " ".join(word for word in what.split() if word not in _LEFT_ALONE).strip(" ,;:–—-"),
        tuple(map(_plain_name, (named[1],) if named else owner)),
        due[1] if due else found.due,
        next((tail.done for tail in tails if tail.done not in ("", "true")), done[1] if done else "")
        or ("true" if is_done else ""),
    )


def _tails(contents: Sequence[str]) -> list[_Tail]:
    parts, tails = 0, []
    for content in reversed(contents):
        parts += 1 + (len(_SEPARATOR.findall(content)) if parts < _MOST_PARTS else 0)
        tails.append(_tail(content) if parts <= _MOST_PARTS else _Tail())
    return tails[::-1]


def _beside(segments: Sequence[re.Match[str]], tails: Sequence[_Tail], place: int) -> tuple[int, tuple[str, ...]]:
    """Find the owner's names in the segment at index `place`, else in a segment directly before or after it.

    Returns the names, and the index of the first segment that is not part of the action's text.
    """
    if tails[place].owner:
        return place, tails[place].owner
    for other in (place - 1, place + 1):
        near = tails[other] if 0 <= other < len(tails) else _Tail()
        is_next = near.owner and segments[max(place, other)].start() == segments[min(place, other)].end()
        if is_next and near.parts == 1 and not near.due and all(map(_is_spelled_as_name, near.owner)):
            return min(place, other), near.owner
    return place, ()


def _is_spelled_as_name(name: str) -> bool:
    """Whether a string may be a name: a single word or capitalized words. False for `add alerts`."""
    words = name.split()
    return len(words) == 1 or name.startswith("[[") or all(word[0] == word[0].upper() for word in (words[0], words[-1]))


def _tail(content: str) -> _Tail:
    due, done = _DUE.search(content), _DONE.search(content)
    left = content
    for match in (due, done):
        left = left.replace(match[0], ";", 1) if match else left
    labelled = _labelled(left, is_dated=due is not None)
    label = None if labelled else _OWNER.search(left)
    left = left.replace(label[0], ";", 1) if label else left
    every = [part for part in map(str.strip, _COMMAS.split(left)) if part]
    parts = [part for part in every if not (_STATE.fullmatch(part) or _POINTS_TO_TICKET.fullmatch(part))]
    day = next((part for part in parts if re.fullmatch(_DATE, part)), "")
    otherwise = next((found[1] for part in parts if (found := _DUE_OTHERWISE.fullmatch(part))), "")
    # `bis 2026-12-01`: a date after an unknown word is passed on as it is, so that validation reports it
    otherwise = otherwise or next((part for part in parts if not day and _ENDS_IN_DAY.fullmatch(part)), "")
    owners = next((names for part in parts if (names := _names(part))), ())
    is_done = any(_DONE_PART.fullmatch(part) or (owners and _CLOSED_PART.fullmatch(part)) for part in every)
    day = due[1] if due else day or (otherwise if owners and not means_none(otherwise) else "")
    return _Tail(
        labelled or ((label[1],) if label else owners),
        day,
        done[1] if done else "true" if is_done else "",
        len(parts),
        bool(due or done or labelled or label or (owners and (otherwise or "@" in left))),
    )


def _labelled(content: str, *, is_dated: bool) -> tuple[str, ...]:
    """The names after `owner` or a synonym in the text of brackets: `owner Ben Bell`. Empty for `owner decides`."""
    for part in map(str.strip, _COMMAS.split(content)):
        before = _OWNER_BEFORE.match(part)
        names = _names(part[before.end() :]) if before else ()
        is_plain = is_dated or bool(before and before[0].strip().endswith((":", "：")))
        if names and all(_is_spelled_as_name(name) and (is_plain or not name.islower()) for name in names):
            return names
    return ()


def _names(part: str) -> tuple[str, ...]:
    """The names in `tom and anna`; empty if the text is not only names."""
    found = [name[1] for name_text in _AND.split(part) if (name := _PART.match(name_text))]
    is_other = any(
        _OTHER_WORD.match(name)
        or re.fullmatch(_TICKET, name)
        or len(name) >= _LONGEST_NAME
        or (name.count(" ") > _SPACES and not _is_spelled_as_name(name))
        for name in found
    )
    return () if is_other or len(found) != len(_AND.split(part)) else tuple(found)


def _unticked(text: str) -> tuple[str, bool]:
    """The text without a check mark at its start or end, and whether it had one."""
    before = _TICKED.match(text)
    text = text[before.end() :].lstrip() if before else text
    last = text.rsplit(maxsplit=1)
    is_behind = len(last) > 1 and bool(_TICKED.fullmatch(last[1]))
    return (last[0] if is_behind else text), bool(before) or is_behind


def columns_of(heads: Sequence[str]) -> dict[str, int]:
    """The column of each key (`what`, `owner`, `due`, …) in a table of actions, as an index from 0.

    `heads` are the headers of the table. Empty for a timeline, which has a column for the time.
    """
    found: dict[str, int] = {}
    if any(_TIME.match(head) for head in heads):
        return found
    for place, head in enumerate(heads):
        shown = head.strip(" :?").lower()
        for key, words in COLUMN_WORDS.items():
            if shown in words:
                found.setdefault(key, place)
        if _OWNER_HEAD.fullmatch(shown):
            found.setdefault("owner", place)
    return found


def assigned_in_cells(cells: Mapping[str, str]) -> Assigned:
    """Parse a table row as an action. `cells` maps each key, such as `owner`, to the text of a cell.

    Symbols after the due date are dropped; a check mark there means "done". Validation reports an invalid due date.
    """
    filled = {key: "" if means_none(cell) and key != "what" else cell.strip() for key, cell in cells.items()}
    cell = filled.get("owner", "")
    names = re.split(r"\s+(?=@)", cell) if cell.startswith("@") else [cell]
    parts = (part for name in names for part in split_outside_brackets(name, _BETWEEN_NAMES))
    owners = [_plain_name(part) for part in parts if part.strip()]
    due, signs = _date_and_signs(filled.get("due", ""))
    done = filled.get("done", "") or signs
    day = re.search(_DAY, done)
    return Assigned(
        filled.get("what", ""),
        tuple(owners),
        due,
        day[0] if day else "true" if _IS_DONE.match(done) else "",
    )


def _date_and_signs(cell: str) -> tuple[str, str]:
    """Split `2026-10-01 ✅` into the date and the symbols after it. Other text is not split."""
    found = re.match(_DATE, cell)
    signs = cell[found.end() :].strip() if found else ""
    is_split = all(unicodedata.category(sign) in _SYMBOLS for sign in signs if not sign.isspace())
    return (found[0], signs) if found and is_split else (cell, "")


def is_dropped(status: str) -> bool:
    """Whether a status means that the action will never be done: `won't do`, `cancelled`."""
    return bool(_DROPPED.match(status))


def _plain_name(name: str) -> str:
    """A name without wiki link brackets, a leading `@` and a trailing full stop."""
    return re.sub(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]", r"\1", name).strip().removeprefix("@").rstrip(".")
