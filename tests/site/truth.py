"""What is true of a generated project on its as-of date: worked out from its data, without the code of docgraph."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.site.histories import Fact, History

NOBODY = "no owner"
UNRECORDED = "not recorded"
_HAPPENED = {"date", "on", "done", "tested", "refreshed"}


class Truth:
    """The oracle for one project."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.as_of = history.as_of
        self.by_id = {fact.id: fact for fact in history.facts}
        self.later = [fact for fact in history.facts if self._is_later(fact)]
        self.known = [fact for fact in history.facts if fact not in self.later]
        self.newer = any(self._newer(fact) for fact in history.facts)

    def _is_later(self, fact: Fact) -> bool:
        on = fact.keys.get("date")
        return isinstance(on, date) and on > self.as_of

    def _newer(self, fact: Fact) -> bool:
        """Whether something happened after the as-of date, by this record."""
        keys = fact.keys
        if fact.kind == "decision" and self._is_later(fact) and keys.get("status") in ("accepted", "rejected"):
            return True
        if fact.kind == "incident" and self._is_later(fact):
            return True
        days = [keys.get("tested"), keys.get("refreshed"), keys.get("result", {}).get("on")]
        days += [keys.get("signed-off", {}).get("on"), *(one.get("on") for one in keys.get("reviews", ()))]
        days += [one.get("done") for key in ("actions", "follow-up") for one in keys.get(key, ())]
        return any(isinstance(day, date) and day > self.as_of for day in days)

    @property
    def announced(self) -> set[str]:
        """The days after the as-of date on which something happens, begins, or somebody comes or goes."""
        found: set[str] = set()
        for fact in self.history.facts:
            keys = fact.keys
            parts = [keys, keys.get("result", {}), keys.get("signed-off", {})]
            for key in ("reviews", "actions", "follow-up", "history", "holders"):
                parts += keys.get(key, ())
            # the day of a follow-up is a duty, and so is a due date
            begins = ("date", "joined", "left", "hired", "from", "done", "tested", "refreshed")
            days = [part.get(key) for part in parts for key in begins]
            days += [part.get("on") for part in parts if part not in keys.get("follow-up", ())]
            found |= {plain(day) for day in days if isinstance(day, date) and day > self.as_of}
        return found

    def has_left(self, person: Fact, on: date | None = None) -> bool:
        left = person.keys.get("left")
        return left is not None and left <= (on or self.as_of)

    def is_active(self, person: Fact, on: date) -> bool:
        joined = person.keys.get("joined")
        return not self.has_left(person, on) and (joined is None or joined <= on)

    def closed_on(self, outcome: Fact) -> date | None:
        """The day on which an outcome was closed, None while it was not."""
        result, signed = outcome.keys.get("result"), outcome.keys.get("signed-off")
        if result is None or result["on"] > self.as_of:
            return None
        closed: date = signed["on"] if signed and signed["on"] <= self.as_of else result["on"]
        return closed

    def owner(self, fact: Fact) -> str:
        """The title of the owner on the day that counts, or why there is none."""
        keys = fact.keys
        closed = self.closed_on(fact) if fact.kind == "outcome" else None
        dated_then = fact.kind in ("decision", "incident") and not self._is_owned_now(fact)
        is_past = closed is not None or dated_then
        on = closed or (keys.get("date") if dated_then else None) or self.as_of
        name = keys.get("owner")
        for term in keys.get("history", ()):
            if term["from"] <= on and ("to" not in term or on < term["to"]):
                return self._person(term["owner"], on)
        if not isinstance(name, str) or name not in self.by_id:
            return NOBODY
        target = self.by_id[name]
        if dated_then and "date" not in keys:
            return target.title  # nobody knows on which day they had to be active
        if target.kind == "person" and self.has_left(target):
            return self._person(name, on) if is_past else NOBODY
        dated = target.kind == "role" and any(
            "from" in term and term["from"] <= on and ("to" not in term or on < term["to"])
            for term in target.keys["holders"]
        )
        return UNRECORDED if self.newer and not is_past and not dated else self._person(name, on)

    def _is_owned_now(self, fact: Fact) -> bool:
        """Whether the owner counts on the as-of date: of a proposal, or of an undated record that may be in force."""
        status = None if "status" in fact.unreadable else fact.keys.get("status")
        if fact.kind == "incident":
            return "date" not in fact.keys
        undated = "date" not in fact.keys and status in ("accepted", None)
        return fact.kind == "decision" and (status == "proposed" or undated)

    def _person(self, name: str, on: date) -> str:
        target = self.by_id[name]
        if target.kind == "person":
            return target.title if self.is_active(target, on) else NOBODY
        holders = {
            term["person"]
            for term in target.keys["holders"]
            if ("from" not in term or term["from"] <= on) and ("to" not in term or on < term["to"])
        }
        active = [one for one in holders if self.is_active(self.by_id[one], on)]
        return self.by_id[active[0]].title if len(active) == 1 else NOBODY

    def status(self, fact: Fact) -> str:
        if "status" in fact.unreadable:
            return "status unreadable"
        if fact.kind == "outcome" and "result" in fact.keys and self.closed_on(fact) is None:
            return "open"
        return str(fact.keys.get("status") or ("open" if fact.kind == "outcome" else "no status"))

    def level(self, agent: Fact) -> str:
        """The level on the as-of date, from what moved it later and before."""
        moves = [
            (fact.keys["date"], fact.keys["promotes"])
            for fact in self.history.decisions
            if fact.keys.get("status") == "accepted" and fact.keys.get("promotes", {}).get("agent") == agent.id
            if fact.keys.get("date")
        ]
        later = sorted((move for move in moves if move[0] > self.as_of), key=lambda move: move[0])
        if later and "autonomy" not in agent.unreadable:
            before = sorted((move for move in moves if move[0] <= self.as_of), key=lambda move: move[0])
            undated = [
                fact.keys["promotes"]["to"]
                for fact in self.history.decisions
                if fact.keys.get("status") == "accepted" and fact.keys.get("promotes", {}).get("agent") == agent.id
                if not fact.keys.get("date")
            ]
            known = later[0][1].get("from") or (before[-1][1]["to"] if before else undated[-1] if undated else "")
            return known or "level on that date not recorded"
        if "autonomy" in agent.unreadable:
            return "level unreadable"
        return str(agent.keys.get("autonomy") or "no level")

    def in_use(self) -> list[Fact]:
        return [agent for agent in self.history.agents if agent.keys.get("status") != "retired"]

    def owned(self, facts: list[Fact]) -> tuple[int, int, int]:
        """How many there are, how many of them have no owner, and of how many it is not recorded."""
        owners = [self.owner(fact) for fact in facts]
        return len(owners), owners.count(NOBODY), owners.count(UNRECORDED)


def sentence(found: tuple[int, int, int], word: str, unread: bool) -> str:
    """What the index has to say of all records of a kind."""
    number, without, unrecorded = found
    of = f"{number} {word}{'' if number == 1 else 's'}"
    if not number:
        return ""
    sentences = [f"{without} of {of} {'has' if without == 1 else 'have'} no owner."] if without else []
    if unrecorded:
        sentences.append(f"For {unrecorded} of {of}, the owner on that date is not recorded.")
    if not sentences and unread:
        single = f"The only readable {word} has an owner."
        sentences.append(single if number == 1 else f"All {number} readable {word}s have owners.")
    return " ".join(sentences) or f"Every {word} has an owner."


def plain(value: Any) -> str:
    return f"{value.day} {value:%b} {value.year}"
