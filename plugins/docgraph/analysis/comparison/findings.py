"""Findings that become new, fixed, moved or suppressed between two revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from msgspec import Struct

from docgraph.analysis.comparison.revisions import Revisions
from docgraph.model.finding import Finding


class FindingChanges(Struct, frozen=True):
    """The open findings of two revisions, compared by fingerprint.

    - `new` are open only in the later revision.
    - `fixed` are open in the earlier revision and do not exist in the later revision.
    - `suppressed` are open in the earlier revision and suppressed in the later revision.
    - `moved` are open in both revisions, but at different paths.
    - `count` is the number of open findings in the later revision.
    """

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    moved: tuple[Finding, ...] = ()
    count: int = 0


def finding_changes(revisions: Revisions) -> FindingChanges:
    """Compare the open findings of two revisions."""
    before = [finding for finding in revisions.before.findings if not finding.is_suppressed]
    after = [finding for finding in revisions.after.findings if not finding.is_suppressed]
    known, shown = _fingerprints(before), _fingerprints(after)
    hidden = _fingerprints(finding for finding in revisions.after.findings if finding.is_suppressed)
    new = [finding for finding in after if known.isdisjoint(finding.fingerprints)]
    gone = [finding for finding in before if shown.isdisjoint(finding.fingerprints)]
    suppressed = [finding for finding in gone if not hidden.isdisjoint(finding.fingerprints)]
    fixed = [finding for finding in gone if hidden.isdisjoint(finding.fingerprints)]
    moved = _moved(fixed, new, revisions)
    places = {print_: finding.at.path for finding in before for print_ in finding.fingerprints}
    elsewhere = [
        finding
        for finding in after
        if any(places.get(print_, finding.at.path) != finding.at.path for print_ in finding.fingerprints)
    ]
    same = {id(finding) for pair in moved for finding in pair}
    return FindingChanges(
        tuple(finding for finding in new if id(finding) not in same),
        tuple(finding for finding in fixed if id(finding) not in same),
        tuple(suppressed),
        tuple(sorted((*elsewhere, *(pair[1] for pair in moved)), key=lambda finding: (finding.at, finding.code))),
        len(after),
    )


def _fingerprints(findings: Iterable[Finding]) -> set[str]:
    return {print_ for finding in findings for print_ in finding.fingerprints}


def _moved(fixed: list[Finding], new: list[Finding], revisions: Revisions) -> list[tuple[Finding, Finding]]:
    later: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in new:
        later[finding.code, finding.subject or finding.document_path, finding.key].append(finding)
    pairs = []
    for finding in fixed:
        path = finding.document_path
        subject = revisions.new_ref(finding.subject) or revisions.new_paths.get(path, path)
        if subject != (finding.subject or path):
            same = later.get((finding.code, subject, finding.key))
            if same:
                pairs.append((finding, same.pop(0)))
    return pairs
