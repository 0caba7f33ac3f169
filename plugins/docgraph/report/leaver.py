"""The output of `docgraph leaver`: the duties that nobody would cover if a person left."""

from __future__ import annotations

from datetime import date

from docgraph.analysis.as_of_view import without_later
from docgraph.analysis.offboarding import duties_to_reassign
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.model.location import PROJECT_ROOT, DisplayBase
from docgraph.report.context import count_of, display_at
from docgraph.report.who import titled


def leaver_lines(
    graph: DocGraph, name: str, on: date, display_base: DisplayBase = PROJECT_ROOT
) -> tuple[list[str], bool]:
    """Lines about the duties that nobody would have if a person left on the date `on`.

    `name` is the id of the person. The second item is whether this person exists. If not, the lines are an error
    message.
    """
    graph = without_later(graph)
    person = graph.get(name, "person")
    if not isinstance(person, Person):
        near = graph.suggestions.nearest(name.rpartition(":")[2], "person")
        return [f"no person with id `{name}`" + (f"; did you mean `{near}`?" if near else "")], False
    successors = [link.target for link in graph.links_of(person, "successor") if link.target is not None]
    named = f"successor: {', '.join(titled(record) for record in successors)}" if successors else "no successor"
    gone = person.has_left(on)
    lines = [f"{titled(person)}, {f'who left on {person.left}' if gone else f'leaving on {on}'}; {named}"]
    losses = duties_to_reassign(graph, person, on)
    for loss in losses:
        by = f" through {loss.via.kind} `{loss.via.id}`" if loss.via else ""
        duty = {"owner": "its owner", "backup": "its backup"}.get(loss.key, f"`{loss.key}`")
        duty += f" of `{loss.part}`" if loss.part else ""
        lines.append(
            f"{display_at(loss.link.at, display_base)}: {loss.record.kind} `{loss.record.id}` loses {duty}{by}"
        )
    lines.append(f"{count_of(len(losses), 'duty', 'duties')} to hand over" if losses else "nothing to hand over")
    return lines, True
