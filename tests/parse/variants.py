"""Documents put together at random from parts, always the same ones: records that a page shows in odd forms."""

from __future__ import annotations

import random
import unicodedata

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.rules import RULES

KINDS = {
    "agent": ("owner: tom.berg", "purpose: sorts mail", "autonomy: L1", "tools: [Read, Grep]"),
    "outcome": ("owner: tom.berg", "due: 2027-01-31", "backup: sam.lee"),
    "runbook": ("owner: tom.berg", "review-every: 90d"),
    "incident": ("date: 2026-10-01", "owner: tom.berg"),
    "decision": ("owner: tom.berg", "date: 2026-10-01"),
}
INVISIBLE = [
    letter
    for letter in map(chr, (*range(1, 0x3100), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0080)))
    if unicodedata.category(letter) in ("Cf", "Cc", "Zs", "Zl", "Zp")
]


def header(rng: random.Random, kind: str, declared: str = "") -> list[str]:
    """Lines of front matter of a kind, in any order."""
    lines = [declared or f"kind: {kind}", f"id: {kind}-{rng.randrange(1000)}"]
    lines += rng.sample(KINDS[kind], rng.randrange(1, len(KINDS[kind]) + 1))
    rng.shuffle(lines)
    return lines


def spelled(rng: random.Random, kind: str) -> str:
    """A line that declares a kind, as a reader sees it."""
    key = rng.choice(["kind", "Kind", "KIND", "kInD", '"kind"', "'kind'", "kind ", "ki\u00adnd"])
    space = rng.choice([" ", "  ", "\t", "\u00a0", "\u2003 ", ""])
    value = rng.choice([kind, kind.upper(), kind.title(), f'"{kind}"', f"'{kind}'", f"{kind}  # ours", f"{kind} "])
    return f"{key}:{space}{value}"


def errors(content: str) -> list[str]:
    """The faults for which a document fails a check, of those that its reader finds."""
    problems = read_text(content).problems
    return [
        problem.rule_name
        for problem in problems
        if (problem.severity or _SEVERITIES[problem.rule_name]) is Severity.ERROR
    ]


def read_text(content: str) -> Document:
    """A document with this text, as read."""
    return parse_source(SourceFile("docs/page.md", content.encode("utf-8", "surrogatepass")), Settings())


_SEVERITIES = {rule.name: rule.severity for rule in RULES}
