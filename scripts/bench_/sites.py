"""The corpus in the formats of two peers that publish sites: sphinx-needs and StrictDoc, one page an item."""

from __future__ import annotations

from pathlib import Path

from .items import PLURALS, PREFIXES, RISKS, Item
from .markdown import prose
from .peers import fields, targets

SPHINX = """\
project = "Who holds what"
extensions = ["sphinx_needs"]
html_theme = "alabaster"
html_sidebars = {{"**": []}}
html_copy_source = False
needs_id_regex = "^[A-Z0-9-]{{5,}}"
needs_types = {types!r}
needs_extra_options = ["owner", "domain", "risk", "created", "checked", "summary"]
needs_extra_links = [{{"option": "depends_on", "incoming": "is needed by", "outgoing": "depends on"}}]
"""
STRICTDOC = """\
from strictdoc.core.project_config import ProjectConfig


def create_config() -> ProjectConfig:
    return ProjectConfig(
        project_title="Who holds what",
        dir_for_sdoc_cache="_cache",
        project_features=["TABLE_SCREEN", "TRACEABILITY_SCREEN", "TRACEABILITY_MATRIX_SCREEN", "SEARCH"],
    )
"""


def write_sphinx_needs(items: list[Item], folder: Path) -> None:
    """Every item on a page of its own; the first page lists all outcomes as a table, as our index does."""
    for plural in PLURALS.values():
        (folder / plural).mkdir(parents=True)
    for item in items:
        options = {"id": item.id.upper(), **fields(item), "depends_on": ", ".join(targets(item))}
        lines = [item.title, "=" * len(item.title), "", f".. {item.kind}:: {item.title}"]
        lines += [f"   :{key}: {value}" for key, value in options.items() if value]
        lines += ["", *(f"   {line}".rstrip() for line in (*prose(item), *_rst_table(item)))]
        (folder / PLURALS[item.kind] / f"{item.id}.rst").write_text("\n".join(lines) + "\n", encoding="utf-8")
    index = ["Who holds what", "==============", "", ".. needtable::", "   :types: outcome", "   :style: table"]
    index += ["   :columns: id, title, status, owner, depends_on", "", ".. toctree::", "   :glob:", "   :hidden:", ""]
    index += [f"   {plural}/*" for plural in PLURALS.values()]
    (folder / "index.rst").write_text("\n".join(index) + "\n", encoding="utf-8")
    types = [
        {"directive": kind, "title": kind.capitalize(), "prefix": f"{PREFIXES[kind].upper()}-", "color": "#fff",
         "style": "node"}
        for kind in PLURALS
    ]  # fmt: skip
    (folder / "conf.py").write_text(SPHINX.format(types=types), encoding="utf-8")


def write_strictdoc(items: list[Item], folder: Path) -> None:
    """Fifty items a document, as its own requirements are kept; its deep trace, which grows with every path, is off."""
    folder.mkdir(parents=True)
    (folder / "strictdoc_config.py").write_text(STRICTDOC, encoding="utf-8")
    (folder / "model.sgra").write_text("\n".join(_grammar()) + "\n", encoding="utf-8")
    for start in range(0, len(items), 50):
        lines = ["[DOCUMENT]", f"TITLE: Part {start // 50 + 1}", "", "[GRAMMAR]", "IMPORT_FROM_FILE: model.sgra", ""]
        for item in items[start : start + 50]:
            lines += [f"[{item.kind.upper()}]", f"UID: {item.id.upper()}"]
            lines += [f"{key.upper()}: {value}" for key, value in fields(item).items()]
            lines += [f"TITLE: {item.title}", "STATEMENT: >>>", *prose(item), *_rst_table(item), "<<<"]
            named = targets(item)
            lines += ["RELATIONS:"] if named else []
            lines += [line for target in named for line in ("- TYPE: Parent", f"  VALUE: {target}")]
            lines.append("")
        (folder / f"part-{start // 50 + 1:03}.sdoc").write_text("\n".join(lines), encoding="utf-8")


def _grammar() -> list[str]:
    lines = ["[GRAMMAR]", "ELEMENTS:"]
    names = ("UID", "STATUS", "OWNER", "DOMAIN", "RISK", "CREATED", "CHECKED", "TAGS", "SUMMARY", "TITLE", "STATEMENT")
    for kind in PLURALS:
        lines += [f"- TAG: {kind.upper()}", "  FIELDS:"]
        for name in names:
            type_ = f"SingleChoice({', '.join(RISKS)})" if name == "RISK" else "String"
            lines += [f"  - TITLE: {name}", f"    TYPE: {type_}", f"    REQUIRED: {name in ('UID', 'STATEMENT')}"]
        lines += ["  RELATIONS:", "  - TYPE: Parent"]
    return lines


def _rst_table(item: Item) -> list[str]:
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in item.table:
        lines += [f"   {'* -' if not place else '  -'} {cell}" for place, cell in enumerate(row)]
    return [*lines, ""]
