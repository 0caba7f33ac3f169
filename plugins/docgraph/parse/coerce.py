"""Converts the values of a record to the types of its fields.

A single value becomes a list and a short form becomes a map if the field needs it. Unknown keys, placeholders and
values of a wrong type are dropped and reported. Afterwards, the model of the kind validates the values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pydantic import ValidationError

from docgraph.kinds.agent import Agent
from docgraph.kinds.role import Holder
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.finding import Severity
from docgraph.model.fix import Edit, Removal, fix_from_edits
from docgraph.model.limits import KEY_SUGGESTIONS, LIST_ITEMS
from docgraph.model.location import KeyPath
from docgraph.model.problem import Problem
from docgraph.model.record import Collection, Part, Record
from docgraph.model.record_place import RecordPlace
from docgraph.parse import last_days
from docgraph.parse.absent_values import terms_of_nobody
from docgraph.parse.comma_list import split_commas
from docgraph.parse.front_matter.quote_item import quoted_item
from docgraph.parse.invalid_values import name_in
from docgraph.parse.keyed_items import dotted, keyed_items
from docgraph.parse.kind.page_keys import PAGE_KEYS
from docgraph.parse.long_names import names_within
from docgraph.parse.placeholders import in_braces, placeholder_text, wanted
from docgraph.parse.suggest_keys import help_for, intended_keys, near_key, other_keys, renamed
from docgraph.text.slug import is_id
from docgraph.text.suggest import is_misspelling

_EMPTY: tuple[Any, ...] = (None, "", [], {})
"""Values that count as missing."""


class Coercer:
    """Converts the values of one record. Collects problems, and the key paths of invalid values."""

    def __init__(self, place: RecordPlace, subject: str, extra_keys: frozenset[str] = frozenset()) -> None:
        self.place = place
        self.subject = subject
        self.extra_keys = extra_keys
        self.plan: Adoption | None = None
        self.problems: list[Problem] = []
        self.invalid_paths: set[KeyPath] = set()
        self.suggested = 0

    def part(self, node: dict[str, Any], part: type[Part], path: KeyPath = ()) -> dict[str, Any]:
        """The converted values of `node`, a record or a nested map with the fields of `part`, by field name."""
        fields = fields_of(part)
        spellings = part.key_aliases if issubclass(part, Record) and not path else {}
        shaped: dict[str, Any] = {}
        strange = [key for key in node if spellings.get(key, key) not in fields and not self._foreign(key, part, path)]
        free = [key for key in fields if node.get(key) is None or self._only_a_heading(key, path)] if strange else []
        takes = partial(self._takes, node, part)
        intended = intended_keys(strange, free, part, takes) if strange else {}
        for source, value in node.items():
            key = spellings.get(source, source)
            field = fields.get(key)
            # MkDocs themes show `status` as a badge with any text, and a title may have any text too
            badge = key in last_days.SPEAKING and key not in self.extra_keys
            # a map is no misspelled text, such as `contract` for `contact`
            other = (source in intended or badge) and (not intended.get(source) or isinstance(value, dict))
            below, declared = "", part.intended_key(key, value) if other and isinstance(value, str) else ""
            if other and isinstance(value, dict):
                below, declared = last_days.nested_end(part, key, value, node)
            if declared and not last_days.is_settled(part, declared, node.get(declared)):
                target = (*path, declared)
                self.invalid_paths.add(target)
                where, text = ((*path, source, below), value[below]) if below else ((*path, source), value)
                self.problems.append(last_days.equivalent_key(self.place, self.subject, where, text, target))
            elif field is None and source in intended:
                self._unknown(source, intended, free, part, path, partial(takes, key=source), value)
            if field is not None and value not in _EMPTY:
                used = self.value(field, value, (*path, key))
                if used is not None:
                    shaped[field.name] = used
                is_doubtful = key in part.value_warnings and part.suspicious_values.search(str(used))
                if is_doubtful and not last_days.is_over(part, node):
                    self.problems += last_days.value_warnings(self.place, self.subject, part, (*path, key), used)
        return shaped

    def value(self, field: FieldSpec, value: Any, path: KeyPath) -> Any:
        """`value` converted to the type of `field`; None if it is invalid, which is reported."""
        if self._placeholder(value, field, path):
            return None
        if field.part is not None and field.many:
            if help := keyed_items(value, field):
                severity = field.required.severity if field.required else None
                return self.problem("wrong-type", path, f"`{dotted(path)}` must be a list, not a map", help, severity)
            items = value if isinstance(value, list) else self._parted(field, value, path)
            items = self._within(items, path)
            maps = [self._map(field, item, (*path, number)) for number, item in enumerate(items)]
            for where in terms_of_nobody(maps, path, self.invalid_paths) if field.part is Holder else ():
                help = "write `person: <id>`, or delete the entry and end the one before it with `to:`"
                self._wrong(where, f"an entry of `{path[-1]}` has no `person`", help)
            return [item for item in maps if item is not None]
        if isinstance(value, list) and not field.many:
            if len(value) != 1:
                return self._wrong(path, f"`{path[-1]}` must be a single value, not a list", "write one value")
            return self.value(field, value[0], path) if value[0] not in _EMPTY else None
        if field.part is not None:
            return self._map(field, value, path)
        if field.many:
            return self._texts(field, value, path)
        if isinstance(value, str):
            return value
        name = name_in(value, field)
        help = f"write `{path[-1]}: {name}`" if name else "write one text"
        return self._wrong(path, f"`{path[-1]}` must be text, not a map", help)

    def _map(self, field: FieldSpec, value: Any, path: KeyPath) -> dict[str, Any] | None:
        part = field.part
        if part is None or value in _EMPTY or self._placeholder(value, field, path):
            return None
        if isinstance(value, str):
            intended = part.expand_short_form(value)
            given = part.from_text(value) if value.strip() and not intended else {}
            if value.strip() and not given:
                wanted = f"`{dotted(path)}: {intended}`" if intended else f"a map with {', '.join(fields_of(part))}"
                self._wrong(path, f"`{dotted(path)}` must be a map, not text", f"write {wanted}")
                return None
            value = given
        declared = self._as_text(value, part, path) if isinstance(value, dict) and part.colon_short_form else ""
        if declared:
            value = part.from_text(declared)
        if not isinstance(value, dict):
            keys = ", ".join(fields_of(part))
            self._wrong(path, f"`{dotted(path)}` must be a map, not a list", f"write a map with {keys}")
            return None
        return self.part(value, part, path)

    def _as_text(self, node: dict[str, Any], part: type[Part], path: KeyPath) -> str:
        """The text `read_logs: api` if `node` is `{"read_logs": "api"}` and the key is unknown; else empty."""
        key, value = next(iter(node.items())) if len(node) == 1 else ("", None)
        if not isinstance(value, str) or key in part.misspelled_keys or near_key(key, list(fields_of(part)), part):
            return ""
        offset = self.place.keys.get((*self.place.prefix, *path, key))
        text = self.place.text.source_text(offset, len(key)) if offset is not None else key
        return f"{text if text.replace('_', '-') == key else key}: {value}"

    def _texts(self, field: FieldSpec, value: Any, path: KeyPath) -> list[str] | None:
        if isinstance(value, str):
            parts = self._within(self._parted(field, value, path), path)
            return names_within(self.problem, field, [text.strip() for text in parts if text.strip()], path)
        if not isinstance(value, list):
            key, name = dotted(path), name_in(value, field)
            help = f"write `{key}: {name}`" if name else "write a list of text values"
            self._wrong(path, f"`{key}` must be text or a list, not a map", help)
            return None
        texts = []
        for number, item in enumerate(self._within(value, path)):
            where = (*path, number)
            if item in _EMPTY or self._placeholder(item, field, where):
                continue
            if isinstance(item, str):
                texts.append(item.strip())
            else:
                what = "map" if isinstance(item, dict) else "list"
                message = f"an item of `{dotted(path)}` must be text, not a {what}"
                name = name_in(item, field)
                help = f"write `- {name}`" if name else "write it as text, in quotes"
                edits = [] if name else [quoted_item(self.place, where)]
                self.problem("wrong-type", where, message, help, edits=edits)
        return names_within(self.problem, field, texts, path)

    def _parted(self, field: FieldSpec, value: Any, path: KeyPath) -> list[Any]:
        """The items of a single value: `a, b` becomes `["a", "b"]` if the field splits at commas, else one item."""
        if not field.splits_commas or not isinstance(value, str):
            return [value]
        parts = split_commas(value)
        offset = self.place.marks.get(self.place.prefix + path)
        if offset is not None and (field.part is not None or len(parts) <= value.count(",")):
            # with a comma inside an item, later numbers would not match those from the text
            offset += self.place.text.source_text(offset, 1) in ("'", '"')
            for number, (part, position) in enumerate(parts):
                if self.place.text.source_text(offset + position, len(part)) == part:
                    self.place.marks[(*self.place.prefix, *path, number)] = offset + position
        return [part for part, _ in parts]

    def _within(self, items: list[Any], path: KeyPath) -> list[Any]:
        """The items up to the maximum length of a list. A longer list is reported."""
        if len(items) > LIST_ITEMS:
            message = f"only the first {LIST_ITEMS:,} items of `{dotted(path)}` are read"
            self.problem("limit-reached", path, message, "split the record, or delete items")
        return items[:LIST_ITEMS]

    def _placeholder(self, value: Any, field: FieldSpec, path: KeyPath) -> bool:
        shown = placeholder_text(value)
        source = in_braces(self.place, path) if shown is not None else ""
        is_map = not source or ":" in source
        if is_map and isinstance(value, dict) and field.part and not value.keys() - fields_of(field.part):
            # an unfilled map of the template such as `{value: }`, not a placeholder such as `{value}`
            shown = None
        if shown is None or (field.names and shown == "todo") or (field.who and shown[0] not in "{<"):
            return False
        shown = source or shown
        severity = field.required.severity if field.required else Severity.WARNING
        what = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if path[0] == "waivers":
            message = f"`{what}` of this waiver is still the placeholder `{shown}`"
            self.problem("incomplete-waiver", path, message, f"replace `{shown}`")
        else:
            message, help = f"`{what}` is still the placeholder `{shown}`", f"replace `{shown}`{wanted(field)}"
            edits = [] if field.required else [Removal(self.place.prefix + path)]
            self.problem("placeholder-left", path, message, help, severity, edits, shown if self.plan else "")
        return True

    def _only_a_heading(self, key: str, path: KeyPath) -> bool:
        """Whether `key` is `title` and the document has the title only as a heading, not as a key."""
        return key == "title" and (*self.place.prefix, *path, key) not in self.place.keys

    def _takes(self, node: dict[str, Any], part: type[Part], intended: str, key: str) -> bool:
        trial, field = Coercer(RecordPlace(self.place.text, {}, {}), ""), fields_of(part)[intended]
        value = node[key] if isinstance(node[key], (dict, list)) else node[key] or ""
        shaped = trial.value(field, value, (intended,))
        if shaped is None or trial.problems:
            return not trial.problems or all(problem.rule_name == "placeholder-left" for problem in trial.problems)
        try:
            part.model_validate({"id": "x", field.name: shaped} if issubclass(part, Record) else {field.name: shaped})
        except ValidationError:
            return False
        return intended != "id" or is_id(shaped)

    def _foreign(self, key: str, part: type[Part], path: KeyPath) -> bool:
        """Whether docgraph ignores a key.

        It ignores keys of MkDocs, keys listed in the setting `extra-keys`, and keys that begin with `x-`.
        """
        hosts = key in PAGE_KEYS and key not in part.misspelled_keys
        return key.startswith("x-") or (not path and (hosts or key in self.extra_keys))

    def _unknown(
        self,
        key: str,
        intended: dict[str, str | None],
        free: Sequence[str],
        part: type[Part],
        path: KeyPath,
        takes: Callable[[str], bool],
        value: Any,
    ) -> None:
        fields, near = fields_of(part), intended[key]
        edits: list[Edit | None] = []
        unused: KeyPath = ()
        severity = Severity.WARNING
        where = (*path, key)
        if near:
            required = fields[near].required
            severity = required.severity if required else severity
            unused = (*path, near)
            self.invalid_paths.add(unused)
            with_same_key = [other for other, name in intended.items() if name == near]
            help = help_for(key, near, part, with_same_key)
            sure = len(with_same_key) == 1 and is_misspelling(key.lower().replace(" ", "-"), near) and takes(near)
            edits = [renamed(self.place, where, near)] if sure else []
        elif key.lower() in fields:
            required = fields[key.lower()].required
            severity = required.severity if required else severity
            help = f"keep one of `{key.lower()}` and `{key}`"
        else:
            self.suggested += 1
            taken = {*intended.values()} if self.suggested <= KEY_SUGGESTIONS else {*fields}
            left = [name for name in free if name not in taken]
            help = part.advice(key) or other_keys(key, left, is_shared=part is Agent)
        at = self.place.text.at(self.place.keys.get(self.place.prefix + where, self.place.start(where)))
        place = f"in `{dotted(path)}`" if path else f"for kind `{self.subject.partition(':')[0]}`"
        place = "in a list of records" if part is Collection and not path else place
        message = f"unknown key `{key}` {place}" + (f"; did you mean `{near}`?" if near else "")
        fix = fix_from_edits(self.place.text.path, edits)
        about = ("unknown-key", at, message, help, self.subject, where, (), severity, fix)
        self.problems.append(Problem(*about, unused=unused, ends=last_days.announced_end(part, near, value)))

    def _wrong(self, path: KeyPath, message: str, help: str) -> None:
        self.problem("wrong-type", path, message, help)

    def problem(
        self,
        fault: str,
        path: KeyPath,
        message: str,
        help: str,
        severity: Severity | None = None,
        edits: Sequence[Edit | None] = (),
        target: str = "",
    ) -> None:
        """Record a problem with the value at `path`, and mark the value as invalid. `fault` is the name of a rule."""
        self.invalid_paths.add(path)
        fix = fix_from_edits(self.place.text.path, edits)
        where = self.place.at(path)
        self.problems.append(
            Problem(fault, where, message, help, self.subject, path, (), severity, fix, unused=path, target=target)
        )
