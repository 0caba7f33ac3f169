"""Writes keys and values as YAML in the styles that teams use: flow and block, quotes, comments, commas."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.faults.page import spot
from tests.faults.records import Style, Value

_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w.@/%$()+;'-]|:(?=\S)|,(?=\S)|,? (?=[\w(%$<>=+]))*\Z")
_FLOW = re.compile(r"[A-Za-z0-9](?:[\w.@/%$();'-]|:(?=\S)| (?=[\w(%$]))*\Z")
_WORDS_OF_YAML = frozenset("yes no on off true false null".split())
_NAMES = frozenset(
    "outcomes context runbook raci decision-makers consulted informed affects supersedes covers escalation teams "
    "members responsible accountable".split()
)
_REMARKS = ("agreed in the weekly", "see the charter", "as of the last review", "do not change without asking")


class FrontMatter:
    """Writes keys and values of one entry as YAML."""

    def __init__(self, ref: str, style: Style) -> None:
        self.ref = ref
        self.style = style

    def mark(self, name: str, text: str = "") -> str:
        return spot(f"{self.ref} {name}", text)

    def lines(self, keys: Mapping[str, Value], path: str = "", indent: str = "") -> list[str]:
        lines = []
        for key, value in keys.items():
            here = f"{path}{key}"
            spelled = key.replace("-", "_") if self.style.choice(here, *"abcdef") == "a" else key
            if not path and self.style.choice(f"{here} remark", *"abcdefghij") == "a":
                lines.append(f"{indent}# {self.style.choice(here, *_REMARKS)}")
            head = f"{indent}{self.mark(f'{here}:', spelled)}:"
            lines += self._value(head, value, here, indent)
        return lines

    def scalar(self, text: str, here: str, flow: bool = False) -> str:
        """One value; in quotes where YAML wants them, or where the style likes them."""
        plain = (_FLOW if flow else _PLAIN).match(text) and text.lower() not in _WORDS_OF_YAML
        quote = self.style.choice(f"{here} quote", *("" if plain else "'",) * 6, '"', "'")
        if quote == "'" and "'" in text:
            quote = '"'
        return f"{quote}{self.mark(here, text)}{quote}"

    def _value(self, head: str, value: Value, here: str, indent: str) -> list[str]:
        if isinstance(value, str):
            scalar_text = f" {self.scalar(value, here)}" if value else self.mark(here)
            remark = self.style.choice(f"{here} comment", *("",) * 8, f"  # {self.style.choice(here, *_REMARKS)}")
            return [f"{head}{scalar_text}{remark}"]
        if isinstance(value, Mapping):
            if self.style.choice(f"{here} map", "flow", "block") == "flow":
                return [f"{head} {self.flow(value, here)}"]
            first, *rest = self.lines(value, f"{here}/", f"{indent}  ")
            return [head, first.replace(f"{indent}  ", f"{indent}  {self.mark(f'{here}@')}", 1), *rest]
        if any(isinstance(item, Mapping) for item in value):
            return [
                head,
                *(line for number, item in enumerate(value) for line in self._item(item, here, number, indent)),
            ]
        return self._texts(head, [str(item) for item in value], here, indent)

    def _texts(self, head: str, texts: list[str], here: str, indent: str) -> list[str]:
        shapes = ["flow", "flow", "block", "block"]
        if here.rpartition("/")[2] in _NAMES and all(_FLOW.match(text) for text in texts):
            shapes.append("commas" if len(texts) > 1 else "one")
        shape = self.style.choice(f"{here} list", *shapes)
        if shape == "flow" and all(_FLOW.match(text) or "'" not in text for text in texts):
            items = (self.scalar(text, f"{here}/{number}", flow=True) for number, text in enumerate(texts))
            return [f"{head} [{', '.join(items)}]"]
        if shape in ("commas", "one"):
            return [f"{head} " + ", ".join(self.mark(f"{here}/{number}", text) for number, text in enumerate(texts))]
        items = (self.scalar(text, f"{here}/{number}") for number, text in enumerate(texts))
        return [head, *(f"{indent}  - {item}" for item in items)]

    def _item(self, item: Value, here: str, number: int, indent: str) -> list[str]:
        assert isinstance(item, Mapping)
        start = self.mark(f"{here}/{number}@")
        if self.style.choice(f"{here} items", "flow", "block") == "flow":
            return [f"{indent}  - {start}{self.flow(item, f'{here}/{number}')}"]
        first, *rest = self.lines(item, f"{here}/{number}/", f"{indent}    ")
        return [f"{indent}  - {start}{first.lstrip()}", *rest]

    def flow(self, item: Mapping[str, Value], here: str) -> str:
        """A map on one line."""
        parts = []
        for key, value in item.items():
            name = f"{here}/{key}".lstrip("/")
            head = self.mark(f"{name}:", key)
            if isinstance(value, str):
                parts.append(
                    f"{head}: {self.scalar(value, name, flow=True)}" if value else f"{head}: {self.mark(name)}"
                )
            else:
                assert not isinstance(value, Mapping)
                texts = (self.scalar(str(text), f"{name}/{at}", flow=True) for at, text in enumerate(value))
                parts.append(f"{head}: [{', '.join(texts)}]")
        return f"{{{', '.join(parts)}}}"
