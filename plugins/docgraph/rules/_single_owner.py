"""Fix lines for keys that allow one name only."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.graph.reference import Reference
from docgraph.kinds import BY_NAME
from docgraph.model.field_specs import fields_of
from docgraph.rules._phrases import either


def kept(key: str, kind: str, names: Sequence[str] = ()) -> str:
    """The fix line for several names under `key`: keep one of them and move the others.

    `key` is `owner` or `accountable`. `kind` is the kind of the record.
    """
    which = f" ({either([f'`{name}`' for name in names])})" if names else ""
    return f"keep one {'owner' if key == 'owner' else 'accountable party'}{which} and {others_moved(key, kind)}"


def others_moved(key: str, kind: str) -> str:
    """The end of a fix line that says where to move names: ``move the others to `backup:` ``."""
    if key != "owner":
        return "make the others responsible or consulted"
    if kind == "outcome":
        return "move the others to `shares:`"
    keys = [f"`{key}:`" for key in ("backup", "consulted") if key in fields_of(BY_NAME[kind])]
    return f"move the others to {either(keys)}" if keys else "delete the others"


def is_sole(link: Reference) -> bool:
    """Whether a reference is under a key that allows one name only."""
    return link.key == "owner" or link.rule.relation == "accountable"
