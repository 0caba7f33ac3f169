"""No setting and no waiver elsewhere removes the last error about an owner who is missing or not active."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.app import CheckResult
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings import settings_from
from docgraph.rules import RULES
from tests.corpus import result_of
from tests.rules.page_cases import Case, cases

SEED = 13
VARIANTS = 260
OWNING = ("OWN001", "OWN002", "OWN003", "OWN004", "OWN007", "OWN012")
"""The rules about the owner of a record itself: whoever switches one off means that."""
OTHERS = [rule.code for rule in RULES if rule.code not in OWNING and rule.code != "INT001"]
ABOUT_OWNERS = (*OWNING, "OWN008", "REF001", "REF002", "REF003", "DOC")

PEOPLE = {
    "jane": "",
    "sam": "joined: 2020-01-01",
    "robin": "left: 2026-01-31",
    "kim": "joined: 2026-12-24",
    "unread": "left: soon",
    "blank": "left: TBD",
    "slip": "lefft: 2026-01-31",
    "listed": "left: [2026-01-31, 2026-02-01]",
}
ACTIVE = {"jane", "sam"}
ROLES = {
    "lead": "holders: [jane]",
    "former": "holders: [{person: robin, to: 2026-01-31}, {person: sam, from: 2026-01-31}]",
    "empty": "holders: [robin]",
    "none": "",
    "both": "holders: [jane, sam]",
    "ended": "holders: [{person: jane, to: 2026-03-01}]",
    "term": "holders: [{person: jane, to: soon}]",
    "until": "holders: [{person: jane, tto: 2026-03-01}]",
    "nobody": "holders: [nina]",
    "holder-slip": "holdrs: [jane]",
    "unsure": "holders: [unread]",
}
FILLED_ROLES = {"lead", "former"}
OTHER_FILES = {
    "crew.md": "kind: team\nmembers: [jane, sam]",
    "broken.md": "kind: person\ntitle: a: b",
    "alien.md": "kind: persn",
}
OWNERS = [*PEOPLE, *ROLES, "crew", "broken", "alien", "everyone", "nina", "#help", "x@example.org"]
LINES = ["", "ownr: jane", "owner:", "owner: TBD", "owner: {name: {a: jane}}", "owner: [[jane]]"]


class Variant(Struct):
    """A small project: its files, its settings, and by record the owners that it names."""

    files: dict[str, str]
    settings: dict[str, Any]
    owners: dict[str, list[str]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    """The records for which the team allows several owners."""


def waiver(random: Random, codes: list[str]) -> str:
    chosen = ", ".join(
        f"{{code: {code}, reason: we know, owner: jane, until: 2026-12-31}}" for code in random.sample(codes, 3)
    )
    return f"\nwaivers: [{chosen}]"


def variant(random: Random) -> Variant:
    likely = ["DOC003", "DOC004", "DOC006", "DOC007", "REF001", "REF002", "OWN008", "OWN015", "DOC001", "DOC002"]

    def some(count: int) -> list[str]:
        return [random.choice(likely if random.random() < 0.7 else OTHERS) for _ in range(count)]

    made = Variant(dict(OTHER_FILES), {})
    for name, text in PEOPLE.items():
        made.files[f"people/{name}.md"] = (
            f"kind: person\n{text}{waiver(random, OTHERS) if random.random() < 0.3 else ''}"
        )
        if random.random() < 0.5:
            made.files[f"people/{name}.md"] = f"kind: person\n{text}{waiver(random, likely)}"
    for name, text in ROLES.items():
        more = waiver(random, likely) if random.random() < 0.5 else ""
        made.files[f"roles/{name}.md"] = f"kind: role\n{text}{more}"
    allowed = random.random() < 0.3
    for kind in ("outcome", "agent"):
        for number in range(4):
            owners = random.sample(OWNERS, random.choice([0, 1, 1, 1, 1, 2]))
            line = f"owner: {str(owners).replace(chr(39), chr(34))}" if owners else random.choice(LINES)
            ref = f"{kind}:{kind[0]}{number}"
            more = waiver(random, [code for code in likely if code != "OWN008"]) if random.random() < 0.2 else ""
            made.files[f"{kind}s/{kind[0]}{number}.md"] = f"kind: {kind}\n{line}{more}"
            made.owners[ref] = owners
            if allowed:
                made.several.add(ref)
    made.settings["rules"] = {code: random.choice(["off", "warning", "info"]) for code in some(random.randint(0, 4))}
    if allowed:
        made.settings["rules"]["OWN007"] = "off"
    made.settings["ignore"] = some(random.randint(0, 3))
    if random.random() < 0.3:
        made.settings["select"] = random.choice([["OWN"], ["OWN", *some(2)], list(OWNING), [*OWNING, "OWN008"]])
    if random.random() < 0.3:
        patterns = random.sample(["people/*", "roles/*", "outcomes/*", "agents/*", "**"], 2)
        made.settings["paths"] = {one: {code: random.choice(["off", "info"]) for code in some(2)} for one in patterns}
    made.settings["profile"] = random.choice(["default", "default", "adopt", "strict"])
    made.files = {path: f"---\n{text}\n---\n" for path, text in made.files.items()}
    return made


def is_owned(made: Variant, ref: str) -> bool:
    """Whether a record has one active human as its owner, from what was written alone; each of several, if allowed."""
    owners = made.owners[ref]
    fine = [owner in ACTIVE or owner in FILLED_ROLES for owner in owners]
    return bool(owners) and all(fine) and (len(owners) == 1 or ref in made.several)


def explains(finding: Finding, made: Variant, ref: str) -> bool:
    """Whether an error is about the record, or about what it names as its owner."""
    named = [f"{kind}:{name}" for name in made.owners[ref] for kind in ("person", "role", "team")]
    named += ["person:unread"] if "unsure" in made.owners[ref] else []
    files = {f"{name}.md" for name in made.owners[ref]}
    return finding.severity is Severity.ERROR and (
        (finding.subject == ref and finding.code.startswith(ABOUT_OWNERS))
        or finding.subject in named
        or finding.document_path in files
    )


def errors(result: CheckResult) -> list[Finding]:
    return [finding for finding in result.open_findings if finding.severity is Severity.ERROR]


@pytest.mark.slow
def test_whoever_has_no_active_owner_is_reported_whatever_else_is_set_or_waived() -> None:
    random, wrong, blamed, checked = Random(SEED), [], [], 0
    for number in range(VARIANTS):
        made = variant(random)
        found = errors(result_of(made.files, **made.settings))
        for ref in made.owners:
            checked += 1
            if is_owned(made, ref):
                about = [finding.code for finding in found if finding.subject == ref and finding.code in OWNING]
                blamed += [(number, ref, made.owners[ref], about, made.settings)] if about else []
            elif not any(explains(finding, made, ref) for finding in found):
                wrong.append((number, ref, made.owners[ref], made.settings))
    assert checked > 2000
    assert not blamed, f"{len(blamed)} owners are in order and reported: {blamed[:3]}"
    assert not wrong, f"{len(wrong)} of {checked} records without an owner are not reported: {wrong[:5]}"


def without_owner(result: CheckResult) -> set[str]:
    """The live outcomes and agents that an error says have no active owner."""
    found = {finding.subject for finding in errors(result) if finding.code in OWNING}
    for finding in errors(result):
        if finding.code in ("OWN008", "REF001", "REF003") or finding.code.startswith("DOC"):
            found |= {finding.subject}
    return {subject for subject in found if subject.startswith(("outcome:", "agent:"))}


EXAMPLES = [(rule, case) for rule in RULES for case in cases(rule.page) if case.section == "Bad"]


@pytest.mark.slow
@pytest.mark.parametrize("family", ["DOC", "REF", "OWN", "others"])
def test_no_other_rule_that_is_switched_off_hides_an_owner_who_is_missing(family: str) -> None:
    """For each example: each rule that found an error there is switched off, lowered and ignored in turn."""
    wrong = []
    for rule, case in EXAMPLES:
        if (rule.code[:3] if rule.code[:3] in ("DOC", "REF", "OWN") else "others") != family:
            continue
        before = case.run()
        owned = {
            record.ref
            for record in before.graph.records
            if record.kind in ("outcome", "agent") and before.graph.holder_of(record) is None
        }
        reported = {finding.subject for finding in errors(before) if finding.code in OWNING} & owned
        for code in {finding.code for finding in errors(before)} - {*OWNING, "INT001"}:
            for how in (
                {"rules": {code: "off"}},
                {"rules": {code: "info"}},
                {"ignore": [code]},
                {"paths": {"**": {code: "off"}}},
            ):
                after = changed(case, how)
                now = {finding.subject for finding in errors(after) if finding.code in OWNING}
                wrong += [(rule.code, case.title, how, ref) for ref in reported - now]
    assert not wrong, f"{len(wrong)}: {wrong[:5]}"


def changed(case: Case, how: dict[str, Any]) -> CheckResult:
    """An example with more settings."""
    settings = dict(case.settings)
    for key, value in how.items():
        old = settings.get(key)
        settings[key] = (
            [*old, *value] if isinstance(old, list) else {**old, **value} if isinstance(old, dict) else value
        )
    settings_from(settings)
    return replace(case, settings=settings).run()
