"""What waivers can hide, and how messages name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from docgraph.model.finding import Finding, Severity
from docgraph.model.record import Collection, Record, Waiver

_NEVER = ("DOC001", "DOC002", "DOC009", "INT", "WAV")
_NO_REASON = frozenset(
    "asdf false foo ignore later loremipsum missing na nil no nobackup noidea none noowner noreason notapplicable null "
    "ok pending qwerty reason sameasabove seeabove seebelow skip temp temporary test testing tobedecided tobedefined "
    "tobedone true unknown waived waiver whynotnow wip yes".split()
)
"""Texts without their spaces and signs."""
_NOTES = frozenset(("fixme", "tba", "tbc", "tbd", "todo", "xxx"))
"""What marks a text that is still to be written, whatever follows."""
_WORDS = re.compile(r"[^\W_]+")
_TEMPLATE = re.compile(r"\s*(?:\{[^{}]*\}|\{\{[^{}]*\}\}|<[^<>]*>)\s*")
_CODE = re.compile(r"[a-z]{3}[0-9]{3}")
INVALID = ("DOC", "INT", "REF001", "REF002", "REF003", "WAV001", "WAV002", "WAV003", "WAV005")
"""The rules, and families of rules, whose findings inside a waiver make it invalid."""


def waivable(code: str) -> bool:
    """Whether a waiver can hide what the rule of this code tells."""
    return not code.startswith(_NEVER)


def is_no_reason(text: str) -> bool:
    """Whether a text says no word, only one that stands for none or names a rule, or begins as a note to fill it in."""
    words = _WORDS.findall(text.casefold())
    whole = "".join(words)
    if not any(map(str.isalpha, text)) or whole in _NO_REASON or words[0] in _NOTES:
        return True
    return (
        (len({*whole}) == 1 and whole.isascii()) or bool(_TEMPLATE.fullmatch(text)) or all(map(_CODE.fullmatch, words))
    )


def called(waiver: Waiver) -> str:
    """`the waiver of OWN005`; one without a code is only a waiver."""
    return f"the waiver of {waiver.code}" if waiver.code else "a waiver"


def ended(waiver: Waiver, as_of: date) -> bool:
    """Whether the last day of a waiver is past."""
    return waiver.until is not None and waiver.until < as_of


def meets(record: Record, code: str, finding: Finding) -> bool:
    """Whether a finding is one that waivers of this code in a record, or in a list of records, are for."""
    here = (finding.code, finding.home) == (code, record.path)
    return here and (isinstance(record, Collection) or finding.subject == record.ref)


def heard(record: Record, findings: Iterable[Finding]) -> bool:
    """Whether no rule can be silent about a record because something was not read, or a name not found."""
    return not any(
        finding.code.startswith(("DOC", "REF", "INT"))
        and (finding.severity is Severity.ERROR or finding.home == record.path)
        for finding in findings
    )
