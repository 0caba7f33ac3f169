"""Every preset is registered, valid, and has a page with an example, which tests/docs runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import docgraph.adopt.presets
from docgraph.adopt.presets import PRESETS
from docgraph.adopt.validate import reject_invalid
from docgraph.kinds import lookup_kind
from tests.adopt.project import checked, record, reported
from tests.conftest import ROOT

PAGES = ROOT / "content" / "reference" / "presets"
ON_DISK = {path.stem for path in Path(docgraph.adopt.presets.__file__).parent.glob("[a-z]*.py")}


def test_every_preset_on_disk_is_registered_and_has_a_page() -> None:
    names = {name.replace("_", "-") for name in ON_DISK}
    assert names == PRESETS.keys(), "add the preset to PRESETS in adopt/presets/__init__.py"
    assert {path.stem for path in PAGES.glob("*.md")} - {"index"} == names, "add a page to content/reference/presets"


@pytest.mark.parametrize("name", PRESETS)
def test_a_page_shows_the_preset_at_work(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text()
    assert page.startswith(f"# {name}: ")
    assert f'like = "{name}"' in page and "$ docgraph " in page
    assert f"[`{name}`]({name}.md)" in (PAGES / "index.md").read_text()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_valid_and_fills_no_owner(name: str) -> None:
    preset = PRESETS[name]
    kinds = dict.fromkeys((preset.kind, *preset.kind_names.values()))
    assert all(lookup_kind(kind)[0] for kind in kinds)
    assert "owner" not in {*preset.keys.values(), *preset.defaults}
    keys = {theirs: ours or False for theirs, ours in preset.keys.items()}
    settings = {"kinds": dict.fromkeys(kinds), "keys": keys, "values": preset.values}
    reject_invalid({**settings, "kinds": {f"{kind}.md": kind for kind in kinds}})
    for kind, more in preset.of_kind.items():
        assert kind in kinds
        assert "owner" not in {*more.keys.values(), *more.defaults}
        form = {"kind": kind, "keys": more.keys, "values": more.values, "defaults": more.defaults}
        reject_invalid({"kinds": {"a.md": form}})


def test_settings_of_a_pattern_win_over_its_preset(tmp_path: Path) -> None:
    settings = """\
[kinds."keps/**/kep.yaml"]
like = "kep"
keys = { stage = "x-stage", authors = "owner" }
values = { status = { implementable = "rejected" } }
read = { owner = { strip = "@" } }
"""
    text = "title: A\nstatus: implementable\nstage: alpha\nauthors: ['@jdoe']\ncreation-date: 2024-01-02\n"
    result = checked(tmp_path, settings, {"/keps/sig-a/1-a/kep.yaml": text})
    kep = record(result, "decision:1-a")
    assert (kep.value("status"), kep.value("extra"), str(kep.value("date"))) == (
        "rejected", {"x-stage": "alpha"}, "2024-01-02"
    )  # fmt: skip
    assert kep.value("owner") == ("jdoe",)


CATALOG = """\
kind: {kind}
metadata: {{name: shop}}
spec: {{owner: jane.doe}}
"""


@pytest.mark.parametrize("kind", ["Component", "System", "API", "Location"])
def test_entities_without_a_kind_of_ours_are_left_alone(tmp_path: Path, kind: str) -> None:
    settings = '[kinds]\n"catalog/*.yaml" = { like = "backstage" }\n'
    result = checked(tmp_path, settings, {"/catalog/a.yaml": CATALOG.format(kind=kind)})
    assert reported(result) == []
    assert {found.kind for found in result.graph.records} == {"person"}


def test_the_body_of_an_agent_is_a_prompt(tmp_path: Path) -> None:
    text = "---\nname: helper\ndescription: helps\ntools: Read, Grep\n---\n**Owner:** nobody\n\n**Will do:** all\n"
    settings = '[kinds]\n".claude/agents/*.md" = { like = "claude-agent" }\n'
    agent = record(checked(tmp_path, settings, {"/.claude/agents/x.md": text}), "agent:helper")
    assert (agent.value("owner"), agent.value("will_do"), agent.value("purpose")) == ((), (), "helps")
    assert [tool.name for tool in agent.value("tools")] == ["Read", "Grep"]
