"""Reads a page without a known kind, and reports it if it was probably intended as a record."""

from __future__ import annotations

from unicodedata import normalize

from msgspec.structs import replace

from docgraph.kinds import Agent, Outcome, lookup_kind
from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.causes import causes
from docgraph.parse.kind.detection import (
    is_foreign_kind_key,
    kinds_with,
    means_kind,
    own_keys,
)
from docgraph.parse.kind.missing import missing_kind
from docgraph.parse.kind.unknown import is_empty_value, shown_kinds, unknown_kind_problem
from docgraph.parse.list_or_single import listed_texts, unparsed_lists
from docgraph.parse.markdown.links import mentions
from docgraph.parse.raw_tree import RawTree
from docgraph.text.file_stem import stem_of
from docgraph.text.invisible import visible_text
from docgraph.text.suggest import is_misspelling


def document_without_kind(
    text: Text, tree: RawTree, body: int, title: str, unread: tuple[Problem, ...] = ()
) -> Document:
    """The document of a page without a known kind. It has a problem if the page was probably intended as a record.

    `unread` has the problem with the type of an adopted file, if there is one.
    """
    foreign = None if is_empty_value(tree.data.get("kind")) else unknown_kind_problem(text, tree, body)
    problems = (foreign,) if foreign else unread or _misspelled_kind(text, tree) or _empty(text, tree)
    lists = unparsed_lists(text, tree, ())
    problems = problems if problems or lists else tuple(missing_kind(text, tree))
    if lists and any(problem.severity is not Severity.INFO for problem in problems):
        # the missing kind is the cause, so it gets the severity of the unread lists
        problems = tuple(replace(problem, severity=Severity.ERROR) for problem in problems)
        lists = tuple(replace(found, unless=causes(problems)) for found in lists)
    unparsed = lists or any(problem.severity is not Severity.INFO for problem in problems)
    unread_ids = ids_of_page(text, tree) if unparsed else ()
    texts = () if unparsed else listed_texts(text, tree)
    return Document(
        text, title, problems=(*problems, *lists, *texts), mentions=mentions(text, body), unparsed_ids=unread_ids
    )


def _misspelled_kind(text: Text, tree: RawTree) -> tuple[Problem, ...]:
    """The problem with a misspelled key `kind`, such as `knid: agent`; empty if there is none."""
    for key, declared in tree.data.items():
        shown = normalize("NFKC", visible_text(key)).strip(" *_`~@%!|\"'").lower()
        value = normalize("NFKC", declared) if isinstance(declared, str) else ""
        if shown == "kind" and not lookup_kind(value)[0]:
            value = next(iter(shown_kinds(value, tree)[0]), "")
        kind = lookup_kind(value)[0]
        if kind is None:
            continue
        intended = means_kind(shown)
        if intended or is_foreign_kind_key(key, value, tree.data):
            at = text.at(tree.keys.get((key,), 0))
            message = f"unknown key `{key}`; without `kind:` no record is read from this file"
            help = f"write `kind: {value}`"
            can_fix = (
                intended
                and (shown == "kind" or is_misspelling(shown.lower(), "kind"))
                and not {*tree.data}.isdisjoint(own_keys(kind) - {"id"})
            )
            fix = fix_from_edits(text.path, [Replacement(tree.keys.get((key,), 0), key, "kind")] if can_fix else [])
            severity = Severity.ERROR if intended or kind in (Agent, Outcome) else Severity.WARNING
            return (Problem("unknown-key", at, message, help, severity=severity, fix=fix),)
    return ()


def _empty(text: Text, tree: RawTree) -> tuple[Problem, ...]:
    """The problem with a `kind` without a value, if other keys belong to a record; else empty."""
    kinds = kinds_with(tree.data) if "kind" in tree.data and is_empty_value(tree.data["kind"]) else []
    if not kinds:
        return ()
    help = f"write {' or '.join(f'`kind: {name}`' for name in kinds[:3])}"
    help = help if len(kinds) <= 3 else f"write one kind: {', '.join(kinds)}"
    at = text.at(tree.marks.get(("kind",), 0))
    return (Problem("unknown-kind", at, "`kind` has no value, so no record is read from this file", help),)


def ids_of_page(text: Text, tree: RawTree) -> tuple[str, ...]:
    """The ids in a document whose records are not read: the file name, its `id`, and the `id` of each map in a list."""
    lists = (value for value in tree.data.values() if isinstance(value, list))
    maps = (tree.data, *(entry for entries in lists for entry in entries if isinstance(entry, dict)))
    names = (entry.get("id") for entry in maps)
    return (stem_of(text.path), *(name for name in names if isinstance(name, str)))
