"""Where one name alone is asked for: what becomes of the others."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.graph.link import Link
from docgraph.rules._words import either


def kept(key: str, kind: str, names: Sequence[str] = ()) -> str:
    """The edit that keeps one of several, as owner of a record of `kind` or as accountable. `names` are listed."""
    which = f", {either([f'`{name}`' for name in names])}" if names else ""
    if key == "owner":
        others = "go to `shares:`" if kind == "outcome" else "can be `backup:` or consulted"
        return f"keep one under `owner:`{which}; the others {others}"
    return f"keep one as accountable{which}; the others are responsible or consulted"


def is_sole(link: Link) -> bool:
    """Whether a name stands where only one may."""
    return link.key == "owner" or link.reference.relation == "accountable"
