"""Translations from gettext catalogues, built-in ones and ones that a team provides.

English is the source language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.lexer import Token, TokenStream

CATALOGUE_FOLDER = "languages"
"""Folder of `.po` files, in this package and among a team's templates."""
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_SCRIPT_TEXT = re.compile(r'\bgettext\("([^"\\]+)"')


def gettext_noop(text: str) -> str:
    """`text` unchanged. Marks a text for extraction that is translated elsewhere."""
    return text


_MONTHS = gettext_noop("January February March April May June July August September October November December")
_SHORT_MONTHS = gettext_noop("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")


_PO_LINE = re.compile(r'\s*(?:#.*|(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*)?')


class Catalogue:
    """The translations into one language.

    `sources` are the contents of `.po` files. If several translate a text, the first takes precedence.
    """

    def __init__(self, language: str = "en", sources: Sequence[bytes] = ()) -> None:
        self.language = language
        self._translations = NullTranslations()
        for source in reversed(sources):
            translations = _compile_po(source)
            translations.add_fallback(self._translations)
            self._translations = translations
        self._cache: dict[str, str] = {}

    def gettext(self, text: str) -> str:
        """Translation of `text`, or `text` itself if the catalogue has none."""
        translation = self._cache.get(text)
        if translation is None:
            translation = self._cache[text] = self._translations.gettext(text) if text else ""
        return translation

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Translation of the singular or plural text, depending on `number`."""
        return self._translations.ngettext(singular, plural, number)

    def singular_and_plural(self, singular: str, plural: str) -> tuple[str, str] | None:
        """Translated forms for 1 and for all other numbers.

        None if the language has more than two forms.
        """
        form_of_1, form_of_2 = self.ngettext(singular, plural, 1), self.ngettext(singular, plural, 2)
        two_forms = all(self.ngettext(singular, plural, number) == form_of_2 for number in (0, *range(2, 130)))
        return (form_of_1, form_of_2) if two_forms else None

    @cached_property
    def months(self) -> list[str]:
        """Names of the months, used in headings."""
        return self.gettext(_MONTHS).split()

    @cached_property
    def short_months(self) -> list[str]:
        """Abbreviated names of the months, used in dates."""
        return self.gettext(_SHORT_MONTHS).split()


def _compile_po(source: bytes) -> GNUTranslations:
    # imported late: only a translated site needs Babel, and its import takes as long as a small check
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    for number, line in enumerate(source.splitlines(), 1):
        if not _PO_LINE.fullmatch(line.decode(errors="replace")):
            raise ValueError(f"line {number}: not a valid line of a catalogue; is a quote missing?")
    compiled = BytesIO()
    try:
        catalogue = read_po(BytesIO(source), abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"line {error.lineno + 1}: {error}") from None
    for message in catalogue:
        known, used = (set(_PLACEHOLDER.findall(str(text))) for text in (message.id, message.string))
        if message.id and not message.fuzzy and not used <= known:
            allowed = ", ".join(f"%({name})s" for name in sorted(known)) or "no placeholder"
            raise ValueError(f"line {message.lineno}: unknown placeholder %({min(used - known)})s; expected {allowed}")
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def language_codes(tag: str) -> tuple[str, ...]:
    """The languages to try for a language tag: `pt-BR` and `pt` for `pt_BR`; empty for an empty tag."""
    tag = tag.replace("_", "-")
    return tuple(dict.fromkeys(filter(None, (tag, tag.partition("-")[0]))))


def catalogue_of(language: str, overrides: Sequence[bytes] = ()) -> Catalogue | None:
    """Catalogue of a language; `overrides` take precedence over the built-in translations.

    None if there are no translations. English always has a catalogue.
    """
    built_in = files("docgraph.site").joinpath(CATALOGUE_FOLDER, f"{language}.po")
    sources = [*overrides, *([built_in.read_bytes()] if built_in.is_file() else [])]
    return Catalogue(language, sources) if sources or language == "en" else None


_ENGLISH = Catalogue()
current_catalogue: ContextVar[Catalogue] = ContextVar("catalogue", default=_ENGLISH)


def gettext(text: str) -> str:
    """Translation of `text` into the current language."""
    return current_catalogue.get().gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translation of the singular or plural text into the current language."""
    return current_catalogue.get().ngettext(singular, plural, number)


def localized_script(script: str) -> str:
    """`script`, preceded by the translations of its texts into the current language.

    Unchanged if no text needs a translation.
    """
    words = {text: gettext(text) for text in _SCRIPT_TEXT.findall(script)}
    changed = {text: words[text] for text in sorted(words) if words[text] != text}
    translations = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
    return (
        f"globalThis.docgraphTranslations = {{...globalThis.docgraphTranslations, ...{translations}}};\n{script}"
        if changed
        else script
    )


class CompileTimeTranslation(InternationalizationExtension):
    """Jinja extension: translates `_("text")` and `{% trans %}` when a template is compiled."""

    @property
    def _catalogue(self) -> Catalogue:
        found: Catalogue = self.environment.catalogue  # type: ignore[attr-defined]
        return found

    def filter_stream(self, stream: TokenStream) -> Any:
        """Replace each `_("text")` by its translation as a string token."""
        waiting: list[Token] = []
        for token in stream:
            waiting.append(token)
            kinds = [pending.type for pending in waiting]
            if kinds == ["name", "lparen", "string", "rparen"]:
                yield Token(token.lineno, "string", self._catalogue.gettext(waiting[2].value))
                waiting = []
            elif waiting[0].value != "_" or kinds != ["name", "lparen", "string"][: len(kinds)]:
                *before, last = waiting
                yield from before
                waiting = [last] if (last.type, last.value) == ("name", "_") and before else []
                if not waiting:
                    yield last
        yield from waiting

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> Any:
        if plural is None or plural_expr is None:
            return self._output(
                self._catalogue.gettext(singular if vars_referenced else _single(singular)), variables, vars_referenced
            )
        forms = self._catalogue.singular_and_plural(singular, plural)
        if forms is None:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )
        if_1, otherwise = (self._output(form, variables, vars_referenced) for form in forms)
        return nodes.If(nodes.Compare(plural_expr, [nodes.Operand("eq", nodes.Const(1))]), [if_1], [], [otherwise])

    def _output(self, text: str, variables: dict[str, nodes.Expr], vars_referenced: bool) -> nodes.Output:
        """Jinja node that outputs `text` with its placeholders filled in."""
        if not vars_referenced:
            return nodes.Output([nodes.TemplateData(text)])
        parts: list[nodes.Expr] = []
        for position, part in enumerate(_PLACEHOLDER.split(text)):
            if position % 2 == 0:
                parts.append(nodes.TemplateData(_single(part)))
            else:
                parts.append(variables[part])
        return nodes.Output(parts)


def _single(text: str) -> str:
    """`text` with each `%%` replaced by `%`. Used for a text that is not formatted with `%`."""
    return text.replace("%%", "%")
