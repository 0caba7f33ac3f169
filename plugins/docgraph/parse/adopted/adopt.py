"""Converts the front matter of a document without a docgraph kind to docgraph keys and values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import field_at, fields_of
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Record
from docgraph.model.source_file import SourceFile
from docgraph.parse.adopted.ids import adopted_id, filled_template
from docgraph.parse.adopted.read_values import read_values
from docgraph.parse.adopted.rename_keys import EMPTY, rename_keys
from docgraph.parse.adopted.sign_offs import keep_last_sign_off
from docgraph.parse.last_days import nested_end
from docgraph.parse.raw_tree import RawTree
from docgraph.text.value_words import fold_value

_LONGEST_NAME = 100


class Adopted(Struct, frozen=True):
    """How a document was adopted.

    `plan` is the adoption in the settings. `their_keys` maps docgraph keys to the keys in the document.
    """

    plan: Adoption
    their_keys: dict[str, str]
    unmapped: dict[str, str]
    """Unknown keys of the document with short texts, which may name the owner."""
    has_page: bool = True

    @property
    def in_place(self) -> tuple[str, dict[str, str], dict[str, str]]:
        """Values of the fields `adopted`, `their_keys` and `unmapped` of a `RecordPlace`."""
        return self.plan.pattern, self.their_keys, self.unmapped


def keys_to_adopt(source: SourceFile) -> frozenset[str]:
    """The keys by which front matter is recognized in an adopted file; empty for other files."""
    kind = lookup_kind(source.adoption.kind)[0] if source.adoption else None
    if source.adoption is None or kind is None:
        return frozenset()
    return frozenset((*fields_of(kind), *kind.key_aliases, *(key.partition(".")[0] for key in source.adoption.keys)))


def adopt(source: SourceFile, tree: RawTree, text: Text) -> Adopted | None:
    """Rename the keys and convert the values in `tree`, as the settings specify for the file.

    Returns None if the settings do not adopt the file, or if the file declares a docgraph kind.
    """
    adoption = source.adoption
    if adoption is None:
        return None
    declared = tree.data.get("kind")
    kind = _kind_of(adoption, tree.data)
    if kind is None or (isinstance(declared, str) and lookup_kind(declared)[0] is not None):
        return None
    adoption = adoption.of_kind.get(kind.kind, adoption)
    if adoption.sign_offs:
        keep_last_sign_off(tree, adoption.sign_offs, adoption.human_prefix)
    from_template = filled_template(adoption.id, text.path, tree.data) if adoption.id else ""
    renamed = rename_keys(tree, dict(_keys_to_rename(adoption, kind, tree)))
    tree.data.pop("kind", None)
    read_values(tree, adoption, kind, text)
    for key, value in adoption.defaults.items():
        if tree.data.get(key) in EMPTY:
            tree.data[key] = value
    tree.data["id"], name = adopted_id(text.path, tree.data, kind.kind, from_template)
    if name != tree.data["id"]:
        _add_alias(tree.data, name)
    their_keys = {_dotted(ours): _spelling(text, tree, theirs) for ours, theirs in renamed.items() if ours != theirs}
    adoption = replace(adoption, kind=kind.kind) if adoption.kind_key else adoption
    return Adopted(adoption, their_keys, dict(_unmapped(tree, kind)), source.has_page)


def _keys_to_rename(adoption: Adoption, kind: type[Record], tree: RawTree) -> Iterator[tuple[str, str]]:
    """Yield pairs of a key in the document and its docgraph key, which is empty if the key is to be dropped.

    A key that `kind` does not have is dropped. If its value means that the record is inactive, such as `status:
    retired` or `spec: {status: inactive}` of a person, the key is kept and reported as unknown.
    """
    for theirs, ours in adoption.keys.items():
        key, value = _key_of(kind, ours), tree.data.get(theirs)
        if not ours and isinstance(value, dict) and nested_end(kind, theirs, value, tree.data)[0]:
            continue
        if not ours or key or not isinstance(value, str):
            yield theirs, key
            continue
        value = f"inactive ({value})" if fold_value(value) in adoption.inactive else value
        if kind.intended_key(theirs, value):
            tree.data[theirs] = value
        else:
            yield theirs, key


def rename_labels(body: RawTree, adopted: Adopted, kind: type[Record]) -> None:
    """Apply renamed keys to labels in the body.

    If the settings rename the key `deciders` to `owner`, the value of the label `Deciders:` moves to `owner`, too.
    """
    targets: dict[str, str] = {}
    for theirs, ours in adopted.plan.keys.items() if body.data else ():
        label, target = _key_of_label(kind, theirs), _key_of(kind, ours)
        if label in body.data and label != target:
            targets[label] = target
            adopted.their_keys.setdefault(target, theirs)
    if targets:
        rename_keys(body, targets)


def _kind_of(adoption: Adoption, data: dict[str, Any]) -> type[Record] | None:
    if not adoption.kind_key:
        return lookup_kind(adoption.kind)[0]
    named = str(data.get(adoption.kind_key) or "").strip().lower()
    return lookup_kind(adoption.kind_names.get(named, named))[0]


def _unmapped(tree: RawTree, kind: type[Record]) -> Iterator[tuple[str, str]]:
    for key, value in tree.data.items():
        is_known = key in fields_of(kind) or key in kind.key_aliases or key.startswith("x-")
        if isinstance(value, str) and len(value) <= _LONGEST_NAME and not is_known:
            yield key, value


@cache
def _key_of(kind: type[Record], ours: str) -> str:
    return ours if ours.startswith("x-") or field_at(kind, ours) else ""


@cache
def _key_of_label(kind: type[Record], theirs: str) -> str:
    label = kind.labels.get(theirs.replace("-", " "), kind.key_aliases.get(theirs, theirs))
    return label if isinstance(label, str) else ""


def _add_alias(data: dict[str, Any], name: str) -> None:
    aliases = data.get("aliases")
    known = aliases if isinstance(aliases, list) else [] if aliases in EMPTY else [aliases]
    data["aliases"] = [*known, name]


@lru_cache(1024)
def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path))


def _spelling(text: Text, tree: RawTree, theirs: KeyPath) -> str:
    dotted = _dotted(theirs)
    if "-" not in dotted:
        return dotted  # the reader of front matter changes nothing else
    steps = []
    for length in range(1, len(theirs) + 1):
        step = str(theirs[length - 1])
        if "-" not in step:
            steps.append(step)
            continue
        offset = tree.keys.get(theirs[:length])
        source_text = text.source_text(offset, len(step)) if offset is not None else step
        steps.append(source_text if source_text.replace("_", "-") == step else step)
    return ".".join(steps)
