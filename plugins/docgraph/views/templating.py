"""An edition of the pages: our templates, or a team's in their place. Each is a macro that takes its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from docgraph.views.written import day, ended, isolated, number

OVERRIDES = "docgraph"
"""The folder, in a theme's folder, of a team's templates; under this prefix they find the one they replace."""
SUFFIX = ".html.jinja"


class TemplateFault(Exception):
    """A team's template that cannot be used: which, where and why."""


class Edition:
    """How the pages of one build are written. `folders` are searched for templates before our own, in their order."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        ours = PackageLoader("docgraph.views")
        theirs = [FileSystemLoader(folder) for folder in folders]
        self._environment = Environment(
            loader=ChoiceLoader([*theirs, PrefixLoader({OVERRIDES: ours}), ours]),
            autoescape=True,
            auto_reload=False,
            cache_size=-1,
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.filters |= {"day": day, "number": number, "ended": ended, "shown": isolated}
        self._macros: dict[tuple[str, str], Callable[..., Markup]] = {}
        self._words: dict[str, dict[str, Any]] = {}
        self.overridden = sorted({name for loader in theirs for name in loader.list_templates()})
        self.unknown = [name for name in self.overridden if name not in ours.list_templates()]
        """Files among a team's templates that stand in for none of ours."""
        for name in self.overridden:
            if name.endswith(SUFFIX):
                with _told(name):
                    self._environment.get_template(name)

    def template(self, name: str, macro: str = "html") -> Callable[..., Markup]:
        """The macro of `templates/<name>.html.jinja`: calling it is three times as fast as rendering a template."""
        key = name, macro
        if key not in self._macros:
            made: Callable[..., Markup] | None
            made = getattr(self._environment.get_template(name + SUFFIX).module, macro, None)
            if made is None:
                raise TemplateFault(
                    f"{self._environment.get_template(name + SUFFIX).filename}: no macro `{macro}` is here"
                )
            self._macros[key] = _guarded(name, made) if self.overridden else made
        return self._macros[key]

    def words(self, name: str) -> dict[str, Any]:
        """A table of words from `templates/words.html.jinja`."""
        if name not in self._words:
            self._words[name] = getattr(self._environment.get_template("words.html.jinja").module, name)
        return self._words[name]

    @contextmanager
    def used(self) -> Iterator[None]:
        """What is written inside is written in this edition."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)


_OURS = Edition()
_current: ContextVar[Edition] = ContextVar("edition", default=_OURS)


def edition_of(folders: Sequence[Path] = ()) -> Edition:
    """The edition with the templates in `folders`; read anew at every call, since a team edits them while serving."""
    return Edition(folders) if folders else _OURS


def _guarded(name: str, macro: Callable[..., Markup]) -> Callable[..., Markup]:
    def call(*arguments: Any, **named: Any) -> Markup:
        with _told(name):
            return macro(*arguments, **named)

    return call


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say a fault in a template with the file and the line that a team can go to."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{error.filename or error.name or name}:{error.lineno}: {error.message}") from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        trace, place = error.__traceback__, name
        while trace is not None:
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            if compiled is not None:
                place = f"{compiled.filename}:{compiled.get_corresponding_lineno(trace.tb_lineno)}"
            trace = trace.tb_next
        raise TemplateFault(f"{place}: {error}") from error


def template(name: str, macro: str = "html") -> Callable[..., Markup]:
    """A macro of the edition in use."""
    return _current.get().template(name, macro)


def words(name: str) -> dict[str, Any]:
    """A table of words of the edition in use."""
    return _current.get().words(name)


def label(key: str) -> str:
    """What readers see for a key of a document."""
    return str(words("LABELS").get(key) or key.replace("-", " ").capitalize())
