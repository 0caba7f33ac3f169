"""Describes kinds, keys and autonomy levels for `docgraph kinds` and `docgraph explain`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import LEVEL_DESCRIPTIONS
from docgraph.model.key_docs import KeyDoc, key_docs
from docgraph.model.record import Part, Record

_EVERY_KIND = "every kind"


def kind_list() -> str:
    """A line with the name and description of each kind."""
    rows = [(kind.kind, _docstring(kind)) for kind in KINDS]
    return f"{_aligned(rows)}\n`docgraph kinds KIND` lists the keys of a kind.\n"


def kind_page(kind: type[Record]) -> str:
    """The description of a kind, and a line for each of its keys.

    Keys that a rule checks are marked with `*`.
    """
    shared = fields_of(Record)
    own = [doc for doc in key_docs(kind) if doc.key not in shared]
    common = [doc for doc in key_docs(kind) if doc.key in shared]
    rows = [(f"{'*' if doc.required else ' '} {doc.key}", doc.description) for doc in (*own, *common)]
    return (
        f"{kind.kind}: {_docstring(kind)}\n\n{_aligned(rows)}\n"
        "* A rule may report this key if it is missing or a placeholder.\n"
        f"Several records in one file: `kind: {kind.plural}`. `docgraph explain KEY` says what a key takes.\n"
    )


def key_page(name: str) -> str:
    """The meaning of a key, such as `owner`, in each kind that has it; empty if no kind has it.

    `rollback.trigger` is the key `trigger` in the map `rollback`.
    """
    wanted = name.lower().replace("_", "-")
    kinds_of: dict[tuple[str, KeyDoc], list[str]] = {}
    for kind, path, doc in _all_keys():
        if wanted in (path, doc.key):
            kinds_of.setdefault((path, doc), []).append(kind)
    # keys of a record first, then those inside its maps
    found = sorted(kinds_of.items(), key=lambda item: "." in item[0][0])
    blocks = ["\n".join(_key_lines(path, doc, kinds)) for (path, doc), kinds in found]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def key_names() -> list[str]:
    """The names of all keys, such as `owner`. A key in a map is dotted, as in `rollback.trigger`."""
    return list(dict.fromkeys(path for _, path, _ in _all_keys()))


def intended_key(name: str) -> str:
    """The key with the same meaning, such as `backup` for `deputy`; empty if there is none."""
    for kind in KINDS:
        intended = {**kind.misspelled_keys, **kind.key_aliases}.get(name.lower(), "")
        if intended:
            return intended if isinstance(intended, str) else intended[0]
    return ""


def level_page(name: str) -> str:
    """The meaning of an autonomy level such as `L3`; empty if `name` is not a level."""
    level = name.upper()
    if level not in LEVEL_DESCRIPTIONS:
        return ""
    return (
        f"{level}, a level of autonomy: {LEVEL_DESCRIPTIONS[level]}\n\n"
        f"All levels, from the most to the least supervised:\n\n{_aligned([*LEVEL_DESCRIPTIONS.items()])}\n"
        "`autonomy` of an agent states its level; the default is the first. A higher level needs an accepted decision\n"
        "with `promotes`. The setting `levels` gives the levels other names.\n"
    )


def _all_keys() -> Iterator[tuple[str, str, KeyDoc]]:
    shared = {doc.key: doc for doc in key_docs(Record)}
    yield from ((_EVERY_KIND, path, doc) for path, doc in _with_parts(Record))
    for kind in KINDS:
        own = (item for item in _with_parts(kind) if item[0].partition(".")[0] not in shared)
        yield from ((kind.kind, path, doc) for path, doc in own)


def _with_parts(part: type[Part], prefix: str = "") -> Iterator[tuple[str, KeyDoc]]:
    for doc in key_docs(part):
        yield f"{prefix}{doc.key}", doc
        if doc.part is not None:
            yield from _with_parts(doc.part, f"{prefix}{doc.key}.")


def _key_lines(path: str, doc: KeyDoc, kinds: list[str]) -> Iterator[str]:
    yield f"`{path}` of {', '.join(kinds)}: {doc.description}"
    targets = f" of: {', '.join(doc.targets)}" if doc.targets else ""
    yield f"  takes: {doc.takes}{targets}"
    if doc.relation:
        yield f"  relation: {doc.relation}, in the other direction {doc.inverse}"
    if doc.part is not None:
        yield _aligned([(f"    {inner.key}", inner.description) for inner in key_docs(doc.part)]).rstrip()


def _docstring(part: type[Part]) -> str:
    return " ".join((part.__doc__ or "").split())


def _aligned(rows: list[tuple[str, str]]) -> str:
    width = max(len(name) for name, _ in rows)
    return "".join(f"{name:<{width}}  {text}\n" for name, text in rows)
