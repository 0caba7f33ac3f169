"""Mail addresses and phone numbers of people, which a published site leaves out wherever they are declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from docgraph.kinds import Person
from docgraph.model.finding import Finding
from docgraph.model.record import Record

REDACTED = "(hidden)"
"""What a published text has in place of a mail address or a phone number."""
_PUBLIC = ("#", "http://", "https://")
_LEAST_DIGITS = 6
_DETAIL = re.compile(
    r"(?<![^\s`'\"<>()\[\]{},;:|=@])[^\s`'\"<>()\[\]{},;:|=@]+@[^\s`'\"<>()\[\]{},;:|=@]+"
    rf"|[+(]?\d[\d\s()/.–-]{{{_LEAST_DIGITS - 2},}}\d"
)
"""What may be a mail address or a phone number. Linear: a mail address is only looked for at the start of a word."""


def is_public_contact(contact: str) -> bool:
    """Whether a contact of a person is a channel or a web address, which a site may show."""
    return contact.startswith(_PUBLIC)


def is_contact_detail(text: str) -> bool:
    """Whether `text` is or holds a mail address or a phone number: `@` inside, or six digits and more."""
    return "@" in text.strip().removeprefix("@") or sum(map(str.isdigit, text)) >= _LEAST_DIGITS


def published_aliases(record: Record) -> tuple[str, ...]:
    """The aliases of `record` that a site may show: of a person none that is a mail address or a phone number."""
    if not isinstance(record, Person):
        return record.aliases
    return tuple(alias for alias in record.aliases if not is_contact_detail(alias))


class ContactDetails:
    """The mail addresses and phone numbers that people have as `contact`, as `aliases` or under `x-` keys."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._keys = frozenset(
            _key(detail[0])
            for person in people
            for text in (person.contact, *person.aliases, *_texts(person.extra))
            if not is_public_contact(text) and is_contact_detail(text)
            for detail in _DETAIL.finditer(text)
        )

    def hide(self, text: str) -> str:
        """`text` with `REDACTED` in place of each mail address and phone number of a person, however it is spaced."""
        if not self._keys:
            return text
        return _DETAIL.sub(lambda found: REDACTED if _key(found[0]) in self._keys else found[0], text)

    def hide_in(self, value: Any) -> Any:
        """A plain value, such as of an export, with all its texts as `hide` leaves them."""
        if not self._keys:
            return value
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, dict):
            return {key: self.hide_in(inner) for key, inner in value.items()}
        return [self.hide_in(inner) for inner in value] if isinstance(value, list) else value

    def hide_in_finding(self, finding: Finding) -> Finding:
        """A finding whose message and fix quote none."""
        message, help = self.hide(finding.message), self.hide(finding.help)
        unchanged = (message, help) == (finding.message, finding.help)
        return finding if unchanged else replace(finding, message=message, help=help)


def _key(detail: str) -> str:
    """What two spellings of one address or number have in common."""
    return detail.rstrip(".").casefold() if "@" in detail else "".join(filter(str.isdigit, detail))


def _texts(value: Any) -> Iterator[str]:
    """The texts in the value of an `x-` key, which may be a list or a map."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
