"""All rows of a long table as one compact script, for filtering and sorting across pages.

The script sets `docgraphRows` to `[words, columns]`. A column is `[cells, rows]`. `cells` are its distinct cells,
joined by line feeds; each character of a cell encodes a word of `words`. `rows` has one character for each row of the
table, which encodes the index of its cell; it is empty if all cells are distinct. A character encodes a number by its
position in the alphabet. This halves the compressed size.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

_UNUSABLE = re.compile("[<\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MAX_WORDS = 50_000
_LINK = re.compile(r'href="([^"\x01]*)">([^<&\x01]*)</a>')
_TITLE_PLACEHOLDER = "\x01"
"""Replaces the slug of the link text in a URL, since ids are often slugs of titles."""
_LABEL = re.compile(r'(?<=<t[dh]) data-label="[^"]*"')
"""The name of the column, which the script knows from the table."""
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r'<a href="|</?[a-z][^>]*>|[^\W\d_]+[ /-]?|.', re.DOTALL)


@cache
def alphabet() -> str:
    """Characters that need no escaping in a script, sorted by the size of their UTF-8 encoding."""
    return _UNUSABLE.sub("", "".join(map(chr, range(0x23, 0x10000))))


def rows_script(pages: Iterable[str]) -> str:
    """The script with all rows of a table. `pages` are the HTML of the pages of the table.

    URLs in the pages must be relative to the script.
    """
    columns, cells = 0, list[str]()
    for page in pages:
        columns = columns or page.count('<th scope="col"')
        cells += _cells(page)
    different, rows = zip(*(_distinct_cells(cells[place::columns]) for place in range(columns)), strict=True)
    split = [_WORD.findall(_LINK.sub(_shorten_link, "\n".join(texts))) for texts in different]
    words = _frequent_words(split)
    letters = dict(zip(words, alphabet(), strict=False))
    packed = [words, [[_pack(text, letters), row] for text, row in zip(split, rows, strict=True)]]
    text = json.dumps(packed, separators=(",", ":"), ensure_ascii=False)
    # parsed as a script, so the data must not contain `</script>`
    return "globalThis.docgraphRows = " + text.replace("<", "\\u003c") + ";\n"


def _cells(page: str) -> list[str]:
    """Cells of a page's table, each without `<t` and closing tag, as in `d class="...">text`."""
    body = page[page.index("<tbody>") + 7 : page.index("</tbody>")].replace("\n", " ")
    body = _LABEL.sub("", body)
    return [part[: part.index("</t")] for part in body.split("<t") if part[0] in "dh"]


def _distinct_cells(cells: Sequence[str]) -> tuple[list[str], str]:
    """Distinct cells of a column, and a text with one character for each row.

    The character encodes the index of the row's cell.
    """
    places: dict[str, int] = {}
    rows = [places.setdefault(cell, len(places)) for cell in cells]
    if len(places) == len(cells) or len(places) > len(alphabet()):
        return list(cells), ""
    letters = alphabet()
    return list(places), "".join([letters[place] for place in rows])


def _shorten_link(link: re.Match[str]) -> str:
    url, text = link.groups()
    id = _NOT_IN_SLUG.sub("-", text.lower()).strip("-") if text.isascii() else ""
    return f'href="{url.replace(id, _TITLE_PLACEHOLDER, 1)}">{text}</a>' if id and id in url else link[0]


def _frequent_words(split: Iterable[Sequence[str]]) -> list[str]:
    """The words to encode, most frequent first.

    Words that occur only once are encoded letter by letter, so their letters are included.
    """
    number = Counter[str]()
    for text in split:
        number.update(text)
    several = [word for word, times in number.most_common() if times > 1 or len(word) == 1]
    spelled = {letter for word in {*number} - {*several[:_MAX_WORDS]} for letter in word}
    return [*several[:_MAX_WORDS], *sorted(spelled - {*several[:_MAX_WORDS]})][: len(alphabet())]


def _pack(text: Iterable[str], letters: Mapping[str, str]) -> str:
    unknown = letters.get("\ufffd", "")
    return "".join(
        [
            letters[word] if word in letters else "".join([letters.get(letter, unknown) for letter in word])
            for word in text
        ]
    )
