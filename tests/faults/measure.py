"""Puts the faults into the corpora one at a time, asks the check, and counts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from docgraph.app import Project
from docgraph.app.run_check import evaluate
from docgraph.app.select_rules import select_rules
from docgraph.model.document import Document
from docgraph.model.finding import Finding
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source
from docgraph.rules import RULES
from tests.faults.catalogue import CLASSES
from tests.faults.corpus import Corpus
from tests.faults.fault import FaultClass, Injection
from tests.faults.organisation import AS_OF

SEEDS = range(10)
COUNT = 1_000
_SETTINGS = Settings(rules={"OUT006": "info", "OUT007": "info"})
"""The rules that guess at prose are off until they are set on."""
_SHOWN = re.compile(r"`([^`]+)`")


class Checked:
    """A corpus whose documents are read once; a check reads only what a fault changed."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.documents = {source.path: parse_source(source, _SETTINGS) for source in corpus.sources}
        self.chosen = select_rules(RULES, _SETTINGS)

    def findings(self, injection: Injection | None = None) -> tuple[Finding, ...]:
        """The findings about the corpus with a fault in it, or without any."""
        sources: Iterable[SourceFile] = [page.source() for page in injection.pages] if injection else ()
        documents: dict[str, Document] = self.documents | {
            source.path: parse_source(source, _SETTINGS) for source in sources
        }
        kept = [document for path, document in documents.items() if not injection or path not in injection.gone]
        return evaluate(Project((), _SETTINGS, AS_OF), kept, self.chosen).open_findings


@dataclass(frozen=True)
class Verdict:
    """How one fault was reported. A measure that does not apply to it is None."""

    kind: FaultClass
    seed: int
    injection: Injection
    findings: tuple[Finding, ...]

    @property
    def reported(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.code == self.injection.code]

    @property
    def right_rule(self) -> bool:
        return bool(self.reported)

    @property
    def right_line(self) -> bool | None:
        wanted = {(self.injection.path, line) for line in self.injection.lines}
        return any((finding.at.path, finding.at.line) in wanted for finding in self.reported) if self.reported else None

    @property
    def right_suggestion(self) -> bool | None:
        if not self.injection.suggestion:
            return None
        # of "replace `a` with `b`" it is the second
        shown = [_SHOWN.search(finding.help.rpartition("` with ")[2]) for finding in self.reported]
        return any(found is not None and found[1] == self.injection.suggestion for found in shown)

    @property
    def alone(self) -> bool:
        return len(self.findings) == 1

    @property
    def good(self) -> bool:
        return self.right_rule and self.alone and self.right_line is True and self.right_suggestion is not False

    def __str__(self) -> str:
        wanted = f"{self.injection.code} at {self.injection.path}:{'/'.join(map(str, self.injection.lines))}"
        wanted += f" suggesting `{self.injection.suggestion}`" if self.injection.suggestion else ""
        reported = [
            f"      {finding.at} {finding.code} {finding.message} ({finding.help})" for finding in self.findings
        ] or ["      nothing"]
        head = f"[{self.kind.name}] corpus {self.seed}, {self.injection.edit}"
        return "\n".join([head, f"    should be: {wanted}", "    was:", *reported])


@cache
def clean(seed: int) -> Checked:
    """The clean corpus of a seed."""
    return Checked(Corpus(seed))


def measured(classes: Sequence[FaultClass] = CLASSES, count: int = COUNT, seed: int = 1) -> list[Verdict]:
    """`count` faults spread over the classes by their weights, drawn with a seed."""
    checked = [clean(number) for number in SEEDS]
    rng = random.Random(seed)
    found = []
    for kind, number in zip(classes, _spread([fault_class.weight for fault_class in classes], count), strict=True):
        seen: set[str] = set()
        for _ in range(number):
            one, injection = _drawn(rng, checked, kind, seen)
            seen.add(f"{one.corpus.seed} {injection.edit}")
            found.append(Verdict(kind, one.corpus.seed, injection, one.findings(injection)))
    return found


def _drawn(
    rng: random.Random, checked: Sequence[Checked], kind: FaultClass, seen: set[str]
) -> tuple[Checked, Injection]:
    """A fault of a class that was not drawn before, if there is one."""
    last: tuple[Checked, Injection] | None = None
    for _ in range(300):
        one = rng.choice(checked)
        injection = kind.draw(rng, one.corpus)
        if injection is not None:
            last = one, injection
            if f"{one.corpus.seed} {injection.edit}" not in seen:
                break
    assert last is not None, f"no corpus has a place for `{kind.name}`"
    return last


def _spread(weights: Sequence[int], count: int) -> list[int]:
    """Shares of `count` by weight, at least one each; the largest remainders get what rounding leaves."""
    exact = [weight * count / sum(weights) for weight in weights]
    shares = [max(int(share), 1) for share in exact]
    by_rest = sorted(range(len(weights)), key=lambda at: shares[at] - exact[at])
    for at in by_rest[: max(count - sum(shares), 0)]:
        shares[at] += 1
    assert sum(shares) == count, "more classes than faults"
    return shares
