"""Other names of people, from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import layout_of
from tests.adopt.project import checked, project, record, reported
from tests.conftest import Command

DECISION = "---\nkind: decision\nstatus: accepted\ndate: 2024-01-02\nwhy: x\noptions: [a, b]\nowner: {}\n---\n# D\n"


@pytest.mark.parametrize("name", ["jd7", "@jd7", "JD7", "J. Doe"])
def test_an_alias_of_the_settings_is_a_name_in_references(tmp_path: Path, name: str) -> None:
    settings = '[people.aliases]\n"Jane.Doe" = ["jd7", "J. Doe", "jdoe"]\n"sam.lee" = "sam"\n'
    result = checked(tmp_path, settings, {"d.md": DECISION.format(f"'{name}'")})
    assert result.graph.owner_of(record(result, "decision:d")) is record(result, "person:jane.doe")
    assert record(result, "person:jane.doe").aliases == ("jdoe", "jd7", "J. Doe")
    assert record(result, "person:sam.lee").aliases == ("sam",)
    assert reported(result, "DOC005", "REF001") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"jane.do" = ["jd"]', "2:1: no person with id `jane.do`; did you mean `jane.doe`?"),
        ('"xyz" = ["jd"]', "2:1: no person with id `xyz`; write the id of a person, or describe this person"),
        ('"sam.lee" = ["JDOE"]', "2:1: `JDOE` is also a name of `jane.doe`; delete it from one of the two"),
        (
            '"sam.lee" = ["x"]\n"jane.doe" = ["X"]',
            "3:1: `X` is also a name of `sam.lee`; delete it from one of the two",
        ),
        ('"sam.lee" = []', "2:1: `sam.lee` must be a list of names, not `[]`"),
        ('"sam.lee" = [1]', "2:1: `sam.lee` must be a list of names, not `[1]`"),
    ],
)
def test_a_fault_has_its_place_and_the_next_step(tmp_path: Path, docgraph: Command, line: str, message: str) -> None:
    folder = project(tmp_path, f"[people.aliases]\n{line}\n", {})
    run = docgraph("check", cwd=folder)
    assert run.returncode == 2
    assert f"docgraph.toml:{message}" in run.stderr


def test_aliases_must_be_a_map(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        layout_of(project(tmp_path, '[people]\naliases = ["a"]\n', {}))
    assert str(refused.value) == "docgraph.toml:2:1: `aliases` must be a map from ids to names, not `['a']`"


def test_an_id_in_a_document_that_cannot_be_read_is_not_reported(tmp_path: Path) -> None:
    settings = '[people.aliases]\n"ana" = ["an"]\n'
    result = checked(tmp_path, settings, {"ana.md": "---\nkind: person\ntitle: [\n---\n"})
    assert len(reported(result, "DOC001")) == 1
