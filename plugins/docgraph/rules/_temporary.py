"""Findings that a baseline accepts only until a date: no active owner, or a document that was not read."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.rules._causes import MISSING_KEY, OWNERLESS

UNREAD_DOCUMENT = ("DOC001", "DOC002", "DOC009")
"""The rules about documents whose records are not read."""
LONGEST_DAYS = 366
"""How many days ahead a waiver may expire by default, and an entry of a baseline at most."""
_NO_ACTIVE_OWNER = frozenset((*OWNERLESS, "OWN003", "OWN004", "OWN007", "OWN008", "OWN012", "OWN017", "PIR002"))
_NO_ACTIVE_HOLDER = "OWN016"


def lacks_active_owner(finding: Finding) -> bool:
    """Whether a finding reports that a record has no owner, or none who is active and accountable alone.

    OWN016 counts if it is an error: the only holder of a role left. Its warnings do not count: they are about people in
    a team who left. DOC017 counts if the missing key is `owner`.
    """
    if finding.code == MISSING_KEY and finding.key[:1] != ("owner",):
        return False
    is_error = finding.severity is Severity.ERROR
    return finding.code in _NO_ACTIVE_OWNER or (is_error and finding.code == _NO_ACTIVE_HOLDER)


def hides_document(finding: Finding) -> bool:
    """Whether a finding is an error about a document whose records were not read."""
    return finding.severity is Severity.ERROR and finding.code in UNREAD_DOCUMENT
