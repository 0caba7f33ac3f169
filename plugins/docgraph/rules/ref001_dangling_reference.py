from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.kinds.person import says_gone
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._sole import is_sole, kept
from docgraph.rules._spoken import Spoken, names_somebody, spoken
from docgraph.rules._unread import unloaded
from docgraph.rules._words import either


@rule("REF001", "dangling-reference", ERROR, fixable=True)
def dangling_reference(trace: Trace) -> Iterator[Finding]:
    """A name stands where a record is meant, and there is no such record."""
    for link in trace.left_open(State.UNREAD):
        message = f"{either(link.reference.to) or 'record'} `{link.text}` is in a document that could not be read"
        help = "correct that document, or name another record"
        yield link.source.finding(link.path, message, help=help, unless=unloaded(trace, link))
    for link in trace.left_open(State.DANGLING):
        if not link.reference.soft:
            name = spoken(link.text, link.reference.to)
            near = name.near(trace, link.at.path)
            several = name.several(trace) if is_sole(link) else []
            write = kept(link.key, link.source.kind, several) if several else f"write `{near}`"
            other = name.elsewhere(trace)
            make = f"write the id of a {either(name.kinds)}; `{other.id}` is a {other.kind}" if other else name.adding
            help = _of_remark(name, trace) or (write if near else make)
            message = f"there is no {either(link.reference.to) or 'record'} `{link.text}`"
            sure = name.sure(trace)
            edits = (link.source.swapped(link.path, link.text, sure),) if sure else ()
            yield link.source.finding(link.path, message, help=help, edits=edits)


def _of_remark(name: Spoken, trace: Trace) -> str:
    """The edit of a name whose remark matters: it may say that the person left, or name somebody else."""
    remarked = name.remarked(trace)
    if not remarked:
        return ""
    record, remark = remarked
    if says_gone(remark):
        return f"write `{record.id}` if still active, else the id of another {either(name.kinds)}"
    names_others = names_somebody(trace, remark)
    return f"write `{record.id}` alone, and who else is named here under a key of their own" if names_others else ""
