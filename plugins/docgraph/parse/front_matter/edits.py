"""Applies edits of fixes to a document. All other characters stay unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docgraph.model.fix import Addition, Edit, Fix, Removal, Replacement
from docgraph.model.location import KeyPath
from docgraph.parse.front_matter.fence import front_matter_span
from docgraph.parse.front_matter.spans import ValueSpan, value_spans

_BREAK = re.compile(r"\r\n|\r|\n")
_BEFORE_ITEM = re.compile(r"[ \t]*(?:- +)\Z")


def apply_edits(content: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply fixes to a document. Returns the new content and the fixes that were applied.

    A fix is skipped if it does not match the content or overlaps an earlier fix.
    """
    plan = _edit_plan(content)
    made: list[Fix] = []
    replacements: list[Replacement] = []
    for fix in fixes:
        wanted = plan.replacements(fix)
        if wanted is not None and not any(
            _overlap(replacement, other) for replacement in wanted for other in replacements
        ):
            replacements += wanted
            made.append(fix)
    for replacement in sorted(replacements, key=lambda replacement: replacement.offset, reverse=True):
        content = content[: replacement.offset] + replacement.new + content[replacement.offset + len(replacement.old) :]
    return content, tuple(made)


def can_apply(content: str, fix: Fix) -> bool:
    """Whether all edits of a fix match `content`."""
    return replacements_of(content, fix) is not None


def replacements_of(content: str, fix: Fix) -> list[Replacement] | None:
    """The edits of a fix as text replacements in `content`; None if an edit does not match the content."""
    return _edit_plan(content).replacements(fix)


def _overlap(first: Replacement, other: Replacement) -> bool:
    return first.offset <= other.offset + len(other.old) and other.offset <= first.offset + len(first.old)


class _EditPlan:
    """Converts edits to text replacements in one document."""

    def __init__(self, content: str) -> None:
        self.content = content
        header = front_matter_span(content)
        self.end = header.end if header else None
        self.found = value_spans(content[header.start : header.end], header.start) if header else {}
        first = _BREAK.search(content)
        self.line_end = first[0] if first else "\n"

    def replacements(self, fix: Fix) -> list[Replacement] | None:
        """All edits of a fix as replacements; None if an edit does not match the content."""
        made = [self.replacement(edit) for edit in fix.edits]
        replacements = [replacement for replacement in made if replacement is not None]
        return replacements if len(replacements) == len(made) else None

    def replacement(self, edit: Edit) -> Replacement | None:
        """An edit as a replacement; None if it does not match the content."""
        if isinstance(edit, Replacement):
            return edit if self.content.startswith(edit.old, edit.offset) else None
        span = self._removed(edit.path) if isinstance(edit, Removal) else None
        if span is not None:
            return Replacement(span[0], self.content[span[0] : span[1]], "")
        return self._added(edit) if isinstance(edit, Addition) else None

    def _removed(self, path: KeyPath) -> tuple[int, int] | None:
        extent, holder = self.found.get(path), self.found.get(path[:-1])
        if extent is None and holder is not None and holder.is_scalar and path[-1] == 0:
            # a single value in place of a list
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

    def _out_of_brackets(self, path: KeyPath, holder: ValueSpan) -> tuple[int, int]:
        place = holder.items.index(path)
        starts = [
            min(value_span.start, value_span.key) if value_span.key >= 0 else value_span.start
            for value_span in map(self.found.__getitem__, holder.items)
        ]
        if place + 1 < len(starts):
            return starts[place], starts[place + 1]
        return self.found[holder.items[place - 1]].end, self.found[path].end

    def _added(self, edit: Addition) -> Replacement | None:
        extent, holder = self.found.get(edit.path), self.found.get(edit.path[:-1])
        if extent is not None:
            return self._appended_item(extent, edit.value)
        line = f"{edit.path[-1]}: {edit.value}"
        if len(edit.path) == 1:
            return None if self.end is None else Replacement(self.end, "", f"{line}{self.line_end}")
        if holder is None or holder.many or not holder.items:
            return None
        last = self.found[holder.items[-1]]
        if holder.flow:
            return Replacement(last.end, "", f", {line}")
        indent = " " * (self.found[holder.items[0]].key - self._line_start(self.found[holder.items[0]].key))
        return self._new_line(last.end, f"{indent}{line}")

    def _appended_item(self, extent: ValueSpan, value: str) -> Replacement | None:
        if extent.is_scalar:
            was = self.content[extent.start : extent.end]
            if was in ("", "~", "null"):
                gap = "" if self.content[extent.start - 1 : extent.start].isspace() else " "
                return Replacement(extent.start, was, f"{gap}{value}")
            return None if "\n" in was or "\r" in was else Replacement(extent.start, was, f"[{was}, {value}]")
        if not extent.many:
            return None
        if extent.flow:
            comma = ", " if extent.items else ""
            end = self.found[extent.items[-1]].end if extent.items else extent.end - 1
            return Replacement(end, "", f"{comma}{value}")
        item = self.found[extent.items[-1]]
        begin = self._line_start(item.start)
        before = self.content[begin : item.start]
        return self._new_line(item.end, f"{before}{value}") if _BEFORE_ITEM.match(before) else None

    def _new_line(self, after: int, line: str) -> Replacement:
        at = self._after_line(after)
        return Replacement(at, "", f"{line}{self.line_end}")

    def _line_start(self, offset: int) -> int:
        return max(self.content.rfind("\n", 0, offset), self.content.rfind("\r", 0, offset)) + 1

    def _after_line(self, offset: int) -> int:
        found = _BREAK.search(self.content, offset)
        return found.end() if found else len(self.content)


@lru_cache(maxsize=4)
def _edit_plan(content: str) -> _EditPlan:
    """The plan for a document. Cached, because a document may have thousands of fixes."""
    return _EditPlan(content)
