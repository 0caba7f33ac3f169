"""Finds text that crashes Python's HTML parser. MkDocs passes every body to this parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SECTION = "<!["
_KNOWN = re.compile(r"(?:(temp|cdata|ignore|include|rcdata)|if|else|endif)(?![-_.a-z0-9])", re.IGNORECASE)
"""The marked sections that the parser knows: those of SGML and of word processors."""
_CUT_OFF = re.compile(r"[a-z][-_.a-z0-9]*\s*\Z", re.IGNORECASE)
_END, _OFFICE_END = re.compile(r"]\s*]\s*>"), re.compile(r"]\s*>")


def first_crash(body: str) -> int | None:
    """The offset of the first `<![` that crashes Python's `html.parser`; None if there is none.

    `mkdocs.structure.pages` passes bodies to `html.parser`. Before Python 3.13, it rejected unknown marked sections.
    The result does not depend on the running Python version, because the site may be built with another one.
    """
    reader = _Reader()
    reader.feed(f"{body}\n\n\n")
    return reader.at


class _Reader(HTMLParser):
    at: int | None = None

    def parse_html_declaration(self, i: int) -> int:
        begin = i + len(_SECTION)
        if not self.rawdata.startswith(_SECTION, i):
            return super().parse_html_declaration(i)
        known = _KNOWN.match(self.rawdata, begin)
        if known is None and not _CUT_OFF.match(self.rawdata, begin):
            self.at = i if self.at is None else self.at
        ended = (_END if known and known[1] else _OFFICE_END).search(self.rawdata, begin)
        return ended.end() if ended else -1
