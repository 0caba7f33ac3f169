"""The templates: found in this package, compiled once, everything escaped. Each is a macro that takes its inputs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from docgraph.views.written import day, ended, isolated, number


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("docgraph.views"),
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"day": day, "number": number, "ended": ended, "shown": isolated}
    return environment


@cache
def template(name: str, macro: str = "html") -> Callable[..., Markup]:
    """The macro of `templates/<name>.html.jinja`: calling it is three times as fast as rendering a whole template."""
    made: Callable[..., Markup] = getattr(_environment().get_template(f"{name}.html.jinja").module, macro)
    return made


@cache
def words(name: str) -> dict[str, Any]:
    """A table of words from `templates/words.html.jinja`."""
    table: dict[str, Any] = getattr(_environment().get_template("words.html.jinja").module, name)
    return table


@cache
def label(key: str) -> str:
    """What readers see for a key of a document."""
    return str(words("LABELS").get(key) or key.replace("-", " ").capitalize())
