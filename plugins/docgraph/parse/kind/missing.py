"""Reports front matter that has keys of an agent or outcome, but no `kind`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docgraph.kinds import Agent, Outcome
from docgraph.model.field_specs import fields_of, words_of
from docgraph.model.field_types import normalize_choice
from docgraph.model.finding import Severity
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.parse.kind.detection import distinctive_keys, own_keys
from docgraph.parse.raw_tree import RawTree

SIGNS: dict[type[Record], frozenset[str]] = {
    Agent: frozenset(("autonomy", "will-do", "wont-do", "auto-rollback", "built-by")),
    Outcome: frozenset(("success-criteria", "if-wrong", "wrong-if", "signed-off")),
}
"""Keys that identify an agent or an outcome, because no other kind or tool uses them."""
_BADGES = frozenset(("deprecated", "new"))
"""Values of `status` that Material for MkDocs shows beside any page."""


def missing_kind(text: Text, tree: RawTree) -> Iterator[Problem]:
    """Yield problems with front matter that has no `kind`, but looks like a record or contains lists of records."""
    if "kind" in tree.data:
        return
    if found := _recognized(tree.data):
        yield _problem(text, tree, (found[1],), *found)
        return
    for key, value in tree.data.items():
        entries = enumerate(value) if isinstance(value, list) and not key.startswith("x-") else ()
        listed = ((number, _recognized(entry) or _listed(entry)) for number, entry in entries)
        number, kept = next(((number, entry) for number, entry in listed if entry), (0, None))
        if kept:
            yield _problem(text, tree, (key, number, kept[1]), *kept, listed=True)


def has_status_of(kind: type[Record], status: Any) -> bool:
    """Whether `status` is a value that only records of `kind` use, not other pages."""
    return normalize_choice(status) in words_of(kind, "status") - _BADGES if isinstance(status, str) else False


_Found = tuple[type[Record], str, Severity]


def _recognized(node: Any) -> _Found | None:
    """The kind that a map probably has, one of its keys, and the severity of the problem; None if unclear.

    An error if the map has a key in `SIGNS` and a second key of the kind. A warning if it only has an owner and two
    required keys, because other tools may use them.
    """
    for kind, shown in SIGNS.items() if isinstance(node, dict) else ():
        keys = [key for key in node if key in own_keys(kind) - {"id", kind.plural}]
        signs = [key for key in keys if key in shown]
        if signs and (len(keys) > 1 or has_status_of(kind, node.get("status"))):
            return kind, signs[0], Severity.ERROR
        distinctive = [key for key in keys if key in distinctive_keys(kind) and key != "owner"]
        if "owner" in keys and len(distinctive) > 1:
            return kind, distinctive[0], Severity.WARNING
    return None


def _listed(entry: Any) -> _Found | None:
    """The kind of a list item with an id, an owner, and only keys of one kind; else None.

    The result has the same values as that of `_recognized`.
    """
    if not isinstance(entry, dict) or not {"id", "owner"} <= entry.keys():
        return None
    kinds: Iterable[type[Record]] = (kind for kind in SIGNS if entry.keys() <= fields_of(kind).keys())
    return next(((kind, "owner", Severity.WARNING) for kind in kinds), None)


def _problem(
    text: Text, tree: RawTree, path: KeyPath, kind: type[Record], key: str, severity: Severity, listed: bool = False
) -> Problem:
    name = kind.plural if listed else kind.kind
    message = f"`{key}` is a key of an {kind.kind}, and without `kind:` no record is read from this file"
    where = f"list them under `{name}:` and write `kind: {name}`" if listed else f"write `kind: {name}`"
    help = f"{where}; or rename it to `x-{path[0]}:` if it is a key of your own"
    at = text.at(tree.keys.get(path, tree.marks.get(path, 0)))
    return Problem("unknown-kind", at, message, help, severity=severity)
