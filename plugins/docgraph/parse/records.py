"""Builds the records of a document: one record, the items of a list, or the sections of a decision log."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.model.document import ValidatedInput
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Related
from docgraph.model.limits import RECORDS
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Collection, Record
from docgraph.model.record_place import RecordPlace
from docgraph.model.remarks import status_day
from docgraph.model.settings import Settings
from docgraph.parse.absent_values import drop_absent, without_denied_ends
from docgraph.parse.adopted.adopt import Adopted, rename_labels
from docgraph.parse.adopted.read_values import read_values
from docgraph.parse.adopted.their_words import in_their_words
from docgraph.parse.causes import causes
from docgraph.parse.coerce import Coercer
from docgraph.parse.form.decision_ids import slug_of
from docgraph.parse.form.decision_log import decision_log, is_new_log
from docgraph.parse.form.departures import DEPARTURE, add_departures, departures
from docgraph.parse.form.entry_sections import entry_sections
from docgraph.parse.form.incident_actions import added, body_actions
from docgraph.parse.form.reader import form_fields
from docgraph.parse.form.sections import Sections, of_others
from docgraph.parse.list_or_single import (
    additional_lists,
    ids_in_value,
    intended_as_list,
    list_key,
    unparsed_lists,
    with_unparsed,
)
from docgraph.parse.merge import Merging
from docgraph.parse.oversize import too_many_records
from docgraph.parse.raci.required_parts import missing_parts, unowned_table
from docgraph.parse.raci.table import raci_tables
from docgraph.parse.raw_tree import RawProblem, RawTree
from docgraph.parse.record_problems import RecordProblems
from docgraph.parse.recovery.second_record import second_record
from docgraph.parse.validate import validate
from docgraph.text.file_stem import stem_of
from docgraph.text.slug import fold_words, is_id, slugify


class RecordBuilder(RecordProblems):
    """Builds the records of a document, and collects `problems`.

    `body` is the offset of the body. `unread` are the ids of records that cannot be built.
    """

    def __init__(
        self,
        text: Text,
        tree: RawTree,
        body: int,
        kind: type[Record],
        settings: Settings,
        adopted: Adopted | None = None,
    ) -> None:
        super().__init__(text, tree, kind)
        self.body = body
        self.settings = settings
        self.adopted = adopted
        self.extra_keys = frozenset(key.replace("_", "-") for key in settings.extra_keys)
        self.unread: list[str] = []
        self.collection: Record | None = None
        self.shapes: list[ValidatedInput] = []
        self.former: dict[str, str] = {}

    def single(self, stem: str, title: str) -> Iterator[Record]:
        """Yield the record of a document that describes one record.

        Yields several records if the front matter lists them although `kind` is singular. `stem` is the file name
        without extension, `title` the title of the document.
        """
        listed = intended_as_list(self.kind, self.tree, self.text)
        if listed and self.kind.plural not in self.extra_keys:
            self.problems.append(listed)
            yield from self.listed()
            return
        declared = self.tree.data.get("title")
        names = [name for name in (stem, declared, self.tree.data.get("id")) if isinstance(name, str)]
        sections = Sections(self.kind, names, declared=bool(declared))
        read_body = self.adopted is None or self.adopted.plan.body
        body = form_fields(self.kind, self.text, self.body, sections=sections) if read_body else RawTree()
        if self.kind is Raci:
            body = raci_tables(self.text, self.body)
        if self.adopted:
            rename_labels(body, self.adopted, self.kind)
            read_values(body, self.adopted.plan, self.kind, self.text)
        data = self._without_lists({*fields_of(self.kind), *self.kind.key_aliases})
        if self.kind is Incident:
            body.problems += self._add_actions(data)
        data["title"] = data.get("title") or body.data.pop("title", "") or title
        if self.kind is Person and DEPARTURE.search(self.text.content, self.body):
            own = data["id"] if isinstance(data.get("id"), str) else stem
            add_departures({0: body}, departures(self.text, self.body, [data | {"id": own, "aliases": stem}], own))
        is_own_page = self.adopted is None or self.adopted.has_page
        records = list(self._record(data, body, (), stem, page=is_own_page))
        second = second_record(self.kind, self.text, self.body, records[0].ref if records else "")
        self.problems += [second] if second else []
        yield from records

    def _add_actions(self, data: dict[str, Any]) -> list[RawProblem]:
        """Append the actions in the body to `actions` in `data`, without duplicates.

        Returns problems with actions in the body that cannot be read.
        """
        found = body_actions(self.text, self.body)
        own = data.get("actions") or []
        if found.data and isinstance(own, list):
            data["actions"] = added(own, found, self.tree)
        return found.problems

    def listed(self) -> Iterator[Record]:
        """Yield the records in the front matter's list. For decisions, also yield decisions in sections of the body."""
        plural = self.kind.plural
        listed, problem = list_key(self.kind, self.tree, self.text)
        self.problems += [problem] if problem else []
        entries = self.tree.data.get(listed)
        additional = additional_lists(self.text, self.tree, plural, {listed, *fields_of(Collection)} | self.extra_keys)
        known = {key: value for key, value in self._without_lists({listed}, additional).items() if key != listed}
        self.collection = self._built(Collection, known, (), stem_of(self.text.path), page=True)
        if isinstance(entries, dict) and entries and all(isinstance(entry, dict) for entry in entries.values()):
            help = f"write `- id: {next(iter(entries))}` with its keys below it, and likewise for the others"
            self.problem("wrong-type", (listed,), f"`{listed}` must be a list, not a map", help, "")
            self.unread += entries
            return
        if isinstance(entries, dict):
            entries = [entries]
        if entries is not None and not isinstance(entries, list):
            help = "write one `- id: <id>` entry for each record"
            self.problem("wrong-type", (listed,), f"`{listed}` must be a list", help, "")
            return
        yield from self._entries(entries or [], listed)
        before = len(self.problems)
        if self.kind is Raci:
            self.problems += unowned_table(self.text, self.body)
        sections = list(self._sections(len(entries or ()))) if self.kind is Decision else []
        yield from sections
        if (
            entries is None
            and not sections
            and not (self.kind is Decision and is_new_log(self.tree.data, self.text, self.body))
        ):
            help = f"add `{plural}:` with one `- id: <id>` entry for each"
            if self.kind is Decision:
                help = "write each decision under a heading `## Decision: <title>`"
            help = f"{help}; or delete `kind:` if this page only mentions {plural}"
            found = self.problems[before:]
            self.problem("wrong-type", ("kind",), f"this document lists no {plural}", help, "", unless=causes(found))

    def _entries(self, entries: list[Any], listed: str) -> Iterator[Record]:
        """Yield the records of a list, each merged with the section of the body about the same record."""
        if len(entries) > RECORDS:
            self.problems.append(too_many_records(self.text, self.tree.marks[(listed, RECORDS)]))
            self.unread += ids_in_value(entries[RECORDS:])
        stated = entry_sections(self.kind, self.text, self.body, entries)
        if self.kind is Person and DEPARTURE.search(self.text.content, self.body):
            add_departures(stated, departures(self.text, self.body, entries[:RECORDS]))
        for number, entry in enumerate(entries[:RECORDS]):
            yield from self._entry(entry, (listed, number), stated.get(number, RawTree()))

    def _without_lists(self, own: Set[str], additional: tuple[Problem, ...] = ()) -> dict[str, Any]:
        """The front matter without lists of records of other kinds, which are reported.

        Lists under the keys in `own` are kept. `additional` are problems with other lists, which are left out, too.
        """
        unparsed = (*unparsed_lists(self.text, self.tree, own | self.extra_keys), *additional)
        self.problems += unparsed
        keys = {problem.key[0] for problem in unparsed}
        entries = (self.tree.data[str(key)] for key in keys)
        self.unread += (name for value in entries for name in ids_in_value(value))
        return {key: value for key, value in self.tree.data.items() if key not in keys}

    def _entry(self, entry: Any, prefix: KeyPath, stated: RawTree) -> Iterator[Record]:
        if not isinstance(entry, dict) or entry.get("id") is None:
            message = f"an entry of `{self.kind.plural}` has no `id`"
            name = entry if isinstance(entry, str) and is_id(entry) else ""
            help = f"write `- id: {name}`" if name else "add `id: <name>` to the entry"
            self.problem("wrong-type", prefix, message, help, "")
            self.unread += [name] if name else []
            return
        yield from self._record(entry, stated, prefix, "", page=False)

    def _sections(self, first: int) -> Iterator[Record]:
        begun: dict[str, int] = {}
        log = decision_log(self.text, self.body)
        ids = {entry.id for entry in log.entries}
        if len(log.entries) > RECORDS:
            self.problems.append(too_many_records(self.text, log.entries[RECORDS].offset))
            self.unread += (entry.id for entry in log.entries[RECORDS:])
        for number, entry in enumerate(log.entries[:RECORDS], first):
            before = begun.setdefault(fold_words(entry.title), entry.offset)
            if before != entry.offset:
                self.problems.append(entry.named_again(self.text, before))
            prefix = (self.kind.plural, number)
            if entry.former not in ids:
                self.former[entry.id] = entry.former
            self.tree.marks[prefix] = entry.offset
            self.tree.keys[(*prefix, "id")] = entry.offset
            yield from self._record({"id": entry.id, "title": entry.title}, entry.fields, prefix, entry.id, page=False)
        for unparsed in log.unopened:
            self.unread.append(slug_of(unparsed.title))
            self.problems.append(unparsed.problem(self.text))

    def _record(self, data: dict[str, Any], body: RawTree, prefix: KeyPath, stem: str, page: bool) -> Iterator[Record]:
        name = data.get("id") if data.get("id") is not None else stem
        subject = f"{self.kind.kind}:{name if isinstance(name, str) else stem}"
        if not isinstance(name, str):
            alone = name[0] if isinstance(name, list) and len(name) == 1 and isinstance(name[0], str) else stem
            help = f"write `id: {alone}`" if alone else "write one name after `id:`"
            what = "list" if isinstance(name, list) else "map"
            message = f"`id` must be text, not a {what}, so the record is not read"
            self.problem("wrong-type", (*prefix, "id"), message, help, subject)
        if not isinstance(name, str) or not self.has_valid_id(name, prefix, subject, data.get("id") is not None):
            # references to the suggested id are correct once the fix is applied
            self.unread.extend(text for text in (name, stem, slugify(str(name))) if isinstance(text, str) and text)
            return
        data = without_denied_ends(data, self.kind)
        merging = Merging(self.text, self.tree, self.body, self.kind, self.settings.levels, prefix, subject)
        merged = merging.merged(data, body)
        self.problems += merging.problems
        problems = [raw for raw in body.problems if not (raw.unless_declared and data.get(str(raw.key[0])))]
        for problem in problems:
            self.report_problem(problem, subject)
        faulty = frozenset(problem.key for problem in problems if problem.starts is None and problem.severity is None)
        record = self._built(self.kind, merged, prefix, name, page, faulty, of_others(self.text, body, merged, prefix))
        if isinstance(record, Raci):
            self.problems += missing_parts(record, self.body, listed=self.collection is not None)
        yield record

    def _built(
        self,
        kind: type[Record],
        data: dict[str, Any],
        prefix: KeyPath,
        name: str,
        page: bool,
        faulty: frozenset[KeyPath] = frozenset(),
        others: dict[str, tuple[Related, ...]] | None = None,
    ) -> Record:
        subject = f"{kind.kind}:{name}" if name else ""
        for alias in kind.key_aliases.keys() & data.keys():
            self.tree.name_again(prefix, alias, kind.key_aliases[alias])
        unchecked = RecordPlace(self.text, self.tree.marks, self.tree.keys, prefix, page)
        coercer = Coercer(unchecked, subject, self.extra_keys)
        coercer.plan = self.adopted.plan if self.adopted else None
        coerced = coercer.part(kind.adapt(data), kind)
        drop_absent(coerced, kind)
        coerced["id"] = name
        coerced["extra"] = {key: value for key, value in data.items() if key.startswith("x-")}
        if name in self.former:
            coerced["former"] = (self.former[name],)
        if day := status_day(coerced.get("status")):
            coerced["status_on"] = day.isoformat()
        self.shapes.append(ValidatedInput(kind.kind, coerced, prefix, page))
        record = validate(coercer, kind, coerced, self.settings.levels)
        invalid = faulty | coercer.invalid_paths
        places = (self.text, self.tree.marks, self.tree.keys, prefix, page, invalid, others or {})
        record.set_place(RecordPlace(*places, *(self.adopted.in_place if self.adopted else ())))
        if coercer.problems:
            problems = with_unparsed(coercer.problems, self.kind, data, above=kind is Collection)
            self.problems.extend(in_their_words(problems, self.adopted) if self.adopted else problems)
        return record
