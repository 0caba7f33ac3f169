"""Seeded projects with a past and a future, and what is true of them on a day, worked out from the same data."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

FIRST = date(2026, 1, 2)
LEVELS = ("L1", "L2", "L3")
SURNAMES = ("Abel", "Bering", "Curie", "Darwin", "Euler", "Faraday", "Gauss", "Hopper")


@dataclass
class Fact:
    """A record as it will be written: its keys by name. `hidden` are keys that stand there and cannot be read."""

    kind: str
    id: str
    title: str
    keys: dict[str, Any] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def document(self) -> str:
        lines = [f"{key}: {_yaml(value)}" for key, value in self.keys.items()]
        return "\n".join(["---", f"kind: {self.kind}", f"title: {self.title}", *lines, "---", f"# {self.title}", ""])


def _yaml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(inner)}' for key, inner in value.items())}}}"
    return value.isoformat() if isinstance(value, date) else str(value)


class History:
    """One project: its records, and the day on which it is looked at. `happened` are days on which something was."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.as_of = self.dice.choice((date(2026, 2, 20), date(2026, 7, 1), date(2026, 12, 31), date(2027, 6, 1)))
        # the calendar names the first and the last day of its spans
        spans = {self.as_of + timedelta(number) for number in (0, 30, 31, 60, 61, 90)}
        self._days = [day for number in range(500) if (day := FIRST + timedelta(number)) not in spans]
        self.dice.shuffle(self._days)
        self.happened: set[date] = set()
        self.facts: list[Fact] = []
        self.people = [self._person(number) for number in range(self.dice.randint(3, 6))]
        self.roles = [self._role(number) for number in range(self.dice.randint(0, 2))]
        self.outcomes = [self._outcome(number) for number in range(self.dice.randint(0, 4))]
        self.agents = [self._agent(number) for number in range(self.dice.randint(0, 4))]
        self.decisions = [self._decision(number) for number in range(self.dice.randint(0, 4))]
        self.incidents = [self._incident(number) for number in range(self.dice.randint(0, 3))]
        self.others = [self._other(number) for number in range(self.dice.randint(0, 2))]
        self.broken = self.dice.choice((0, 0, 0, 1, 2))

    @property
    def files(self) -> dict[str, str]:
        made = {f"{fact.kind}/{fact.id}.md": fact.document() for fact in self.facts}
        kinds = [self.dice.choice(("agent", "outcome")) for _ in range(self.broken)]
        return made | {
            f"broken/b{number}.md": f"---\nkind: {kind}\nowner: @x\n---\n" for number, kind in enumerate(kinds)
        }

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def past(self) -> date:
        """A day on which something took place, by what is written; no plan has it."""
        found = self._days.pop()
        self.happened.add(found)
        return found

    def plan(self) -> date:
        return self._days.pop()

    def _made(self, kind: str, number: int, title: str, **keys: Any) -> Fact:
        fact = Fact(kind, f"{kind}-{number}", title, {key: value for key, value in keys.items() if value is not None})
        self.facts.append(fact)
        return fact

    def _person(self, number: int) -> Fact:
        joined = self.plan() if self.chance(0.3) else None
        left = self.plan() if self.chance(0.4) else None
        if joined and left and left <= joined:
            joined, left = left, joined
        return self._made("person", number, f"Kim {SURNAMES[number]}", joined=joined, left=left)

    def _role(self, number: int) -> Fact:
        start, middle = sorted((self.plan(), self.plan()))
        people = [self.dice.choice(self.people).id for _ in range(2)]
        terms: list[dict[str, Any]] = [{"person": people[0], "from": start, "to": middle}]
        if self.chance(0.6):
            terms.append({"person": people[1], "from": middle})
        if self.chance(0.3):
            terms = [{"person": people[0]}]
        return self._made("role", number, f"Lead of {number}", holders=terms)

    def _owner(self, fact: Fact) -> None:
        way = self.dice.random()
        if way < 0.5:
            fact.keys["owner"] = self.dice.choice(self.people).id
        elif way < 0.7 and self.roles:
            fact.keys["owner"] = self.dice.choice(self.roles).id
        elif way < 0.78:
            fact.keys["owner"] = f"stranger-{self.dice.randint(1, 9)}"
        elif way < 0.86:
            fact.keys["owner"] = {"x": "y"}
            fact.unreadable.add("owner")
        if self.chance(0.5):
            fact.keys["backup"] = self.dice.choice(self.people).id
        if fact.kind in ("agent", "outcome") and self._is_known(fact.keys.get("owner")) and self.chance(0.4):
            start, middle = sorted((self.plan(), self.plan()))
            before = self.dice.choice(self.people).id
            after = {"owner": fact.keys["owner"], "from": middle}
            fact.keys["history"] = [{"owner": before, "from": start, "to": middle}, after]

    def _is_known(self, name: object) -> bool:
        return any(name == fact.id for fact in (*self.people, *self.roles))

    def _outcome(self, number: int) -> Fact:
        due = self.plan() if self.chance(0.7) else None
        fact = self._made("outcome", number, f"Outcome {number} reached", due=due)
        self._owner(fact)
        way = self.dice.random()
        if way < 0.2:
            fact.keys |= {"status": "open"}
        elif way < 0.5:
            result = {"value": f"{number} %", "on": self.past(), "by": self.dice.choice(self.people).id}
            fact.keys |= {"status": self.dice.choice(("met", "missed")), "result": result}
            if self.chance(0.4):
                fact.keys["signed-off"] = {"by": self.dice.choice(self.people).id, "on": self.past()}
        elif way < 0.6:
            fact.keys["status"] = "nearly-there"
            fact.unreadable.add("status")
        return fact

    def _agent(self, number: int) -> Fact:
        fact = self._made("agent", number, f"Helper {number}", hired=self.plan() if self.chance(0.3) else None)
        self._owner(fact)
        status = self.dice.choice(("proposed", "active", "active", "suspended", "retired", None, "sort of running"))
        if status:
            fact.keys["status"] = status
        if status == "sort of running":
            fact.unreadable.add("status")
        level = self.dice.choice((*LEVELS, None, "half-way"))
        if level:
            fact.keys["autonomy"] = level
        if level == "half-way":
            fact.unreadable.add("autonomy")
        reviews: list[dict[str, date]] = [
            {"due": self.plan(), **({"on": self.past()} if self.chance(0.5) else {})}
            for _ in range(self.dice.randint(0, 2))
        ]
        if reviews:
            fact.keys["reviews"] = reviews
        if self.chance(0.5):
            fact.keys["rollback"] = {"procedure": "switch it off"}
        if self.chance(0.5):
            fact.keys["reviewer"] = self.dice.choice(self.people).id
        if self.outcomes and self.chance(0.5):
            fact.keys["outcomes"] = [self.dice.choice(self.outcomes).id]
        return fact

    def _decision(self, number: int) -> Fact:
        fact = self._made("decision", number, f"Choice {number} made", date=self.past() if self.chance(0.9) else None)
        self._owner(fact)
        status = self.dice.choice(("proposed", "accepted", "accepted", "rejected", None, "perhaps one day"))
        if status:
            fact.keys["status"] = status
        if status == "perhaps one day":
            fact.unreadable.add("status")
        if self.agents and self.chance(0.6):
            step = {"agent": self.dice.choice(self.agents).id, "to": self.dice.choice(LEVELS)}
            fact.keys["promotes"] = step | ({"from": self.dice.choice(LEVELS)} if self.chance(0.6) else {})
            if self.chance(0.5):
                fact.keys["evidence"] = [{"metric": "accuracy", "value": "97 %"}]
        if self.chance(0.4):
            follow = {"what": f"look at {number} again", "on": self.plan()}
            fact.keys["follow-up"] = [follow | ({"done": self.past()} if self.chance(0.5) else {})]
        return fact

    def _incident(self, number: int) -> Fact:
        fact = self._made("incident", number, f"Mishap {number}", date=self.past() if self.chance(0.85) else None)
        self._owner(fact)
        if self.agents and self.chance(0.6):
            fact.keys["affects"] = [f"agent:{self.dice.choice(self.agents).id}"]
        action = {"what": f"mend {number}", "owner": self.dice.choice(self.people).id, "due": self.plan()}
        fact.keys["actions"] = [action | ({"done": self.past()} if self.chance(0.5) else {})]
        return fact

    def _other(self, number: int) -> Fact:
        if self.chance(0.5):
            fact = self._made("runbook", number, f"Steps {number}", tested=self.past() if self.chance(0.6) else None)
        else:
            version = f"v{self.dice.randint(2, 9)}"
            fact = self._made("context-pack", number, f"Pack {number}", version=version, refreshed=self.past())
        self._owner(fact)
        return fact
