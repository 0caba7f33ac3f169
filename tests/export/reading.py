"""Reads exports back, by what their reference page says and nothing else."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import networkx as nx

_NODE = re.compile(r'  (n\d+)\["(.*)"\]:::([a-z_]+)')
_EDGE = re.compile(r'  (n\d+) -->\|"([a-z-]+)"\| (n\d+)')
_CLASS = re.compile(r"  classDef ([a-z_]+) stroke:#[0-9a-f]{6}")
_NUMBERED = re.compile(r"#(\d{1,7});")


def graph_of(text: str) -> nx.MultiDiGraph:
    return nx.read_graphml(BytesIO(text.encode()), force_multigraph=True)


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def plain(cell: str) -> str:
    """A CSV cell without the apostrophe that keeps it from being a formula."""
    return cell.removeprefix("'")


def value(cell: Any) -> Any:
    """What a cell of CSV or an attribute of GraphML says."""
    return json.loads(cell) if isinstance(cell, str) and cell.startswith(("[", "{", '"')) else cell


def node_values(attributes: dict[str, Any]) -> dict[str, Any]:
    """The values of a record in a row: fields next to the other keys, without empty values."""
    fields = {
        f"fields.{key}" if key in ("owner", "backup") else key: one for key, one in attributes.get("fields", {}).items()
    }
    flat = {key: one for key, one in attributes.items() if key != "fields"} | fields
    return {key: one for key, one in flat.items() if one not in ("", [], {}, None)}


class Flowchart:
    """A Mermaid text, read line by line. Any line outside the few forms that an export has fails."""

    def __init__(self, text: str) -> None:
        head, *lines = text.removesuffix("\n").splitlines()
        assert head == "flowchart LR"
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.edges: list[tuple[str, str, str]] = []
        self.classes: list[str] = []
        for line in lines:
            self._read(line)
        assert set(self.kinds.values()) == set(self.classes)
        assert len(self.classes) == len(set(self.classes))

    def _read(self, line: str) -> None:
        if node := _NODE.fullmatch(line):
            assert not self.edges and not self.classes, f"a node after the nodes: {line!r}"
            assert node[1] == f"n{len(self.labels) + 1}"
            self.labels[node[1]] = "".join(_characters(node[2]))
            self.kinds[node[1]] = node[3]
        elif edge := _EDGE.fullmatch(line):
            assert not self.classes, f"an edge after the edges: {line!r}"
            assert edge[1] in self.labels and edge[3] in self.labels
            self.edges.append((edge[1], edge[2], edge[3]))
        else:
            found = _CLASS.fullmatch(line)
            assert found, f"a line that is none of ours: {line!r}"
            self.classes.append(found[1])


def _characters(label: str) -> Iterator[str]:
    at = 0
    while at < len(label):
        numbered = _NUMBERED.match(label, at)
        if numbered:
            yield chr(int(numbered[1]))
            at = numbered.end()
            continue
        one = label[at]
        assert one.isalnum() or one in " .,_-" or unicodedata.category(one)[0] == "M", f"{one!r} in {label!r}"
        yield one
        at += 1
