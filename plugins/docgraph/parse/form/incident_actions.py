"""Reads the actions of an incident from its body: check boxes, lists below a heading `Actions`, and tables."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from docgraph.model.field_types import means_none
from docgraph.model.limits import ACTION_LENGTH, LIST_ITEMS
from docgraph.model.location import KeyPath, Text
from docgraph.parse.form.action_text import TICK, Assigned, assigned, assigned_in_cells, columns_of, is_dropped
from docgraph.parse.form.values import checked, item_text
from docgraph.parse.markdown.blocks import Block, Passage, blocks, plain_text
from docgraph.parse.markdown.links import heading_text
from docgraph.parse.raw_tree import RawProblem, RawTree
from docgraph.text.slug import fold

_MAYBE = re.compile(r"\[[ xX]\]|action|follow|next step|to-?do|task|due|deadline", re.IGNORECASE)
_ACTIONS = r"(?:action (?:items?|plan|points?)|actions?|follow[- ]?ups?(?: actions| items)?|next steps|to-?dos?|tasks)"
_HEADING = re.compile(
    rf"(?:\d+[.)] *)?(?:(?:corrective|preventive|open|planned|remaining) +)?{_ACTIONS}"
    rf"(?:(?: and | ?[&/+,] ?){_ACTIONS}){{0,3}}",
    re.IGNORECASE,
)
"""A heading above open actions, such as `Corrective actions`. Does not match `Actions taken`."""
_LIKE = re.compile(rf"\b{_ACTIONS}\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:taken|done|completed|performed|during|immediate)\b", re.IGNORECASE)
_NONE = re.compile(rf"no (?:\w+ )?{_ACTIONS}(?: \w+){{0,3}}", re.IGNORECASE)
_POINTER = re.compile(
    r"(?:see\b[^\[\]]{0,60})?\[[^\[\]]{1,200}\](?:\([^()]*\))?\.?\s*\Z|<?https?://[^\s<>]+>?\s*\Z", re.IGNORECASE
)
"""A list item that only links to a page or ticket: `See the [runbook](undo.md)`."""
_DROPPED = re.compile(r"\[[-~]\]\s")
"""A check box of an action that will not be done: `[-]` or `[~]`."""
_FIGURE = re.compile(r"\d")
_STRUCK = re.compile(r"~~[^~]+~~")
_ALL_STRUCK = re.compile(r"\s*~~[^~]+~~\s*(?:\Z|[(—–:;,.-])")
"""A struck-through action, perhaps followed by a reason: `~~add an alert~~ (not needed)`."""
_LINK = r"\[[^\[\]@][^\[\]]{0,200}\]\(https?://(?:[^()\s]|\([^()\s]{0,100}\)){1,500}\)"
_LINK_BEHIND = re.compile(
    rf"(?:\s?\({_LINK}\)|(?:\s?[,;—–]|\s-{{1,2}}|(?<=-[0-9QH][0-9])|(?<=\)))\s?{_LINK})"
    rf"(?=\)?(?:[.\s]|{TICK}|-\sdone)*\Z)"
)
"""A link to a ticket or a change at the end of an action: `add an alert (tom), [OPS-1](https://example.org/1)`."""
_ICON = re.compile(r":[a-z][a-z0-9_+-]{1,60}:|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_BOX_TITLE = re.compile(r"(?:!!!|\?\?\?\+?|===)[^\n\"]{0,80}\"([^\n\"]{1,200})\"")
"""The first line of an admonition or a content tab; the group is its title."""
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1:?")


class _Found(Struct, frozen=True):
    offset: int
    action: Assigned


def body_actions(text: Text, body: int) -> RawTree:
    """Read the actions of an incident from its body: a tree with the key `actions`. `body` is the offset of the body.

    Text that looks like an action but cannot be read becomes a problem of the tree.
    """
    tree = RawTree()
    if not _MAYBE.search(text.content, body):
        return tree
    # one more than is read, so that validation reports the limit
    actions = list(islice(_in_section(blocks(text, body), is_listed=False), LIST_ITEMS + 1))
    tree.problems += (_too_long(found.offset) for found in actions if found.action is _TOO_LONG)
    actions = [found for found in actions if found.action is not _TOO_LONG]
    tree.problems += _unread(blocks(text, body), {found.offset for found in actions})
    for number, found in enumerate(actions):
        action = found.action
        values = {"what": action.what, "owner": list(action.owner), "due": action.due, "done": action.done}
        tree.data.setdefault("actions", []).append({key: value for key, value in values.items() if value})
        path = ("actions", number)
        tree.marks[path] = found.offset
        at = found.offset
        for key, words in (("owner", action.owner), ("due", (action.due,)), ("done", (action.done,))):
            for place, word in enumerate(words):
                begin = text.content.find(word, at, at + ACTION_LENGTH) if word else -1
                if begin >= 0:
                    tree.marks[(*path, key)] = tree.marks.get((*path, key), begin)
                    tree.marks[(*path, key, place)] = begin
    return tree


_TOO_LONG = Assigned("")
"""The value for an action that exceeds the length limit."""
_UNDER_LABEL = 6
"""The heading level that a label such as `**Actions:**` counts as. Any later heading or label ends its list."""


def _in_section(within: Sequence[Block], is_listed: bool) -> Iterator[_Found]:
    """Yield the actions in the blocks of a section. `is_listed` is set below a heading such as `Actions`."""
    level, boxed = (_UNDER_LABEL if is_listed else 0), is_listed
    for block in within:
        if block.type == "heading":
            opens = names_actions(heading_text(Passage(block.lines).raw))
            is_listed, level = (True, block.level) if opens else (is_listed and block.level > level, level)
        elif block.type == "paragraph":
            raw = Passage(block.lines).raw
            box = _BOX_TITLE.match(raw)
            boxed = is_listed or bool(box and names_actions(box[1]))
            if (plain_text(raw).endswith(":") or _BOLD.fullmatch(raw)) and level in (0, _UNDER_LABEL):
                is_listed, level = names_actions(raw), _UNDER_LABEL
        elif block.type == "list":
            for item in block.children:
                yield from _of_item(item, is_listed)
        elif block.type == "table":
            yield from _of_table(block, is_listed)
        else:
            yield from _in_section(block.children, boxed if block.type == "aside" else is_listed)


def names_actions(raw: str) -> bool:
    """Whether a heading or label announces a list of actions, such as `Action items`. Icons are ignored."""
    return bool(_HEADING.fullmatch(_ICON.sub("", plain_text(raw)).strip(" :")))


def _unread(within: Sequence[Block], read: Container[int]) -> Iterator[RawProblem]:
    """Yield problems with headings that are similar to `Actions`, if the items below are actions that were not read.

    Items are actions if at least one has both an owner and a due date. `read` contains the offsets of the actions that
    were read.
    """
    heading: tuple[str, Block] | None = None
    for block in within:
        raw = Passage(block.lines).raw if block.type in ("heading", "paragraph") else ""
        shown = heading_text(raw).strip(" :")
        if block.type == "heading" or (shown and (plain_text(raw).endswith(":") or _BOLD.fullmatch(raw))):
            level = block.level or _UNDER_LABEL
            heading = heading if heading and level > (heading[1].level or _UNDER_LABEL) else None
            if _LIKE.search(shown) and not _PAST.search(shown) and not names_actions(shown):
                heading = shown, block
        elif heading and block.type in ("list", "table"):
            items = (
                (found for item in block.children for found in _of_item(item, is_listed=True))
                if block.type == "list"
                else None
            )
            found = items or _of_table(block, is_listed=True)
            if any(item.action.owner and item.action.due and item.offset not in read for item in found):
                message = f"the actions below `{heading[0][:60]}` are not read"
                help = "rename the heading to `Actions`, or start each action with `[ ]`"
                yield RawProblem(heading[1].offset, "unknown-key", message, help, ("labels",))
                heading = None


def _of_item(item: Block, is_listed: bool) -> Iterator[_Found]:
    """Yield the action of a list item, or the actions of the items nested in it.

    A nested check box without an owner is a step of the action of its parent item.
    """
    inner = [below for block in item.children if block.type == "list" for below in block.children]
    raw, box = _first_line(item), checked(item)
    boxes = any(checked(below) is not None for below in inner)
    if inner and (names_actions(raw) or (is_listed and not boxes and _is_group(item, inner))):
        for below in inner:
            yield from _of_item(below, is_listed=True)
        return
    is_group = boxes and box is None and not is_listed
    found = [action for below in inner for action in _of_item(below, is_listed)] if boxes else []
    own = None if is_group else _own_action(item, is_listed, boxes)
    owned = [item for item in found if item.action.owner]
    if own and own.action.owner:
        yield own
        yield from owned
    elif found and (box is None or owned):
        yield from found
    elif own:
        yield own


def _own_action(item: Block, is_listed: bool, boxes: bool) -> _Found | None:
    """The action in a list item; None if the item is not an action. With `boxes`, nested lists are ignored."""
    box = checked(item)
    if box is None and not is_listed:
        return None
    own = Block(
        "item", item.offset, children=tuple(block for block in item.children if not boxes or block.type != "list")
    )
    raw = _first_line(own)
    if len(raw) > ACTION_LENGTH:
        return _Found(item.offset, _TOO_LONG) if is_listed or box is False else None
    if _ALL_STRUCK.match(raw) or _DROPPED.match(raw) or (box and raw.startswith("~~")):
        return None
    action = assigned(plain_text(_without_struck(raw)))
    if not action.owner and not action.due and len(own.children) > 1:
        action = assigned(_without_struck(item_text(own)))
    action = action.ticked() if box else action
    is_named = bool(action.owner or action.due)
    is_none = means_none(action.what) or (not is_named and box is None and _is_remark(raw))
    if is_none or not (is_listed or box is False or (box and is_named)):
        return None
    return _Found(item.children[0].lines[0].offset if item.children[0].lines else item.offset, action)


def _too_long(offset: int) -> RawProblem:
    message = f"an action has more than {ACTION_LENGTH:,} characters, so it is not read"
    return RawProblem(offset, "limit-reached", message, "split the action", ("actions",))


def _first_line(item: Block) -> str:
    """The first paragraph of a list item, without its check box and without links to tickets at its end."""
    first = item.children[0] if item.children else None
    raw = Passage(first.lines).raw if first and first.type == "paragraph" else ""
    raw = raw if checked(item) is None else raw[raw.index("]") + 1 :]
    return raw if len(raw) > ACTION_LENGTH else _LINK_BEHIND.sub("", raw).strip()


def _without_struck(text: str) -> str:
    return _STRUCK.sub("", text)


def _is_remark(raw: str) -> bool:
    """Whether a list item is not an action, because it is a remark such as `no actions` or only a link."""
    return bool(_NONE.fullmatch(plain_text(raw).strip(" .")) or _POINTER.match(raw))


def _is_group(item: Block, inner: Sequence[Block]) -> bool:
    """Whether a list item is only a title for the items `inner` nested in it.

    If the item is bold or ends with a colon, one of the nested items must have an owner, else all of them.
    """
    raw = _first_line(item)
    actions = [assigned(item_text(below)) for below in inner]
    owned = [bool(action.what and action.owner) for action in actions]
    is_marked = raw.endswith(":") or _BOLD.fullmatch(raw) is not None
    return any(owned) if is_marked else bool(owned) and all(owned) and not assigned(plain_text(raw)).owner


def _of_table(table: Block, is_listed: bool) -> Iterator[_Found]:
    rows = [row for row in table.children if row.type == "row"]
    heads = [plain_text(cell.text) for cell in rows[0].lines] if rows else []
    columns = _columns(heads, rows)
    # a table with a column `When` is a timeline: past events, not actions
    is_of_actions = {"what", "owner"} <= columns.keys() and ("due" in columns or "done" in columns)
    is_of_actions = is_of_actions and "when" not in map(str.lower, heads)
    if len(columns) < 2 or not (is_listed or is_of_actions):
        return
    for row in rows[1:]:
        raw = {key: row.lines[place].text for key, place in columns.items() if place < len(row.lines)}
        if max(map(len, raw.values()), default=0) > ACTION_LENGTH:
            yield _Found(row.lines[0].offset, _TOO_LONG)
            continue
        filled = [line.text.strip() for line in row.lines if line.text.strip()]
        cells = {key: plain_text(_without_struck(text), "; " if key == "owner" else " ") for key, text in raw.items()}
        if _ALL_STRUCK.match(raw.get("what", "")) or is_dropped(cells.get("done", "")):
            continue
        action = assigned_in_cells(cells)
        is_heading = len(filled) == 1 and bool(_BOLD.fullmatch(filled[0]))
        if action.owner or not (is_heading or means_none(action.what)):
            yield _Found(row.lines[0].offset if row.lines else row.offset, action)


def _columns(heads: Sequence[str], rows: Sequence[Block]) -> dict[str, int]:
    """The index of the column for each key, such as `owner`.

    If no column is the owner, it is a column `By`, unless that column contains dates.
    """
    columns = columns_of(heads)
    place = columns.get("due", -1)
    if place >= 0 and "owner" not in columns and heads[place].strip(" :").lower() == "by":
        cells = [row.lines[place].text for row in rows[1:] if place < len(row.lines)]
        if not any(map(_FIGURE.search, cells)):
            columns["owner"] = columns.pop("due")
    return columns


def added(own: list[Any], found: RawTree, tree: RawTree) -> list[Any]:
    """Join the actions in the front matter (`own`) and other actions in the body (`found`).

    Also copies the locations of the added actions to `tree`, the tree of the front matter.
    """
    known = {fold(str(action.get("what", "") if isinstance(action, dict) else action)) for action in own}
    places: dict[object, list[tuple[KeyPath, int]]] = {}
    for path, mark in found.marks.items():
        places.setdefault(path[1], []).append((path[2:], mark))
    actions = list(own)
    for number, action in enumerate(found.data["actions"]):
        if fold(action.get("what", "")) not in known or not action.get("what"):
            tree.marks.update({("actions", len(actions), *path): mark for path, mark in places[number]})
            actions.append(action)
    return actions
