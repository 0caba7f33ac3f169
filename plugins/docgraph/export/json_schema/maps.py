"""JSON Schemas for records and for the maps nested in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docgraph.export.json_schema.values import (
    ABSENT,
    ID,
    SCALAR,
    Schema,
    choice,
    ref,
    single,
    value_definitions,
)
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import FieldSpec, fields_of, words_of
from docgraph.model.key_docs import key_docs, value_type
from docgraph.model.record import Part, Record
from docgraph.model.settings import Settings
from docgraph.parse.kind.page_keys import PAGE_KEYS

_OWN_KEYS = r"^x[-_]"
_PAGE = "A key of site generators and themes, which docgraph does not read."
_EXTRA = "A key of another program, from the setting `extra-keys`."


class SchemaDefinitions:
    """The definitions (`$defs`) of a JSON Schema, by name. A definition is created when it is first used."""

    def __init__(self, settings: Settings, adoptions: Iterable[Adoption]) -> None:
        self.adoptions = tuple(adoptions)
        self.extra_keys = sorted({key.replace("_", "-") for key in settings.extra_keys})
        self.found: dict[str, Schema] = {
            "absent": ABSENT,
            **value_definitions(settings.levels, with_times=bool(self.adoptions)),
            "texts": {"anyOf": [SCALAR, {"type": "array", "items": {"anyOf": [SCALAR, ref("absent")]}}, ref("absent")]},
        }

    def fields(self, part: type[Part]) -> dict[str, Schema]:
        """The schemas for the values of `part`, a record or a nested map, by key."""
        return {
            doc.key: {"description": doc.description, **self.field(part, fields_of(part)[doc.key])}
            for doc in key_docs(part)
        }

    def field(self, part: type[Part], field: FieldSpec) -> Schema:
        """The schema for the values of a field."""
        words = sorted(words_of(part, field.key))
        if field.part is not None:
            return self._nested(field.part, is_list=field.many)
        if issubclass(part, Record) and field.key == "id":
            return ID
        if field.many:
            return ref("texts")
        if words:
            return self._choice(part, field.key, words)
        if part.ordered_days and field.key == part.ordered_days[1]:
            return ref("last-date")
        return ref(value_type(part, field).name)

    def record(self, kind: type[Record], kinds: Schema, more: Mapping[str, Schema] | None = None) -> Schema:
        """The schema for a map with the keys of `kind`, of site generators and of the setting `extra-keys`.

        `kinds` is the schema for the key `kind`. `more` are the schemas for additional keys, which have precedence.
        """
        own = self.fields(kind)
        properties: dict[str, Schema] = {"kind": kinds, **own}
        properties |= {alias: own[key] for alias, key in kind.key_aliases.items()}
        pages = {key: {"description": _PAGE} for key in sorted(PAGE_KEYS - kind.misspelled_keys.keys())}
        extra = {key: {"description": _EXTRA} for key in self.extra_keys}
        return map_of({**pages, **extra, **properties, **(more or {})}, kind)

    def _choice(self, part: type[Part], key: str, words: list[str]) -> Schema:
        name = f"{part.__name__}.{key}"
        kind = part.kind if issubclass(part, Record) else ""
        theirs = {word for plan in self.adoptions if plan.kind == kind for word in plan.values.get(key, ())}
        others = part.other_values.get(key, "") if issubclass(part, Record) else ""
        self.found.setdefault(name, single(name, [choice(words, theirs, others)]))
        return ref(name)

    def _nested(self, part: type[Part], *, is_list: bool) -> Schema:
        """A reference to the definition of a nested map, or of a list of maps."""
        name = part.__name__
        if name not in self.found:
            self.found[name] = {}
            forms = [map_of(self.fields(part), part), *self._short_forms(part), ref("absent")]
            self.found[f"{name}.item"] = {"anyOf": forms}
            self.found[name] = single(name, [ref(f"{name}.item")])
            listed = {"type": "array", "items": ref(f"{name}.item")}
            self.found[f"{name}.list"] = {"anyOf": [listed, ref(f"{name}.item")]}
        return ref(f"{name}.list" if is_list else name)

    def _short_forms(self, part: type[Part]) -> Iterator[Schema]:
        """Yield the schemas for short forms: a text, or a map with one key, in place of a nested map."""
        if part.PRIMARY:
            primary = self.field(part, fields_of(part)[part.PRIMARY])
            is_text = primary in (ref("text"), ref("texts"))
            # with commas, a text has several values
            yield SCALAR if is_text else {"anyOf": [{**primary, "type": "string"}, {"type": "string", "pattern": ","}]}
        if part.colon_short_form:
            # YAML parses `read_logs: api` as a map of one key
            known = sorted({*fields_of(part), *part.misspelled_keys})
            yield {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "propertyNames": {"not": {"enum": known}},
                "additionalProperties": SCALAR,
            }


def map_of(properties: Mapping[str, Schema], part: type[Part]) -> Schema:
    """The schema for a map with these keys, also spelled with `_` for `-`, and with keys that start with `x-`."""
    spellings = {
        f"^(?!{key}$){key.replace('-', '[-_]')}$": schema for key, schema in properties.items() if "-" in key.strip("-")
    }
    return {
        "type": "object",
        "description": " ".join((part.__doc__ or "").split()),
        "properties": dict(properties),
        "patternProperties": {_OWN_KEYS: {}, **spellings},
        "additionalProperties": False,
    }
