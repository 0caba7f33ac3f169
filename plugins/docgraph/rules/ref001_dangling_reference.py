from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.kinds.person import says_gone
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._phrases import kind_phrase
from docgraph.rules._reversed_names import reversed_name
from docgraph.rules._single_owner import is_sole, kept, others_moved
from docgraph.rules._suggest_reference import ParsedName, names_somebody, parse_name
from docgraph.rules._unread_relations import unloaded
from docgraph.rules._unresolved import unresolved_references


@rule("REF001", "dangling-reference", ERROR, fixable=True)
def dangling_reference(graph: DocGraph) -> Iterator[Finding]:
    """A reference does not resolve to any record."""
    for link in unresolved_references(graph, Resolution.TARGET_UNPARSEABLE):
        kinds = kind_phrase(*link.rule.to) or "record"
        paths = [f"`{path}`" for path in graph.names.unparsed_paths(link.text)]
        where = " and ".join(paths) or "a document"
        message = f"{kinds} `{link.text}` is defined in {where}, which could not be read"
        help = f"fix the errors in {where}, or refer to another record"
        yield link.source.finding(link.path, message, help=help, unless=unloaded(graph, link))
    for link in unresolved_references(graph, Resolution.UNRESOLVED):
        if link.rule.soft:
            continue
        if reversed_pair := reversed_name(graph, link):
            yield from _of_reversed(link, *reversed_pair)
        else:
            name = parse_name(link.text, link.rule.to)
            suggestion = name.suggestion(graph, link.at.path)
            several = name.split_names(graph) if is_sole(link) else []
            write = (
                kept(link.key, link.source.kind, several) if several else f"replace `{link.text}` with `{suggestion}`"
            )
            remark = _of_remark(name, graph, link)
            help = remark or (write if suggestion else name.fix_by_adding(graph))
            message = f"no {kind_phrase(*link.rule.to) or 'record'} with id `{link.text}`"
            if suggestion and not several and not remark:
                message += f"; did you mean `{suggestion}`?"
            replacement = name.safe_replacement(graph)
            edits = (link.source.replacement(link.path, link.text, replacement),) if replacement else ()
            yield link.source.finding(link.path, message, help=help, edits=edits)


def _of_reversed(link: Reference, record: Record, last: Reference, first: Reference) -> Iterator[Finding]:
    if link is last or last.target is not None:
        name = f"{last.text}, {first.text}"
        message = f"no {kind_phrase(*link.rule.to) or 'record'} with id `{name}`; did you mean `{record.id}`?"
        yield link.source.finding(link.path, message, help=f"replace `{name}` with `{record.id}`")


def _of_remark(name: ParsedName, graph: DocGraph, link: Reference) -> str:
    remarked = name.split_remark(graph)
    if not remarked:
        return ""
    record, remark = remarked
    if says_gone(remark):
        return f"write `{record.id}` if they are still active, otherwise another {kind_phrase(*name.kinds)} id"
    if not names_somebody(graph, remark):
        return ""
    others = others_moved(link.key, link.source.kind) if is_sole(link) else "add the others as separate list items"
    return f"write only `{record.id}` here, and {others}"
