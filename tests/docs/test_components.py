"""The page of components shows every macro that pages share, rendered when the site is built."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from tests.conftest import ROOT
from tests.site.reading import reading

TEMPLATES = ROOT / "plugins" / "docgraph" / "site" / "templates"
PAGE = (ROOT / "content" / "project" / "components.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("component_samples", ROOT / "scripts" / "component_samples.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_component_is_on_the_page(hook: ModuleType) -> None:
    source = (TEMPLATES / "components.html.jinja").read_text(encoding="utf-8")
    macros = {*re.findall(r"\{% macro (\w+)\(", source), "table"}
    assert {*hook.SAMPLES} == macros
    assert sorted(hook.PLACEHOLDER.findall(PAGE)) == sorted(macros)


def test_samples_are_well_formed_and_have_no_blank_line(hook: ModuleType) -> None:
    for name in hook.SAMPLES:
        html = hook.sample(name)
        assert reading(html).text and "\n\n" not in html, name
    assert 'class="docgraph-chip docgraph-gap docgraph-error">no owner<' in hook.sample("gap")
    assert 'data-label="Owner"' in hook.sample("table")
