"""Faults of the header as text: YAML that breaks, fences, values of a wrong type or form, what hosts read otherwise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tests.faults.corpus import Corpus
from tests.faults.fault import Draw, FaultClass, Injection, expected
from tests.faults.page import Page

_LINE = re.compile(r"(?P<indent> *)(?P<item>- )?(?P<key>[a-z_-]+): (?P<value>[^'\"\[{].*)\Z")
Edit = Callable[[random.Random, str], str | None]
"""The line after the fault; None where the fault cannot be in it."""


def _in_line(code: str, edit: Edit, top: bool = True, first: int = 2) -> Draw:
    """A line of a header is changed, and the fault is reported there. `top` leaves out what is indented.

    The lines of `kind` and `id` stay: without them nobody knows what else the document declared.
    """

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        page = rng.choice([page for page in corpus.pages.values() if "close" in page.spots])
        lines = page.text.split("\n")
        number = rng.randrange(first, page.line("close"))
        old = lines[number - 1]
        kept = old.lstrip().startswith(("#", "kind:", "id:", "- id:")) or (top and old.startswith(" "))
        new = None if kept else edit(rng, old)
        if new is None or new == old:
            return None
        lines[number - 1] = new
        text = replace(page, text="\n".join(lines))
        return Injection((text,), code, page.path, (number,), f"{page.path}:{number}: {old} -> {new}")

    return draw


def _parted(change: Callable[[re.Match[str]], str], keys: str = "") -> Edit:
    """An edit of a line `key: value` with a plain value and no comment, of one of `keys` if any are given."""

    def edit(rng: random.Random, line: str) -> str | None:
        found = _LINE.match(line)
        if not found or " #" in line or (keys and found["key"].replace("_", "-") not in keys.split()):
            return None
        return change(found)

    return edit


def _colon(found: re.Match[str]) -> str:
    words = found["value"].split(" ")
    return found[0] if len(words) < 2 else f"{found['indent']}{found['key']}: {words[0]}: {' '.join(words[1:])}"


def _quote(found: re.Match[str]) -> str:
    return f'{found["indent"]}{found["key"]}: "{found["value"]}'


def _tab(rng: random.Random, line: str) -> str | None:
    return f"\t{line.lstrip()}" if line.startswith(" ") else None


def _unclosed(rng: random.Random, line: str) -> str | None:
    return line[:-1] if re.match(r"[a-z_-]+: [\[{].*[\]}]\Z", line) else None


def _at_sign(rng: random.Random, corpus: Corpus) -> Injection | None:
    """`owner: @alice`, as people are named in chats."""
    page, name = rng.choice(corpus.spots(r"\S+ (?:owner|backup|reviewer)"))
    ref, _, key = name.partition(" ")
    start, end = page.line_span(name)
    line = page.text[start:end]
    if not re.search(r": [a-z][^'\"#]*\Z", line) or start > page.spots["close"][0] or "{" in line:
        return None
    before = page.text_at(name)
    new = page.having(name, f"@{before}")
    return expected(new, ref, "DOC001", key, f"{key}: {before} -> @{before}", f"{line.strip()}")


def _again(rng: random.Random, corpus: Corpus) -> Injection | None:
    """A key is repeated in front matter, with another value or the same."""
    page, name = rng.choice(corpus.spots(r"\S+:\S+ (?:owner|due|status|backup|date|joined):"))
    start, end = page.line_span(name)
    line = page.text[start:end]
    close = page.spots["close"][0]
    if start > close or line.startswith(" ") or line.endswith(":"):
        return None
    number = page.line("close")
    new = page.edited(close, close, f"{line}\n")
    return Injection((new,), "DOC001", page.path, (number,), f"{page.path}:{number}: `{line}` stands twice")


def _fence(code: str, edit: Callable[[Page], Page], fits: Callable[[Page], bool] = lambda page: True) -> Draw:
    """The fences are changed; reported at the first line that hosts read otherwise."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        pages = [page for page in corpus.pages.values() if "open" in page.spots and fits(page)]
        page = rng.choice(pages)
        new = edit(page)
        before = new.text[: len(new.text) - len(new.text.lstrip())].count("\n")
        return Injection((new,), code, page.path, (before + 1,), f"{page.path}: begins {new.text[:40]!r}")

    return draw


def _without_fence(page: Page, name: str) -> Page:
    start, end = page.line_span(name)
    return page.edited(start, end + 1, "")


def _in_prose(code: str, text: str) -> Draw:
    """Something is put into the prose of a record's page."""

    def draw(rng: random.Random, corpus: Corpus) -> Injection | None:
        page = rng.choice([page for page in corpus.pages.values() if "prose" in page.spots])
        at = rng.randrange(page.spots["prose"][0] + 1, page.spots["prose"][1])
        new = page.edited(at, at, text)
        return Injection((new,), code, page.path, (page.line("prose"),), f"{page.path}: {text!r} in the prose")

    return draw


def _encoded(rng: random.Random, corpus: Corpus) -> Injection | None:
    """The file is saved in an encoding of old, with one letter that shows it."""
    page = rng.choice([page for page in corpus.pages.values() if "prose" in page.spots and not page.bom])
    at = page.spots["prose"][1]
    new = replace(page.edited(at, at, " Grüße"), encoding="latin-1")
    return Injection((new,), "DOC009", page.path, (page.line("prose"),), f"{page.path}: saved as Latin-1")


def _cut(found: re.Match[str]) -> str:
    return f"{found[0]} #{found['value'].split()[0].strip('#')}"


_TEXTS = "contact purpose why context trigger rollback procedure"
CLASSES = tuple(
    FaultClass(name, weight, draw, name.startswith("typo"))
    for name, weight, draw in (
        ("tab indents a line", 10, _in_line("DOC001", _tab, top=False, first=3)),
        ("colon in a value without quotes", 10, _in_line("DOC001", _parted(_colon, _TEXTS + " title"))),
        ("colon after a key left out", 8, _in_line("DOC001", _parted(lambda one: one[0].replace(":", "", 1)))),
        ("line indented by one space", 8, _in_line("DOC001", lambda rng, line: f" {line}", first=3)),
        ("quote never closed", 8, _in_line("DOC001", _parted(_quote))),
        ("bracket never closed", 8, _in_line("DOC001", _unclosed)),
        ("value begins with `*`", 4, _in_line("DOC001", _parted(lambda one: f"{one['key']}: *{one['value']}"))),
        (
            "value begins with a percent sign",
            4,
            _in_line("DOC001", _parted(lambda one: f"{one['key']}: %{one['value']}")),
        ),
        ("typo: `@` before a name", 12, _at_sign),
        ("duplicate key", 12, _again),
        ("front matter never closed", 10, _fence("DOC012", lambda page: _without_fence(page, "close"))),
        ("front matter never opened", 8, _fence("DOC012", lambda page: _without_fence(page, "open"))),
        ("four dashes", 4, _fence("DOC012", lambda page: page.having("open", "----"))),
        ("empty line before the front matter", 4, _fence("DOC012", lambda page: page.edited(0, 0, "\n"))),
        ("not UTF-8", 5, _encoded),
        ("NUL character", 3, _in_prose("DOC009", "\0")),
        ("invisible character", 5, _in_prose("DOC014", "\u200b")),
        ("prose that hosts do not survive", 4, _in_prose("DOC015", " <![ ")),
        ("token in the prose", 4, _in_prose("SEC001", f" ghp_{'a1' * 18} ")),
        ("`#` cuts a value off", 5, _in_line("DOC011", _parted(_cut, _TEXTS))),
        (
            "number with a leading zero",
            4,
            _in_line("DOC011", _parted(lambda one: f"{one['key']}: 012", "severity contact")),
        ),
    )
)
