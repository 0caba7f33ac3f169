"""A scan of the labelled repositories finds what the documentation of each format says, and nothing else."""

from __future__ import annotations

import pytest

from tests.definitions.labelled_results import COMPARED, Result, results, table


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return results(tmp_path_factory.mktemp("labelled"))


def places(found: list[Result]) -> list[tuple[str, str, str]]:
    values = [(result.repository, result.label or result.found or {}) for result in found]
    return [(repository, value["path"], value["name"]) for repository, value in values]


@pytest.mark.slow
def test_every_definition_is_found(compared: list[Result]) -> None:
    assert places([result for result in compared if result.found is None]) == []


def test_no_definition_is_invented(compared: list[Result]) -> None:
    assert places([result for result in compared if result.label is None]) == []


@pytest.mark.parametrize("field", COMPARED)
def test_a_field_equals_its_label(compared: list[Result], field: str) -> None:
    differing = [
        (result.repository, result.found["path"], expected, found)
        for result in compared
        if result.found is not None
        for key, expected, found in result.differences()
        if key == field
    ]
    assert differing == []


def test_the_table_has_a_row_for_each_format(compared: list[Result]) -> None:
    rows = {line.split()[0]: line.split()[1:] for line in table(compared).splitlines()}
    assert rows["format"] == ["labelled", "found", "missed", "invented", "tools", "equal"]
    assert rows["all"] == ["485", "485", "0", "0", "485", "485"]
    assert len(rows) == 17
