"""Parses Markdown bodies into blocks with offsets, and inline markup into plain text.

Only this module uses the Markdown parser. The parser is imported on first use, because the import takes longer than a
check of fifty documents. Inline markup is parsed on demand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from docgraph.model.limits import PASSAGE_MARKUP
from docgraph.model.location import Text
from docgraph.parse.body_size import body_overflow, markup_in
from docgraph.parse.markdown.strikes import not_struck, struck_runs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNDERLINE = re.compile(r"[\r\n](?<![\r\n][\r\n])(?:(?<=\r)\n)?+[ \t>]*+(?:=+|-+)[ \t]*+(?:[\r\n]|\Z)")
"""The end of an underlined heading. May also match other lines."""
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_MARKUP = re.compile(r"[*`\[\]<&\\]|\b_|_\b|~~")
_SIGN = re.compile(r"[\n\\`*_\[\]<&]|!(?=\[)|~~")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_HARD = ("<br>", "<br/>", "<br />")
_ASIDE = ("!!!", "???", "===")
_ASIDES = 8
_TYPES = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}


class Line(Struct, frozen=True):
    """A line without indentation and list or quote markers. `hard` is set if it ends in a hard line break."""

    offset: int
    text: str
    hard: bool = False


class Block(Struct):
    """A block of Markdown and its nested blocks.

    - `type` is heading, paragraph, list, item, code, table, row, quote, aside, html or rule (a thematic break).
    - An aside is the indented content of an admonition or a content tab.
    - `offset` is the position of its first character in the document.
    - The `lines` of a row are its cells.
    """

    type: str
    offset: int
    lines: tuple[Line, ...] = ()
    level: int = 0
    children: tuple[Block, ...] = ()


class Passage(Struct, frozen=True, dict=True):
    """Consecutive lines of text, and their text as `raw`."""

    lines: tuple[Line, ...]

    @cached_property
    def raw(self) -> str:
        """The text of the lines, joined by line breaks."""
        return self.lines[0].text if len(self.lines) == 1 else "\n".join(line.text for line in self.lines)

    @cached_property
    def _begins(self) -> list[int]:
        return list(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def offset(self, position: int) -> int:
        """Convert an index in `raw` to an offset in the document."""
        number = min(bisect_right(self._begins, position), len(self.lines)) - 1
        return self.lines[number].offset + position - self._begins[number] if self.lines else 0


Definitions = dict[str, Any]
"""Link reference definitions of a body, such as `[label]: address`, as the parser represents them."""


def blocks(text: Text, start: int, end: int | None = None) -> tuple[Block, ...]:
    """Parse the Markdown between two offsets of a document. `start` must be the start of a line."""
    return _parsed(text, start, end)[0]


def definitions(text: Text, start: int, end: int | None = None) -> Definitions:
    """The link reference definitions between two offsets of a document, such as `[label]: address`."""
    return _parsed(text, start, end)[1]


def oversized_passages(text: Text, start: int) -> list[int]:
    """Offsets of paragraphs, headings and table cells that have too much markup to be parsed."""
    return _parsed(text, start, None)[2]


@lru_cache(maxsize=2)
def _parsed(text: Text, start: int, end: int | None) -> tuple[tuple[Block, ...], Definitions, list[int]]:
    builder = _Builder(text)
    body = text.content[start:end]
    if body_overflow(body) is not None:
        return (), {}, []
    first = bisect_right(text.line_starts, start) - 1
    return builder.built(body, first), builder.definitions, builder.oversized


def walk(within: Sequence[Block]) -> Iterator[Block]:
    """Yield all blocks and the blocks nested in them, depth first."""
    for block in within:
        yield block
        yield from walk(block.children)


def inline(raw: str, defined: Definitions | None = None) -> list[Token]:
    """Parse inline markup. Links such as `[text][label]` need the definition of their label in `defined`.

    Empty if the text has more markup than the limit allows.
    """
    tokens: list[Token] = []
    if len(raw) > PASSAGE_MARKUP and markup_in(raw) > PASSAGE_MARKUP:
        return tokens
    parser = _parser()
    parser.inline.parse(raw, parser, {} if defined is None else defined, tokens)
    return tokens


def plain_text(raw: str, line_break: str = " ", *, keeps_struck: bool = False) -> str:
    """The visible text of inline markup, with whitespace collapsed.

    Struck-through text, the text of images and footnote references are left out. `line_break` replaces `<br>`. With
    `keeps_struck`, struck-through text is kept.
    """
    raw = _FOOTNOTE.sub("", raw) if "[^" in raw else raw
    if not _MARKUP.search(raw):
        return " ".join(raw.split())
    tokens = inline(raw)
    if not tokens:
        return " ".join(raw.split())
    if len(tokens) == 1 and tokens[0].type == "html_inline" and not raw.startswith("<!--"):
        return raw  # `<owner>` is an unfilled placeholder, not a tag
    shown = tokens if keeps_struck else not_struck(tokens)
    return " ".join("".join(_shown(token, line_break) for token in shown).split())


def struck_texts(raw: str) -> list[str]:
    """The struck-through texts in inline markup: `~~Jane Doe~~` or `<del>Jane Doe</del>`."""
    runs = struck_runs(inline(raw)) if "~~" in raw or "<" in raw else []
    texts = ("".join(_shown(token, " ") for token in run) for run in runs)
    return [text for text in (" ".join(text.split()) for text in texts) if text]


def _shown(token: Token, line_break: str) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline":
        return line_break if _BREAK.fullmatch(token.content) else ""
    return "" if token.type == "image" else token.content


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler.at("text", _skip_text)
    return parser


def _skip_text(state: StateInline, silent: bool) -> bool:
    """A parser rule for plain text that stops only at characters with a meaning in Markdown.

    The default rule also stops at every `-`, `:` and `@`, which takes 10 µs each time.
    """
    sign = _SIGN.search(state.src, state.pos, state.posMax)
    end = sign.start() if sign else state.posMax
    if end == state.pos:
        return False
    if not silent and hasattr(state, "append_pending"):
        state.append_pending(state.src[state.pos : end])
    elif not silent:  # markdown-it-py 3
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


class _Builder:
    """Builds blocks from parser tokens. `depth` is the number of open admonitions and tabs."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.depth = 0
        self.definitions: Definitions = {}
        self.oversized: list[int] = []
        self.line = (-1, "")

    def built(self, body: str, first: int) -> tuple[Block, ...]:
        """The blocks of `body`. `first` is the number of its first line in the document, from 0."""
        stack: list[list[Block]] = [[]]
        opened: list[Block] = []
        cells: list[Line] = []
        for token in _parser().parse(body, self.definitions):
            line = first + (token.map[0] if token.map else 0)
            if token.type == "inline":
                holder = opened[-1]
                if holder.type == "row":
                    self._add_cell(cells, token.content, line)
                else:
                    holder.lines = self._lines(token.content, line)
                if len(token.content) > PASSAGE_MARKUP and markup_in(token.content) > PASSAGE_MARKUP:
                    self.oversized.append(cells[-1].offset if holder.type == "row" else holder.lines[0].offset)
            elif token.type in _TYPES:
                block = Block(_TYPES[token.type], self._start(line), level=_level(token))
                if token.nesting == 0:
                    self._fill(block, token, line, stack[-1])
                stack[-1].append(block)
                if token.nesting == 1:
                    opened.append(block)
                    stack.append([])
                    cells = []
            elif token.nesting == -1 and token.type.replace("_close", "_open") in _TYPES:
                block = opened.pop()
                block.children = tuple(stack.pop())
                block.lines = tuple(cells) if block.type == "row" else block.lines
        return tuple(stack[0])

    def _fill(self, block: Block, token: Token, line: int, before: Sequence[Block]) -> None:
        if token.type == "code_block" and self.depth < _ASIDES and opens_aside(before):
            block.type = "aside"
            self.depth += 1
            block.children = self.built(token.content, line)
            self.depth -= 1
        else:
            block.lines = self._lines(token.content.rstrip("\n"), line + (token.type == "fence"), prose=False)

    def _start(self, line: int) -> int:
        content = self.text.line(line + 1)
        return self.text.line_starts[line] + len(content) - len(content.lstrip())

    def _lines(self, content: str, first: int, prose: bool = True) -> tuple[Line, ...]:
        lines = []
        pieces = content.split("\n")
        for number, piece in enumerate(pieces, first):
            if number == len(self.text.line_starts):
                break  # the content of a fence that opens on the last line
            text = piece.strip()
            source = self.text.line(number + 1).rstrip()
            column = len(source) - len(text) if source.endswith(text) else max(source.find(text), 0)
            hard = prose and number + 1 < first + len(pieces)
            hard = hard and (piece.endswith(("  ", "\\")) or text.lower().endswith(_HARD))
            text = text.removesuffix("\\") if hard else text
            lines.append(Line(self.text.line_starts[number] + column, text, hard))
        return tuple(lines)

    def _add_cell(self, cells: list[Line], content: str, number: int) -> None:
        """Append the table cell `content` to `cells`, with its offset. `number` is the number of the line, from 0."""
        source, start = self._source(number), self.text.line_starts[number]
        bar = 0
        if cells:
            last = cells[-1]
            bar = source.find("|", last.offset + len(last.text) + last.text.count("|") - start) + 1
        cells.append(Line(start + max(source.find(content.replace("|", "\\|"), bar), bar), content))

    def _source(self, number: int) -> str:
        """The text of a line. `number` is from 0. Cached, because each cell of a table row needs it."""
        if self.line[0] != number:
            self.line = (number, self.text.line(number + 1))
        return self.line[1]


def opens_aside(before: Sequence[Block]) -> bool:
    """Whether indented text after these blocks is the content of an admonition or a tab."""
    if not before or before[-1].type != "paragraph":
        return False
    return any(line.text.startswith(_ASIDE) for line in before[-1].lines)


def _level(token: Token) -> int:
    return int(token.tag[1:]) if token.type == "heading_open" else 0
