"""A fault in the settings is told with the file, line and column of the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.hosts.configuration import layout_of
from docgraph.hosts.setting_places import placed
from docgraph.model.fault import SettingsError

YAML = """\
site_name: x
plugins:
  - search
  - docgraph:
      fail_on: bad
      profil: strict
      allow-empty: 3
      as-of: soon
      pages: ../up
"""
TOML = """\
docs-dir = "docs"
profile = "loose"

[rules.OWN001]
severity = "loud"
"""


def faults(folder: Path, name: str, content: str) -> list[str]:
    (folder / "docs").mkdir()
    (folder / name).write_text(content)
    with pytest.raises(SettingsError) as told:
        layout_of(folder)
    return str(told.value).split("\n")


def test_every_fault_of_a_host_file_has_its_place(tmp_path: Path) -> None:
    assert faults(tmp_path, "mkdocs.yml", YAML) == [
        "mkdocs.yml:5:7: `fail-on` takes `error`, `warning`, `info` or `never`, not `bad`",
        "mkdocs.yml:6:7: there is no setting `profil`; did you mean `profile`?",
        "mkdocs.yml:7:7: `allow-empty` takes true or false, not `3`",
        "mkdocs.yml:8:7: `as-of` takes a date, YYYY-MM-DD, not `soon`",
        "mkdocs.yml:9:7: `pages` takes a folder inside the site, such as `trace`, not `../up`",
    ]


def test_a_fault_of_our_own_file_has_its_place(tmp_path: Path) -> None:
    assert faults(tmp_path, "docgraph.toml", TOML) == [
        "docgraph.toml:2:1: `profile` takes `adopt`, `default` or `strict`, not `loose`"
    ]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (("rules", "OWN001"), "docgraph.toml:4:8: "),
        (("rules", "OWN001", "severity"), "docgraph.toml:5:1: "),
        (("select", 0), ""),
        (("profile",), ""),
    ],
)
def test_a_later_fault_is_placed_too_unless_its_key_stands_elsewhere(
    tmp_path: Path, key: tuple[str | int, ...], place: str
) -> None:
    file = tmp_path / "docgraph.toml"
    file.write_text(TOML)
    with pytest.raises(SettingsError) as told, placed(file, but=("profile",)):
        raise SettingsError("no", key)
    assert str(told.value) == f"{place}no"


def test_plugins_may_be_a_map(tmp_path: Path) -> None:
    assert faults(tmp_path, "mkdocs.yml", "plugins:\n  docgraph:\n    profile: x\n") == [
        "mkdocs.yml:3:5: `profile` takes `adopt`, `default` or `strict`, not `x`"
    ]
