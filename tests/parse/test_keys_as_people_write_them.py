"""Keys that people write and no kind has: one finding, few suggestions, and one that holds when it is followed."""

from __future__ import annotations

import random
import re

import pytest

from docgraph.app import apply_fixes
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.rules import RULES
from tests.corpus import project_of, result_of

SEED = 13
VARIANTS = 400
_WORDS = {
    "name": "Jane Doe",
    "agent": "bot",
    "services": "[checkout, billing]",
    "serves": "[fast]",
    "metrics": "[accuracy above 95]",
    "start": "2026-02-01",
    "held-by": "jane",
    "commander": "jane",
    "budget": "10",
    "jira": "OPS-12",
    "owned-by": "jane",
    "email": "team@example.org",
    "manager": "jane",
    "cost-centre": "4711",
    "quarter": "Q2",
    "since": "2025-01-01",
    "permissions": "none",
    "stakeholders": "[jane]",
    "environment": "production",
    "repository": "https://example.org/r",
}
_EXPECTED_KEYS = {
    "name": {kind.kind: "title" for kind in KINDS},
    "agent": {"raci": "scope", "runbook": "covers", "incident": "affects", "decision": "affects", "agent": "title"},
    "services": {"raci": "scope", "runbook": "covers", "incident": "affects", "decision": "affects"},
    "serves": {"agent": "outcomes", "raci": "scope", "runbook": "covers"},
    "metrics": {"agent": "acceptance", "outcome": "success-criteria", "decision": "evidence"},
    "start": {"person": "joined", "agent": "hired", "incident": "date"},
    "held-by": {"role": "holders", "outcome": "owner", "agent": "owner", "incident": "owner", "decision": "owner"},
    "commander": {"incident": "owner"},
}
_OF_DOC004 = tuple(rule for rule in RULES if rule.code in ("DOC003", "DOC004", "DOC007", "DOC010"))


def _spelled(rng: random.Random, word: str) -> str:
    return rng.choice((word, word.replace("-", "_"), word.title(), word.upper()))


@pytest.mark.slow
def test_each_key_is_reported_once_with_few_valid_suggestions() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind, word = rng.choice(KINDS), rng.choice(list(_WORDS))
        heading = rng.choice(("", "# A heading\n", "\nText.\n"))
        files = {"x.md": f"---\nkind: {kind.kind}\nid: x\n{_spelled(rng, word)}: {_WORDS[word]}\n---\n{heading}"}
        if kind.kind == "raci":
            files["x.md"] = files["x.md"].replace("---\n# A", "rows: [{activity: a, accountable: jane}]\n---\n# A")
        findings = [
            finding
            for finding in result_of(files, select="DOC004").findings
            if finding.key[-1:] and "key" in finding.message
        ]
        help = findings[0].help if findings else ""
        expected = _EXPECTED_KEYS.get(word, {}).get(kind.kind)
        named = re.findall(r"`([a-z-]+):`", help)
        fits = len(findings) == 1 and (named == [expected] if expected else help.count(",") <= 5)
        project = project_of(files, select="DOC003,DOC004,DOC007,DOC010")
        if [finding for finding in apply_fixes(project).findings if finding.code == "DOC004"]:
            wrong.append((kind.kind, word, help, ["another word is fixed"]))
        followed = (
            {"x.md": re.sub(rf"(?im)^{word.replace('-', '[-_]')}:", f"{expected}:", files["x.md"])}
            if expected
            else files
        )
        after = apply_fixes(project_of(followed, select="DOC003,DOC004,DOC007,DOC010"))
        left = [
            finding.code
            for finding in after.result.findings
            if finding.code != "DOC003" or "rows" not in finding.message
        ]
        left = [code for code in left if not (kind.kind == "raci" and code == "DOC003")]
        if not fits or (expected and left) or "DOC007" in left or "DOC010" in left:
            wrong.append((kind.kind, word, help, left))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


def test_a_key_of_ones_own_is_taken_everywhere() -> None:
    rng = random.Random(SEED)
    for kind in KINDS:
        nested = [field for field in fields_of(kind).values() if field.part and field.many]
        field = rng.choice(nested)
        text = f"---\nkind: {kind.kind}\nid: x\nx-budget: 10\n{field.key}: [{{x-note: a}}]\n---\n"
        assert not result_of({"x.md": text}, select="DOC004").findings, (kind.kind, field.key)


@pytest.mark.slow
def test_a_misspelling_is_reported_even_if_its_key_is_the_only_one() -> None:
    rng, missed = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind = rng.choice(KINDS)
        key = rng.choice([one for one in fields_of(kind) if len(one) > 4 and one not in ("title", "status", "model")])
        at = rng.randrange(1, len(key) - 1)
        misspelled = rng.choice(
            (key[:at] + key[at + 1 :], key[:at] + key[at] + key[at:], key[:at] + "q" + key[at + 1 :])
        )
        if misspelled in fields_of(kind) or misspelled in kind.misspelled_keys:
            continue
        text = f"---\nkind: {kind.kind}\nid: x\n{misspelled}: text\n---\n"
        findings = result_of({"x.md": text}, select="DOC004").findings
        if [finding.help for finding in findings] != [f"rename it to `{key}:`"]:
            missed.append((kind.kind, misspelled, [finding.help for finding in findings]))
    assert not missed, f"{len(missed)}, such as {missed[:5]}"
