"""The actions that an incident's body lists: check boxes, the items below a heading such as `Actions`, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from docgraph.model.identity import folded
from docgraph.model.location import KeyPath, Text
from docgraph.model.values import says_nothing
from docgraph.source.action_text import TICK, Assigned, assigned, assigned_in_cells, columns_of, is_dropped
from docgraph.source.markdown import Block, Passage, blocks, plain
from docgraph.source.prose import heading_text
from docgraph.source.template_values import checked, item_text
from docgraph.source.tree import Tree

_MAYBE = re.compile(r"\[[ xX]\]|action|follow|next step|to-?do|task|due|deadline", re.IGNORECASE)
_ACTIONS = r"(?:action items?|actions?|follow[- ]?ups?(?: actions| items)?|next steps|to-?dos?|tasks)"
_HEADING = re.compile(
    rf"(?:\d+[.)] *)?(?:(?:corrective|preventive|open|planned|remaining) +)?{_ACTIONS}", re.IGNORECASE
)
"""What heads a list of things to do, and not `Actions taken`."""
_NONE = re.compile(rf"no (?:\w+ )?{_ACTIONS}(?: \w+){{0,3}}", re.IGNORECASE)
_POINTER = re.compile(r"see\b[^\[\]]{0,60}\[[^\[\]]{1,200}\](?:\([^()]*\))?\.?\s*\Z", re.IGNORECASE)
"""An item that only leads elsewhere: `See the [runbook](undo.md)`."""
_STRUCK = re.compile(r"~~[^~]+~~")
_ALL_STRUCK = re.compile(r"\s*~~[^~]+~~\s*(?:\Z|[(—–:;,.-])")
"""A thing to do that was struck out, with a reason behind it or not."""
_LINK_BEHIND = re.compile(
    r"(?:\s?[,;—–]|\s-{1,2}|\s?\(|(?<=-[0-9QH][0-9])|(?<=\)))\s?"
    rf"\[[^\[\]@][^\[\]]{{0,200}}\]\(https?://[^()\s]{{1,500}}\)\)?(?=(?:[.\s]|{TICK}|-\sdone)*\Z)"
)
"""A link to a ticket or a change behind an action."""
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1:?")


class _Found(Struct, frozen=True):
    offset: int
    action: Assigned


def body_actions(text: Text, body: int) -> Tree:
    """The `actions` of the body that begins at `body`, each with the places of its parts."""
    tree = Tree()
    if not _MAYBE.search(text.content, body):
        return tree
    for number, found in enumerate(_in_section(blocks(text, body), False)):
        action = found.action
        values = {"what": action.what, "owner": list(action.owner), "due": action.due, "done": action.done}
        tree.data.setdefault("actions", []).append({key: value for key, value in values.items() if value})
        path = ("actions", number)
        tree.marks[path] = found.offset
        at = found.offset
        for key, words in (("owner", action.owner), ("due", (action.due,)), ("done", (action.done,))):
            for place, word in enumerate(words):
                begin = text.content.find(word, at, at + _LONGEST) if word else -1
                if begin >= 0:
                    tree.marks[(*path, key)] = tree.marks.get((*path, key), begin)
                    tree.marks[(*path, key, place)] = begin
    return tree


_LONGEST = 5_000
"""How far behind the beginning of an action its owner and days are looked for."""
_UNDER_LABEL = 6
"""The level of a label such as `**Actions:**`: every heading and every other label ends what belongs to it."""


def _in_section(within: Sequence[Block], is_listed: bool) -> Iterator[_Found]:
    """The actions in blocks; `is_listed` says that a heading of actions stands above them."""
    level = _UNDER_LABEL if is_listed else 0
    for block in within:
        if block.type == "heading":
            opens = bool(_HEADING.fullmatch(heading_text(Passage(block.lines).raw).strip(" :")))
            is_listed, level = (True, block.level) if opens else (is_listed and block.level > level, level)
        elif block.type == "paragraph":
            label = plain(Passage(block.lines).raw)
            if label.endswith(":") and level in (0, _UNDER_LABEL):
                is_listed, level = bool(_HEADING.fullmatch(label.strip(" :"))), _UNDER_LABEL
        elif block.type == "list":
            for item in block.children:
                yield from _of_item(item, is_listed)
        elif block.type == "table":
            yield from _of_table(block, is_listed)
        else:
            yield from _in_section(block.children, is_listed)


def _of_item(item: Block, is_listed: bool) -> Iterator[_Found]:
    """The action that an item is, or those of the boxes inside it."""
    inner = [below for block in item.children if block.type == "list" for below in block.children]
    boxes = [below for below in inner if checked(below) is not None]
    if boxes:
        for below in inner:
            yield from _of_item(below, is_listed)
    box = checked(item)
    if boxes and box is None:
        return
    if is_listed and _is_group(item, inner):
        for below in inner:
            yield from _of_item(below, is_listed)
        return
    own = Block("item", item.offset, children=tuple(one for one in item.children if not boxes or one.type != "list"))
    raw = _first_line(own)
    if _ALL_STRUCK.match(raw):
        return
    action = assigned(plain(_without_struck(raw)))
    if not action.owner and not action.due and len(own.children) > 1:
        action = assigned(_without_struck(item_text(own)))
    action = action.ticked() if box else action
    is_named = bool(action.owner or action.due)
    is_none = says_nothing(action.what) or (not is_named and box is None and _is_remark(raw))
    if not is_none and (is_listed or box is False or (box and is_named)):
        yield _Found(item.children[0].lines[0].offset if item.children[0].lines else item.offset, action)


def _first_line(item: Block) -> str:
    """The first paragraph of an item without its box and without links to tickets behind it."""
    first = item.children[0] if item.children else None
    raw = Passage(first.lines).raw if first and first.type == "paragraph" else ""
    raw = raw if checked(item) is None else raw[raw.index("]") + 1 :]
    return _LINK_BEHIND.sub("", raw).strip()


def _without_struck(text: str) -> str:
    return _STRUCK.sub("", text)


def _is_remark(raw: str) -> bool:
    """Whether an item is `No further actions.`, or leads to another page."""
    return bool(_NONE.fullmatch(plain(raw).strip(" .")) or _POINTER.match(raw))


def _is_group(item: Block, inner: Sequence[Block]) -> bool:
    """Whether an item is a heading for the actions inside it: bold or with a colon, and above one with an owner."""
    raw = _first_line(item)
    if not (inner and (raw.endswith(":") or _BOLD.fullmatch(raw))):
        return False
    actions = (assigned(item_text(below)) for below in inner)
    return any(action.what and action.owner for action in actions)


def _of_table(table: Block, is_listed: bool) -> Iterator[_Found]:
    rows = [row for row in table.children if row.type == "row"]
    columns = columns_of([plain(cell.text) for cell in rows[0].lines]) if rows else {}
    is_of_actions = "what" in columns and ("owner" in columns or "due" in columns)
    if not is_of_actions and not (is_listed and len(columns) > 1):
        return
    for row in rows[1:]:
        raw = {key: row.lines[place].text for key, place in columns.items() if place < len(row.lines)}
        filled = [line.text.strip() for line in row.lines if line.text.strip()]
        cells = {key: plain(_without_struck(text)) for key, text in raw.items()}
        if _ALL_STRUCK.match(raw.get("what", "")) or is_dropped(cells.get("done", "")):
            continue
        action = assigned_in_cells(cells)
        is_heading = len(filled) == 1 and bool(_BOLD.fullmatch(filled[0]))
        if action.owner or not (is_heading or says_nothing(action.what)):
            yield _Found(row.lines[0].offset if row.lines else row.offset, action)


def added(own: list[Any], found: Tree, tree: Tree) -> list[Any]:
    """The actions of the front matter `tree` and those found in a body, with their places; each action once."""
    known = {folded(str(one.get("what", "") if isinstance(one, dict) else one)) for one in own}
    places: dict[object, list[tuple[KeyPath, int]]] = {}
    for path, mark in found.marks.items():
        places.setdefault(path[1], []).append((path[2:], mark))
    actions = list(own)
    for number, action in enumerate(found.data["actions"]):
        if folded(action.get("what", "")) not in known or not action.get("what"):
            tree.marks.update({("actions", len(actions), *path): mark for path, mark in places[number]})
            actions.append(action)
    return actions
