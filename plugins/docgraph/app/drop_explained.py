"""Drops findings that another finding of the same run explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

from docgraph.model.cause import Cause
from docgraph.model.finding import Finding

_Key = tuple[object, ...]


def drop_explained(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that another finding of the same run explains.

    `unless` of a finding has a `Cause` for each possible explanation. The finding is dropped if one of them matches
    another finding that is reported, not suppressed, and at least as severe. A waived finding counts if both findings
    report the same fault. If findings explain each other in a cycle, one of them is kept.
    """
    given = list(findings)
    if not any(finding.unless for finding in given):
        return given
    return [finding for finding, kept in zip(given, _Reported(given).decisions(), strict=True) if kept]


class _Reported:
    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self._known: dict[int, bool] = {}
        self._by_place: dict[_Key, list[int]] = defaultdict(list)
        named = {code for finding in findings for cause in finding.unless for code in cause.codes or ("",)}
        for number, finding in enumerate(findings):
            for key in _places_of(finding, named):
                self._by_place[key].append(number)

    def decisions(self) -> Iterator[bool]:
        for number in range(len(self.findings)):
            yield self._is_reported(number)

    def _is_reported(self, number: int) -> bool:
        known = self._known.get(number)
        if known is None:
            finding = self.findings[number]
            # breaks cycles: a finding that is still being decided cannot explain another one
            self._known[number] = False
            known = finding.is_suppressed or not any(self._explains(cause, number) for cause in finding.unless)
            self._known[number] = known
        return known

    def _explains(self, cause: Cause, number: int) -> bool:
        finding = self.findings[number]
        return any(
            other != number
            and (not self.findings[other].is_suppressed or _waives(self.findings[other], cause, finding))
            and self.findings[other].severity_rank <= finding.severity_rank
            and self._is_reported(other)
            for key in _places_named(cause)
            for other in self._by_place.get(key, ())
        )


def _waives(waived: Finding, cause: Cause, finding: Finding) -> bool:
    is_covered = cause.same_fault and waived.waived is not None
    return is_covered and (waived.document_path, waived.subject) == (finding.document_path, finding.subject)


def _places_of(finding: Finding, named: Set[str]) -> Iterator[_Key]:
    about = finding.unused or finding.key
    codes = {finding.code, finding.name, finding.code.rstrip("0123456789"), *([""] if finding.unused else [])}
    for code in codes & named:
        yield (code, finding.at)
        for path in {finding.document_path, finding.at.path}:
            yield (code, path, None, ())
            if not finding.subject:
                yield (code, path, "", ())
        for length in range(0 if finding.subject else 1, len(about) + 1):
            yield (code, finding.document_path, finding.subject, about[:length])
        yield (code, finding.document_path, finding.subject, about, "itself")


def _places_named(cause: Cause) -> Iterator[_Key]:
    for code in cause.codes or ("",):
        if cause.at is not None:
            yield (code, cause.at)
            continue
        yield (code, cause.document_path, cause.subject, cause.key)
        for length in range(1, len(cause.key)):
            yield (code, cause.document_path, cause.subject, cause.key[:length], "itself")
