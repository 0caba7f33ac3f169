"""An edition of the pages: our templates, or a team's in their place. Each is a macro that takes its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
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

from docgraph.site import i18n as language
from docgraph.site.i18n import Catalogue, Translating, catalogue_of, said
from docgraph.site.render.declared_values import day, is_overdue, level, or_unreadable, status
from docgraph.site.render.format import as_sentence, format_number, isolated

OVERRIDES = "docgraph"
"""The folder, in a theme's folder, of a team's templates; under this prefix they find the one they replace."""
SUFFIX = ".html.jinja"


class TemplateFault(Exception):
    """A team's template that cannot be used: which, where and why."""


class Theme:
    """How the pages of one build are written. `folders` are searched for templates before our own, in their order."""

    def __init__(self, catalogue: Catalogue, folders: Sequence[Path] = ()) -> None:
        self.catalogue = catalogue
        ours = PackageLoader("docgraph.site")
        theirs = [FileSystemLoader(folder) for folder in folders]
        self._environment = Environment(
            loader=ChoiceLoader([*theirs, PrefixLoader({OVERRIDES: ours}), ours]),
            autoescape=True,
            extensions=[Translating],
            auto_reload=False,
            cache_size=-1,
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.extend(catalogue=catalogue)
        self._environment.globals |= {"count": self._count, "ngettext": catalogue.counted}
        self._environment.filters |= {
            "day": day,
            "number": format_number,
            "ended": as_sentence,
            "shown": isolated,
            "word": catalogue.said,
            "status": status,
            "level": level,
            "overdue": is_overdue,
            "or_unreadable": or_unreadable,
        }
        self._macros: dict[tuple[str, str], Callable[..., Markup]] = {}
        self._words: dict[str, dict[str, Any]] = {}
        self.overridden = sorted({name for loader in theirs for name in loader.list_templates()})
        known = {*ours.list_templates(), f"{language.LANGUAGES}/{catalogue.language}.po"}
        self.unknown = [name for name in self.overridden if name not in known and not name.endswith(".po")]
        """Files among a team's templates that stand in for none of ours."""
        for name in self.overridden:
            if name.endswith(SUFFIX):
                with _locate_template_error(name):
                    self._environment.get_template(name)

    def template(self, name: str, macro: str = "html") -> Callable[..., Markup]:
        """The macro of `templates/<name>.html.jinja`: calling it is three times as fast as rendering a template."""
        made = self._macros.get((name, macro))
        if made is None:
            made = self._macros[name, macro] = self._made(name, macro)
        return made

    def _made(self, name: str, macro: str) -> Callable[..., Markup]:
        with _locate_template_error(name):
            found = self._environment.get_template(name + SUFFIX)
            made: Callable[..., Markup] | None = getattr(found.module, macro, None)
        if made is None:
            raise TemplateFault(f"{found.filename}: no macro `{macro}` is here")
        return _guarded(str(found.filename), made) if self.overridden else made

    def words(self, name: str) -> dict[str, Any]:
        """A table of words from `templates/words.html.jinja`."""
        if name not in self._words:
            self._words[name] = getattr(self._environment.get_template("words.html.jinja").module, name)
        return self._words[name]

    @contextmanager
    def used(self) -> Iterator[None]:
        """What is written inside is written in this edition."""
        token, words = _current.set(self), language.current.set(self.catalogue)
        try:
            yield
        finally:
            _current.reset(token)
            language.current.reset(words)

    def _count(self, number: int, one: str, many: str) -> str:
        return f"{number} {self.catalogue.counted(one, many, number)}"


_ENGLISH = Theme(Catalogue())
_current: ContextVar[Theme] = ContextVar("edition", default=_ENGLISH)


def edition_of(languages: Sequence[str] = (), folders: Sequence[Path] = ()) -> Theme:
    """The edition in the first of the languages that has a catalogue, else in English, with the templates in `folders`.

    What is theirs is read anew at every call, since a team edits it while serving."""
    for one in (*languages, "en"):
        theirs = [file for folder in folders if (file := folder / language.LANGUAGES / f"{one}.po").is_file()]
        if folders:
            with _locate_template_error(str(theirs[0]) if theirs else one):
                catalogue = catalogue_of(one, [file.read_bytes() for file in theirs])
        else:
            catalogue = _ours(one)
        if catalogue is not None:
            break
    assert catalogue is not None
    return Theme(catalogue, folders) if folders else _plain(catalogue)


@cache
def _ours(language: str) -> Catalogue | None:
    return catalogue_of(language)


@cache
def _plain(catalogue: Catalogue) -> Theme:
    return Theme(catalogue)


def _guarded(file: str, macro: Callable[..., Markup]) -> Callable[..., Markup]:
    def call(*arguments: Any, **named: Any) -> Markup:
        with _locate_template_error(file):
            return macro(*arguments, **named)

    return call


@contextmanager
def _locate_template_error(name: str) -> Iterator[None]:
    """Say a fault in a template with the file and the line that a team can go to."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise TemplateFault(f"{error.filename or error.name or name}:{error.lineno}: {error.message}") from error
    except (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        trace, place = error.__traceback__, name
        while trace is not None:
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            if compiled is not None:
                place = f"{compiled.filename}:{compiled.get_corresponding_lineno(trace.tb_lineno)}"
            trace = trace.tb_next
        takes_all = "; write `kwargs` in the macro, which is then given all" if "takes no keyword" in str(error) else ""
        raise TemplateFault(f"{place}: {error}{takes_all}") from error


def template(name: str, macro: str = "html") -> Callable[..., Markup]:
    """A macro of the edition in use."""
    return _current.get().template(name, macro)


def words(name: str) -> dict[str, Any]:
    """A table of words of the edition in use."""
    return _current.get().words(name)


def label(key: str) -> str:
    """What readers see for a key of a document."""
    return str(words("LABELS").get(key) or said(key.replace("-", " ").capitalize()))
