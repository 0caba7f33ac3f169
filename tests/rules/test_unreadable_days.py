"""No rule reports an unreadable date as missing, or suggests to add its key again."""

from __future__ import annotations

from random import Random

from tests.corpus import result_of

SEED, VARIANTS = 37, 240
CODES = {"OUT002", "OUT004", "OUT012", "DEC007", "PIR006", "RUN003", "CTX002"}
UNREADABLE = ["soon", "'2026-13-01'", "next week", "{a: b}", "[[2026]]", "31. Juni", "'20261001'"]


def document(random: Random, day: str) -> str:
    """A record one day of which is `day`; an empty one is left out."""
    kind, lines = random.choice(
        [
            ("decision", ["date: DAY"]),
            ("incident", ["date: DAY"]),
            ("outcome", ["due: DAY"]),
            ("runbook", ["review-every: 90d", "reviewed: DAY"]),
            ("context-pack", ["fresh-for: 90d", "refreshed: DAY"]),
            ("outcome", ["status: met", "result: {value: 1, by: jane, evidence: x, on: DAY}"]),
            ("outcome", ["status: met", "signed-off: {by: jane, on: DAY}"]),
            ("outcome", ["status: met", "signed-off:\n  by: jane\n  on: DAY"]),
        ]
    )
    key_lines = [line.replace("DAY", day) for line in lines]
    if not day:
        key_lines = [
            line.replace(", on: ", "").replace("\n  on: ", "") for line in key_lines if not line.endswith(": DAY")
        ]
    return "\n".join(["---", f"kind: {kind}", "owner: jane", *key_lines, "---", ""])


def test_an_unreadable_date_is_not_reported_as_missing() -> None:
    random, wrong, seen = Random(SEED), [], set()
    for number in range(VARIANTS // 10):
        files = {"p.md": "---\nkind: person\nid: jane\n---\n"}
        days = {f"2026-03-{day:02}-x{number}.md": random.choice([*UNREADABLE, ""]) for day in range(1, 11)}
        files |= {path: document(random, day) for path, day in days.items()}
        for finding in result_of(files, rules={"DOC007": "off", "DOC003": "off"}).open_findings:
            result_lacks_more = finding.code == "OUT004" and "`value`" in finding.message
            signs = finding.code in ("OUT004", "OUT012") and "`by`" in finding.message
            if finding.code not in CODES or result_lacks_more or signs:
                continue
            if finding.code == "OUT002" and "status" in files[finding.at.path]:
                continue
            seen.add(finding.code)
            unreadable = bool(days[finding.at.path])
            says = "valid" in finding.message and not finding.help.startswith("add") and not finding.fix
            wrong += [] if says is unreadable else [(files[finding.at.path], finding.message, finding.help)]
    assert seen == CODES
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[:3]}"
