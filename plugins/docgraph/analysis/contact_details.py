"""Hides mail addresses and phone numbers of people on published sites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from docgraph.kinds import Person
from docgraph.model.finding import Finding
from docgraph.model.record import Record

REDACTED = "(hidden)"
"""The text that replaces a mail address or phone number."""
_PUBLIC = ("#", "http://", "https://")
_LEAST_DIGITS = 6
_DETAIL = re.compile(
    r"(?<![^\s`'\"<>()\[\]{},;:|=@])[^\s`'\"<>()\[\]{},;:|=@]+@[^\s`'\"<>()\[\]{},;:|=@]+"
    rf"|[+(]?\d[\d\s()/.–-]{{{_LEAST_DIGITS - 2},}}\d"
)
"""What may be a mail address or phone number. Matching takes linear time."""


def is_public_contact(contact: str) -> bool:
    """Whether a contact may be shown on a site, because it is a channel or a URL."""
    return contact.startswith(_PUBLIC)


def is_contact_detail(text: str) -> bool:
    """Whether a text may be a mail address or phone number: it has an `@` or at least six digits."""
    return "@" in text.strip().removeprefix("@") or sum(map(str.isdigit, text)) >= _LEAST_DIGITS


def published_aliases(record: Record) -> tuple[str, ...]:
    """The aliases that a site may show: a person's mail addresses and phone numbers are left out."""
    if not isinstance(record, Person):
        return record.aliases
    return tuple(alias for alias in record.aliases if not is_contact_detail(alias))


class ContactDetails:
    """The mail addresses and phone numbers of people, from `contact`, `aliases` and `x-` keys."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._keys = frozenset(
            _key(detail[0])
            for person in people
            for text in (person.contact, *person.aliases, *_texts(person.extra))
            if not is_public_contact(text) and is_contact_detail(text)
            for detail in _DETAIL.finditer(text)
        )

    def hide(self, text: str) -> str:
        """`text` with each mail address and phone number of a person replaced by `REDACTED`.

        Spaces within phone numbers do not matter.
        """
        if not self._keys:
            return text
        return _DETAIL.sub(lambda found: REDACTED if _key(found[0]) in self._keys else found[0], text)

    def hide_in(self, value: Any) -> Any:
        """A copy of a JSON-like value with `hide` applied to all its strings."""
        if not self._keys:
            return value
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, dict):
            return {key: self.hide_in(inner) for key, inner in value.items()}
        return [self.hide_in(inner) for inner in value] if isinstance(value, list) else value

    def hide_in_finding(self, finding: Finding) -> Finding:
        """The finding with `hide` applied to its message and its fix."""
        message, help = self.hide(finding.message), self.hide(finding.help)
        unchanged = (message, help) == (finding.message, finding.help)
        return finding if unchanged else replace(finding, message=message, help=help)


def _key(detail: str) -> str:
    """An address or number, normalized for comparison: `+49…` and `0049…` are equal."""
    if "@" in detail:
        return detail.rstrip(".").casefold()
    return "".join(filter(str.isdigit, detail)).removeprefix("00")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
