from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.resolver import MAY_BE_NAMES, is_nobody, is_vacant
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC010", "invalid-id", ERROR, fixable=True)
def invalid_id(graph: DocGraph) -> Iterable[Finding]:
    """An id is not valid, or a person or role has a placeholder such as `everyone` as its name."""
    named = {link.text.casefold() for link in graph.links}
    for finding in findings_from_problems(graph, "invalid-id"):
        # no automatic fix if references use the old id, because they would no longer resolve
        known = finding.subject.partition(":")[2].casefold() in named
        yield replace(finding, fix=None) if known else finding
    for record in (*graph.all(Person), *graph.all(Role)):
        called: dict[KeyPath, str] = {("id",): record.id, ("title",): record.title}
        called |= {("aliases", number): alias for number, alias in enumerate(record.aliases)}
        path = next((path for path, name in called.items() if _is_nobody(name)), None)
        if path:
            message = f"`{called[path]}` is not the name of a specific {record.kind}, so it cannot own anything"
            what = "name of one person" if isinstance(record, Person) else "name of a specific role"
            yield record.finding(path, message, help=f"write the {what}, or delete this {record.kind}")


def _is_nobody(name: str) -> bool:
    # OWN012 reports a vacant position, but only where it is an owner, a backup or the like
    return is_nobody(name) and not is_vacant(name) and name.lower() not in MAY_BE_NAMES
