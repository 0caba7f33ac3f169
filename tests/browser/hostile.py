"""A project with every payload in every field, in ids, names of files and cells of RACIs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.export.hostile_texts import PAYLOADS

READ = tuple(
    one
    for one in PAYLOADS
    if one.strip()
    and len(one) < 1_000
    and all(unicodedata.category(letter) not in ("Cc", "Cs", "Cn") or letter in "\t\r\n" for letter in one)
)
"""The reader refuses the other payloads, or takes them for nothing; other tests ask for them, and for the long one."""
AT_ONCE = 24
"""So many stand in one text; in each field another is the first."""
OWN_REFERENCES = 4
"""One of so many payloads is a reference by itself in a list of references."""
NAMES = (
    "<img src=x onerror=window.__pwned=1>",
    '" onmouseover="window.__pwned=1',
    "a&amp;b",
    "' x='",
    "{{ 7*7 }}",
    "javascript:window.__pwned=1",
    "${7}",
    "`x`",
    "a;b,c",
    "=1+1",
    "-->",
    "%3Cb%3E",
    "\u05e9\u05dc",
    "#x?y=1",
)
"""Names of files without their suffix, as far as a name may be one."""


def files() -> dict[str, str]:
    """By path."""
    found = {"index.md": "# Home\n\nSee [[t-0]].\n", "titles.md": listed("outcomes", titles())}
    found["ids.md"] = listed("runbooks", [{"id": evil, "owner": evil} for evil in READ])
    for place in range(0, len(READ), AT_ONCE):
        for kind, fields in records(READ[place : place + AT_ONCE]).items():
            found[f"{kind}/{kind}-{place}.md"] = document(kind, f"{kind}-{place}", fields)
    for number, name in enumerate(NAMES):
        found[f"{name}.md"] = document("outcome", f"named-{number}", {"title": name, "owner": name})
        # the host makes a title of the name of a page that is no record, and writes it as it is
        if "<" not in name:
            found[f"no id/{name}.md"] = document("outcome", "", {"owner": "person-0"})
    return found


def with_payload(evil: str) -> str:
    """A value that has a payload after a word: what a reader takes for a gap in a template has a word before it."""
    return f"{'T ' * (evil[0] in '<{x[')}{evil}"


def titles() -> list[dict[str, Any]]:
    """One outcome a payload, which is its whole title."""
    return [
        {"id": f"t-{number}", "due": "2026-12-01", "owner": "person-0", "title": with_payload(evil)}
        for number, evil in enumerate(READ)
    ]


def listed(kinds: str, entries: list[dict[str, Any]]) -> str:
    """One document of several records."""
    return "\n".join(["---", f"kind: {kinds}", f"{kinds}:", *(f"  - {scalar(entry)}" for entry in entries), "---", ""])


def records(evil: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """For each kind its fields. Texts hold all of `evil`, and lists of texts each by itself.

    A list of references holds a part of them by itself, the next list the next part: each is one or two findings, and
    pages show all lists of references alike.
    """
    turn = iter(range(1_000_000))

    def text() -> str:
        start = next(turn) % len(evil)
        return "  ".join((*evil[start:], *evil[:start]))

    def several() -> list[str]:
        return [text(), *map(with_payload, evil)]

    def references() -> list[str]:
        start = next(turn) % OWN_REFERENCES
        return [text(), *map(with_payload, evil[start::OWN_REFERENCES])]

    def named() -> Iterator[tuple[str, Any]]:
        yield from {
            "title": text(),
            "aliases": several(),
            "tags": several(),
            "x-note": [text(), {evil[0]: text()}],
        }.items()

    people = {"owner": "person-0", "backup": references()}
    return {
        "person": dict(named()) | {"contact": text()},
        "role": dict(named()) | {"holders": [{"person": "person-0"}], "contact": text()},
        "team": dict(named()) | {"members": ["person-0", *references()], "lead": references(), "contact": text()},
        "outcome": dict(named())
        | people
        | {"success-criteria": several(), "estimate": text(), "wrong-if": text(), "if-wrong": references()}
        | {"measure": {"unit": text(), "target": 1, "source": text()}, "expectations": several(), "due": "2026-12-01"}
        | {
            "result": {"value": text(), "by": references(), "evidence": text()},
            "history": [{"owner": text(), "why": text()}],
        }
        | {"shares": [{"person": text(), "part": text()}], "mission": {"for": text(), "proof": text()}},
        "agent": dict(named())
        | people
        | {
            "outcomes": ["t-0", *references()],
            "purpose": text(),
            "model": text(),
            "contact": text(),
            "status": "active",
        }
        | {key: several() for key in ("will-do", "wont-do", "exit", "inputs", "scenarios", "thresholds", "definitions")}
        | {
            "tools": [{"name": text(), "scope": text(), "access": text()}],
            "built-by": references(),
            "dashboards": several(),
        }
        | {"acceptance": [{"metric": text(), "op": text(), "unit": text(), "on": text()}], "tracing": text()}
        | {"rollback": {"trigger": several(), "procedure": text(), "by": references()}, "evals": text()}
        | {"identity": {"registry": text(), "principal": text()}, "onboarding": {"registry": text()}}
        | {"waivers": [{"code": text(), "reason": text(), "owner": text()}, {"code": "OWN001", "reason": text()}]}
        | {"reviews": [{"due": "2026-12-01"}], "runbook": references(), "context": references()},
        "decision": dict(named())
        | {"owner": "person-0", "date": "2026-01-01", "status": "accepted", "affects": ["outcome:t-0", *references()]}
        | {key: references() for key in ("decision-makers", "consulted", "informed", "supersedes")}
        | {"options": several()}
        | {key: text() for key in ("decision", "why", "context", "rollback")}
        | {"evidence": [{"metric": text(), "value": text(), "period": text(), "source": text()}]}
        | {
            "follow-up": [{"who": text(), "what": text(), "on": "2026-12-01"}],
            "promotes": {"agent": text(), "to": "L2"},
        },
        "raci": dict(named())
        | {"scope": ["agent:agent-0"]}
        | {
            "rows": [
                {"activity": one, "responsible": one, "accountable": "person-0", "consulted": one}
                for one in map(with_payload, evil)
            ]
        },
        "runbook": dict(named())
        | {"owner": "person-0", "covers": references(), "escalation": references()}
        | {key: text() for key in ("trigger", "severity", "rollback")},
        "incident": dict(named())
        | {
            "owner": "person-0",
            "date": "2026-01-01",
            "severity": text(),
            "guardrails": several(),
            "affects": references(),
        }
        | {"actions": [{"what": one, "owner": "person-0", "due": "2026-12-01"} for one in map(with_payload, evil)]},
        "context-pack": dict(named())
        | {
            "owner": "person-0",
            "version": text(),
            "refreshed": "2026-11-01",
            "fresh-for": "60d",
            "contains": several(),
        },
    }


def document(kind: str, id: str, fields: dict[str, Any]) -> str:
    head = {"kind": kind, **({"id": id} if id else {}), **fields}
    return "\n".join(["---", *(f"{key}: {scalar(value)}" for key, value in head.items()), "---", ""])


def scalar(value: Any) -> str:
    """A value in one line of YAML; what is not seen is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in text)
