"""Of a thousand faults nearly all are reported once, by the right rule, at the right line, with the right fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.faults.catalogue import CLASSES
from tests.faults.measure import COUNT, SEEDS, Checked, Verdict, clean, measured
from tests.faults.report import MEASURES, counted

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def verdicts() -> Sequence[Verdict]:
    return measured()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_corpus_has_no_finding(seed: int) -> None:
    checked: Checked = clean(seed)
    kinds = {entry.kind for entry in checked.corpus.entries.values()}
    assert len(checked.corpus.pages) >= 30
    assert len(kinds) == 10
    assert not [f"{finding.at} {finding.code} {finding.message}" for finding in checked.findings()]


def test_the_faults_are_many_and_of_many_classes(verdicts: Sequence[Verdict]) -> None:
    assert len(verdicts) == COUNT
    assert len({verdict.kind.name for verdict in verdicts}) == len(CLASSES) >= 30


@pytest.mark.parametrize(
    ("name", "least"),
    [("right rule", 0.99), ("right line", 0.995), ("right suggestion", 0.95), ("exactly one finding", 0.97)],
)
def test_faults_give_the_expected_findings(verdicts: Sequence[Verdict], name: str, least: float) -> None:
    measure = dict(MEASURES)[name]
    right, applicable = counted(verdicts, measure)
    missed = [verdict for verdict in verdicts if measure(verdict) is False]
    classes = ", ".join(
        f"{kind} ({number})" for kind, number in Counter(verdict.kind.name for verdict in missed).most_common()
    )
    assert right >= least * applicable, f"{name}: {right} of {applicable}; missed in {classes}; such as\n" + "\n".join(
        str(verdict) for verdict in missed[:3]
    )
