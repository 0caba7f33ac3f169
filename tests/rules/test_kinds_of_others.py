"""The rules for references also apply to a kind that is added to docgraph, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpus import record, result_of
from tests.rules.added_kinds import added_kinds

AREA = '''
from typing import Annotated, ClassVar

from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Record


class Area(Record):
    """A part of the work."""

    kind: ClassVar[str] = "area"

    covers: Annotated[Texts, ReferenceRule((), "covers", "covered-by"), Required(Severity.ERROR)] = ()
    """The records that belong to it."""
    feeds: Annotated[Texts, ReferenceRule(("context-pack",), "feeds", "fed-by"), Required(Severity.WARNING)] = ()
    """The context packs that it keeps current."""
    within: Annotated[Texts, ReferenceRule(("area",), "part-of", "parts")] = ()
    """The larger area that contains it."""
'''


@pytest.fixture(autouse=True)
def area() -> Iterator[None]:
    with added_kinds([AREA]):
        yield


def fixes(code: str, **files: str) -> list[str]:
    found = result_of({f"{name}.md": text for name, text in files.items()}).findings
    return [finding.help for finding in found if finding.code == code]


def test_the_fix_for_an_absent_reference_names_the_kinds_in_words_or_any_record() -> None:
    assert fixes("DOC017", a=record("area")) == ["add `covers: <record id>`", "add `feeds: <context pack id>`"]


def test_a_cycle_through_a_key_of_an_added_kind_is_reported() -> None:
    files = {"a": record("area", within="b"), "b": record("area", within="a")}
    assert fixes("REF006", **files) == ["remove `within` from one of these records"]
