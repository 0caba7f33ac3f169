"""Page templates: the built-in ones, and the ones that a team overrides.

Each template is a Jinja macro with named inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
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

from docgraph.kinds import KINDS
from docgraph.site import i18n as language
from docgraph.site.i18n import Catalogue, CompileTimeTranslation, catalogue_of, gettext
from docgraph.site.render.declared_values import day, is_overdue, level, or_unreadable, status, tone
from docgraph.site.render.format import as_sentence, format_number, isolated
from docgraph.site.render.marked_cells import marked_cells

OVERRIDES = "docgraph"
"""Folder of overrides in `theme.custom_dir`, and import prefix of the built-in templates."""
TEMPLATE_SUFFIX = ".html.jinja"


class PageTemplateError(Exception):
    """Error in loading or rendering a template. The message has its file, line and cause."""


class Theme:
    """The language and the templates of one build.

    A template is searched in `folders` in order, then among the built-in templates.
    """

    def __init__(self, catalogue: Catalogue, folders: Sequence[Path] = ()) -> None:
        self.catalogue = catalogue
        built_in = PackageLoader("docgraph.site")
        overriding = [FileSystemLoader(folder) for folder in folders]
        self._environment = Environment(
            loader=ChoiceLoader([*overriding, PrefixLoader({OVERRIDES: built_in}), built_in]),
            autoescape=True,
            extensions=[CompileTimeTranslation],
            auto_reload=False,
            cache_size=-1,
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.extend(catalogue=catalogue)
        self._environment.globals |= {"count": self._count, "ngettext": catalogue.ngettext}
        self._environment.filters |= {
            "day": day,
            "number": format_number,
            "sentence": as_sentence,
            "isolate": isolated,
            "status": status,
            "tone": tone,
            "level": level,
            "overdue": is_overdue,
            "or_unreadable": or_unreadable,
            "marked_cells": marked_cells,
        }
        self._macros: dict[tuple[str, str], Callable[..., Markup]] = {}
        self._word_tables: dict[str, dict[str, Any]] = {}
        self.overridden = sorted({name for loader in overriding for name in loader.list_templates()})
        known = {*built_in.list_templates(), f"{language.CATALOGUE_FOLDER}/{catalogue.language}.po"}
        self._unused = [name for name in self.overridden if name not in known and not name.endswith(".po")]
        for name in self.overridden:
            if name.endswith(TEMPLATE_SUFFIX):
                with _locate_template_error(name):
                    self._environment.get_template(name)

    def notes(self, wanted: str) -> list[str]:
        """Messages about files that override no template, and about `wanted`, a language without translations."""
        notes = [
            f"{OVERRIDES}/{name} overrides nothing: docgraph has no template of that name" for name in self._unused
        ]
        if wanted and self.catalogue.language not in language.language_codes(wanted):
            notes.append(f"there is no catalogue for `language: {wanted}`; docgraph writes English")
        return notes

    def template(self, name: str, macro: str = "html") -> Callable[..., Markup]:
        """A macro of the template `templates/<name>.html.jinja`.

        Calling a macro is three times as fast as rendering a template.
        """
        loaded = self._macros.get((name, macro))
        if loaded is None:
            loaded = self._macros[name, macro] = self._load_macro(name, macro)
        return loaded

    def _load_macro(self, name: str, macro: str) -> Callable[..., Markup]:
        with _locate_template_error(name):
            template = self._environment.get_template(name + TEMPLATE_SUFFIX)
            loaded: Callable[..., Markup] | None = getattr(template.module, macro, None)
        if loaded is None:
            raise PageTemplateError(f"{template.filename}: has no macro `{macro}`")
        return _with_error_location(str(template.filename), loaded) if self.overridden else loaded

    def word_table(self, name: str) -> dict[str, Any]:
        """A table of translated words from `templates/words.html.jinja`."""
        if name not in self._word_tables:
            self._word_tables[name] = getattr(self._environment.get_template("words.html.jinja").module, name)
        return self._word_tables[name]

    @cached_property
    def kind_words(self) -> dict[str, tuple[str, str]]:
        """Kind → its translated names, singular and plural.

        By default, these are translations of the words that documents use for the kind.
        """
        words = {kind.kind: (self._translated_word(kind.kind), self._translated_word(kind.plural)) for kind in KINDS}
        return words | self.word_table("KINDS")

    def _translated_word(self, name: str) -> str:
        return self.catalogue.gettext(name.replace("-", " "))

    @contextmanager
    def active(self) -> Iterator[None]:
        """Use this theme for everything rendered inside the `with` block."""
        token, catalogue_token = _current_theme.set(self), language.current_catalogue.set(self.catalogue)
        try:
            yield
        finally:
            _current_theme.reset(token)
            language.current_catalogue.reset(catalogue_token)

    def _count(self, number: int, singular: str, plural: str) -> str:
        return f"{number} {self.catalogue.ngettext(singular, plural, number)}"


_ENGLISH = Theme(Catalogue())
_current_theme: ContextVar[Theme] = ContextVar("theme", default=_ENGLISH)


def theme_for_language(languages: Sequence[str] = (), folders: Sequence[Path] = ()) -> Theme:
    """The theme in the first of `languages` that has translations; if none has, in English.

    Templates in `folders` are read again on every call, because a team edits them during `serve`.
    """
    for code in (*languages, "en"):
        overriding = [
            file for folder in folders if (file := folder / language.CATALOGUE_FOLDER / f"{code}.po").is_file()
        ]
        if folders:
            with _locate_template_error(str(overriding[0]) if overriding else code):
                catalogue = catalogue_of(code, [file.read_bytes() for file in overriding])
        else:
            catalogue = _built_in_catalogue(code)
        if catalogue is not None:
            break
    assert catalogue is not None
    return Theme(catalogue, folders) if folders else _theme_without_overrides(catalogue)


@cache
def _built_in_catalogue(language: str) -> Catalogue | None:
    return catalogue_of(language)


@cache
def _theme_without_overrides(catalogue: Catalogue) -> Theme:
    return Theme(catalogue)


def _with_error_location(file: str, macro: Callable[..., Markup]) -> Callable[..., Markup]:
    def call(*arguments: Any, **inputs: Any) -> Markup:
        with _locate_template_error(file):
            return macro(*arguments, **inputs)

    return call


@contextmanager
def _locate_template_error(name: str) -> Iterator[None]:
    """Raise a `PageTemplateError` with file and line for an error in a template."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise PageTemplateError(f"{error.filename or error.name or name}:{error.lineno}: {error.message}") from error
    except (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        traceback, place = error.__traceback__, name
        while traceback is not None:
            compiled = traceback.tb_frame.f_globals.get("__jinja_template__")
            if compiled is not None:
                place = f"{compiled.filename}:{compiled.get_corresponding_lineno(traceback.tb_lineno)}"
            traceback = traceback.tb_next
        hint = "; use `kwargs` in the macro to accept every input" if "takes no keyword" in str(error) else ""
        raise PageTemplateError(f"{place}: {error}{hint}") from error


def template(name: str, macro: str = "html") -> Callable[..., Markup]:
    """A macro of a template of the current theme."""
    return _current_theme.get().template(name, macro)


def word_table(name: str) -> dict[str, Any]:
    """A table of translated words of the current theme."""
    return _current_theme.get().word_table(name)


def kind_words() -> dict[str, tuple[str, str]]:
    """Kind → its names in the current theme, singular and plural."""
    return _current_theme.get().kind_words


def label(key: str) -> str:
    """Display name of a front matter key."""
    return str(word_table("LABELS").get(key) or gettext(key.replace("-", " ").capitalize()))
