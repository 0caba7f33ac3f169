"""People: who is here, from when until when, and who takes over."""

import re
from typing import Annotated, ClassVar

from docgraph.kinds.presence import GONE, LEAVES, ends_presence, first_word
from docgraph.model.field_rules import WHO, ReferenceRule, Required
from docgraph.model.field_types import Day, Texts, is_date_like, is_year
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Record
from docgraph.model.remarks import is_day_in_words

_ABSENT = frozenset("away ex formerly leave till until vacant".split())
_REMARK = re.compile(r"[(\[]\s*([^()\[\]]{1,200})[)\]]")


class Person(Record):
    """A human. `joined` is the first day they are active, `left` the first day they are not."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    ordered_days: ClassVar[tuple[str, str] | None] = ("joined", "left")
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("start", "since", "started", "start-date"), "joined"),
        **dict.fromkeys(("end", "until", "ended", "end-date", "last-day", *sorted(GONE)), "left"),
    }
    labels: ClassVar[Labels] = {"joined": "joined", "left": "left"}

    title: Annotated[str, WHO] = ""
    """The person's name."""
    teams: Annotated[Texts, ReferenceRule(("team",), "member-of", "has-member")] = ()
    """The teams the person belongs to."""
    contact: str = ""
    """A channel, address or URL for questions."""
    joined: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day the person is active."""
    left: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day the person is no longer active."""
    successor: Annotated[Texts, ReferenceRule(("person", "role"), "succeeded-by", "succeeds")] = ()
    """The person or role who takes over."""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        if not first_word(value):
            return ""
        if key in ("id", "title"):
            return "left" if _is_called_gone(key, value.casefold()) else ""
        intended = cls.misspelled_keys.get(key)
        if intended == "joined":
            return "" if is_year(value) else "joined"
        # a day under a key that is none may be the last one, in whatever words
        dated = is_date_like(value) or (key != "status" and not is_year(value) and is_day_in_words(value))
        return "left" if dated or ends_presence(key, value, ends=intended == "left") else ""


def _is_called_gone(key: str, name: str) -> bool:
    """Whether a title has a remark such as `(left)` beside the name, or an id such a word at an end."""
    if key == "id":
        words = re.split(r"[._-]", name)
        return len(words) > 1 and not {"left", *GONE}.isdisjoint((words[0], words[-1]))
    remarks = (found[1].strip().partition(" ") for found in _REMARK.finditer(name))
    # `(former CTO)` is somebody who is here
    return any(
        word.strip(".,;:") in {"left", *GONE} and (not rest or bool(re.search(r"\d", rest)))
        for word, _, rest in remarks
    )


def says_gone(remark: str) -> bool:
    """Whether a remark behind a name may say that somebody is no longer active, or not for now: `(until May)`."""
    return any(word in _ABSENT or LEAVES.fullmatch(word) for word in re.split(r"[\W_]+", remark.casefold()))
