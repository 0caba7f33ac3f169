"""The words of a language: ours from `languages/`, a team's own before them. English is what stands in the code."""

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

LANGUAGES = "languages"
"""The folder of catalogues, in this package and in a team's own templates."""
_NAMED = re.compile(r"%\((\w+)\)s")
_SAID = re.compile(r'\bsaid\("([^"\\]+)"')


def marked(text: str) -> str:
    """`text` as it is: it is put into a language where it is written."""
    return text


_MONTHS = marked("January February March April May June July August September October November December")
_SHORT_MONTHS = marked("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")


_PO_LINE = re.compile(r'\s*(?:#.*|(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*)?')


class Catalogue:
    """What every text of ours is in one language. `sources` are catalogues as bytes of `.po`, the first one counts."""

    def __init__(self, language: str = "en", sources: Sequence[bytes] = ()) -> None:
        self.language = language
        self._found = NullTranslations()
        for source in reversed(sources):
            found = _read(source)
            found.add_fallback(self._found)
            self._found = found
        self._said: dict[str, str] = {}

    def said(self, text: str) -> str:
        """`text` in this language; itself where the catalogue has nothing."""
        found = self._said.get(text)
        if found is None:
            found = self._said[text] = self._found.gettext(text) if text else ""
        return found

    def counted(self, one: str, many: str, number: int) -> str:
        return self._found.ngettext(one, many, number)

    def two_forms(self, one: str, many: str) -> tuple[str, str] | None:
        """The forms for one and for any other number; None where that is not all there is to it."""
        singular, plural = self.counted(one, many, 1), self.counted(one, many, 2)
        usual = all(self.counted(one, many, number) == plural for number in (0, *range(2, 130)))
        return (singular, plural) if usual else None

    @cached_property
    def months(self) -> list[str]:
        return self.said(_MONTHS).split()

    @cached_property
    def short_months(self) -> list[str]:
        return self.said(_SHORT_MONTHS).split()


def _read(source: bytes) -> GNUTranslations:
    # only a site in another language needs it, and importing it takes as long as a small check
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    for number, line in enumerate(source.splitlines(), 1):
        if not _PO_LINE.fullmatch(line.decode(errors="replace")):
            raise ValueError(f"line {number}: this is no line of a catalogue; is a quote missing?")
    compiled = BytesIO()
    try:
        catalogue = read_po(BytesIO(source), abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"line {error.lineno + 1}: {error}") from None
    for message in catalogue:
        named, said = (set(_NAMED.findall(str(text))) for text in (message.id, message.string))
        if message.id and not message.fuzzy and not said <= named:
            known = ", ".join(f"%({name})s" for name in sorted(named)) or "nothing"
            raise ValueError(f"line {message.lineno}: this text may name {known}, and not %({min(said - named)})s")
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue_of(language: str, theirs: Sequence[bytes] = ()) -> Catalogue | None:
    """The catalogue of a language, a team's own before ours; None where there is neither and it is not English."""
    ours = files("docgraph.site").joinpath(LANGUAGES, f"{language}.po")
    sources = [*theirs, *([ours.read_bytes()] if ours.is_file() else [])]
    return Catalogue(language, sources) if sources or language == "en" else None


_ENGLISH = Catalogue()
current: ContextVar[Catalogue] = ContextVar("catalogue", default=_ENGLISH)


def said(text: str) -> str:
    """`text` in the language that is written now."""
    return current.get().said(text)


def counted(one: str, many: str, number: int) -> str:
    """The form of a word that goes with `number`, in the language that is written now."""
    return current.get().counted(one, many, number)


def in_language(script: str) -> str:
    """A script with its words before it; as it is where they are English."""
    words = {text: said(text) for text in _SAID.findall(script)}
    changed = {text: words[text] for text in sorted(words) if words[text] != text}
    told = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.docgraphWords = {{...globalThis.docgraphWords, ...{told}}};\n{script}" if changed else script


class Translating(InternationalizationExtension):
    """Puts templates into a language when they are compiled: `_("text")` and `{% trans %}` cost nothing on a page."""

    @property
    def _catalogue(self) -> Catalogue:
        found: Catalogue = self.environment.catalogue  # type: ignore[attr-defined]
        return found

    def filter_stream(self, stream: TokenStream) -> Any:
        """`_("text")` becomes the text itself."""
        waiting: list[Token] = []
        for token in stream:
            waiting.append(token)
            kinds = [one.type for one in waiting]
            if kinds == ["name", "lparen", "string", "rparen"]:
                yield Token(token.lineno, "string", self._catalogue.said(waiting[2].value))
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
        written = (variables, vars_referenced)
        if plural is None or plural_expr is None:
            return self._written(self._catalogue.said(singular if vars_referenced else _single(singular)), *written)
        forms = self._catalogue.two_forms(singular, plural)
        if forms is None:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )
        one, many = (self._written(form, *written) for form in forms)
        return nodes.If(nodes.Compare(plural_expr, [nodes.Operand("eq", nodes.Const(1))]), [one], [], [many])

    def _written(self, text: str, variables: dict[str, nodes.Expr], vars_referenced: bool) -> nodes.Output:
        """The text with what stands between its words, as the template itself would write it."""
        if not vars_referenced:
            return nodes.Output([nodes.TemplateData(text)])
        parts: list[nodes.Expr] = []
        for place, part in enumerate(_NAMED.split(text)):
            if place % 2 == 0:
                parts.append(nodes.TemplateData(_single(part)))
            else:
                parts.append(variables[part])
        return nodes.Output(parts)


def _single(text: str) -> str:
    return text.replace("%%", "%")
