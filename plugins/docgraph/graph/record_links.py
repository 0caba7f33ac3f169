"""Resolves the references in the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docgraph.graph.reference import Reference, Resolution
from docgraph.graph.resolver import (
    NameResolver,
    Resolved,
    classify_person_name,
    is_nobody,
    names_accountable_human,
)
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_specs import fields_of
from docgraph.model.location import KeyPath
from docgraph.model.record import Part, Record

_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,200})\]\(<?([^()<>\s]{1,500})>?(?:[ \t][^()]{0,500})?\)")
_MARKUP = re.compile(r"[*_`]+")


def links_of(record: Record, names: NameResolver) -> Iterator[Reference]:
    """Resolve the references of a record, in the order of its fields."""
    for path, text, reference in _references(record, ()):
        if text in reference.words:
            links = (_link(record, path, owner, reference, names) for owner in record.value(text))
            # an unresolved owner is reported at `owner`
            yield from (link for link in links if link.target is not None)
        else:
            yield _link(record, path, text, reference, names)


def _references(part: Part, prefix: KeyPath) -> Iterator[tuple[KeyPath, str, ReferenceRule]]:
    for key, field in fields_of(type(part)).items():
        if field.reference is None and field.part is None:
            continue
        value = getattr(part, field.name)
        if not value:
            continue
        if field.part is not None:
            for number, item in enumerate(value if field.many else (value,)):
                yield from _references(item, (*prefix, key, number) if field.many else (*prefix, key))
        elif field.reference is not None:
            for number, text in enumerate(value):
                yield (*prefix, key, number), text, field.reference


def _link(record: Record, path: KeyPath, text: str, reference: ReferenceRule, names: NameResolver) -> Reference:
    state, target, others = _resolved(record, path, unpinned(text, reference.to), reference, names)
    if target is None:
        state = classify_person_name(text, state, reference)
    elif target.ref in names.nobody and names_accountable_human(reference) and reference.relation != "member-of":
        # except for teams: a vacant position may be a member
        return Reference(record, path, text, reference, Resolution.NOBODY, None, (target,))
    return Reference(record, path, text, reference, state, target, others)


def _resolved(record: Record, path: KeyPath, name: str, reference: ReferenceRule, names: NameResolver) -> Resolved:
    resolved = names.resolve(name, reference.to, path=record.path, soft=reference.soft)
    if resolved[0] not in (Resolution.UNRESOLVED, Resolution.AMBIGUOUS) or is_nobody(name):
        return resolved
    linked = linked_on(record.place.body_line(path), name, reference.to, names, record.path)
    return resolved if linked[0] is Resolution.UNRESOLVED else linked


def linked_on(line: str, name: str, kinds: tuple[str, ...], names: NameResolver, path: str) -> Resolved:
    """Resolve the Markdown link whose text is `name`, on a line of the document at `path`.

    Unresolved if the line does not have exactly one such link.
    """
    targets = _targets(line).get(name.rstrip("."), ()) if "](" in line else ()
    if len(targets) != 1:
        return Resolution.UNRESOLVED, None, ()
    return names.resolve(f"[{name}]({next(iter(targets))})", kinds, path=path)


@lru_cache(16)
def _targets(line: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in _LINK.finditer(line):
        found.setdefault(_MARKUP.sub("", link[1]).strip(" ."), set()).add(link[2])
    return found


def unpinned(text: str, kinds: tuple[str, ...]) -> str:
    """A name without `@version`: `billing` for `billing@3`.

    Only names of context packs can have a version. `kinds` are the kinds to which the name may refer.
    """
    return text.partition("@")[0] if kinds == ("context-pack",) else text
