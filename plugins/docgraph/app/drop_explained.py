"""Drops findings that another finding of the same run explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from docgraph.model.cause import Cause
from docgraph.model.finding import Finding, Severity

_Key = tuple[object, ...]


def drop_explained(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that another finding of the same run explains.

    A finding names the findings that explain it in `unless`. It is dropped only if one of them is reported that is at
    least as severe and not suppressed; a waived one counts only if both report the same fault. Of findings that explain
    each other in a cycle, one is reported.
    """
    given = list(findings)
    if not any(finding.unless for finding in given):
        return given
    return [finding for finding, kept in zip(given, _Reported(given).decisions(), strict=True) if kept]


class _Reported:
    """Decides for each finding, by its index in `findings`, whether it is reported."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self._known: dict[int, bool] = {}
        self._by_place: dict[_Key, list[int]] = defaultdict(list)
        for number, finding in enumerate(findings):
            for key in _places_of(finding):
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
        """Whether a finding for `cause` is reported that is at least as severe as finding `number`."""
        finding = self.findings[number]
        return any(
            other != number
            and (not self.findings[other].is_suppressed or _waives(self.findings[other], cause, finding))
            and _rank(self.findings[other]) <= _rank(finding)
            and self._is_reported(other)
            for key in _places_named(cause)
            for other in self._by_place.get(key, ())
        )


def _waives(waived: Finding, cause: Cause, finding: Finding) -> bool:
    """Whether the waiver of `waived` also covers `finding`, because both report the same fault."""
    is_covered = cause.same_fault and waived.waived is not None
    return is_covered and (waived.document_path, waived.subject) == (finding.document_path, finding.subject)


def _rank(finding: Finding) -> int:
    return (finding.severity or Severity.ERROR).rank


def _places_of(finding: Finding) -> Iterator[_Key]:
    """The lookup keys of a finding: one for each way in which a `Cause` can refer to it."""
    about = finding.unused or finding.key
    codes = [finding.code, finding.name, finding.code.rstrip("0123456789"), *([""] if finding.unused else [])]
    for code in codes:
        yield (code, finding.at)
        for path in {finding.document_path, finding.at.path}:
            yield (code, path, None, ())
            if not finding.subject:
                yield (code, path, "", ())
        for length in range(0 if finding.subject else 1, len(about) + 1):
            yield (code, finding.document_path, finding.subject, about[:length])
        yield (code, finding.document_path, finding.subject, about, "itself")


def _places_named(cause: Cause) -> Iterator[_Key]:
    """The lookup keys of a cause, for findings at its key path, below it, or above it.

    A finding above it matches only if it is about that key itself, not about a value below the key.
    """
    for code in cause.codes or ("",):
        if cause.at is not None:
            yield (code, cause.at)
            continue
        yield (code, cause.document_path, cause.subject, cause.key)
        for length in range(1, len(cause.key)):
            yield (code, cause.document_path, cause.subject, cause.key[:length], "itself")
