"""The script that filters and sorts tables. Only pages with a table load it."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from docgraph.site.context import TABLES_SCRIPT, Href
from docgraph.site.i18n import localized_script

_SCRIPT = Markup('<script src="{}" defer></script>')


def tables_script() -> str:
    """Source of the script, with texts in the current language."""
    return localized_script(files("docgraph.site").joinpath("assets/tables.js").read_text(encoding="utf-8"))


def add_tables_script(html: str, href: Href) -> str:
    """HTML of a view; if it contains a table, with a tag that loads the tables script."""
    return html + _SCRIPT.format(href(TABLES_SCRIPT)) if "docgraph-table" in html else html
