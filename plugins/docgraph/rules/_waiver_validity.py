"""Which findings a waiver can suppress, and what messages call a waiver."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from docgraph.model.finding import Finding, Severity
from docgraph.model.record import Collection, Record, Waiver
from docgraph.rules._temporary import UNREAD_DOCUMENT

_NEVER = (*UNREAD_DOCUMENT, "INT", "WAV")
_NO_REASON = frozenset(
    "asdf false foo ignore later loremipsum missing na nil no nobackup noidea none noowner noreason notapplicable null "
    "ok pending qwerty reason sameasabove seeabove seebelow skip temp temporary test testing tobedecided tobedefined "
    "tobedone true unknown waived waiver whynotnow wip yes".split()
)
"""Texts that do not count as a reason, without spaces and punctuation."""
_NOTES = frozenset(("fixme", "tba", "tbc", "tbd", "todo", "xxx"))
"""First words of a text that show that the text is unfinished."""
_WORDS = re.compile(r"[^\W_]+")
_TEMPLATE = re.compile(r"\s*(?:\{[^{}]*\}|\{\{[^{}]*\}\}|<[^<>]*>)\s*")
_CODE = re.compile(r"[a-z]{3}[0-9]{3}")
INVALID = ("DOC", "INT", "REF001", "REF002", "REF003", "WAV001", "WAV002", "WAV003", "WAV005")
"""Rules and rule families whose finding inside a waiver makes the waiver invalid."""


def can_be_waived(code: str) -> bool:
    """Whether a waiver can suppress findings of the rule `code`."""
    return not code.startswith(_NEVER)


def is_no_reason(text: str) -> bool:
    """Whether a text gives no reason: no words, a word such as `none`, a rule code, or a `TODO`."""
    words = _WORDS.findall(text.casefold())
    reason = "".join(words)
    if not any(map(str.isalpha, text)) or reason in _NO_REASON or words[0] in _NOTES:
        return True
    return (
        (len({*reason}) == 1 and reason.isascii())
        or bool(_TEMPLATE.fullmatch(text))
        or all(map(_CODE.fullmatch, words))
    )


def waiver_label(waiver: Waiver) -> str:
    """The name of a waiver in messages: `waiver for OWN005`, or `waiver` if it has no code."""
    return f"waiver for {waiver.code}" if waiver.code else "waiver"


def is_expired(waiver: Waiver, as_of: date) -> bool:
    """Whether a waiver has expired: its `until` is before `as_of`."""
    return waiver.until is not None and waiver.until < as_of


def waiver_covers(record: Record, code: str, finding: Finding) -> bool:
    """Whether a waiver for the rule `code` in `record` suppresses a finding.

    A waiver in a collection (a document that lists records) covers all records of the collection.
    """
    here = (finding.code, finding.document_path) == (code, record.path)
    return here and (isinstance(record, Collection) or finding.subject == record.ref)


def all_inputs_readable(record: Record, findings: Iterable[Finding]) -> bool:
    """Whether findings about `record` are complete: no value or reference was unreadable.

    If false, a finding may be missing, so a waiver that suppresses no finding may still be needed.
    """
    return not any(
        finding.code.startswith(("DOC", "REF", "INT"))
        and (finding.severity is Severity.ERROR or finding.document_path == record.path)
        for finding in findings
    )
