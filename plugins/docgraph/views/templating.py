"""The templates: found in this package, compiled once, everything escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from docgraph.views.written import day, ended, number, spans, visible


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("docgraph.views"),
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        finalize=visible,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"day": day, "number": number, "ended": ended, "spans": spans}
    return environment


@cache
def template(name: str) -> Template:
    """The template `templates/<name>.html.jinja`."""
    return _environment().get_template(f"{name}.html.jinja")


@cache
def words(name: str) -> dict[str, Any]:
    """A table of words from `templates/words.html.jinja`."""
    table: dict[str, Any] = getattr(template("words").module, name)
    return table


def label(key: str) -> str:
    """What readers see for a key of a document."""
    return str(words("LABELS").get(key) or key.replace("-", " ").capitalize())
