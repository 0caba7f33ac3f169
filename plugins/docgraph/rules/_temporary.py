"""Findings that can be accepted only for a time: no active owner, or a document that was not read."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.rules._causes import OWNERLESS

UNREAD_DOCUMENT = ("DOC001", "DOC002", "DOC009")
"""The rules about documents whose records are not read."""
LONGEST_DAYS = 366
"""How many days ahead an acceptance may end, unless the settings say otherwise."""
_NO_ACTIVE_OWNER = frozenset((*OWNERLESS, "OWN003", "OWN004", "OWN007", "OWN008", "OWN012", "OWN017", "PIR002"))
_NO_ACTIVE_HOLDER = "OWN016"


def lacks_active_owner(finding: Finding) -> bool:
    """Whether a finding reports that a record has no owner, or none who is active and accountable alone.

    A role whose only holder left counts. A person who left and is still in a team is a warning of the same rule, and
    does not count.
    """
    is_error = finding.severity is Severity.ERROR
    return finding.code in _NO_ACTIVE_OWNER or (is_error and finding.code == _NO_ACTIVE_HOLDER)


def hides_document(finding: Finding) -> bool:
    """Whether a finding is an error about a document whose records were not read."""
    return finding.severity is Severity.ERROR and finding.code in UNREAD_DOCUMENT
