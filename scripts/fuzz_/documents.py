"""Real documents to mutate: the example site, the corpora of the tests, and every example on a rule's page."""

from __future__ import annotations

from pathlib import Path

from tests.rules.page_cases import cases

from docgraph.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
Corpus = dict[str, bytes]
"""Documents by path."""
_FEW = 6


def corpora() -> list[Corpus]:
    """Small corpora, in a fixed order; the documents of one refer to each other."""
    found = [dict(case.files) for rule in RULES for case in cases(rule.page)]
    for folder in (ROOT / "content" / "example", *sorted((ROOT / "tests" / "corpora").iterdir())):
        files = sorted(folder.rglob("*.md"))
        texts = [(file.relative_to(folder).as_posix(), file.read_bytes()) for file in files]
        found += [dict(texts[begin : begin + _FEW]) for begin in range(0, len(texts), _FEW)]
    return found
