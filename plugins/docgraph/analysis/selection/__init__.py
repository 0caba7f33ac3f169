"""Selects nodes of a doc graph with a selector, such as `kind:agent and owner:jane.doe`."""

from __future__ import annotations

from collections.abc import Collection
from fnmatch import fnmatchcase

from docgraph.analysis.selection.attributes import ATTRIBUTES, KIND_NAMES, SelectionContext, UnknownValueError
from docgraph.analysis.selection.grammar import AllOf, Not, Selector, SelectorError, Term, parse_selector
from docgraph.text.suggest import suggest

__all__ = ["SelectionContext", "SelectorError", "selected_refs"]


def selected_refs(text: str, context: SelectionContext) -> list[str]:
    """The `kind:id` of each node that a selector selects, sorted.

    Raises `SelectorError` if the selector is not valid.
    """
    nodes = context.connections.nodes
    return sorted(_evaluate(parse_selector(text), context) & nodes.keys())


def _evaluate(selector: Selector, context: SelectionContext) -> set[str]:
    if isinstance(selector, Term):
        return _of_term(selector, context)
    if isinstance(selector, Not):
        return context.connections.nodes.keys() - _evaluate(selector.factor, context)
    parts = [_evaluate(factor, context) for factor in selector.factors]
    return set.intersection(*parts) if isinstance(selector, AllOf) else set.union(*parts)


def _of_term(term: Term, context: SelectionContext) -> set[str]:
    found = set(_named(term, context))
    up = _reached(context, found, term.up, against=True)
    down = _reached(context, found, term.down, against=False)
    return found | up | down


def _reached(context: SelectionContext, refs: set[str], most: int | None, *, against: bool) -> set[str]:
    if most is None:
        return set()
    limit = None if most < 0 else most
    return set(context.connections.distances(sorted(refs), against=against, most=limit))


def _named(term: Term, context: SelectionContext) -> Collection[str]:
    name, colon, value = term.word.partition(":")
    if colon and name in ATTRIBUTES:
        if not value:
            raise SelectorError(f"a value is missing after `{name}:`", term.column)
        try:
            return set(ATTRIBUTES[name](context, value))
        except UnknownValueError as error:
            raise SelectorError(str(error), term.column) from None
    if colon and name not in KIND_NAMES:
        names = (*ATTRIBUTES, *KIND_NAMES)
        near = suggest(name, names)
        help = f"; did you mean `{near}:`?" if near else f"; use one of {', '.join(f'`{key}:`' for key in ATTRIBUTES)}"
        raise SelectorError(f"no attribute or kind `{name}`{help}", term.column)
    return _with_id(term, context)


def _with_id(term: Term, context: SelectionContext) -> Collection[str]:
    nodes, word = context.connections.nodes, term.word
    if "*" in word or "?" in word:
        return [ref for ref, node in nodes.items() if fnmatchcase(ref if ":" in word else node.id, word)]
    record = context.connections.graph.get(word)
    same = [ref for ref, node in nodes.items() if word in (ref, node.id)] if record is None else [record.ref]
    if not same:
        near = context.connections.graph.suggestions.nearest(word.rpartition(":")[2])
        raise SelectorError(f"no record with id `{word}`" + (f"; did you mean `{near}`?" if near else ""), term.column)
    return same
