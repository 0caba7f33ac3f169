"""The corpus before any format: linked items, a pure function of their number and the seed.

Of twenty items eight are outcomes, three agents, five decisions, two runbooks and two people; each has three
paragraphs, a table and about three links. Every link names an earlier item: nothing dangles or goes in circles.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

SEED = 7
PLURALS = {
    "person": "people",
    "outcome": "outcomes",
    "agent": "agents",
    "decision": "decisions",
    "runbook": "runbooks",
}
PREFIXES = {"person": "per", "outcome": "out", "agent": "agt", "decision": "dec", "runbook": "run"}
# Two people lead, so that every later item has an owner and a backup to name.
ORDER = (
    "person person outcome decision outcome agent outcome runbook decision outcome "
    "agent outcome decision outcome decision outcome runbook agent outcome decision"
).split()
# kind → (relation, kind of the target, fewest, most); owner and backup come on top for all but people.
LINKS = {
    "person": [("successor", "person", 0, 1)],
    "outcome": [("parent", "outcome", 0, 1)],
    "agent": [("outcomes", "outcome", 1, 2), ("runbook", "runbook", 0, 1)],
    "decision": [("affects", "outcome", 1, 2), ("supersedes", "decision", 0, 1)],
    "runbook": [("covers", "outcome", 1, 2), ("covers-agent", "agent", 0, 1)],
}
RISKS = ("low", "medium", "high")
DOMAINS = ("billing", "support", "logistics", "search", "identity", "pricing", "onboarding", "compliance")
TAGS = ("quarterly", "customer", "internal", "pilot", "regulated", "automated", "seasonal", "shared")
NOUNS = (
    "invoice latency handover approval customer ledger escalation budget signal threshold refund queue policy ticket "
    "backlog contract audit evidence metric baseline target fallback rollout forecast region supplier channel session"
).split()
WORDS = [
    *NOUNS,
    *"the a this every each when before after within across is was stays moves rises falls keeps shows needs".split(),
]


@dataclass(frozen=True, slots=True)
class Item:
    """One document's content. `links` maps a relation to the ids that it names."""

    kind: str
    id: str
    title: str
    owner: str
    backup: str
    links: dict[str, list[str]]
    tags: list[str]
    domain: str
    risk: str
    day: date
    reviewed: date
    summary: str
    paragraphs: list[list[str]]
    table: list[list[str]]


def corpus(n: int, seed: int = SEED) -> list[Item]:
    """The first `n` items of the corpus of this seed."""
    rng = random.Random(seed)
    ids: dict[str, list[str]] = {kind: [] for kind in PLURALS}
    return [_item(rng, ORDER[i % len(ORDER)], ids) for i in range(n)]


def _item(rng: random.Random, kind: str, ids: dict[str, list[str]]) -> Item:
    number = len(ids[kind]) + 1
    people = _pick(rng, ids["person"], 2)
    day = date(2025, 1, 1) + timedelta(days=rng.randrange(500))
    item = Item(
        kind=kind,
        id=f"{PREFIXES[kind]}-{number:05d}",
        title=f"{' '.join(rng.choices(NOUNS, k=4)).capitalize()} {number}",
        owner=people[0] if people else "",
        backup=people[-1] if len(people) > 1 else "",
        links=_links(rng, kind, ids),
        tags=sorted(rng.sample(TAGS, 2)),
        domain=rng.choice(DOMAINS),
        risk=rng.choice(RISKS),
        day=day,
        reviewed=day + timedelta(days=rng.randrange(1, 120)),
        summary=_sentence(rng, 9),
        paragraphs=[[_sentence(rng, 11) for _ in range(3)] for _ in range(3)],
        table=[["Metric", "Baseline", "Target"]]
        + [
            [" ".join(rng.choices(NOUNS, k=2)), str(rng.randrange(10, 500)), str(rng.randrange(10, 500))] for _ in "abc"
        ],
    )
    ids[kind].append(item.id)
    return item


def _links(rng: random.Random, kind: str, ids: dict[str, list[str]]) -> dict[str, list[str]]:
    wanted = {relation: (ids[target], rng.randint(low, high)) for relation, target, low, high in LINKS[kind]}
    return {relation: _pick(rng, pool, count) for relation, (pool, count) in wanted.items() if pool and count}


def _pick(rng: random.Random, pool: list[str], count: int) -> list[str]:
    """Up to `count` different ids: half of the time recent ones, half of the time any."""
    near = pool[-40:] if rng.random() < 0.5 else pool
    return rng.sample(near, min(count, len(near)))


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."
