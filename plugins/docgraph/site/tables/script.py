"""The script of the tables of a view: a page loads it where it has a table."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from docgraph.site.context import TABLES_SCRIPT, Href
from docgraph.site.i18n import in_language

_SCRIPT = Markup('<script src="{}" defer></script>')


def tables_script() -> str:
    """The script itself, in the language that is written now."""
    return in_language(files("docgraph.site").joinpath("assets/tables.js").read_text(encoding="utf-8"))


def with_script(html: str, href: Href) -> str:
    """A view's HTML, which loads the script if there is a table in it."""
    return html + _SCRIPT.format(href(TABLES_SCRIPT)) if "docgraph-table" in html else html
