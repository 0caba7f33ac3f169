"""Kinds that are added to docgraph for the examples of a rule's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from docgraph.kinds import BY_NAME
from docgraph.model.record import Record


@contextmanager
def added_kinds(sources: Sequence[str]) -> Iterator[None]:
    """Add the kinds that the modules `sources` define, for the checks inside the `with` block."""
    added = {kind.kind: kind for kind in map(_kind_of, sources)}
    BY_NAME.update(added)
    try:
        yield
    finally:
        for name in added:
            del BY_NAME[name]


@cache
def _kind_of(source: str) -> type[Record]:
    names: dict[str, object] = {"__name__": "docgraph.kinds.added"}
    exec(compile(source, "added.py", "exec"), names)
    (kind,) = (cls for cls in names.values() if isinstance(cls, type) and issubclass(cls, Record) and cls.kind)
    kind.model_rebuild(_types_namespace=names)
    return kind
