"""What no check in Python can go below: `python -m scripts.bench_.floors STEP DOCS` prints the seconds of one step.

The steps: `read` the bytes, `events` of the YAML in their headers, `models` validated by pydantic, `graph` in NetworkX.
Run in our own environment. What a step needs from the one before it is made outside the measured time.
"""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HEADER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


def _paths(docs: Path) -> list[str]:
    return sorted(str(path) for path in docs.rglob("*.md"))


def _bytes(paths: list[str]) -> list[bytes]:
    found = []
    for path in paths:
        with open(path, "rb") as file:
            found.append(file.read())
    return found


def _headers(docs: Path) -> list[str]:
    contents = (content.decode() for content in _bytes(_paths(docs)))
    return [header[1] for content in contents if (header := _HEADER.match(content))]


def read(docs: Path) -> Callable[[], Any]:
    """List the folder and read every file."""
    return lambda: _bytes(_paths(docs))


def events(docs: Path) -> Callable[[], Any]:
    """The events of libyaml for every header, and nothing made of them."""
    import yaml

    headers = _headers(docs)

    def run() -> None:
        for header in headers:
            loader = yaml.CSafeLoader(header)
            while loader.get_event() is not None:
                pass

    return run


def _data(docs: Path) -> list[dict[str, Any]]:
    import yaml

    return [yaml.load(header, yaml.CBaseLoader) for header in _headers(docs)]


def models(docs: Path) -> Callable[[], Any]:
    """Every header as a flat model of texts and lists of texts."""
    from pydantic import BaseModel, create_model

    data = [
        {key.replace("-", "_"): value for key, value in header.items() if isinstance(value, (str, list))}
        for header in _data(docs)
    ]
    data = [
        {
            key: value
            for key, value in header.items()
            if isinstance(value, str) or all(isinstance(v, str) for v in value)
        }
        for header in data
    ]
    keys = {key: (str | list[str], "") for header in data for key in header}
    model: type[BaseModel] = create_model("Flat", **keys)  # type: ignore[call-overload]
    model.model_validate(data[0])
    return lambda: [model.model_validate(header) for header in data]


def graph(docs: Path) -> Callable[[], Any]:
    """A node for every header, an edge for every id that one of its values names."""
    import networkx

    data = _data(docs)
    ids = {header["id"] for header in data if "id" in header}
    edges = [
        (header["id"], named, key)
        for header in data
        if "id" in header
        for key, value in header.items()
        for named in (value if isinstance(value, list) else [value])
        if key != "id" and isinstance(named, str) and named.rpartition(":")[2] in ids
    ]

    def run() -> Any:
        made = networkx.MultiDiGraph()
        made.add_nodes_from((header["id"], {"data": header}) for header in data if "id" in header)
        made.add_edges_from(edges)
        return made

    return run


STEPS = {"read": read, "events": events, "models": models, "graph": graph}

if __name__ == "__main__":
    step = STEPS[sys.argv[1]](Path(sys.argv[2]))
    gc.disable()
    begin = time.perf_counter()
    result = step()
    print(time.perf_counter() - begin, flush=True)
    os._exit(0)
