"""Finds text that crashes the HTML parser of Python, to which MkDocs passes every body."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SECTION = "<!["
_KNOWN = re.compile(r"(?:(temp|cdata|ignore|include|rcdata)|if|else|endif)(?![-_.a-z0-9])", re.IGNORECASE)
"""The names after `<![` that the parser accepts, for example `cdata`."""
_CUT_OFF = re.compile(r"[a-z][-_.a-z0-9]*\s*\Z", re.IGNORECASE)
_END, _OFFICE_END = re.compile(r"]\s*]\s*>"), re.compile(r"]\s*>")


def first_crash(body: str) -> int | None:
    """The offset in `body` of the first `<![` that crashes `html.parser`; None if there is none.

    Versions before Python 3.13 crash on unknown names after `<![`. The result is the same for all versions of Python,
    because another version may build the site.
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
