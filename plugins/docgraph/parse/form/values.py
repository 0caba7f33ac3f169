"""Extracts the value after a label, as a text or as a list, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from docgraph.model.field_specs import FieldSpec
from docgraph.model.limits import LIST_ITEMS
from docgraph.model.location import KeyPath
from docgraph.parse.comma_list import top_level
from docgraph.parse.markdown.blocks import Block, Line, Passage, plain_text, struck_texts, walk


class ListItem(NamedTuple):
    """A value after a label, and its offset.

    `done` is whether its check box is ticked; None if the value has no check box.
    """

    text: str
    offset: int
    done: bool | None = None


SENTENCES = frozenset(("options", "success-criteria", "expectations", "follow-up"))
"""Keys whose list items are sentences. These lists are not split at commas."""
_MARKER = re.compile(r"(?:\(?(?:[A-Z]|[a-z](?=\))|[0-9]{1,2})[.)]|[•◦–—])[ \t]+")
SINCE = re.compile(r"since\s+", re.IGNORECASE)
"""The start of a date in a list of names, such as `since 2026-01-01` in `anna, since 2026-01-01`."""
CHANNEL = re.compile(r"#[^\W\d_][\w-]*")
"""A channel in a list of names, such as `#ops` in `Sam Lee, #ops`."""
_BOX = re.compile(r"\[([ xX])\][ \t]+")
_WIKILINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,500})?\]\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_POINTER = r"(?:[-=]{1,3}>|[\u2190-\u21ff\u2794-\u27ff\u2900-\u297f\u2b00-\u2b4f])"
_ARROW = re.compile(rf"\A[\s.]*{_POINTER}\s*|\s*{_POINTER}[\s.]*\Z")
_PLACEHOLDER = re.compile(r"<[^<>!/]+>\Z")


class LabelledField(Struct):
    """A label and the content that belongs to it: the rest of its paragraph, and the blocks up to the next label.

    - `other` is the section, admonition or list item that the label describes; empty if it describes the record.
    - `unmarked` is set if the label is not bold.
    """

    key: KeyPath
    offset: int
    heading: bool = False
    other: str = ""
    unmarked: bool = False
    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def inline(self) -> Passage:
        """The non-empty lines in the paragraph of the label."""
        return Passage(tuple(line for line in self.lines if line.text))


def checked(block: Block) -> bool | None:
    """Whether the check box of a list item is ticked; None if the item has no check box."""
    box = _BOX.match(_first_line(block))
    return None if box is None else box[1] in "xX"


def _first_line(block: Block) -> str:
    inner = block.children[:1]
    return inner[0].lines[0].text if inner and inner[0].type == "paragraph" and inner[0].lines else ""


def field_text(field: LabelledField, free: bool) -> ListItem:
    """The text after a label; empty if there is none. It includes later blocks only if `free` is set."""
    inline = field.inline
    text = plain_text(inline.raw)
    blocks = field.blocks
    offset = inline.offset(0)
    if not text:
        blocks = [block for block in blocks if _block_text(block)]
        offset = _start(blocks[0]) if blocks else field.offset
        text = "\n".join(map(_block_text, blocks if free else blocks[:1]))
    elif free and text.endswith(":") and blocks and blocks[0].type in ("list", "code"):
        text = f"{text} {_block_text(blocks[0])}"
    return ListItem(text if free else name_text(text), offset)


def struck_names(field: LabelledField) -> list[str]:
    """The struck-through names after a label."""
    passages = [field.inline, *(Passage(block.lines) for block in walk(field.blocks) if block.type == "paragraph")]
    return [name_text(text) for passage in passages for text in struck_texts(passage.raw)]


def name_text(text: str) -> str:
    """The name in a value: `jane.doe` for `[[jane.doe]].`.

    An arrow at the start is dropped: it remains of `~~sam.lee~~ → jane.doe` without the struck-through text.
    """
    name = _ARROW.sub("", _WIKILINK.sub(r"\1", text).strip())
    # three dots alone are a placeholder
    return name.rstrip(".") or name


def _start(block: Block) -> int:
    return block.lines[0].offset if block.lines else block.offset


def _block_text(block: Block) -> str:
    if block.type == "list":
        return "; ".join(filter(None, map(item_text, block.children)))
    if block.type == "html":
        return block.lines[0].text if len(block.lines) == 1 and _PLACEHOLDER.match(block.lines[0].text) else ""
    if block.type == "code":
        return "\n".join(line.text for line in block.lines)
    return plain_text(Passage(block.lines).raw) if block.type == "paragraph" else ""


def item_text(item: Block, tools: bool = False) -> str:
    """The text of a list item, without its check box: first its paragraphs, then its nested items."""
    texts = []
    for block in item.children:
        if block.type == "paragraph":
            raw = Passage(block.lines).raw
            raw = raw[_box_width(raw) :]
            texts.append(_tool_text(raw) if tools else plain_text(raw))
        else:
            texts.append(_block_text(block))
    return " ".join(filter(None, texts))


def _box_width(raw: str) -> int:
    box = _BOX.match(raw)
    return box.end() if box else 0


def _tool_text(raw: str) -> str:
    """The text of a tool. Asterisks in brackets are kept, as in `read_logs (api/*)`, because they are not Markdown."""
    name, bracket, scope = _ESCAPE.sub(r"\1", raw).partition("(")
    if name.startswith(("**", "__")):
        name = name.replace(name[:2], "", 2)
    return " ".join(f"{name}{bracket}{scope.replace('`', '')}".split())


def field_items(field: LabelledField, shape: FieldSpec) -> list[ListItem]:
    """The list items after a label whose field `shape` is a list."""
    lists = _lists(field)
    items: list[ListItem] = []
    inline = field.inline
    if plain_text(inline.raw) and not (lists and inline.raw.endswith(":")):
        items += _split(inline, shape.key)
    elif not lists:
        paragraphs = [block for block in field.blocks if block.type in ("paragraph", "html")]
        for block in paragraphs if field.heading else paragraphs[:1]:
            in_prose = block.type == "paragraph"
            items += (
                _split(Passage(block.lines), shape.key) if in_prose else [ListItem(_block_text(block), block.offset)]
            )
    for block in lists:
        items += [_item(item, shape.key) for item in block.children]
    if shape.names_records:
        items = [item._replace(text=name_text(item.text)) for item in items]
    return [item for item in items if item.text]


def _item(item: Block, key: str) -> ListItem:
    offset = item.offset
    if item.children:
        offset = _start(item.children[0]) + _box_width(_first_line(item))
    return ListItem(item_text(item, key == "tools"), offset, checked(item))


def _lists(field: LabelledField) -> list[Block]:
    """The lists that belong to a label: all in its section if it is a heading, else the lists directly below it."""
    if field.heading:
        return [block for block in field.blocks if block.type == "list"]
    blocks = field.blocks
    if not field.inline.raw and len(blocks) > 1 and blocks[0].type == "paragraph" and blocks[1].type == "list":
        blocks = blocks[1:]
    lists = []
    for block in blocks:
        if block.type != "list":
            break
        lists.append(block)
    return lists


def _split(passage: Passage, key: str) -> list[ListItem]:
    """Split a paragraph into list items.

    Each line with a marker such as `A.` or after a hard line break is an item. A single line is split at semicolons,
    else at commas, except for the keys in `SENTENCES`.
    """
    pieces = list(_lines_apart(passage))
    if len(pieces) > 1 and pieces[0][0].endswith(":"):
        pieces = pieces[1:]
    if len(pieces) == 1 and key != "follow-up":
        raw, position = pieces[0]
        pieces = [(part, position + at) for part, at in _parted(raw, ";" if key in SENTENCES else ";,")]
        if len(pieces) > 1:
            pieces[-1] = (pieces[-1][0].rstrip("."), pieces[-1][1])
    shown = _tool_text if key == "tools" else plain_text
    return [ListItem(shown(raw), passage.offset(position)) for raw, position in pieces[: LIST_ITEMS + 1]]


def _lines_apart(passage: Passage) -> Iterator[tuple[str, int]]:
    raw = passage.raw
    begins = [0]
    position = 0
    for number, line in enumerate(passage.lines):
        if number and (_MARKER.match(line.text) or passage.lines[number - 1].hard):
            begins.append(position)
        position += len(line.text) + 1
    for begin, end in zip(begins, [*begins[1:], len(raw) + 1], strict=True):
        piece = raw[begin:end].strip()
        yield (piece.rstrip(",;") if len(begins) > 1 else piece), begin


def _parted(raw: str, signs: str) -> list[tuple[str, int]]:
    """Split a string at the first of `signs` that it contains, except in brackets, quotes and code.

    Each item has its offset in the string.
    """
    for sign in signs:
        cuts = [at for at in top_level(raw, sign) if raw[at + 1 : at + 2].isspace() or at + 1 == len(raw)]
        if cuts:
            begins = [0, *(at + 1 for at in cuts)]
            return [_trimmed(raw, begin, end) for begin, end in zip(begins, [*cuts, len(raw)], strict=True)]
    return [(raw, 0)]


def _trimmed(raw: str, begin: int, end: int) -> tuple[str, int]:
    part = raw[begin:end]
    text = part.lstrip()
    for word in ("and ", "or "):
        if begin:
            text = text.removeprefix(word).lstrip()
    return text.rstrip(), begin + len(part) - len(text)
