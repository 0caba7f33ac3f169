"""Base classes of records and nested maps. They have the keys that every kind has."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
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
from docgraph.model.their_keys import with_their_keys

Labels = dict[str, "str | dict[str, str]"]
"""Label in a document, in lower case → dotted key, or the labels below this label."""

PERSON_OR_ROLE = ReferenceRule(to=("person", "role"))
RelatedRecords = Annotated[Texts, ReferenceRule((), "related-to", "related-from", soft=True)]
_CODE = re.compile(r"[A-Za-z]{3}[0-9]{3}")
COMMAS = "commas"
"""Annotation for a list that may also be a comma-separated text. Every list of references may."""
NAMES = "names"
"""Annotation for names of things outside the documents. `todo` can be such a name."""
Misspellings = dict[str, "str | tuple[str, ...]"]
ValueWarnings = Mapping[str, Callable[[str], tuple[str, str] | None]]


class Part(BaseModel):
    """A record, or a map nested in a record.

    The keys in documents are the names of the fields in kebab-case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    PRIMARY: ClassVar[str] = ""
    misspelled_keys: ClassVar[Misspellings] = {}
    """Unknown key → the key that was probably intended, or several.

    Of several keys, the first that accepts the value is suggested.
    """
    colon_short_form: ClassVar[bool] = False
    """Whether the short form may be `a: b`, which YAML parses as a map with one key."""
    ordered_days: ClassVar[tuple[str, str] | None] = None
    """The keys of a start date and of an end date, which must not be before the start date."""
    suspicious_values: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """Matches the values that `value_warnings` must test. Other values are not tested."""
    value_warnings: ClassVar[ValueWarnings] = {}
    """Key → a function that returns the message and fix for a doubtful value, or None."""

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """The keys and values for which a text is the short form; empty if there is no short form."""
        return {cls.PRIMARY: text} if cls.PRIMARY else {}

    @classmethod
    def advice(cls, key: str) -> str:
        """The fix line for an unknown key; empty for the usual fix line."""
        return ""

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        """The key that was probably intended by an unknown key with this value; empty if unclear.

        For example, `left` for `status: gone`.
        """
        return ""

    @classmethod
    def expand_short_form(cls, text: str) -> str:
        """The YAML map that was probably intended by an invalid short form; empty if unclear."""
        return ""


class Waiver(Part):
    """An accepted finding: rule, reason, expiry date, and the owner who approves the waiver."""

    PRIMARY: ClassVar[str] = "code"
    misspelled_keys: ClassVar[Misspellings] = {
        "rule": "code",
        "by": "owner",
        **dict.fromkeys(("because", "why"), "reason"),
        **dict.fromkeys(("expires", "expiry", "on", "to"), "until"),
    }

    @classmethod
    def advice(cls, key: str) -> str:
        """The fix line for a rule code that is used as a key; empty for other keys."""
        return f"add a second waiver for `{key}`; a waiver is for one rule" if _CODE.fullmatch(key) else ""

    code: Annotated[str, Required(Severity.ERROR)] = ""
    """The code or name of the rule."""
    reason: Annotated[str, Required(Severity.ERROR)] = ""
    """Why the finding is accepted for now."""
    owner: Annotated[Texts, PERSON_OR_ROLE, Required(Severity.ERROR)] = ()
    """The person or role who approves the waiver."""
    until: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The last day on which the waiver applies."""


class Record(Part):
    """Base class of all kinds. It has the keys that every kind has."""

    kind: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    """The plural of `kind`; default: `kind` with an s."""
    has_own_rules: ClassVar[bool] = False
    """Whether the missing keys of this kind are reported by rules for this kind.

    If not, `missing-key` reports missing required keys.
    """
    labels: ClassVar[Labels] = {}
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("name", "full-name", "display-name"), "title"),
        **dict.fromkeys(("accountable", "held-by", "holder", "owned-by"), "owner"),
        **dict.fromkeys(("delegate", "deputy"), "backup"),
        **dict.fromkeys(("deadline", "due-by", "due-date", "target-date"), "due"),
        **dict.fromkeys(("email", "e-mail", "mail", "phone", "slack", "channel"), "contact"),
    }
    key_aliases: ClassVar[dict[str, str]] = {}
    """Key in other templates, such as MADR → docgraph key."""
    other_values: ClassVar[dict[str, str]] = {}
    """Key → a regular expression for the values that `adapt` converts."""

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
    reviewed_by: Annotated[Texts, ReferenceRule(("person", "role"), soft=True)] = ()
    """Who did the last review of this document."""
    review_every: Period | None = None
    """How often this document must be reviewed."""
    review_due: Day | None = None
    """The last day for the next review of this document."""
    waivers: tuple[Waiver, ...] = ()
    """Findings about this record that are accepted until a date."""
    extra: dict[str, Any] = Field(default_factory=dict, exclude=True)
    former: Texts = Field(default=(), exclude=True)  # ids that earlier versions of docgraph derived from the title
    status_on: Day | None = Field(default=None, exclude=True)  # the day in `retired (2026-03-01)`
    if TYPE_CHECKING:
        place: RecordPlace

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "plural" not in vars(cls):
            cls.plural = f"{cls.kind}s"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @property
    def is_live(self) -> bool:
        """Whether this record must have an owner now.

        True by default for kinds that have an owner.
        """
        return False

    def evaluation_date(self, as_of: date) -> date | None:
        """The date on which the owner must be active; None if the owner need not be active."""
        return as_of if self.is_live else None

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Convert the values of another template, such as MADR, to values of this kind.

        Keys are in kebab-case.
        """
        return data

    def set_place(self, place: RecordPlace) -> None:
        """Set the locations of the record and its values. Only the parser calls this method, once."""
        # not a pydantic field: it is read more often than any of them, and a plain attribute is faster
        self.__dict__["place"] = place
        self.__dict__.pop("_invalid_paths", None)
        if "status" not in self.model_fields_set and self.has_invalid("status"):
            # an invalid status must not fall back to the default of an absent one
            self.__dict__["status"] = None

    @cached_property
    def ref(self) -> str:
        """The `kind:id` of the record."""
        return f"{self.kind}:{self.id}"

    @property
    def path(self) -> str:
        """The path of the document, relative to the project root."""
        return self.place.text.path

    def value(self, key: str) -> Any:
        """The value of the field for `key`, which is in kebab-case."""
        return getattr(self, key.replace("-", "_"))

    @property
    def is_body_entry(self) -> bool:
        """Whether this record is in the body of its document, so that it has no front matter."""
        return bool(self.place.prefix) and self.place.in_body()

    def is_absent(self, key: str) -> bool:
        """Whether the value of `key` is missing, empty or invalid."""
        return self.value(key) in (None, (), "")

    def has_invalid(self, *path: str | int) -> bool:
        """Whether the value at `path`, or a value nested in it, is invalid.

        A rule about missing values must add `rules._causes.unread` to its finding, so that an invalid value is reported
        once.
        """
        return bool(self.place.invalid_paths) and path in self._invalid_paths

    @cached_property
    def _invalid_paths(self) -> frozenset[KeyPath]:
        return frozenset(fault[:length] for fault in self.place.invalid_paths for length in range(len(fault) + 1))

    def at(self, *key: str | int) -> Location:
        """The location of the value at a key path; without a key path, of the record."""
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
        """A finding about this record at `key`, which is a key or a path such as `("rows", 0)`.

        - `help` is the fix line. If the key exists without a value, "add" becomes "write". If the value is in the body,
          the line uses labels for keys.
        - `edits` change the document of this record. If one of them is None, the finding has no fix.
        - `unless` identifies findings that explain this finding.
        """
        place, path = self.place, (key,) if isinstance(key, str) else key
        if place.their_keys:
            message, help = (with_their_keys(text, place.their_keys) for text in (message, help))
        if help.startswith(f"add `{path[-1]}:") and self._is_empty_key(path):
            help = f"write{help[3:]}"
        help = with_labels(help, self.labels, lambda key: self.is_body_entry or place.in_body(key), place.heading)
        at, fix = place.at(path), fix_from_edits(self.path, edits)
        related += place.of_others.get(str(path[0]), ())
        document = "" if at.path == self.path else self.path
        return Finding(at, message, help, self.ref, path, related, severity, fix, document, unless)

    def replacement(self, path: KeyPath, old: str, new: str) -> Replacement | None:
        """The edit that replaces `old` with `new` at `path`; None if the text at `path` is not `old`."""
        return self.place.replacement(path, old, new)

    def removal(self, *path: str | int) -> Removal:
        """The edit that removes the value at `path` from the front matter."""
        return Removal((*self.place.prefix, *path))

    def addition(self, path: KeyPath, value: str) -> Addition:
        """The edit that adds a value to the front matter. The last item of `path` is the key."""
        return Addition(self.place.prefix + path, value)

    def _is_empty_key(self, path: KeyPath) -> bool:
        is_declared = self.place.prefix + path in self.place.keys
        return is_declared and not (len(path) == 1 and isinstance(self.value(str(path[0])) or None, (Part, tuple)))


class Collection(Record):
    """The keys of a document that lists several records. It is not part of the doc graph."""

    kind: ClassVar[str] = "collection"
