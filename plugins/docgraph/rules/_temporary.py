"""Recognizes findings that a baseline accepts for a limited time only."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.rules._causes import MISSING_KEY, OWNERLESS

UNREAD_DOCUMENT = ("DOC001", "DOC002", "DOC009")
"""Rules about documents that could not be read, so that their records are missing."""
LONGEST_DAYS = 366
"""The maximum lifetime of a baseline entry in days; also the default maximum of a waiver."""
_NO_ACTIVE_OWNER = frozenset((*OWNERLESS, "OWN003", "OWN004", "OWN007", "OWN008", "OWN012", "OWN017", "PIR002"))
_NO_ACTIVE_HOLDER = "OWN016"


def lacks_active_owner(finding: Finding) -> bool:
    """Whether a finding reports that a record lacks an active owner who is accountable alone.

    OWN016 counts only as an error: the only holder of a role left. DOC017 counts only if the missing key is `owner`.
    """
    if finding.code == MISSING_KEY and finding.key[:1] != ("owner",):
        return False
    is_error = finding.severity is Severity.ERROR
    return finding.code in _NO_ACTIVE_OWNER or (is_error and finding.code == _NO_ACTIVE_HOLDER)


def hides_document(finding: Finding) -> bool:
    """Whether a finding is the error that a document could not be read."""
    return finding.severity is Severity.ERROR and finding.code in UNREAD_DOCUMENT
