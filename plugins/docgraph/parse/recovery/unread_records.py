"""Reports records in a body that are not read. The same rule applies to headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from docgraph.kinds import Agent, Decision
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Related, Severity
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Record
from docgraph.parse.form.sections import names_kind
from docgraph.parse.kind.in_body import unread_kinds
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.placeholders import placeholder_text
from docgraph.parse.recovery.candidates import BLANK, Candidate, candidates
from docgraph.parse.recovery.label_pairs import head_of_names, without_number
from docgraph.parse.recovery.printed_forms import RecordNames
from docgraph.parse.recovery.second_record import is_second_record
from docgraph.parse.recovery.templates import is_template
from docgraph.parse.recovery.title_lines import kinds_in
from docgraph.text.slug import fold_words

_KEYS_OF_MANY = frozenset(("owner", "backup", "contact", "status", "model"))
"""Keys whose labels are also common in documents that are not records."""
_PROSE = frozenset(
    "a an the no any each every this that what when where whether which who whom whose why how is are do does can "
    "should and or about for with vs".split()
)
"""Words of ordinary titles such as `Why an agent`, which do not name a record."""
_NAME_OF = ("name of ", "id of ")
_LEAST = 3
"""Minimum number of labels by which text is recognized as a record."""
_MOST = 100
"""Maximum number of problems for each kind in a document."""


def unread_records(document: Document, body: int) -> Iterator[Problem]:
    """Yield problems with records in a body that are not read, and with table rows that name a different owner."""
    own = document.records[0].kind if document.records else ""
    for kind in kinds_in(document.text.content, body, own, document.collection is not None):
        yield from islice(_Unread(kind, document, own).problems(body), _MOST)
    yield from unread_kinds(document, body)


class _Placed(Struct, frozen=True):
    """A `Candidate`, the record that its name refers to, and the record whose section contains it."""

    candidate: Candidate
    named: Record | None
    around: Record | None
    is_inside: bool


class _Unread:
    """Finds problems with each `Candidate` of one kind in a document."""

    def __init__(self, kind: type[Record], document: Document, own: str) -> None:
        self.kind = kind
        self.document = document
        self.own = own
        self.is_listed = document.collection is not None and own in (kind.kind, "")
        self.is_own = own == kind.kind and not self.is_listed
        self.names = RecordNames(document.records)

    def problems(self, body: int) -> Iterator[Problem]:
        if self.is_own and (self.kind is not Agent or any(map(is_second_record, self.document.problems))):
            return  # a part of an outcome may have its own owner
        if self.is_listed and self.kind is Decision:
            return
        found = candidates(self.kind, self.document.text, body, loose=self.is_listed or self.is_own)
        placed = [*_placed(_merged(found, self.names), self.names)]
        if not self.is_listed and not self.is_own:
            yield from self._on_page(placed)
        for place in placed if self.is_listed else ():
            yield from self._row(place) if place.candidate.is_row else self._below_list(place)
        for place in placed if self.is_own else ():
            if not place.named and not place.is_inside and not is_template(place.candidate.texts):
                yield from self._of_another(place.candidate, self.document.records[0])

    def _on_page(self, placed: Iterable[_Placed]) -> Iterator[Problem]:
        """Yield problems on a page that defines no records of this kind but looks as if it describes some."""
        own = [place for place in placed if not place.candidate.is_row and not is_template(place.candidate.texts)]
        forms = _first_of_each_name(place.candidate for place in own if _is_form(place.candidate))
        packets = [place for place in own if self.kind in SIGNS and _is_complete(place.candidate)]
        others = _first_of_each_name(
            place.candidate
            for place in packets
            if not (_is_form(place.candidate) or place.named or place.is_inside or not place.candidate.name)
        )
        for form in forms:
            if len(forms) > 1 or self._is_complete_form(form):
                is_sure = self.kind in SIGNS and bool(form.name or form.is_signed)
                yield self._problem(form, _severity(is_sure))
        are_several = len(packets) > 1
        for packet in others:
            if self.kind is Agent or (are_several and not self.own):
                is_sure = self.kind is Agent and are_several and bool(packet.owners)
                yield self._problem(packet, _severity(is_sure))

    def _is_complete_form(self, candidate: Candidate) -> bool:
        """Whether a candidate with a title such as `Agent: Mailer` has enough labels of an agent or outcome.

        If it has no owner, it needs a name and three labels, one of which only this kind has.
        """
        if self.kind not in SIGNS:
            return False
        is_exact = names_kind(self.kind, without_number(candidate.form))
        if not is_exact and not (candidate.is_signed and _ends_with_kind(self.kind, candidate.form)):
            return False
        if "owner" not in candidate.texts:
            return bool(candidate.name) and candidate.is_signed and len(candidate.texts) >= _LEAST
        return not candidate.texts.keys() <= _KEYS_OF_MANY

    def _below_list(self, place: _Placed) -> Iterator[Problem]:
        """Yield problems with a candidate in a document that lists records of this kind in its front matter."""
        candidate = place.candidate
        if place.named:
            yield from self._differs(candidate, "in the body") if candidate.parent else ()
        elif _is_form(candidate):
            yield self._unlisted(candidate, is_sure=bool(candidate.name) or candidate.is_signed)
        elif is_template(candidate.texts):
            return
        elif place.is_inside and place.around:
            yield from self._of_another(candidate, place.around)
        elif "owner" in candidate.texts and candidate.name and not place.is_inside:
            is_complete = _is_complete(candidate)
            if is_complete or (candidate.level != 1 and not candidate.texts.keys() <= _KEYS_OF_MANY):
                yield self._unlisted(candidate, is_sure=is_complete or not self.document.records)

    def _row(self, place: _Placed) -> Iterator[Problem]:
        """Yield a problem if a table row describes an unknown record, or names a different owner than the record.

        Rows without an owner, such as totals, are ignored.
        """
        candidate = place.candidate
        has_owner = any(map(str.isalpha, "".join(candidate.owners)))
        if self.names.exact(candidate.name):
            yield from self._differs(candidate, "in this table")
        elif has_owner and not place.named and (candidate.form or _is_complete(candidate)):
            yield self._unlisted(candidate, is_sure=candidate.is_top)

    def _differs(self, candidate: Candidate, where: str) -> Iterator[Problem]:
        """Yield a problem if the candidate names an owner who is not the owner of the record with the same name."""
        record, reference = self.names.exact(candidate.name), fields_of(self.kind)["owner"].reference
        owner = ", ".join(candidate.owners)
        if record is None or not reference or not record.value("owner") or not fold_words(owner):
            return
        own = record.value("owner")
        yield Problem(
            "conflicting-values",
            self.document.text.at(candidate.owner_offset),
            f"`owner` is `{', '.join(own)[:60]}` in the entry `{record.id}` but `{owner[:60]}` {where}",
            "delete the wrong `owner`",
            record.ref,
            ("owner",),
            (Related(record.at("owner"), "the owner of the entry"),),
            _severity(candidate.is_top),
            possible_conflicts=(PossibleConflict(reference.to, own, candidate.owners),),
        )

    def _of_another(self, candidate: Candidate, record: Record) -> Iterator[Problem]:
        """Yield a problem if `candidate`, an agent described in `record`, has no owner or another owner than `record`.

        The problem is a warning if the title of `candidate` lacks a word such as `agent`, because then it may be an old
        version of `record`.
        """
        owners, reference = record.value("owner"), fields_of(self.kind)["owner"].reference
        is_form = _is_form(candidate) and ("owner" in candidate.texts or self._is_complete_form(candidate))
        is_packet = is_form or _is_complete(candidate)
        if is_packet and candidate.name and not candidate.is_row and self.kind is Agent and owners and reference:
            own = (PossibleConflict(reference.to, owners, candidate.owners),)
            conflicts = own if "owner" in candidate.texts else ()
            is_sure = bool(candidate.form)
            if self.is_listed:
                yield self._unlisted(candidate, is_sure=is_sure, conflicts=conflicts)
            else:
                reason, severity = "this document defines another agent", _severity(is_sure)
                yield self._problem(candidate, severity, reason=reason, conflicts=conflicts)

    def _unlisted(
        self, candidate: Candidate, *, is_sure: bool, conflicts: tuple[PossibleConflict, ...] = ()
    ) -> Problem:
        reason = f"this document lists its {self.kind.plural} in the front matter"
        rename = "rename the heading to" if candidate.level else "replace the name with"
        help = f"add it to `{self.kind.plural}:`, or {rename} the title of an item there"
        return self._problem(candidate, _severity(is_sure), reason=reason, help=help, conflicts=conflicts)

    def _problem(
        self,
        candidate: Candidate,
        severity: Severity,
        *,
        reason: str = "",
        help: str = "",
        conflicts: tuple[PossibleConflict, ...] = (),
    ) -> Problem:
        """The problem with an unread record. The graph drops it if a record with this name exists."""
        kind, text = self.kind, self.document.text
        named = f"{kind.kind} `{candidate.name[:60]}`" if candidate.name else kind.kind
        where = "in this row" if candidate.is_row else "below this heading" if candidate.level else "here"
        reason = reason or f"this document does not define {kind.plural} in its body"
        help = help or f"move it to a document of `kind: {kind.kind}`, or put it in a code fence if it is an example"
        return Problem(
            "wrong-type",
            text.at(candidate.offset),
            f"the {named} {where} is not read, because {reason}",
            help,
            "",
            ("labels",),
            severity=severity,
            possible_conflicts=conflicts,
            shows=(kind.kind, candidate.name),
        )


def _severity(is_sure: bool) -> Severity:
    return Severity.ERROR if is_sure else Severity.WARNING


def _merged(found: list[Candidate], names: RecordNames) -> list[Candidate]:
    """The candidates that are records. The labels of other candidates are added to the candidate that contains them.

    Candidates with placeholders are dropped.
    """
    kept = []
    for candidate in reversed(found):
        is_record = candidate.parent is None or _is_complete(candidate) or (_is_form(candidate) and candidate.name)
        if is_record or names.mentioned(candidate.name):
            kept.append(candidate)
        elif candidate.parent:
            candidate.parent.absorb(candidate)
    return [candidate for candidate in reversed(kept) if not _is_blank(candidate)]


def _placed(found: Iterable[Candidate], names: RecordNames) -> Iterator[_Placed]:
    """Yield each candidate with the record that its name refers to and the record whose section contains it."""
    inside, around = 0, None
    for candidate in found:
        if candidate.level and not 0 < inside < candidate.level:
            inside, around = 0, None
        named = names.mentioned(candidate.name)
        yield _Placed(candidate, named, around, inside > 0)
        if not inside and candidate.level > 1 and (named or not candidate.name):
            inside, around = candidate.level, named


def _is_form(candidate: Candidate) -> bool:
    """Whether a candidate has a title such as `Agent: Mailer`, and an owner or two other labels."""
    return bool(candidate.form) and ("owner" in candidate.texts or len(candidate.texts) > 1)


def _ends_with_kind(kind: type[Record], form: str) -> bool:
    """Whether the text before a name ends with a kind, as in `llm agent`, `1. agent` or `agent id`.

    Prose such as `why an agent` does not count.
    """
    words = without_number(form).split()
    if _PROSE & {*words} and not form.startswith(_NAME_OF):
        return False
    ends = (" ".join(words[-count:]) for count in range(1, _LEAST + 1))
    return any(head_of_names(kind).fullmatch(end) or names_kind(kind, end) for end in ends)


def _is_complete(candidate: Candidate) -> bool:
    """Whether a candidate has an owner, a label that only its kind has, and a third label."""
    return candidate.is_signed and "owner" in candidate.texts and len(candidate.texts) + candidate.is_row >= _LEAST


def _is_blank(candidate: Candidate) -> bool:
    """Whether the name or owner of a candidate is a placeholder."""
    return any(
        text.startswith("[") or BLANK.search(text) or (text[:1] in ("<", "{") and placeholder_text(text))
        for text in (candidate.name, *candidate.owners)
    )


def _first_of_each_name(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidate with the most labels for each name, in document order."""
    named: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: -len(candidate.texts)):
        named.setdefault(candidate.name, candidate)
    return sorted(named.values(), key=lambda candidate: candidate.offset)
