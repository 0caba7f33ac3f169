"""All rows of a long table in one small script, so that a reader can filter and sort beyond the page that is open.

The script sets `docgraphRows` to `[words, columns]`. A column is `[cells, rows]`: its different cells, one after
another, and for each row of the table which of them it has; no rows where every row has a cell of its own. A character
stands for a word of `words`, or for a cell, by its place in the alphabet: so packed, texts compress to half the size.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

_LEFT_OUT = re.compile("[<\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MOST_WORDS = 50_000
_LINK = re.compile(r'href="([^"\x01]*)">([^<&\x01]*)</a>')
_TITLE = "\x01"
"""Stands in an address for the text of its link: ids are often made from titles."""
_NO_ID = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r'<a href="|</?[a-z][^>]*>|[^\W\d_]+[ /-]?|.', re.DOTALL)


@cache
def alphabet() -> str:
    """What a script may hold as it is. The first letters stand for what is most frequent: they are the shortest."""
    return _LEFT_OUT.sub("", "".join(map(chr, range(0x23, 0x10000))))


def rows_script(pages: Iterable[str]) -> str:
    """The script of a table, from the HTML of its pages; addresses in them are relative to the script."""
    columns, cells = 0, list[str]()
    for page in pages:
        columns = columns or page.count('<th scope="col">')
        cells += _cells(page)
    different, rows = zip(*(_distinct_cells(cells[place::columns]) for place in range(columns)), strict=True)
    split = [_WORD.findall(_LINK.sub(_shortened, "\n".join(texts))) for texts in different]
    words = _words(split)
    letters = dict(zip(words, alphabet(), strict=False))
    packed = [words, [[_packed(text, letters), row] for text, row in zip(split, rows, strict=True)]]
    text = json.dumps(packed, separators=(",", ":"), ensure_ascii=False)
    # read as a script, so nothing in it may end one
    return "globalThis.docgraphRows = " + text.replace("<", "\\u003c") + ";\n"


def _cells(page: str) -> list[str]:
    """The cells of a page's table, from the name of their tag to their end: `d class="...">text`."""
    body = page[page.index("<tbody>") + 7 : page.index("</tbody>")].replace("\n", " ")
    return [part[: part.index("</t")] for part in body.split("<t") if part[0] in "dh"]


def _distinct_cells(cells: Sequence[str]) -> tuple[list[str], str]:
    """The different cells of a column, and for each row the letter of the one it has."""
    places: dict[str, int] = {}
    rows = [places.setdefault(cell, len(places)) for cell in cells]
    if len(places) == len(cells) or len(places) > len(alphabet()):
        return list(cells), ""
    letters = alphabet()
    return list(places), "".join([letters[place] for place in rows])


def _shortened(link: re.Match[str]) -> str:
    url, text = link.groups()
    id = _NO_ID.sub("-", text.lower()).strip("-") if text.isascii() else ""
    return f'href="{url.replace(id, _TITLE, 1)}">{text}</a>' if id and id in url else link[0]


def _words(split: Iterable[Sequence[str]]) -> list[str]:
    """The words by frequency. One that stands once is spelled, so its letters are among them."""
    number = Counter[str]()
    for text in split:
        number.update(text)
    several = [word for word, times in number.most_common() if times > 1 or len(word) == 1]
    spelled = {letter for word in {*number} - {*several[:_MOST_WORDS]} for letter in word}
    return [*several[:_MOST_WORDS], *sorted(spelled - {*several[:_MOST_WORDS]})][: len(alphabet())]


def _packed(text: Iterable[str], letters: Mapping[str, str]) -> str:
    unknown = letters.get("\ufffd", "")
    return "".join(
        [letters[word] if word in letters else "".join([letters.get(one, unknown) for one in word]) for word in text]
    )
