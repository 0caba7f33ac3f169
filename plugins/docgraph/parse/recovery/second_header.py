"""Reports front matter in a body, where it is not read: between `---` lines, or as keys in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import BY_PLURAL, lookup_kind
from docgraph.model.document import Document
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.front_matter.fence import ids_in
from docgraph.parse.kind.declarations import declared_kinds, keys_in
from docgraph.parse.kind.detection import is_manifest, near_kinds, own_keys
from docgraph.parse.markdown.code_lines import code_lines
from docgraph.text.invisible import visible_text

_FENCE = re.compile(r"(?:[-–—―−‐‑_*=+] *){2,}|[–—―]|<hr */?>", re.IGNORECASE)
_KEYS = re.compile(
    r"#.*|[\[{( ]*(?:[?-] +)?(?:[!&]\S* +)*[\"']?[A-Za-z][\w-]*[\"']? *(?:[:=].*)?|[?:-](?: .*)?|[\]})].*| +\S.*|"
)
"""A line that may belong to front matter: blank, a comment, a key, or part of a value."""

_SECONDS = 100
"""Maximum number of problems for one document."""


class Second(Struct, frozen=True):
    """Front matter in the body of a document, which is not read.

    `plural` is the plural of `kind`. `is_fenced` is set if it is below a `---` line.
    """

    offset: int
    kind: str
    plural: str
    block: str
    keys: frozenset[str]
    is_fenced: bool


class _Run(Struct, frozen=True):
    """Consecutive lines that may be front matter, from line `top` to line `bottom`, counted from 1.

    `fence` is the number of the `---` line above them; 0 if there is none.
    """

    top: int
    bottom: int
    fence: int


def with_second_headers(document: Document, body: int) -> Document:
    """`document`, with a problem added for each front matter in its body."""
    problems: list[Problem] = []
    unread_ids: list[str] = []
    kinds = {record.kind for record in document.records}
    for second in islice(second_headers(document.text, body), _SECONDS):
        repeats = not second.is_fenced and "id" not in second.keys and BY_PLURAL[second.plural].kind in kinds
        if repeats:
            continue  # a summary of the record, for readers
        if body:
            message = f"the body contains a second front matter of kind `{second.kind}`, which is not read"
            help = f"move it to a document of its own, or list both under `kind: {second.plural}`"
        else:
            message = f"this front matter of kind `{second.kind}` is not at the start of the file, so it is not read"
            help = "move it to the start of the file, between two `---` lines"
        problems.append(Problem("foreign-header", document.text.at(second.offset), message, help))
        unread_ids += ids_in(second.block)
    if not problems:
        return document
    return replace(
        document, problems=(*document.problems, *problems), unparsed_ids=(*document.unparsed_ids, *unread_ids)
    )


def second_headers(text: Text, body: int) -> Iterator[Second]:
    """Yield front matter in a body that declares a known or misspelled kind, except in code.

    `body` is the offset of the body. Takes linear time.
    """
    found = [(text.at(declared.start).line, declared.word) for declared in declared_kinds(text.content, body)]
    if not found:
        return
    code = code_lines(text, body)
    found = [(line, word) for line, word in found if line not in code]
    first, bottom = text.at(body).line, 0
    for line, _ in found:
        if line > bottom:
            run = _run(text, line, max(first, bottom + 1), code, first if body else 0)
            bottom = run.bottom
            yield from _in_run(text, run, found)


def _run(text: Text, line: int, first: int, code: Container[int], below_header: int) -> _Run:
    """The consecutive lines around `line` that may be front matter. They start at line `first` or later.

    `below_header` is the number of the first line below the front matter of the document.
    """
    top, bottom, fence = line, line, 0
    for number in range(line - 1, first - 1, -1):
        shown = visible_text(text.line(number))
        fence = number if number not in code and _FENCE.fullmatch(shown.strip()) else 0
        heading = shown.startswith("#") and not text.line(number + 1).strip()
        if fence or heading or number in code or not _KEYS.fullmatch(shown):
            break
        top = number
    while bottom < len(text.line_starts) and _goes_on(text, bottom + 1, code):
        bottom += 1
    return _Run(top, bottom, fence or (top - 1 if top == below_header else 0))


def _goes_on(text: Text, number: int, code: Container[int]) -> bool:
    shown = visible_text(text.line(number))
    return number not in code and bool(_KEYS.fullmatch(shown)) and not _FENCE.fullmatch(shown.strip())


def _in_run(text: Text, run: _Run, found: Sequence[tuple[int, str]]) -> Iterator[Second]:
    """Yield the front matter in `run`: all its lines if there is a `---` line above, else each paragraph.

    `found` are the line numbers and kinds of lines that declare a kind.
    """
    lines = range(run.top, run.bottom + 1)
    blank = [] if run.fence else [number for number in lines if not visible_text(text.line(number)).strip()]
    words = found[bisect_left(found, (run.top, "")) : bisect_left(found, (run.bottom + 1, ""))]
    for begin, end in pairwise([run.top - 1, *blank, run.bottom + 1]):
        own = words[bisect_left(words, (begin + 1, "")) : bisect_left(words, (end, ""))]
        second = _second_header(text, range(begin + 1, end), [word for _, word in own], run.fence) if own else None
        if second is not None:
            yield second


def _second_header(text: Text, lines: range, words: Sequence[str], fence: int) -> Second | None:
    """The front matter in `lines`; None if no kind in `words` is known. `words` are the kinds that it declares."""
    shown = [visible_text(text.line(number)) for number in lines]
    keys = keys_in(shown)
    word = next((word for word in words if lookup_kind(word)[0]), words[0])
    kind = lookup_kind(word)[0]
    if kind is None and fence:
        near = lookup_kind(next(iter(near_kinds(word)), ""))[0]
        kind = near if near and keys & own_keys(near) else None
    if kind is None or is_manifest(keys, kind) or not (fence or keys & own_keys(kind)):
        return None
    offset = text.line_starts[(fence or lines.start) - 1]
    end = text.line_starts[lines.stop - 1] if lines.stop <= len(text.line_starts) else len(text.content)
    return Second(offset, word, kind.plural, text.content[offset:end], keys, bool(fence))
