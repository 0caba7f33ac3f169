"""Detects a known kind in front matter that MkDocs can parse but docgraph cannot.

MkDocs (`mkdocs.utils.meta`) also parses tags, anchors, aliases, merge keys, and `key: value` lines without fences. This
module only reads the events of the YAML parser and builds no values, so that aliases cannot expand.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from docgraph.kinds import lookup_kind
from docgraph.model.limits import FRONT_MATTER_BYTES, FRONT_MATTER_VALUES
from docgraph.parse.front_matter.fence import front_matter_span
from docgraph.text.invisible import visible_text

MAX_DEPTH = 200
"""Maximum nesting depth. Real front matter is less deep, and much deeper YAML crashes parsers."""
_HEADER = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?[\r\n])(?:\.\.\.|---)[ \t]*[\r\n]", re.DOTALL)
_PAIR = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(.*)")
_SHOWN = re.compile(r"\bkind[\"']? *[:=]\s*(?:[!&|>]\S*\s+)*[\"']?([A-Za-z][A-Za-z_-]{0,39})", re.IGNORECASE)
_BREAK = re.compile(r"\r\n|\r|\n")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def mkdocs_finds_kind(content: str) -> bool:
    """Whether MkDocs finds a known kind in front matter that docgraph does not recognize."""
    header = _HEADER.match(content)
    if header is not None:
        ours = front_matter_span(content)
        return (ours is None or ours.end != header.end(1)) and may_hold_kind(header[1])
    return lookup_kind(_without_fences(content))[0] is not None


def _without_fences(content: str) -> str:
    """The value of `kind` in `key: value` lines without fences at the top of a file; empty if there is none."""
    values: list[str] = []
    key, begin = "", 0
    while begin < len(content):
        found = _BREAK.search(content, begin)
        line = content[begin : found.start() if found else len(content)]
        begin = found.end() if found else len(content)
        pair, more = _PAIR.match(line), _MORE.match(line) if key else None
        if not line.strip() or not (pair or more):
            break
        key = pair[1].lower() if pair else key
        if key == "kind":
            values.append((pair[2] if pair else more[1] if more else "").strip())
    return " ".join(values)


def may_hold_kind(block: str) -> bool:
    """Whether a YAML block declares a known kind.

    Also True if the block is too large or nested too deeply to be parsed.
    """
    if "kind" not in visible_text(block).lower() and "\\" not in block:
        return False
    if len(block) > FRONT_MATTER_BYTES:
        return True
    events = _Kinds()
    try:
        loader = _Loader(block)
        event = loader.get_event()
        while event is not None and not events.found:
            events.take(event)
            event = loader.get_event()
    except yaml.YAMLError:
        # MkDocs shows front matter that it cannot parse as text
        return events.found or any(lookup_kind(found[1])[0] for found in _SHOWN.finditer(visible_text(block)))
    return events.found


class _Kinds:
    """Searches YAML events for a known kind. `found` is set if there is one, or if the YAML exceeds a limit.

    `stack` has an item for each list or map that is still open: None for a list; for a map, whether the next scalar is
    a key. `inside` is the depth of the list or map under `kind`; 0 outside of it.
    """

    def __init__(self) -> None:
        self.found = False
        self.anchors: dict[str, str] = {}
        self.stack: list[bool | None] = []
        self.inside = 0
        self.is_kind = False
        self.nodes = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        self.nodes += 1
        self.found = self.found or self.nodes > FRONT_MATTER_VALUES or len(self.stack) > MAX_DEPTH
        if kind is yaml.ScalarEvent:
            if event.anchor:
                self.anchors[event.anchor] = event.value
            self._scalar(event.value)
        elif kind is yaml.AliasEvent:
            self._scalar(self.anchors.get(event.anchor, ""))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
            self._end()

    def _scalar(self, text: str) -> None:
        is_key = bool(self.stack) and self.stack[-1] is True
        if is_key:
            self.is_kind = visible_text(text).strip().lower() == "kind"
        elif self.is_kind or self.inside:
            self.found = self.found or lookup_kind(visible_text(text))[0] is not None
        self._end()

    def _begin(self, is_map: bool) -> None:
        is_value = not self.stack or self.stack[-1] is not True
        self.stack.append(True if is_map else None)
        if self.is_kind and is_value and not self.inside:
            self.inside = len(self.stack)

    def _end(self) -> None:
        if self.inside > len(self.stack):
            self.inside = 0
        if self.stack and self.stack[-1] is not None:
            self.is_kind = self.is_kind and self.stack[-1]
            self.stack[-1] = not self.stack[-1]
