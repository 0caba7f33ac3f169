"""Finds front matter as site generators do, and front matter that they ignore because it is malformed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from textwrap import dedent

from msgspec import Struct

from docgraph.kinds import KINDS
from docgraph.model.fix import Edit, Replacement
from docgraph.parse.kind.declarations import keys_in, line_end
from docgraph.parse.kind.detection import is_manifest, kind_line, says_kind
from docgraph.parse.markdown.html_comments import without_comments
from docgraph.text.invisible import blank_prefix, first_invisible, visible_text

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"[\r\n](?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
"""The closing fence of front matter, with the line break before it."""
_BREAK = re.compile(r"\r\n|\r|\n")
_ID = re.compile(
    r"^[ \t]*+(?:- ++)?\{?[ \t]*+[\"']?id[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z0-9._-]{1,100})", re.MULTILINE
)
_PAIRS = re.compile(r"(?=[A-Za-z#])(?:(?:[A-Za-z][\w-]*[ \t]*:|[ \t]+\S|- |#)[^\r\n]*(?:\r\n|\r|\n|\Z))+")
"""Consecutive lines that look like front matter: keys, list items, indented lines and comments."""
_DASHES = re.compile(r"(?<![^\r\n])-{3,}(?=[ \t]*(?:[\r\n]|\Z))")
_STRANGE_FENCE = re.compile(r"(?=[–—]|[^\r\n]{2})([-–—*_=~](?:[-–—*_=~ ]*[-–—*_=~])?)[ \t]*(?:\r\n|\r|\n|\Z)")
"""A line in place of the fence `---`, such as `–––` from autocorrection, or `===`."""
_NEXT_FENCE = re.compile(r"^[ \t]*(?:-{3,}|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_MAYBE_FENCE = re.compile(r"^[^\r\n]*(?:-|\.\.\.)[^\r\n]*", re.MULTILINE)
_PROSE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r(?!\n)|\n)(?=[^\s#-][^\r\n:=]*(?:[\r\n]|\Z))")
"""A blank line above a line of prose."""
_RULE = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n)")
_TOML_KEY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*=", re.MULTILINE)
_BLANK = re.compile(r"^[ \t]*(?:\r\n|\r|\n)", re.MULTILINE)
_INSIDE = re.compile(r"^[ \t]*(?:```|~~~|<pre|<!--|<textarea|<script|<style)", re.MULTILINE)
"""The start of code or HTML, which may contain examples of front matter."""


class FrontMatterSpan(Struct, frozen=True):
    """Offsets of the front matter without its fences (`start` to `end`), and of the body."""

    start: int
    end: int
    body_start: int


class Misplaced(Struct, frozen=True):
    """Front matter that site generators ignore, for example because text precedes it.

    `offset` is where the error is reported. `help` is the fix line.
    """

    offset: int
    message: str
    help: str
    edits: tuple[Edit, ...] = ()


def front_matter_span(content: str) -> FrontMatterSpan | None:
    """Find front matter between `---` lines at the very start of a document; None if there is none."""
    opened = _OPEN.match(content)
    if opened is None:
        return None
    closed = _CLOSE.search(content, opened.end() - 1)
    if closed is None:
        return None
    after = _BREAK.match(content, closed.end())
    return FrontMatterSpan(opened.end(), closed.start() + 1, after.end() if after else len(content))


def misplaced_front_matter(content: str, known: Set[str] = frozenset()) -> Misplaced | None:
    """Find front matter that some site generators ignore, if it declares a kind or has a key in `known`."""
    offset = blank_prefix(content)
    head = _top(content, offset)
    if unseen := _unseen_fences(content, offset, known):
        return unseen
    if head.startswith("---"):
        rest = head[3:].lstrip("-")
        if not (_opens_record(head) or known & _keys_between_fences(content, offset)):
            return None
        if len(head) - len(rest) > 3:
            message = "the front matter fences have more than three dashes"
            return Misplaced(offset, message, "write the fences as `---`", tuple(_three_dashes(content, offset)))
        indented = _indented(content, offset)
        if indented:
            return indented
        if offset:
            code = first_invisible(content[:offset])
            message = f"an invisible character ({code})" if code else "whitespace"
            message = f"there is {message} before the front matter"
            return Misplaced(offset, message, "start the file with `---`", (Replacement(0, content[:offset], ""),))
        return Misplaced(offset, "the front matter is never closed", "add a `---` line below the last key")
    if head.startswith("+++"):
        toml = Misplaced(offset, "this is TOML front matter", "write it as YAML between `---` lines")
        return toml if says_kind(head) or not known.isdisjoint(_TOML_KEY.findall(head)) else None
    strange = _strangely_fenced(head, offset)
    if strange:
        return strange
    pairs = _PAIRS.match(head)
    if pairs and says_kind(pairs[0]):
        end = offset + pairs.end()
        line_end = _BREAK.search(content, offset)
        fence = f"---{line_end[0] if line_end else chr(10)}"
        edits = (
            (Replacement(0, content[:offset], fence), Replacement(end, "", fence)) if content[end - 1] in "\r\n" else ()
        )
        help = "add a `---` line above and below the keys"
        return Misplaced(offset, "the front matter has no fences", help, edits)
    return _header_below(content, offset, known)


def _is_record(block: str, known: Set[str]) -> bool:
    """Whether front matter declares a kind or has a key in `known`."""
    return kind_line(block) is not None or not known.isdisjoint(keys_in(block.splitlines()))


def _opens_record(head: str) -> bool:
    """Whether the keys below an opening fence declare a kind."""
    keys = _PAIRS.match(_BREAK.split(head.lstrip("-"), maxsplit=1)[-1])
    return says_kind(head) or (keys is not None and kind_line(keys[0]) is not None)


def _keys_between_fences(content: str, offset: int) -> frozenset[str]:
    """The keys between the opening fence at `offset` and the next fence.

    Empty if there is also other text. If the closing fence is missing, the keys in the lines below the opening fence.
    """
    opened = line_end(content, offset)
    closed = _NEXT_FENCE.search(content, opened)
    lines = _BREAK.sub("", content[opened : closed.start() if closed else len(content)], count=1)
    block = "" if _BLANK.match(lines) else dedent(_BLANK.sub("", lines))
    pairs = _PAIRS.fullmatch(block) if closed else _PAIRS.match(block)
    return keys_in(pairs[0].splitlines()) if pairs else frozenset()


def _top(content: str, offset: int) -> str:
    """The text after `offset` up to prose, code or HTML, which may be front matter."""
    ends = (found.start() for form in (_INSIDE, _PROSE) if (found := form.search(content, offset)))
    return content[offset : min(ends, default=len(content))]


def _unseen_fences(content: str, offset: int, known: Set[str]) -> Misplaced | None:
    """Find front matter whose fences contain invisible characters."""
    opened = line_end(content, offset)
    if visible_text(content[offset:opened]).strip() != "---":
        return None
    lines = _MAYBE_FENCE.finditer(content, opened)
    closed = next((line for line in lines if visible_text(line[0]).strip() in ("---", "...")), None)
    fences = [(offset, content[offset:opened]), *([(closed.start(), closed[0])] if closed else [])]
    odd = [(start, fence) for start, fence in fences if first_invisible(fence)]
    if closed is None or not odd or not _is_record(content[opened : closed.start()], known):
        return None
    message = f"a front matter fence contains an invisible character ({first_invisible(odd[0][1])})"
    edits = (
        *([Replacement(0, content[:offset], "")] if offset else []),
        *(Replacement(*fence, "---") for fence in odd),
    )
    return Misplaced(odd[0][0], message, "write the fences as `---`", edits)


def _indented(content: str, offset: int) -> Misplaced | None:
    """Find front matter that is indented, including its fences."""
    indent = content[:offset].rpartition("\n")[2]
    closed = re.compile(rf"^{indent}---[ \t]*\r?$", re.MULTILINE).search(content, offset + 3) if indent else None
    if closed is None:
        return None
    lines = re.compile(rf"^{indent}", re.MULTILINE).finditer(content, offset, closed.end())
    edits = (Replacement(0, content[:offset], ""), *(Replacement(line.start(), indent, "") for line in lines))
    return Misplaced(offset, "the front matter is indented", "remove the indentation of its lines", edits)


def _strangely_fenced(head: str, offset: int) -> Misplaced | None:
    """Find front matter whose fences are not `---`, for example `--` or `–––`."""
    opened = _STRANGE_FENCE.match(head)
    pairs = _PAIRS.match(head, opened.end()) if opened else None
    if opened is None or pairs is None or kind_line(pairs[0]) is None:
        return None
    closed = _STRANGE_FENCE.match(head, pairs.end())
    fences = [fence for fence in (opened, closed) if fence and fence[1] != "---"]
    edits = tuple(Replacement(offset + fence.start(1), fence[1], "---") for fence in fences) if closed else ()
    return Misplaced(offset, f"the front matter is fenced with `{opened[1][:20]}`", "write the fences as `---`", edits)


def _header_below(content: str, offset: int, known: Set[str]) -> Misplaced | None:
    """Find front matter below text or a comment.

    Thematic breaks (`---`) in prose, examples in code and manifests of Kubernetes or Backstage are not front matter.
    """
    opened = _RULE.search(content)
    if opened is None:
        return None
    closed = _CLOSE.search(content, opened.end() - 1)
    block = content[opened.end() : closed.start() + 1] if closed else ""
    pairs = _PAIRS.fullmatch(_BLANK.sub("", block))
    above = content[: opened.start()]
    rest = without_comments(above)
    if closed is None or pairs is None or not block[0].strip() or _INSIDE.search(rest):
        return None
    keys = keys_in(block.splitlines())
    if not _is_record(block, known) or all(is_manifest(keys, kind) for kind in KINDS):
        return None
    help = "move the {} below the front matter, and start the file with `---`"
    if rest.strip():
        # no fix: the block may be an example, which must not become a record
        help = f"{help.format('text')}; put an example in a code fence"
        where = opened.start() if known else offset
        return Misplaced(where, "there is text before the front matter", help)
    ended = _BREAK.match(content, closed.end())
    below = above.lstrip("\r\n") if ended else f"\n{above.lstrip()}"
    edits = (Replacement(0, above, ""), Replacement(ended.end() if ended else closed.end(), "", below))
    return Misplaced(offset, "there is a comment before the front matter", help.format("comment"), edits)


def _three_dashes(content: str, offset: int) -> Iterator[Edit]:
    """Yield edits that shorten the first two lines of dashes after `offset` to `---`."""
    for number, found in enumerate(_DASHES.finditer(content, offset)):
        if number < 2:
            yield Replacement(found.start(), found[0], "---")


def ids_in(block: str) -> tuple[str, ...]:
    """Search invalid YAML for ids. Finds values of `id` keys with a regular expression."""
    return tuple(found[1] for found in _ID.finditer(block))
