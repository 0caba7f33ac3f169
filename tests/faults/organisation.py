"""A clean organisation of a seed: some fifty records of all kinds that name each other, and no fault in any."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tests.faults import names
from tests.faults.records import Entry, Keys, Value

AS_OF = date(2026, 11, 21)


class Organisation:
    """Makes the records of one seed. Everybody who holds something is present; who left is named in histories alone."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.entries: list[Entry] = []
        self.people: list[str] = []
        self.holder: dict[str, str] = {}
        self._persons()
        self._teams_and_roles()
        self.open: list[str] = []
        self._outcomes()
        self._agents()
        self._decisions()
        self._incidents()

    def _add(self, kind: str, id: str, title: str, keys: Keys, mentions: Iterable[str] = ()) -> None:
        self.entries.append(Entry(kind, id, title, keys, tuple(mentions)))

    def _day(self, first: date, last: date) -> str:
        return str(first + timedelta(self.rng.randrange((last - first).days)))

    def _pick(self, pool: Sequence[str], count: int) -> list[str]:
        return self.rng.sample(pool, count)

    def _two(self) -> tuple[str, str]:
        one, other = self._pick(self.people, 2)
        return one, other

    def _persons(self) -> None:
        firsts = self._pick(names.FIRST, 15)
        ids = [f"{first}.{self.rng.choice(names.LAST)}" for first in firsts]
        self.people, self.gone = ids[:12], ids[12:]
        for id in ids:
            title = " ".join(part.capitalize() for part in id.split("."))
            keys: Keys = {"joined": self._day(date(2018, 1, 1), date(2023, 1, 1)), "contact": f"{id}@example.org"}
            if id in self.gone:
                keys |= {
                    "left": self._day(date(2026, 1, 10), date(2026, 9, 1)),
                    "successor": self.rng.choice(self.people),
                }
            elif self.rng.random() < 0.3:
                keys["aliases"] = [id.split(".")[0]]
            self._add("person", id, title, keys)

    def _teams_and_roles(self) -> None:
        self.teams = self._pick(names.TEAMS, 3)
        for id in self.teams:
            keys: Keys = {
                "lead": self.rng.choice(self.people),
                "contact": f"#{id}",
                "members": self._pick(self.people, 4),
            }
            self._add("team", id, id.replace("-", " ").capitalize(), keys)
        self.roles = self._pick(names.ROLES, 3)
        for number, id in enumerate(self.roles):
            change = self._day(date(2024, 1, 1), date(2025, 1, 1))
            first = (self.gone + self.people)[number]
            now = self.rng.choice([person for person in self.people if person != first])
            holders = [{"person": first, "from": "2023-02-01", "to": change}, {"person": now, "from": change}]
            self.holder[id] = now
            self._add("role", id, id.replace("-", " ").capitalize(), {"holders": holders})

    def _owner_and_backup(self) -> tuple[str, str]:
        """An owner, sometimes a role, and a backup, sometimes a team, that come down to different people."""
        owner, backup = self._two()
        if self.rng.random() < 0.25:
            owner = self.rng.choice(self.roles)
            backup = self.rng.choice([person for person in self.people if person != self.holder[owner]])
        if self.rng.random() < 0.2:
            backup = self.rng.choice(self.teams)
        return owner, backup

    def _outcomes(self) -> None:
        chosen = self._pick(list(names.OUTCOMES), 9)
        self.open, closed = chosen[:6], chosen[6:]
        for number, id in enumerate(self.open):
            owner, backup = self._owner_and_backup()
            keys: Keys = {"owner": owner, "backup": backup, "status": "open"}
            keys["due"] = self.rng.choice(
                (self._day(date(2027, 1, 1), date(2027, 12, 1)), "2027-Q2", "2027-H1", "2027-03")
            )
            keys["success-criteria"] = self._pick(names.CRITERIA, 2)
            keys["if-wrong"] = self.rng.choice(([self.rng.choice(self.people)], ["owner"]))
            if number % 2:
                keys["measure"] = {
                    "type": "metric",
                    "unit": "percent",
                    "baseline": "62",
                    "target": "85",
                    "source": "CI",
                }
            if number == 2:
                keys["shares"] = [{"person": person, "part": f"part {at}"} for at, person in enumerate(self._two(), 1)]
                keys["expectations"] = ["fewer trials end in the first week"]
            if number == 3:
                slots = ("for", "deliver", "at", "under", "by", "proof")
                keys["mission"] = {slot: f"what stands for {slot}" for slot in slots}
                keys["history"] = self._history(owner)
            if number in (4, 5):
                keys["parent"] = self.open[0]
            self._add("outcome", id, names.OUTCOMES[id], keys, [self.open[0]] if number else [])
        for id, status in zip(closed, ("met", "missed", "dropped"), strict=True):
            self._add("outcome", id, names.OUTCOMES[id], self._closed(status))

    def _history(self, owner: str) -> Value:
        day = self._day(date(2025, 2, 1), date(2025, 11, 1))
        first = self.rng.choice(self.gone)
        return [{"owner": first, "from": "2025-01-01", "to": day}, {"owner": owner, "from": day}]

    def _closed(self, status: str) -> Keys:
        owner, backup = self._two()
        keys: Keys = {"owner": owner, "backup": backup, "status": status, "due": "2026-06-30"}
        keys |= {"success-criteria": self._pick(names.CRITERIA, 2), "measure": {"type": "delivery"}}
        if status != "dropped":
            keys["result"] = {
                "value": "as agreed",
                "on": "2026-06-24",
                "by": owner,
                "evidence": "the release of week 26",
            }
        if status == "met":
            keys["signed-off"] = {"by": backup, "on": "2026-06-26"}
        return keys

    def _agents(self) -> None:
        self.agents = self._pick(list(names.AGENTS), 6)
        for number, id in enumerate(self.agents):
            level = ("L1", "L2", "L3", "L2", "L1", "L2")[number]
            retired = number == 5
            outcomes = [self.open[number % 6], *([self.open[(number + 3) % 6]] if number % 2 else [])]
            keys = self._packet(id, "retired" if retired else "active", level) | {"outcomes": outcomes}
            if number % 2 == 0:
                keys |= {"runbook": f"{id}-stop", "raci": f"{id}-raci"}
            if not retired:
                keys["context"] = [f"{id}-pack@3" if number % 2 else f"{id}-pack"]
            self._add("agent", id, names.AGENTS[id], keys, outcomes[:1])
            if retired:
                continue
            covered = f"agent:{id}" if number % 2 else f"outcome:{outcomes[0]}"
            self._around(id, str(keys["owner"]), covered)
            for step in range(2, int(level[1]) + 1):
                self._promotion(id, step, str(keys["owner"]))

    def _packet(self, id: str, status: str, level: str) -> Keys:
        """What the hiring packet of an agent says besides what is around it."""
        owner, backup = self._owner_and_backup()
        hired = date.fromisoformat(self._day(date(2025, 1, 10), date(2025, 6, 1)))
        keys: Keys = {"owner": owner, "backup": backup, "contact": "#agents", "status": status, "autonomy": level}
        keys["purpose"] = f"{names.AGENTS[id]}, for a person to decide"
        keys |= self._bounds()
        keys |= {"scenarios": ["a known error"]} if level == "L3" else {"reviewer": self.rng.choice(self.people)}
        keys |= {"identity": {"registry": f"agents/{id}", "principal": f"svc-{id}"}, "hired": str(hired)}
        review_dates = ((hired + timedelta(days), hired + timedelta(days + 1)) for days in (30, 60, 90))
        keys["reviews"] = [{"due": str(due), "on": str(on)} for due, on in review_dates]
        items = ("registry", "evals", "tracing", "policy-tests", "runbook-raci", "reviews")
        keys["onboarding"] = dict.fromkeys(items, "yes")
        return keys | {"tracing": f"https://traces.example.org/{id}", "evals": f"https://ci.example.org/{id}"}

    def _bounds(self) -> Keys:
        """What an agent does, with what, how well, and how it is stopped."""
        keys: Keys = {"will-do": self._pick(names.DO, 2), "wont-do": self._pick(names.DONT, 2)}
        keys |= {"exit": ["a quarter without a new case"], "inputs": ["the last report", "the map of fields"]}
        keys["tools"] = [{"name": tool, "scope": self.rng.choice(names.SCOPES)} for tool in self._pick(names.TOOLS, 2)]
        bar = {"op": ">=", "value": "95", "unit": "%", "on": "the golden set"}
        keys["acceptance"] = [{"metric": metric, **bar} for metric in self._pick(names.METRICS, 2)]
        by = self.rng.choice(self.people)
        keys["rollback"] = {"trigger": self._pick(names.TRIGGERS, 2), "procedure": "revoke its rights", "by": by}
        return keys

    def _around(self, id: str, owner: str, covered: str) -> None:
        """The context pack, the runbook and the RACI of an agent."""
        recent = self._day(date(2026, 9, 1), AS_OF)
        pack: Keys = {
            "owner": self.rng.choice(self.people),
            "version": "3",
            "refreshed": recent,
            "fresh-for": "6 months",
        }
        self._add(
            "context-pack", f"{id}-pack", f"Context of {id}", pack | {"contains": ["the glossary", "the golden set"]}
        )
        runbook: Keys = {
            "owner": self.rng.choice(self.people),
            "covers": [covered],
            "trigger": self.rng.choice(names.TRIGGERS),
        }
        runbook |= {"severity": "sev 2", "escalation": list(self._two()), "rollback": "on again after a clean run"}
        runbook |= {"tested": recent, "reviewed": recent, "review-every": "1 year"}
        self._add("runbook", f"{id}-stop", f"Stop {id}", runbook, [f"agent:{id}"])
        rows = []
        for at, activity in enumerate(self._pick(names.ACTIVITIES, 3)):
            consulted, informed = self._two()
            doer = id if at == 0 else self.rng.choice(self.people)
            rows.append(
                {
                    "activity": activity,
                    "responsible": doer,
                    "accountable": owner,
                    "consulted": consulted,
                    "informed": informed,
                }
            )
        self._add("raci", f"{id}-raci", f"Who does what around {id}", {"scope": f"agent:{id}", "rows": rows})

    def _promotion(self, agent: str, step: int, owner: str) -> None:
        keys = self._decision(owner, str(date(2025, 3 * step, 5) + timedelta(self.rng.randrange(20))))
        keys["promotes"] = {"agent": agent, "from": f"L{step - 1}", "to": f"L{step}"}
        keys["evidence"] = [{"metric": "accuracy", "value": "97 %", "period": "8 weeks", "source": "the golden set"}]
        keys |= {"rollback": f"back to L{step - 1} at any sev 1", "affects": [f"agent:{agent}"]}
        self._add("decision", f"promote-{agent}-to-l{step}", f"Take {agent} to level {step}", keys)

    def _decision(self, owner: str, day: str, status: str = "accepted") -> Keys:
        makers, listeners = self._pick(self.people, 2), self._pick(self.people, 2)
        keys: Keys = {"owner": owner, "date": day, "status": status, "decision-makers": makers, "consulted": listeners}
        keys |= {"options": ["leave it as it is", "change it"], "why": "It costs less than what it saves."}
        return keys

    def _decisions(self) -> None:
        ids = list(names.DECISIONS)
        pairs = list(pairwise(ids))[::2]
        for number, pair in enumerate(self.rng.sample(pairs, 3)):
            first, second = pair if number else (f"0011-{pair[0]}", f"0012-{pair[1]}")
            old = self._decision(
                self.rng.choice(self.people), self._day(date(2025, 2, 1), date(2025, 12, 1)), "superseded"
            )
            new = self._decision(self.rng.choice(self.people), self._day(date(2026, 2, 1), date(2026, 11, 1)))
            self._add("decision", first, names.DECISIONS[pair[0]], old | {"superseded-by": second})
            new |= {"supersedes": [first], "affects": [f"outcome:{self.rng.choice(self.open)}"]}
            new["follow-up"] = [
                {"on": "2027-02-01", "who": self.rng.choice(self.people), "what": "look at the numbers"}
            ]
            self._add("decision", second, names.DECISIONS[pair[1]], new)
        for title in self._pick(names.SMALL, 3):
            keys = self._decision(self.rng.choice(self.people), self._day(date(2025, 6, 1), date(2026, 11, 1)))
            small: Keys = {key: keys[key] for key in ("date", "owner", "status", "options", "why")}
            small |= {"context": "It came up twice.", "decision": "change it"}
            self._add("decision", title.lower().replace(" ", "-"), title, small)

    def _incidents(self) -> None:
        for id in self._pick(list(names.INCIDENTS), 2):
            done = {
                "what": "find out why",
                "owner": self.rng.choice(self.people),
                "due": "2026-09-21",
                "done": "2026-09-18",
            }
            open_ = {"what": "add an alert", "owner": self.rng.choice(self.people), "due": "2027-01-15"}
            keys: Keys = {"owner": self.rng.choice(self.people), "date": "2026-09-14", "severity": "sev 2"}
            keys |= {"affects": [f"agent:{self.agents[0]}", f"outcome:{self.open[1]}"], "actions": [done, open_]}
            keys["guardrails"] = self._pick(names.GUARDRAILS, 1)
            self._add("incident", id, names.INCIDENTS[id], keys, [f"outcome:{self.open[2]}"])
