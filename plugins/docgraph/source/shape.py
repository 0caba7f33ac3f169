"""Turns the values of one record into the shape its kind declares, and says what does not fit.

It makes lists of single values, maps of short forms, and leaves out what cannot be used: unknown keys, placeholders,
wrong types. What remains is validated by the kind's model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import ValidationError

from docgraph.model.finding import Severity
from docgraph.model.fix import Edit, Remove, Swap, fixed_by
from docgraph.model.location import KeyPath
from docgraph.model.problem import Problem
from docgraph.model.record import Collection, Part, Place, Record
from docgraph.model.schema import Field, fields_of
from docgraph.source.host_keys import HOST_KEYS
from docgraph.source.meant_keys import meant_keys, near_key
from docgraph.source.refused_values import name_in, refusal

PLACEHOLDER = re.compile(r"(?:\{[^{}]*\}|<[^<>]*>|tbd|todo|tba|xxx+|nnnn+|yyyy-mm-dd|\?+|\.\.\.+|…)\Z", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*- ([^\"'{}\[\]#&*!|>%@`]*?)(?:[ \t]+#.*)?\Z")


class Shaper:
    """Shapes one record. `problems` collects what was left out, `faulty` the key paths it was left out of."""

    def __init__(self, place: Place, subject: str, extra_keys: frozenset[str] = frozenset()) -> None:
        self.place = place
        self.subject = subject
        self.extra_keys = extra_keys
        self.problems: list[Problem] = []
        self.faulty: set[KeyPath] = set()

    def part(self, node: dict[str, Any], part: type[Part], path: KeyPath = ()) -> dict[str, Any]:
        """The values of a map, by the field names of `part`."""
        fields = fields_of(part)
        spellings = part.spellings if issubclass(part, Record) and not path else {}
        shaped: dict[str, Any] = {}
        strange = [key for key in node if spellings.get(key, key) not in fields and not self._foreign(key, part, path)]
        meant = meant_keys(strange, node, part) if strange else {}
        for written, value in node.items():
            key = spellings.get(written, written)
            field = fields.get(key)
            if field is None:
                if written in meant:
                    self._unknown(written, meant, part, path)
            elif value is not None:
                used = self.value(field, value, (*path, key))
                if used is not None:
                    shaped[field.name] = used
        return shaped

    def value(self, field: Field, value: Any, path: KeyPath) -> Any:
        """One value in the shape of `field`; None where nothing of it can be used."""
        if self._placeholder(value, field, path):
            return None
        if field.part is not None and field.many:
            items = value if isinstance(value, list) else [value]
            maps = (self._map(field, item, (*path, number)) for number, item in enumerate(items))
            return [item for item in maps if item is not None]
        if isinstance(value, list) and not field.many:
            if len(value) != 1:
                self._wrong(path, f"`{path[-1]}` is a list", "write one value")
                return None
            return self.value(field, value[0], path) if value[0] is not None else None
        if field.part is not None:
            return self._map(field, value, path)
        if field.many:
            return self._texts(field, value, path)
        if isinstance(value, str):
            return value
        name = name_in(value, field)
        self._wrong(path, f"`{path[-1]}` is a map", f"write `{path[-1]}: {name}`" if name else "write one text")
        return None

    def _map(self, field: Field, value: Any, path: KeyPath) -> dict[str, Any] | None:
        part = field.part
        if part is None or value is None or self._placeholder(value, field, path):
            return None
        if isinstance(value, str):
            meant = part.written_out(value)
            given = part.from_text(value) if value.strip() and not meant else {}
            if value.strip() and not given:
                wanted = f"`{_key(path)}: {meant}`" if meant else f"a map with {', '.join(fields_of(part))}"
                self._wrong(path, f"`{_key(path)}` takes a map here, not a text", f"write {wanted}")
                return None
            value = given
        said = self._as_text(value, part, path) if isinstance(value, dict) and part.paired else ""
        if said:
            value = part.from_text(said)
        if not isinstance(value, dict):
            keys = ", ".join(fields_of(part))
            self._wrong(path, f"`{_key(path)}` takes maps here, not a list", f"write a map with {keys}")
            return None
        return self.part(value, part, path)

    def _as_text(self, node: dict[str, Any], part: type[Part], path: KeyPath) -> str:
        """The text that a map is: `read_logs: services/importer`, which YAML takes apart; empty if it is a map."""
        key, value = next(iter(node.items())) if len(node) == 1 else ("", None)
        if not isinstance(value, str) or key in part.slips or near_key(key, list(fields_of(part)), part):
            return ""
        offset = self.place.keys.get((*self.place.prefix, *path, key))
        written = self.place.text.written(offset, len(key)) if offset is not None else key
        return f"{written if written.replace('_', '-') == key else key}: {value}"

    def _texts(self, field: Field, value: Any, path: KeyPath) -> list[str] | None:
        if isinstance(value, str):
            parts = value.split(",") if field.commas else [value]
            return [text.strip() for text in parts if text.strip()]
        if not isinstance(value, list):
            key, name = _key(path), name_in(value, field)
            help = f"write `{key}: {name}`" if name else "write a list of texts"
            self._wrong(path, f"`{key}` is a map where a text or a list is wanted", help)
            return None
        texts = []
        for number, item in enumerate(value):
            where = (*path, number)
            if item is None or self._placeholder(item, field, where):
                continue
            if isinstance(item, str):
                texts.append(item.strip())
            else:
                what = "map" if isinstance(item, dict) else "list"
                message = f"an item of `{_key(path)}` is a {what} where a text is wanted"
                name = name_in(item, field)
                help = f"write `- {name}`" if name else "write it as text, in quotes"
                self._problem("wrong-type", where, message, help, edits=[] if name else [self._in_quotes(where)])
        return texts

    def _in_quotes(self, path: KeyPath) -> Swap | None:
        """The edit that makes a text of an item that YAML reads as a map, where it is one plain line."""
        offset = self.place.marks.get(self.place.prefix + path)
        text = self.place.text
        line = text.line(text.at(offset).line) if offset is not None and text.holds(offset) else ""
        item = _ITEM.match(line)
        if offset is None or item is None:
            return None
        said = item[1].rstrip()
        return Swap(offset, said, f'"{said}"')

    def _placeholder(self, value: Any, field: Field, path: KeyPath) -> bool:
        shown = _placeholder_text(value)
        if shown is None:
            return False
        severity = field.asked.severity if field.asked else Severity.WARNING
        what = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if path[0] == "waivers":
            self._problem("incomplete-waiver", path, f"the waiver has a placeholder: `{shown}`", f"write its `{what}`")
        else:
            self._problem(
                "placeholder-left",
                path,
                f"`{what}` still holds the placeholder `{shown}`",
                f"replace `{shown}`{_wanted(field)}",
                severity,
                [] if field.asked else [Remove(self.place.prefix + path)],
            )
        return True

    def _foreign(self, key: str, part: type[Part], path: KeyPath) -> bool:
        """Whether a key is the host's or the team's own business."""
        hosts = key in HOST_KEYS and key not in part.slips
        return not path and (hosts or key in self.extra_keys or key.startswith("x-"))

    def _unknown(self, key: str, meant: dict[str, str | None], part: type[Part], path: KeyPath) -> None:
        fields, near = fields_of(part), meant[key]
        edits: list[Edit | None] = []
        severity = Severity.WARNING
        where = (*path, key)
        if near:
            asked = fields[near].asked
            severity = asked.severity if asked else severity
            self.faulty.add((*path, near))
            rivals = [f"`{other}`" for other, name in meant.items() if name == near]
            help = f"write `{near}:`" if len(rivals) == 1 else f"keep one of {', '.join(rivals)}, and write `{near}:`"
            edits = [self._renamed(where, key, near)] if len(rivals) == 1 else []
        elif key.lower() in fields:
            asked = fields[key.lower()].asked
            severity = asked.severity if asked else severity
            help = f"keep one of `{key.lower()}` and `{key}`"
        else:
            help = part.advice(key) or f"known keys: {', '.join(sorted(fields))}; your own begin with `x-`"
        offset = self.place.keys.get(self.place.prefix + where)
        at = self.place.text.at(offset) if offset is not None else self.place.at(where)
        place = f"`{_key(path)}`" if path else f"kind {self.subject.partition(':')[0]}"
        place = "a list of records" if part is Collection and not path else place
        message = f"`{key}` is no key of {place}"
        fix = fixed_by(self.place.text.path, edits)
        self.problems.append(Problem("unknown-key", at, message, help, self.subject, where, severity=severity, fix=fix))

    def _renamed(self, path: KeyPath, was: str, now: str) -> Swap | None:
        """The edit that writes another key, with `_` where the old one had it."""
        offset = self.place.keys.get(self.place.prefix + path, 0)
        written = self.place.text.content[offset : offset + len(was)]
        if written.replace("_", "-") != was:
            return None
        return Swap(offset, written, now.replace("-", "_") if "_" in written else now)

    def _wrong(self, path: KeyPath, message: str, help: str) -> None:
        self._problem("wrong-type", path, message, help)

    def _problem(
        self,
        fault: str,
        path: KeyPath,
        message: str,
        help: str,
        severity: Severity | None = None,
        edits: Sequence[Edit | None] = (),
    ) -> None:
        self.faulty.add(path)
        at = self.place.at(path)
        fix = fixed_by(self.place.text.path, edits)
        self.problems.append(Problem(fault, at, message, help, self.subject, path, severity=severity, fix=fix))

    def validated(self, kind: type[Record], shaped: dict[str, Any], levels: tuple[str, ...]) -> Record:
        """The record, without the values that its model refuses: each of them becomes a problem."""
        for _ in range(100):
            try:
                record = kind.model_validate(shaped, context={"levels": levels})
                self._in_order(record, ())
                return record
            except ValidationError as error:
                for one in error.errors(include_url=False):
                    self._refused(kind, shaped, one)
        raise AssertionError("a record is refused without end")

    def _in_order(self, part: Part, path: KeyPath) -> None:
        """Tell the two days of a part that stand the wrong way round."""
        if part.ordered:
            first, last = part.ordered
            begins, ends = (getattr(part, fields_of(type(part))[key].name) for key in part.ordered)
            if begins and ends and ends < begins:
                message = f"`{last}: {ends}` is before `{first}: {begins}`"
                self._problem("invalid-value", (*path, last), message, "correct one of the two days")
        for field in _with_days(type(part)):
            for number, inner in enumerate(getattr(part, field.name)):
                self._in_order(inner, (*path, field.key, number))

    def _refused(self, kind: type[Record], shaped: dict[str, Any], error: Any) -> None:
        holder: Any = shaped
        part: type[Part] | None = kind
        field: Field | None = None
        path: list[str | int] = []
        loc = error["loc"]
        for depth, step in enumerate(loc):
            if isinstance(step, str) and part is not None:
                field = next(one for one in fields_of(part).values() if one.name == step)
                part = field.part
                path.append(field.key)
            else:
                path.append(step)
            last = depth == len(loc) - 1 or not isinstance(holder[step], (dict, list))
            if last:
                _drop(holder, step)
                break
            holder = holder[step]
        message, help, fault, meant = refusal(error, field)
        edits = [self.place.swapped(tuple(path), str(error["input"]), meant)] if meant else []
        self._problem(fault, tuple(path), message, help, edits=edits)


@cache
def _with_days(part: type[Part]) -> tuple[Field, ...]:
    """The fields that hold lists of parts with two days in order."""
    return tuple(field for field in fields_of(part).values() if field.many and field.part and field.part.ordered)


def _drop(holder: Any, step: str | int) -> None:
    """Take a refused value away; in a list an empty place is left, so that the other items keep their numbers."""
    if isinstance(holder, dict):
        holder.pop(step, None)
    else:
        holder[int(step)] = {} if isinstance(holder[int(step)], dict) else ""


def _wanted(field: Field) -> str:
    """What stands in place of a placeholder, as far as the field says it."""
    kinds = field.reference.to if field.reference else ()
    return f" by the id of a record of kind {' or '.join(kinds)}" if kinds else ""


def _placeholder_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value.strip() if value and PLACEHOLDER.match(value.strip()) else None
    if isinstance(value, dict) and len(value) == 1:
        key, inner = next(iter(value.items()))
        return "{" + key + "}" if inner is None else None
    return None


def _key(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))
