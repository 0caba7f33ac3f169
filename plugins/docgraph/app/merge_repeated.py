"""Merges findings with the same reason in several files that the `kinds` setting reads.

The reason is the same unknown key or name, the same placeholder, or invalid values of the same key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import words_of
from docgraph.model.finding import Finding, Related
from docgraph.rules._phrases import either
from docgraph.text.date_forms import date_form_of, date_in_form

_INVALID_VALUE = "DOC007"
_PLACES = 3
"""The number of locations that a merged finding shows."""
_VALUES = 12
"""The number of values that the message of a merged finding shows."""
_LONGEST = 60
Matched = Mapping[str, Adoption]
"""Path → how the `kinds` setting reads the file."""


def merge_repeated(findings: Iterable[Finding], matched: Matched) -> list[Finding]:
    """Merge the findings of a rule that have equal `repeats`, and all invalid values of a key.

    Suppressed findings are not merged.
    """
    kept: list[Finding] = []
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.repeats and not finding.is_suppressed:
            repeated = finding.repeats.rpartition("\0")[0] if finding.code == _INVALID_VALUE else finding.repeats
            groups[finding.code, repeated].append(finding)
        else:
            kept.append(finding)
    return [*kept, *(_merged(group, matched) for group in groups.values())]


def _merged(group: list[Finding], matched: Matched) -> Finding:
    files = {finding.document_path for finding in group}
    if len(files) < 2:
        return group[0]
    first = min(group, key=lambda finding: (finding.at.path, finding.at.line, finding.at.column))
    others = sorted(finding.at for finding in group if finding is not first)
    related = tuple(Related(at, "also here") for at in others[: _PLACES - 1])
    owner = first.owner if len({finding.owner for finding in group}) == 1 else ""
    merged = replace(first, related=related, owner=owner, fix=None, unless=())
    if len({finding.repeats for finding in group}) > 1:
        merged = _with_values(merged, group, matched[first.document_path])
    return replace(merged, message=f"{merged.message} ({len(files)} files)")


def _with_values(merged: Finding, group: list[Finding], plan: Adoption) -> Finding:
    by_value: dict[str, list[Finding]] = defaultdict(list)
    for finding in group:
        by_value[finding.repeats].append(finding)
    several = sorted(by_value.values(), key=lambda findings: (-len(findings), findings[0].repeats))
    kind, key = lookup_kind(merged.subject.partition(":")[0])[0], str(merged.key[0])
    words = sorted(words_of(kind, key)) if kind else []
    counts = {findings[0].target: len(findings) for findings in several}
    help = f"add {plan.value_entries(key, list(counts))}"
    if not words:
        forms = _unambiguous(list(dict.fromkeys(filter(None, map(date_form_of, counts)))), counts)
        counts = _counts_by_form(counts, forms)
        others = any(not any(date_in_form(value, form) for form in forms) for value in counts)
        help = f"add {plan.form_entries(key, forms)}{'; write other dates as YYYY-MM-DD' if others else ''}"
        help = help if forms else "write the dates as YYYY-MM-DD"
    shown = [f"`{value[:_LONGEST]}` ({count})" for value, count in counts.items()]
    more = [f"and {len(shown) - _VALUES} more"] if len(shown) > _VALUES else []
    message = f"values of `{key}` are not valid: {', '.join([*shown[:_VALUES], *more])}"
    message += f"; expected {either(words) or 'YYYY-MM-DD'}"
    fingerprints = tuple(sorted(findings[0].fingerprint for findings in several))
    return replace(merged, message=message, help=help, merged=fingerprints)


def _unambiguous(forms: list[str], dates: Iterable[str]) -> list[str]:
    clashing: set[str] = set()
    for text in dates:
        days = {form: day for form in forms if (day := date_in_form(text, form))}
        clashing |= days.keys() if len(set(days.values())) > 1 else set()
    return [form for form in forms if form not in clashing]


def _counts_by_form(counts: Mapping[str, int], forms: Iterable[str]) -> dict[str, int]:
    examples: dict[str, str] = {}
    found: Counter[str] = Counter()
    for text, count in counts.items():
        form = next((form for form in forms if date_in_form(text, form)), "")
        found[examples.setdefault(form, text) if form else text] += count
    return dict(found.most_common())
