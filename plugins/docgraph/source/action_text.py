"""Takes an action apart, as people write it behind a check box: `add an alert (tom.berg, due 2026-10-15)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docgraph.model.values import says_nothing

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DUE = re.compile(rf"[,;(]?\s*\b(?:due|by|until|before|deadline)\b(?: date)?:?\s*(?:on\s+)?({_DAY})", re.IGNORECASE)
_DONE = re.compile(rf"[,;(]?\s*\bdone\b:?\s*(?:on\s+)?({_DAY})", re.IGNORECASE)
_NAME = r"\[\[[^\[\]]{1,200}\]\]|[^\W_][\w.'-]*(?: [^\W_][\w.'-]*){0,3}"
_OWNER = re.compile(rf"[,;(]?\s*\b(?:(?:owner|assignee|who):|assigned to:?)\s+@?({_NAME})", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)@([^\W_][\w.-]*)")
_TAIL = re.compile(r"\s*(?:\(([^()]*)\)|\s[—–-]{1,2}\s+([^—–()]*))[.\s]*\Z")
"""What stands behind an action in brackets or behind a dash."""
_PART = re.compile(rf"@?({_NAME})\Z")
_LONGEST_NAME = 60
_COLUMNS = {
    "what": {
        "action",
        "actions",
        "action item",
        "what",
        "task",
        "item",
        "follow-up",
        "follow up",
        "description",
        "todo",
    },
    "owner": {"owner", "owners", "who", "assignee", "assigned to", "person"},
    "due": {"due", "due date", "due by", "deadline", "by", "until", "target date", "by when"},
    "done": {"done", "status", "state", "completed", "done on"},
}
_IS_DONE = frozenset(("done", "yes", "closed", "completed", "complete", "finished", "x", "[x]", "✅", "✔", "✓", "☑"))


class Assigned(Struct, frozen=True):
    """An action: what is to be done, by whom, until when, and whether it is done (a day, `true`, or empty)."""

    what: str
    owner: tuple[str, ...] = ()
    due: str = ""
    done: str = ""

    def ticked(self) -> Assigned:
        """The action, done."""
        return replace(self, done=self.done or "true")


def assigned(text: str) -> Assigned:
    """The parts of an action in one text. What cannot be told apart stays in `what`."""
    due, done = _DUE.search(text), _DONE.search(text)
    owner = _OWNER.search(text) or _AT.search(text)
    tail = _TAIL.search(text)
    parts = [part.strip() for part in re.split(r"[,;]", (tail[1] or tail[2] or "") if tail else "")]
    day = next((part for part in parts if re.fullmatch(_DAY, part)), "")
    names = [part[1] for part in map(_PART.match, parts) if part and len(part[1]) < _LONGEST_NAME]
    names = [
        name for name in names if not re.match(rf"(?:due|by|until|before|deadline|done|owner)\b|{_DAY}", name, re.I)
    ]
    marked = due or done or day or owner or (tail and tail[1] is not None and len(parts) == 1)
    named = owner[1] if owner else names[0] if names and marked else ""
    what = text[: tail.start()] if tail and (named in tail[0] or due or day) and marked else text
    for found in (due, done, owner):
        what = what.replace(found[0], " ") if found else what
    return Assigned(
        " ".join(what.split()).strip(" ,;–—-"),
        (_plain_name(named),) if named else (),
        due[1] if due else day,
        done[1] if done else "",
    )


def columns_of(heads: Sequence[str]) -> dict[str, int]:
    """Which column of a table says what: the first one of each meaning."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        for key, words in _COLUMNS.items():
            if head.strip(" :?").lower() in words:
                found.setdefault(key, place)
    return found


def assigned_in_cells(cells: Mapping[str, str]) -> Assigned:
    """The action in a row of a table. A day that is none is left to the reader of days."""
    said = {key: "" if says_nothing(cell) and key != "what" else cell.strip() for key, cell in cells.items()}
    owners = [_plain_name(name) for name in re.split(r"[,;]", said.get("owner", "")) if name.strip()]
    done = said.get("done", "")
    day = re.search(_DAY, done)
    is_done = done.lower() in _IS_DONE or bool(re.match(r"(?:done|closed|completed)\b", done, re.IGNORECASE))
    return Assigned(
        said.get("what", ""), tuple(owners), said.get("due", ""), day[0] if day else "true" if is_done else ""
    )


def _plain_name(name: str) -> str:
    """A name without the brackets of a wiki link, an `@`, or a full stop behind it."""
    return re.sub(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]", r"\1", name).strip().removeprefix("@").rstrip(".")
