"""The generated reference under `content/reference` is up to date, and complete."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType
from types import SimpleNamespace as Fake

import pytest

from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import LEVEL_DESCRIPTIONS, LEVELS
from docgraph.model.key_docs import KeyDoc, key_docs
from docgraph.model.record import Part, Record
from docgraph.model.settings import Settings
from docgraph.rules import RULES
from tests.conftest import ROOT


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "scripts" / "reference_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = _load()


@pytest.mark.parametrize("path", reference.pages())
def test_a_generated_page_is_current(path: str, update: bool) -> None:
    page = ROOT / "content" / path
    if update:
        page.parent.mkdir(exist_ok=True)
        page.write_text(reference.pages()[path], encoding="utf-8")
    assert page.read_text(encoding="utf-8") == reference.pages()[path], (
        "run: pytest --update tests/docs/test_reference.py"
    )


@pytest.mark.parametrize(
    ("key", "takes"),
    [
        ("due", "a date, `2026-05`, `2026-Q2` or `2026-H1` (their last day)"),
        ("left", "a date, `YYYY-MM-DD`"),
        ("refreshed", "a date, `YYYY-MM-DD`"),
        ("holders-at-once", "a number of people from 1 to 99, or `any`"),
        ("autonomy", "a level of autonomy: `L1` to `L4`, or as set under `levels`"),
    ],
)
def test_a_key_lists_the_values_it_takes(key: str, takes: str) -> None:
    rows = [line for line in reference.kinds().splitlines() if line.lstrip("| *").startswith(f"`{key}`")]
    assert rows
    assert all(f"| {takes} |" in row for row in rows), rows


def _parts(part: type[Part]) -> list[type[Part]]:
    return [part, *(inner for doc in key_docs(part) if doc.part for inner in _parts(doc.part))]


PARTS = dict.fromkeys(part for kind in KINDS for part in _parts(kind))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_has_one_sentence(part: type[Part]) -> None:
    docs = key_docs(part)
    assert [doc.key for doc in docs] == list(fields_of(part))
    wrong = [doc.key for doc in docs if not re.fullmatch(r"[A-Z][^\n]{4,78}\.", doc.description)]
    assert not wrong, f"add a docstring of one sentence below these fields of {part.__name__}: {wrong}"
    assert (part.__doc__ or "").strip().endswith(".")


def test_a_kind_can_describe_a_shared_key_differently() -> None:
    def title(kind: type[Record]) -> KeyDoc:
        return next(doc for doc in key_docs(kind) if doc.key == "title")

    person = next(kind for kind in KINDS if kind.kind == "person")
    assert title(person).description == "The person's name."
    assert title(Record).description != title(person).description


def test_every_setting_and_level_has_a_description() -> None:
    assert [name for name, info in Settings.model_fields.items() if not info.description] == []
    assert tuple(LEVEL_DESCRIPTIONS) == LEVELS


def test_links_to_rules_lead_to_their_page_on_the_site() -> None:
    page = Fake(file=Fake(src_uri="reference/rules/index.md"))
    index = reference.on_page_markdown(reference.rules(), page, config=None, files=None)
    assert re.findall(r"\]\((.*?)\)", index) == [f"{rule.code.lower()}.md" for rule in RULES]
    page = Fake(file=Fake(src_uri="guide/ci.md"))
    link = "[x](../../plugins/docgraph/rules/int001_internal_error.md#bad)"
    assert reference.on_page_markdown(link, page, config=None, files=None) == "[x](../reference/rules/int001.md#bad)"
