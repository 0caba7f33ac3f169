"""Under which key a document lists its records, and whether one that says it holds a single record lists several."""

from __future__ import annotations

from collections.abc import Container, Iterator, Set
from difflib import get_close_matches
from typing import Any

from docgraph.graph.nearest import is_slip
from docgraph.kinds import BY_PLURAL
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Severity
from docgraph.model.fix import Swap, fixed_by
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Collection, Record
from docgraph.model.schema import fields_of
from docgraph.source.host_keys import HOST_KEYS
from docgraph.source.kind_line import own_keys
from docgraph.source.tree import Tree


def list_key(kind: type[Record], tree: Tree, text: Text) -> tuple[str, Problem | None]:
    """The key that holds the entries: the plural, or one that is a slip for it, with what to tell of that."""
    if kind.plural in tree.data:
        return kind.plural, None
    lists = [key for key, value in tree.data.items() if isinstance(value, list)]
    near = [f"{kind.kind}s"] if f"{kind.kind}s" in lists else get_close_matches(kind.plural, lists, 1, 0.7)
    if not near:
        return kind.plural, None
    offset = tree.keys.get((near[0],), 0)
    sure = near[0] == f"{kind.kind}s" or (is_slip(near[0], kind.plural) and _holds_records(tree.data[near[0]], kind))
    fix = fixed_by(text.path, [Swap(offset, near[0], kind.plural)] if sure else [])
    message, help = f"`{near[0]}` is no key of a list of {kind.plural}", f"write `{kind.plural}:`"
    return near[0], Problem(
        "unknown-key", text.at(offset), message, help, "", (near[0],), severity=Severity.ERROR, fix=fix
    )


def lost_lists(text: Text, tree: Tree, own: Container[str]) -> tuple[Problem, ...]:
    """What to tell of the lists of records in a header that no record comes of: all but those under keys in `own`."""
    return tuple(
        _lost_list(text, tree, key, kind)
        for key, kind in ((key, BY_PLURAL.get(key.lower())) for key in tree.data if key not in own)
        if kind and _holds_records(tree.data[key], kind)
    )


def further_lists(text: Text, tree: Tree, plural: str, own: Container[str]) -> tuple[Problem, ...]:
    """What to tell of lists of maps with ids in a document that lists `plural`, under keys that nobody reads."""
    return tuple(
        Problem(
            "wrong-type",
            text.at(tree.keys.get((key,), 0)),
            f"the records under `{key}` are not read, because this document lists them under `{plural}`",
            f"move them to `{plural}:`, or write `x-{key}:` if they are none",
            "",
            (key,),
            severity=Severity.ERROR,
        )
        for key, value in tree.data.items()
        if key not in own and not key.startswith("x-") and BY_PLURAL.get(key.lower()) is None
        if isinstance(value, list) and any(isinstance(entry, dict) and "id" in entry for entry in value)
    )


def _lost_list(text: Text, tree: Tree, key: str, kind: type[Record]) -> Problem:
    at = text.at(tree.keys.get((key,), 0))
    message = f"the records under `{key}` are not read, because this document is not of kind `{kind.plural}`"
    help = f"move them to a document of `kind: {kind.plural}`"
    if "kind" not in tree.data:
        help = f"write `kind: {kind.plural}` above it"
    return Problem("wrong-type", at, message, help, "", (key,), severity=Severity.ERROR)


def _holds_records(value: Any, kind: type[Record]) -> bool:
    """Whether a value is a list or a map of maps of which one has an id or a key that only records of `kind` have."""
    entries = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    maps = [entry for entry in entries if isinstance(entry, dict)]
    single = [value] if isinstance(value, dict) and not maps else []
    return any(not own_keys(kind).isdisjoint(entry) for entry in maps + single)


def ids_of(value: Any) -> Iterator[str]:
    """The ids of a list or a map of records."""
    for name, entry in value.items() if isinstance(value, dict) else enumerate(value):
        own = entry.get("id", name) if isinstance(entry, dict) else name
        if isinstance(own, str):
            yield own


def meant_as_list(kind: type[Record], tree: Tree, text: Text) -> Problem | None:
    """What to tell of a document that lists records and says the kind of a single one; None if it does not."""
    listed = tree.data.get(kind.plural)
    single = bool(_own_keys(kind) & {*tree.data})
    if kind.plural in fields_of(kind) or not isinstance(listed, (list, dict)):
        return None
    if single and not _holds_records(listed, kind):
        return None
    offset, said = tree.marks.get(("kind",), 0), str(tree.data.get("kind"))
    fix = fixed_by(text.path, [] if single else [Swap(offset, said, kind.plural)])
    message = f"this document lists {kind.plural}, and its kind is that of a single one"
    return Problem("wrong-type", text.at(offset), message, f"write `kind: {kind.plural}`", "", ("kind",), fix=fix)


def meant_as_one(kind: type[Record], tree: Tree, text: Text) -> Problem | None:
    """What to tell of a document that is a single record and says the kind of a list; None if it does not."""
    others = (value for key, value in tree.data.items() if isinstance(value, list) and key not in fields_of(kind))
    lists = any(isinstance(item, dict) for value in others for item in value)
    own = _own_keys(kind)
    if lists or kind is Decision or kind.plural in tree.data or own.isdisjoint(tree.data):
        return None
    offset, said = tree.marks.get(("kind",), 0), str(tree.data.get("kind"))
    fix = fixed_by(text.path, [Swap(offset, said, kind.kind)])
    message = f"this document is a single {kind.kind}, and its kind is that of a list"
    return Problem("wrong-type", text.at(offset), message, f"write `kind: {kind.kind}`", "", ("kind",), fix=fix)


def _own_keys(kind: type[Record]) -> Set[str]:
    """The keys that a single record of `kind` has, and neither a document that lists records nor any page."""
    return fields_of(kind).keys() - fields_of(Collection).keys() - HOST_KEYS
