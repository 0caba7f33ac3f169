"""Plugins inside Material's `group`: the command reads the settings that the build has."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config

from docgraph.mkdocs.plugin import DocgraphPlugin
from docgraph.mkdocs.project_layout import layout_from
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import layout_of
from tests.mkdocs.site import write

SEED = 20261162
VARIANTS = 200
OURS = ("docgraph", {"as-of": "2026-11-21", "profile": "strict", "extra-keys": ["x"]})


def _listed(random: Random, entries: list[tuple[str, Any]]) -> Any:
    """Plugins in one of the forms that MkDocs takes."""
    if random.random() < 0.3:
        return {name: options or {} for name, options in entries}
    return [{name: options} if options is not None or random.random() < 0.3 else name for name, options in entries]


def _plugins(random: Random) -> list[tuple[str, Any]]:
    name = random.choice(["meta", "material/meta"])
    options = random.choice([None, {}, {"enabled": False}, {"meta_file": "meta.yml"}])
    entries = random.sample([("search", None), (name, options), OURS], k=3)
    inner = [entry for entry in entries if random.random() < 0.5]
    outer = [entry for entry in entries if entry not in inner]
    if OURS not in outer and random.random() < 0.3:
        inner = [entry for entry in inner if entry != OURS]
    group = random.choice(["group", "material/group"])
    return random.sample([*outer, (group, _group(random, inner))], k=len(outer) + 1)


def _group(random: Random, entries: list[tuple[str, Any]]) -> dict[str, Any]:
    enabled = random.choice([{"enabled": True}, {"enabled": True}, {"enabled": False}, {}])
    return {**enabled, "plugins": _listed(random, entries)}


@pytest.mark.slow
def test_the_command_reads_the_settings_of_the_build_inside_and_outside_of_groups(tmp_path: Path) -> None:
    """The law: wherever the plugins are listed, both have the same settings, and the same name of `.meta.yml`."""
    random = Random(SEED)
    wrong = []
    checked = 0
    for number in range(VARIANTS):
        mkdocs_settings = {"site_name": "Test", "theme": "material", "plugins": _listed(random, _plugins(random))}
        root = write(tmp_path / str(number), {"index.md": "# Home\n"}, yaml.safe_dump(mkdocs_settings, sort_keys=False))
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        config = config.plugins.on_config(config)
        ours = config.plugins.get("docgraph")
        if not isinstance(ours, DocgraphPlugin):
            continue  # in a group that is off: the build does not run it
        checked += 1
        built, read = layout_from(config, ours.settings), layout_of(root)
        if (built.settings, built.meta_file) != (read.settings, read.meta_file):
            wrong.append(f"{mkdocs_settings}: {built.meta_file!r}, {read.meta_file!r}: {read.settings.profile}")
    assert not wrong, f"{len(wrong)} of {checked}:\n" + "\n".join(wrong[:5])
    assert checked > VARIANTS / 2


@pytest.mark.parametrize(
    "plugins", ["[{group: {enabled: true, plugins: %s}}]", "{group: {enabled: true, plugins: %s}}"]
)
def test_a_fault_inside_a_group_has_its_place(tmp_path: Path, plugins: str) -> None:
    text = "site_name: x\nplugins: " + plugins % "\n  [{docgraph: {\n  profil: strict}}]"
    write(tmp_path, {"index.md": "# Home\n"}, text)
    with pytest.raises(SettingsError, match=r"^mkdocs\.yml:4:3: unknown setting `profil`"):
        layout_of(tmp_path)
    write(tmp_path, {}, text.replace("{\n  profil: strict}", "{},\n  profil: strict"))
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:4:3: `profil` is beside `docgraph:`"):
        layout_of(tmp_path)


def test_a_group_that_contains_itself_has_an_end(tmp_path: Path) -> None:
    text = "plugins: &p [docgraph, {group: &g {enabled: true, plugins: *p}}, {group: *g}]\n"
    write(tmp_path, {"index.md": "# Home\n"}, f"site_name: x\n{text}")
    with pytest.raises(SettingsError, match=r"twice|recursive"):
        layout_of(tmp_path)
