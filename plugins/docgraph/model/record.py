"""A record: one outcome, agent, person or the like, with the place of each of its keys. It holds no judgement."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from docgraph.model.cause import Cause
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Period, Texts
from docgraph.model.finding import Finding, Related, Severity
from docgraph.model.fix import Addition, Edit, Removal, Replacement, fix_from_edits
from docgraph.model.label_hints import with_labels
from docgraph.model.location import KeyPath, Location
from docgraph.model.record_place import RecordPlace

Labels = dict[str, "str | dict[str, str]"]
"""The labels of a kind's template form, in lower case: a dotted key, or the labels that may stand under it."""

PERSON_OR_ROLE = ReferenceRule(to=("person", "role"))
_CODE = re.compile(r"[A-Za-z]{3}[0-9]{3}")
COMMAS = "commas"
"""Marks a list that may be written as one text with commas; lists of references always may."""
NAMES = "names"
"""Marks texts that are names of things outside the documents, of which lower-case `todo` is one, no placeholder."""
Misspellings = dict[str, "str | tuple[str, ...]"]
Reservations = Mapping[str, Callable[[str], tuple[str, str] | None]]


class Part(BaseModel):
    """A map inside a record. Keys in documents are the field names in kebab-case."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    PRIMARY: ClassVar[str] = ""
    misspelled_keys: ClassVar[Misspellings] = {}
    """Words that people write for a key, and that key, or several of which the first that takes the value is meant."""
    colon_short_form: ClassVar[bool] = False
    """Whether its short form may have a colon in it, which YAML takes for a map of one key."""
    ordered_days: ClassVar[tuple[str, str] | None] = None
    """Two days, the first of which cannot be after the second."""
    doubtful: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What a value has in it that `doubts` may be about."""
    doubts: ClassVar[Reservations] = {}
    """By key: the message and the edit about a value that may not be what it has to be; None where it is."""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """The short form: what a text stands for where this map is expected. Keys in kebab-case; empty if it cannot."""
        return {cls.PRIMARY: text} if cls.PRIMARY else {}

    @classmethod
    def advice(cls, key: str) -> str:
        """What to do about a key that is none, where its own words tell; empty where they do not."""
        return ""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        """The key that a foreign one says with this value, such as `left` by `status: gone`; empty if it says none."""
        return ""

    @classmethod
    def expand_short_form(cls, text: str) -> str:
        """The map that a text was surely meant to be, as it has to be written; empty where it is a short form."""
        return ""


class Waiver(Part):
    """A finding that is accepted until a date: which rule, why, and approved by whom."""

    PRIMARY: ClassVar[str] = "code"
    misspelled_keys: ClassVar[Misspellings] = {
        "rule": "code",
        "by": "owner",
        **dict.fromkeys(("because", "why"), "reason"),
        **dict.fromkeys(("expires", "expiry", "on", "to"), "until"),
    }

    @classmethod
    def advice(cls, key: str) -> str:
        return f"add a second waiver for `{key}`; a waiver is for one rule" if _CODE.fullmatch(key) else ""

    code: Annotated[str, Required(Severity.ERROR)] = ""
    """The rule, by code or name."""
    reason: Annotated[str, Required(Severity.ERROR)] = ""
    """Why the finding is accepted for now."""
    owner: Annotated[Texts, PERSON_OR_ROLE, Required(Severity.ERROR)] = ()
    """The person or role who approves it."""
    until: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The last day on which it applies."""


class Record(Part):
    """The keys that every kind takes."""

    kind: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    labels: ClassVar[Labels] = {}
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("name", "full-name", "display-name"), "title"),
        **dict.fromkeys(("accountable", "held-by", "holder", "owned-by"), "owner"),
        **dict.fromkeys(("delegate", "deputy"), "backup"),
        **dict.fromkeys(("deadline", "due-by", "due-date", "target-date"), "due"),
        **dict.fromkeys(("email", "e-mail", "mail", "phone", "slack", "channel"), "contact"),
    }
    key_aliases: ClassVar[dict[str, str]] = {}
    """Other words for keys, as other templates write them."""

    id: str
    """The id that references use; default: the file name without `.md`."""
    title: str = ""
    """The name that readers see; default: the first heading."""
    aliases: Annotated[Texts, COMMAS, NAMES] = ()
    """Other names that references may use."""
    tags: Annotated[Texts, COMMAS, NAMES] = ()
    """Tags, as site generators use them."""
    reviewed: Day | None = None
    """The date of the last review of this document."""
    review_every: Period | None = None
    """How often this document must be reviewed."""
    waivers: tuple[Waiver, ...] = ()
    """Findings about this record that are accepted until a date."""
    extra: dict[str, Any] = Field(default_factory=dict, exclude=True)
    former: Texts = Field(default=(), exclude=True)  # ids that another version of docgraph made of the title
    status_on: Day | None = Field(default=None, exclude=True)  # the day in `retired (2026-03-01)`
    if TYPE_CHECKING:
        place: RecordPlace

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The values as this kind wants them, where another template writes them otherwise. Keys in kebab-case."""
        return data

    def set_place(self, place: RecordPlace) -> None:
        """Say where this record was written, and what of it could not be read; called once, by the reader."""
        # beside the fields, where looking it up costs nothing: it is asked for more often than any of them
        self.__dict__["place"] = place
        self.__dict__.pop("_invalid_paths", None)
        if "status" not in self.model_fields_set and self.has_invalid("status"):
            # a status that could not be read is not the one of a record without a status
            self.__dict__["status"] = None

    @cached_property
    def ref(self) -> str:
        """The record's address, `kind:id`."""
        return f"{self.kind}:{self.id}"

    @property
    def path(self) -> str:
        return self.place.text.path

    def value(self, key: str) -> Any:
        return getattr(self, key.replace("-", "_"))

    @property
    def is_body_entry(self) -> bool:
        """Whether this is an entry of the body, which no key of the front matter can say anything about."""
        return bool(self.place.prefix) and self.place.in_body()

    def is_absent(self, key: str) -> bool:
        """Whether `key` has no value that can be used."""
        return self.value(key) in (None, (), "")

    def has_invalid(self, *path: str | int) -> bool:
        """Whether a value at `path`, or below it, could not be used. Rules defer to its finding with `unread`."""
        return bool(self.place.invalid_paths) and path in self._invalid_paths

    @cached_property
    def _invalid_paths(self) -> frozenset[KeyPath]:
        return frozenset(fault[:length] for fault in self.place.invalid_paths for length in range(len(fault) + 1))

    def at(self, *key: str | int) -> Location:
        return self.place.at(key)

    def finding(
        self,
        key: str | KeyPath,
        message: str,
        *,
        help: str,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        edits: Sequence[Edit | None] = (),
        unless: tuple[Cause, ...] = (),
    ) -> Finding:
        """A finding about this record at `key` (a key, or a path such as `("rows", 0)`).

        `edits` mend it in this record's document; None among them says that one of them cannot be made.
        A help that says to add the key says to write it where the key stands already, without a value; a key that the
        body says is named by its label. `unless` are the findings that it defers to."""
        place, path = self.place, (key,) if isinstance(key, str) else key
        if help.startswith(f"add `{path[-1]}:") and self._is_empty_key(path):
            help = f"write{help[3:]}"
        help = with_labels(help, self.labels, lambda key: self.is_body_entry or place.in_body(key), place.heading)
        at, fix = place.at(path), fix_from_edits(self.path, edits)
        related += place.of_others.get(str(path[0]), ())
        document = "" if at.path == self.path else self.path
        return Finding(at, message, help, self.ref, path, related, severity, fix, document, unless)

    def replacement(self, path: KeyPath, old: str, new: str) -> Replacement | None:
        """The edit that writes `now` for the value `was` at `path`; None where that does not stand there in plain."""
        return self.place.replacement(path, old, new)

    def removal(self, *path: str | int) -> Removal:
        """The edit that takes what stands at `path` out of the front matter."""
        return Removal((*self.place.prefix, *path))

    def addition(self, path: KeyPath, value: str) -> Addition:
        """The edit that puts a value at `path`, which ends in a key."""
        return Addition(self.place.prefix + path, value)

    def _is_empty_key(self, path: KeyPath) -> bool:
        """Whether a key is written that holds one value, or none yet; a map or a list grows instead."""
        is_declared = self.place.prefix + path in self.place.keys
        return is_declared and not (len(path) == 1 and isinstance(self.value(str(path[0])) or None, (Part, tuple)))


class Collection(Record):
    """What a document of several records says of itself; it is no node of the graph."""

    kind: ClassVar[str] = "collection"
