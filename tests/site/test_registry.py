"""What is on disk is in a registry, and what ships is small."""

from __future__ import annotations

import ast
import gzip
import re
from pathlib import Path

import docgraph.site
from docgraph.kinds import KINDS
from docgraph.site import VIEWS
from docgraph.site.record.head_parts import HEAD_BUILDERS, SHOWN_KEYS
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


def test_every_kind_has_a_head_and_a_display_name() -> None:
    for kind in KINDS:
        assert (TEMPLATES / "head" / f"{kind.kind}.html.jinja").exists(), f"write templates/head/{kind.kind}.html.jinja"
        assert kind.kind in SHOWN_KEYS, f"add `{kind.kind}` to SHOWN_KEYS in site/record/head_parts.py"
        assert kind.kind in HEAD_BUILDERS, f"add `{kind.kind}` to HEAD_BUILDERS in site/record/head_parts.py"
        assert kind.kind in word_table("KINDS"), f"add `{kind.kind}` to KINDS in templates/words.html.jinja"


def test_every_relation_has_display_names_in_both_directions() -> None:
    from docgraph.model.field_specs import fields_of

    relations = {"mentions"}
    for kind in KINDS:
        parts = [kind, *(field.part for field in fields_of(kind).values() if field.part)]
        for part in parts:
            relations |= {
                field_spec.reference.relation for field_spec in fields_of(part).values() if field_spec.reference
            }
    missing = relations - {""} - set(word_table("RELATIONS"))
    assert not missing, f"add to RELATIONS in templates/words.html.jinja: {sorted(missing)}"


def test_nothing_switches_escaping_off() -> None:
    for path in TEMPLATES.rglob("*.jinja"):
        source = path.read_text(encoding="utf-8")
        # a script of ours has an address, and stands on the explorer's page alone
        source = (
            source.replace('<script src="{{ script }}" defer></script>', "") if path.stem == "explorer.html" else source
        )
        assert not re.search(r"\|\s*safe|autoescape|<script|<style|\son\w+=|style=", source), path.name


def test_the_style_sheet_is_small_and_loads_no_other_files() -> None:
    css = (FOLDER / "assets" / "docgraph.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 4096
    assert b"http" not in css and b"@import" not in css and b"!important" not in css


def test_the_explorer_is_small_and_never_turns_text_into_code() -> None:
    script = (FOLDER / "assets" / "explorer.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 9 * 1024
    assert len(gzip.compress((FOLDER / "assets" / "explorer.css").read_bytes(), 9)) <= 2048
    assert not re.search(
        rb"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|https?:", script
    )
