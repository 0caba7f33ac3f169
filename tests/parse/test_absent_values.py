"""A relation to `none` is no relation; an owner called `none` stays, and is reported."""

from __future__ import annotations

import random
from itertools import product

from docgraph.kinds import BY_NAME
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1311
WORDS = ("none", "None", "n/a", "N/A", "—", "-", "–", "nothing", "tbd", "none.", "unknown", "NA")
FORMS = ("{key}: {word}", "{key}: [{word}]", "{key}:\n  - {word}")


def relations(kind: type[Record], human: bool) -> list[str]:
    fields = fields_of(kind).values()
    return [field.key for field in fields if field.reference and human is ("person" in field.reference.to)]


def value_of(kind: str, key: str, word: str, form: str) -> object:
    key_line = form.format(key=key, word=f'"{word}"')
    [record] = parse_source(SourceFile("x.md", f"---\nkind: {kind}\n{key_line}\n---\n".encode()), Settings()).records
    return record.value(key)


def test_none_in_a_relation_is_no_record() -> None:
    dice = random.Random(SEED)
    keys = [(name, key) for name, kind in BY_NAME.items() for key in relations(kind, False)]
    cases = [(*where, word, form) for where, word in product(keys, WORDS) for form in dice.sample(FORMS, 2)]
    red = [case for case in cases if value_of(*case) not in ((), None)]
    assert len(cases) >= 200
    assert not red, f"{len(red)} of {len(cases)}: {red[:5]}"


def test_other_words_stay() -> None:
    for word, form in product(("nonesuch", "none-such", "na.2", "no-1"), FORMS):
        assert value_of("decision", "supersedes", word, form) == (word,)


def test_an_owner_called_none_stays() -> None:
    for name, kind in BY_NAME.items():
        for key in {*relations(kind, True)} & {"owner", "backup", "if-wrong"}:
            assert value_of(name, key, "none", FORMS[0]) == ("none",), (name, key)
