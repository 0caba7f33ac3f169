"""What is on disk is in a registry, and what ships is small."""

from __future__ import annotations

import ast
import gzip
import re
from pathlib import Path

import pytest

import docgraph.site
from docgraph.graph.definition_graph import DEFINITION_KINDS, RELATIONS
from docgraph.kinds import BY_NAME, KINDS
from docgraph.model.field_specs import fields_of
from docgraph.site import VIEWS
from docgraph.site.record.head_parts import HEADS
from docgraph.site.render.environment import word_table

FOLDER = Path(docgraph.site.__file__).parent
TEMPLATES = FOLDER / "templates"


def test_every_view_is_registered() -> None:
    made = {
        f"docgraph.site.pages.{path.stem}"
        for path in (FOLDER / "pages").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "pages"
    }
    missing = made - {view.__module__ for view in VIEWS}
    assert not missing, f"add `<module>.pages` to VIEWS in site/__init__.py for {sorted(missing)}"


def test_every_head_of_a_kind_has_its_template_and_shows_keys_of_the_kind() -> None:
    assert {path.name.partition(".")[0] for path in (TEMPLATES / "head").iterdir()} == HEADS.keys()
    for name, head in HEADS.items():
        assert set(head.keys) <= set(fields_of(BY_NAME[name]))


def test_the_tables_of_kinds_and_relations_name_existing_ones() -> None:
    relations = {"mentions", *RELATIONS}
    for kind in KINDS:
        parts = [kind, *(field.part for field in fields_of(kind).values() if field.part)]
        for part in parts:
            relations |= {field.reference.relation for field in fields_of(part).values() if field.reference}
    assert set(word_table("RELATIONS")) <= relations
    assert set(word_table("KINDS")) <= BY_NAME.keys()
    assert set(RELATIONS) <= set(word_table("RELATIONS"))
    assert tuple(word_table("DEFINED")) == DEFINITION_KINDS


def test_no_template_disables_escaping() -> None:
    for path in TEMPLATES.rglob("*.jinja"):
        source = path.read_text(encoding="utf-8")
        # a script of ours has an address, and stands on the explorer's page alone
        source = (
            source.replace('<script src="{{ script }}" defer></script>', "") if path.stem == "explorer.html" else source
        )
        assert not re.search(r"\|\s*safe|autoescape|<script|<style|\son\w+=|style=", source), path.name


@pytest.mark.parametrize("name", ["docgraph.css", "explorer.css"])
def test_no_rule_of_a_style_sheet_is_dropped(name: str) -> None:
    """A browser drops a rule with an unbalanced selector, and the rule after a brace too many."""
    sheet = (FOLDER / "assets" / name).read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", "", sheet, flags=re.DOTALL)
    depth = 0
    for part in re.findall(r"[^{}]*[{}]", sheet):
        assert part.count("(") == part.count(")"), part
        depth += 1 if part[-1] == "{" else -1
        assert depth >= 0, part
    assert depth == 0


def test_every_class_of_a_template_occurs_in_a_style_sheet_or_script() -> None:
    # not a custom property such as `--docgraph-muted`
    name = re.compile(r"(?<!-)\bdocgraph-[a-z]+(?:-[a-z]+)*\b")
    assets = [path for path in (FOLDER / "assets").iterdir() if path.suffix in (".css", ".js")]
    known = {found for path in assets for found in name.findall(path.read_text(encoding="utf-8"))}
    for path in TEMPLATES.rglob("*.jinja"):
        classes = " ".join(re.findall(r'class="([^"]*)', path.read_text(encoding="utf-8")))
        assert not {*name.findall(classes)} - known, path.name


def test_the_style_sheet_is_small_and_loads_no_other_files() -> None:
    css = (FOLDER / "assets" / "docgraph.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 5 * 1024
    assert b"http" not in css and b"@import" not in css and b"!important" not in css


def test_the_explorer_is_small_and_never_turns_text_into_code() -> None:
    script = (FOLDER / "assets" / "explorer.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 9 * 1024
    assert len(gzip.compress((FOLDER / "assets" / "explorer.css").read_bytes(), 9)) <= 2048
    assert not re.search(
        rb"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|https?:", script
    )
