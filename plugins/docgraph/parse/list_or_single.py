"""Finds the list of records in a document, and reports a singular `kind` of a list or a plural `kind` of a record."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Set
from difflib import get_close_matches
from typing import Any

from msgspec.structs import replace

from docgraph.kinds import BY_NAME, BY_PLURAL, Agent, Outcome
from docgraph.kinds.decision import Decision
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Collection, Record
from docgraph.parse.kind.detection import own_keys
from docgraph.parse.kind.page_keys import PAGE_KEYS
from docgraph.parse.raw_tree import RawTree
from docgraph.text.suggest import is_misspelling


def list_key(kind: type[Record], tree: RawTree, text: Text) -> tuple[str, Problem | None]:
    """The key of the list of records, such as `people` for persons.

    Also a problem if the document misspells this key.
    """
    if kind.plural in tree.data:
        return kind.plural, None
    lists = [key for key, value in tree.data.items() if isinstance(value, list)]
    near = [f"{kind.kind}s"] if f"{kind.kind}s" in lists else get_close_matches(kind.plural, lists, 1, 0.7)
    if not near:
        return kind.plural, None
    offset = tree.keys.get((near[0],), 0)
    sure = near[0] == f"{kind.kind}s" or (
        is_misspelling(near[0], kind.plural) and _holds_records(tree.data[near[0]], kind)
    )
    fix = fix_from_edits(text.path, [Replacement(offset, near[0], kind.plural)] if sure else [])
    message, help = f"unknown key `{near[0]}` in a list of {kind.plural}", f"rename it to `{kind.plural}:`"
    return near[0], Problem(
        "unknown-key", text.at(offset), message, help, "", (near[0],), severity=Severity.ERROR, fix=fix
    )


def unparsed_lists(text: Text, tree: RawTree, own: Container[str]) -> tuple[Problem, ...]:
    """A problem for each list of records of another kind, which is not read. Keys in `own` are skipped."""
    return tuple(
        _unparsed_list(text, tree, key, kind)
        for key, kind in ((key, _kind_under(key, tree)) for key in tree.data if key not in own)
        if kind and _holds_records(tree.data[key], kind)
    )


def _kind_under(key: str, tree: RawTree) -> type[Record] | None:
    """The kind whose name or plural is `key`.

    A singular name counts only if its value is a list and the page has no `kind`.
    """
    name, is_list = key.lower(), isinstance(tree.data[key], list)
    return BY_PLURAL.get(name) or (BY_NAME.get(name) if is_list and "kind" not in tree.data else None)


def listed_texts(text: Text, tree: RawTree) -> Iterator[Problem]:
    """Yield warnings for a page without `kind` that lists agents or outcomes as plain strings."""
    for key, value in tree.data.items() if "kind" not in tree.data else ():
        kind = BY_PLURAL.get(key.lower())
        texts = value if isinstance(value, list) else [value]
        words = [entry for entry in texts if isinstance(entry, str) and any(map(str.isalpha, entry))]
        if kind in (Agent, Outcome) and words and len(words) == len(texts):
            message = f"this page lists {kind.plural}, but defines no records, because it has no `kind`"
            help = f"list them in a document of `kind: {kind.plural}`; ignore this if `{key}` is for another program"
            at = text.at(tree.keys.get((key,), 0))
            yield Problem("wrong-type", at, message, help, "", (key,), severity=Severity.WARNING)


def with_unparsed(
    problems: Iterable[Problem], kind: type[Record], data: dict[str, Any], *, above: bool
) -> Iterator[Problem]:
    """Yield `problems`. A problem with an unknown key becomes an error if the value of the key contains records.

    `data` are the values of the record. `above` is set if they are the top level of a document that lists records.
    """
    for problem in _with_ended(problems, kind, data) if above else problems:
        value = _value_at(data, problem.key) if problem.rule_name == "unknown-key" and not problem.unused else None
        other = _kind_within(str(problem.key[-1]), value, kind) if isinstance(value, (list, dict)) else None
        if other is None:
            yield problem
            continue
        message = f"the records under `{problem.key[-1]}` are not read, because they are nested in another record"
        help = f"move them to a document of `kind: {other.plural}`"
        help += f", or rename the key to `x-{problem.key[-1]}:` if they are not records"
        yield replace(problem, rule_name="wrong-type", message=message, help=help, severity=Severity.ERROR, fix=None)


def _with_ended(problems: Iterable[Problem], kind: type[Record], data: dict[str, Any]) -> Iterator[Problem]:
    """Yield `problems`. A problem with a key that means the end of a record, such as `retired`, becomes an error."""
    for problem in problems:
        value = data.get(str(problem.key[0])) if problem.rule_name == "unknown-key" and len(problem.key) == 1 else None
        intended = kind.intended_key(str(problem.key[0]), value) if isinstance(value, str) else ""
        if not intended:
            yield problem
            continue
        message = f"`{problem.key[0]}: {str(value)[:60]}` above a list of {kind.plural} is not read"
        help = f"write `{intended}:` in the entries it applies to"
        help += f", or rename it to `x-{problem.key[0]}:` if it means something else"
        yield replace(problem, message=message, help=help, severity=Severity.ERROR, fix=None)


def _value_at(data: Any, path: KeyPath) -> Any:
    for step in path:
        known = isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int) and step < len(data))
        data = (data.get(step) if isinstance(data, dict) else data[step]) if known else None
    return data


def _kind_within(key: str, value: Any, own: type[Record]) -> type[Record] | None:
    """The kind of the records in the value of a key, at any depth; None if it contains no records."""
    name = key.lower()
    items = value if isinstance(value, list) else []
    kind = BY_PLURAL.get(name) or (BY_NAME.get(name) if items else None)
    if name.startswith("x-"):
        return None
    if kind and _holds_records(value, kind):
        return kind
    if any(isinstance(entry, dict) and "id" in entry and entry.keys() <= fields_of(own).keys() for entry in items):
        return own
    inner = value.items() if isinstance(value, dict) else ((key, entry) for entry in items if isinstance(entry, list))
    below = (pair for entry in items if isinstance(entry, dict) for pair in entry.items())
    found = (_kind_within(str(name), entry, own) for name, entry in (*inner, *below) if isinstance(entry, (list, dict)))
    return next(filter(None, found), None)


def additional_lists(text: Text, tree: RawTree, plural: str, own: Container[str]) -> tuple[Problem, ...]:
    """A problem for each other list of maps with ids in a document that lists `plural`. Keys in `own` are skipped."""
    return tuple(
        Problem(
            "wrong-type",
            text.at(tree.keys.get((key,), 0)),
            f"the records under `{key}` are not read, because this document lists them under `{plural}`",
            f"move them to `{plural}:`, or rename the key to `x-{key}:` if they are not records",
            "",
            (key,),
            severity=Severity.ERROR,
        )
        for key, value in tree.data.items()
        if key not in own and not key.startswith("x-") and BY_PLURAL.get(key.lower()) is None
        if isinstance(value, list) and any(isinstance(entry, dict) and "id" in entry for entry in value)
    )


def _unparsed_list(text: Text, tree: RawTree, key: str, kind: type[Record]) -> Problem:
    at = text.at(tree.keys.get((key,), 0))
    message = f"the records under `{key}` are not read, because this document is not of kind `{kind.plural}`"
    help = f"move them to a document of `kind: {kind.plural}`"
    if "kind" not in tree.data and key.lower() == kind.plural:
        help = f"write `kind: {kind.plural}` above it"
    return Problem("wrong-type", at, message, help, "", (key,), severity=Severity.ERROR)


def _holds_records(value: Any, kind: type[Record]) -> bool:
    """Whether a value is a record of `kind`, or a list or map that contains such a record.

    A map is a record if it has a key that only this kind has, or at least two keys that are all keys of this kind.
    """
    entries = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    maps = [entry for entry in entries if isinstance(entry, dict)]
    single = [value] if isinstance(value, dict) and not maps else []
    known = fields_of(kind).keys()
    return any(
        not own_keys(kind).isdisjoint(entry) or (len(entry) > 1 and entry.keys() <= known) for entry in maps + single
    )


def ids_in_value(value: Any) -> Iterator[str]:
    """Yield the ids of the records in a list or map of records."""
    for name, entry in value.items() if isinstance(value, dict) else enumerate(value):
        own = entry.get("id", name) if isinstance(entry, dict) else name
        if isinstance(own, str):
            yield own


def intended_as_list(kind: type[Record], tree: RawTree, text: Text) -> Problem | None:
    """A problem if a document lists records but has a singular `kind`, else None."""
    listed = tree.data.get(kind.plural)
    single = bool(_own_keys(kind) & {*tree.data})
    if kind.plural in fields_of(kind) or not isinstance(listed, (list, dict)):
        return None
    holds = _holds_records(listed, kind)
    if single and not holds:
        return None
    offset, declared = tree.marks.get(("kind",), 0), str(tree.data.get("kind"))
    # a list of plain names may be for another program, such as the agents that an agent may call
    fix = fix_from_edits(text.path, [Replacement(offset, declared, kind.plural)] if holds and not single else [])
    message = f"this document lists {kind.plural}, but its kind is that of a single record"
    return Problem("wrong-type", text.at(offset), message, f"write `kind: {kind.plural}`", "", ("kind",), fix=fix)


def intended_as_single(kind: type[Record], tree: RawTree, text: Text) -> Problem | None:
    """A problem if a document is a single record but has a plural `kind`, else None."""
    others = (value for key, value in tree.data.items() if isinstance(value, list) and key not in fields_of(kind))
    lists = any(isinstance(item, dict) for value in others for item in value)
    own = _own_keys(kind)
    if lists or kind is Decision or kind.plural in tree.data or own.isdisjoint(tree.data):
        return None
    offset, declared = tree.marks.get(("kind",), 0), str(tree.data.get("kind"))
    fix = fix_from_edits(text.path, [Replacement(offset, declared, kind.kind)])
    message = f"this document is a single {kind.kind}, but its kind is that of a list"
    return Problem("wrong-type", text.at(offset), message, f"write `kind: {kind.kind}`", "", ("kind",), fix=fix)


def _own_keys(kind: type[Record]) -> Set[str]:
    """Keys of a record of `kind` that neither lists of records nor other pages have."""
    return fields_of(kind).keys() - fields_of(Collection).keys() - PAGE_KEYS
