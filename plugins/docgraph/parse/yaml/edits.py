"""Makes the edits of fixes in the text of a document; what they do not touch stays as it is, to the last byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docgraph.model.fix import Add, Edit, Fix, Remove, Swap
from docgraph.model.location import KeyPath
from docgraph.parse.yaml.fence import header_of
from docgraph.parse.yaml.spans import Extent, extents

_BREAK = re.compile(r"\r\n|\r|\n")
_BEFORE_ITEM = re.compile(r"[ \t]*(?:- +)\Z")


def edited(content: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """The content with as many of its fixes as fit beside each other, and those fixes; the others are left."""
    editing = _editing(content)
    made: list[Fix] = []
    splices: list[Swap] = []
    for fix in fixes:
        wanted = editing.swaps(fix)
        if wanted is not None and not any(_meet(one, other) for one in wanted for other in splices):
            splices += wanted
            made.append(fix)
    for swap in sorted(splices, key=lambda one: one.offset, reverse=True):
        content = content[: swap.offset] + swap.now + content[swap.offset + len(swap.was) :]
    return content, tuple(made)


def can_be_made(content: str, fix: Fix) -> bool:
    """Whether the edits of a fix fit the content as it stands."""
    return _editing(content).swaps(fix) is not None


def _meet(one: Swap, other: Swap) -> bool:
    """Whether two swaps touch: then only the first is made, and the other in the next round."""
    return one.offset <= other.offset + len(other.was) and other.offset <= one.offset + len(one.was)


class _Editing:
    """Turns edits into swaps of text in one content."""

    def __init__(self, content: str) -> None:
        self.content = content
        header = header_of(content)
        self.end = header.end if header else None
        self.found = extents(content[header.start : header.end], header.start) if header else {}
        first = _BREAK.search(content)
        self.line_end = first[0] if first else "\n"

    def swaps(self, fix: Fix) -> list[Swap] | None:
        """The swaps that make a fix, or None where one of its edits cannot be made here."""
        made = [self.swap(edit) for edit in fix.edits]
        swaps = [swap for swap in made if swap is not None]
        return swaps if len(swaps) == len(made) else None

    def swap(self, edit: Edit) -> Swap | None:
        """The swap that makes an edit, or None where it cannot be made here."""
        if isinstance(edit, Swap):
            return edit if self.content.startswith(edit.was, edit.offset) else None
        span = self._removed(edit.path) if isinstance(edit, Remove) else None
        if span is not None:
            return Swap(span[0], self.content[span[0] : span[1]], "")
        return self._added(edit) if isinstance(edit, Add) else None

    def _removed(self, path: KeyPath) -> tuple[int, int] | None:
        extent, holder = self.found.get(path), self.found.get(path[:-1])
        if extent is None and holder is not None and holder.one and path[-1] == 0:
            # a single value stands where a list could
            return None if "," in self.content[holder.start : holder.end] else self._removed(path[:-1])
        if extent is None or holder is None:
            return None
        if len(holder.items) == 1 and len(path) > 1:
            return self._removed(path[:-1])
        if holder.flow:
            return self._out_of_brackets(path, holder)
        start = extent.start if extent.key < 0 else extent.key
        begin, after = self._line_start(start), self._after_line(extent.end)
        before = self.content[begin:start]
        fits = not before.strip() if extent.key >= 0 else bool(_BEFORE_ITEM.match(before))
        return (begin, after) if fits else None

    def _out_of_brackets(self, path: KeyPath, holder: Extent) -> tuple[int, int]:
        place = holder.items.index(path)
        starts = [
            min(one.start, one.key) if one.key >= 0 else one.start for one in map(self.found.__getitem__, holder.items)
        ]
        if place + 1 < len(starts):
            return starts[place], starts[place + 1]
        return self.found[holder.items[place - 1]].end, self.found[path].end

    def _added(self, edit: Add) -> Swap | None:
        extent, holder = self.found.get(edit.path), self.found.get(edit.path[:-1])
        if extent is not None:
            return self._one_more(extent, edit.value)
        line = f"{edit.path[-1]}: {edit.value}"
        if len(edit.path) == 1:
            return None if self.end is None else Swap(self.end, "", f"{line}{self.line_end}")
        if holder is None or holder.many or not holder.items:
            return None
        last = self.found[holder.items[-1]]
        if holder.flow:
            return Swap(last.end, "", f", {line}")
        indent = " " * (self.found[holder.items[0]].key - self._line_start(self.found[holder.items[0]].key))
        return self._new_line(last.end, f"{indent}{line}")

    def _one_more(self, extent: Extent, value: str) -> Swap | None:
        if extent.one:
            was = self.content[extent.start : extent.end]
            if was in ("", "~", "null"):
                gap = "" if self.content[extent.start - 1 : extent.start].isspace() else " "
                return Swap(extent.start, was, f"{gap}{value}")
            return None if "\n" in was or "\r" in was else Swap(extent.start, was, f"[{was}, {value}]")
        if not extent.many:
            return None
        if extent.flow:
            comma = ", " if extent.items else ""
            end = self.found[extent.items[-1]].end if extent.items else extent.end - 1
            return Swap(end, "", f"{comma}{value}")
        item = self.found[extent.items[-1]]
        begin = self._line_start(item.start)
        before = self.content[begin : item.start]
        return self._new_line(item.end, f"{before}{value}") if _BEFORE_ITEM.match(before) else None

    def _new_line(self, after: int, line: str) -> Swap:
        at = self._after_line(after)
        return Swap(at, "", f"{line}{self.line_end}")

    def _line_start(self, offset: int) -> int:
        return max(self.content.rfind("\n", 0, offset), self.content.rfind("\r", 0, offset)) + 1

    def _after_line(self, offset: int) -> int:
        """The offset of the next line. A front matter always has one: the fence below it."""
        found = _BREAK.search(self.content, offset)
        return found.end() if found else len(self.content)


@lru_cache(maxsize=4)
def _editing(content: str) -> _Editing:
    """The same for all fixes of a document: one may have thousands."""
    return _Editing(content)
