"""A title or an alias with a comma inside is one name, in every field that names records; other commas part names."""

from __future__ import annotations

import random
from datetime import date

import pytest

from docgraph.graph.build import build
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1312
VARIANTS = 240
FIRST = ("Robert O'Neil", "Zoë Núñez", "山田", "Anna Maria", "von Berg", "J. R.")
LAST = ("PhD", "Dr.", "Anna", "Jr.", "MBA, CFA", "太郎")
FORMS = ('"{}"', "[{}]", "{}")


def header_with(kind: str, key: str, value: str) -> bytes:
    return f"---\nkind: {kind}\n{key}: {value}\n---\n# X\n".encode()


def body_with(kind: str, key: str, value: str) -> bytes:
    return f"---\nkind: {kind}\n---\n# X\n\n**{key.capitalize()}**: {value}\n".encode()


@pytest.mark.slow
def test_a_name_with_a_comma_is_one_name() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(VARIANTS):
        comma = dice.choice((", ", ","))
        title = f"{dice.choice(FIRST)}, {dice.choice(LAST)}"
        called = f'title: "{title}"' if dice.random() < 0.5 else f'aliases: ["{title}"]'
        person = SourceFile("people/p.one.md", f"---\nkind: person\n{called}\n---\n".encode())
        other = SourceFile("people/bob.md", b"---\nkind: person\n---\n")
        kind, key = dice.choice((("outcome", "owner"), ("agent", "backup"), ("decision", "consulted")))
        known = dice.random() < 0.7
        name = title.replace(", ", comma) if known else f"Nobody{comma}{title.partition(', ')[2]}"
        more = f"{comma}bob" if dice.random() < 0.3 else ""
        form = dice.choice(FORMS)
        page = body_with(kind, key, name.replace(",", ", ").replace("  ", " ") + more.replace(",", ", "))
        if dice.random() < 0.6:
            page = header_with(kind, key, form.format(name + more))
        documents = [parse_source(source, Settings()) for source in (SourceFile("x.md", page), person, other)]
        graph = build(documents, date(2026, 11, 21))
        [record] = [record for record in graph.records if record.path == "x.md"]
        ids = [link.target.id if link.target else "" for link in graph.links_of(record, key)]
        fits = ids == ["p.one", *(["bob"] if more else [])]
        if fits is not known or (not known and "" not in ids):
            red.append((page.decode(), called, ids))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"


def test_a_title_of_another_kind_does_not_join_names() -> None:
    team = SourceFile("t.md", b'---\nkind: outcome\ntitle: "ana, bob"\n---\n')
    sources = [team, *(SourceFile(f"{name}.md", b"---\nkind: person\n---\n") for name in ("ana", "bob"))]
    page = SourceFile("x.md", b"---\nkind: decision\nconsulted: ana, bob\n---\n")
    graph = build([parse_source(source, Settings()) for source in (page, *sources)], date(2026, 11, 21))
    [record] = [record for record in graph.records if record.path == "x.md"]
    assert record.value("consulted") == ("ana", "bob")
