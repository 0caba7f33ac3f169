"""Reports a misspelled type of an adopted file, such as `type: AI Agent`, which has no record for that reason."""

from __future__ import annotations

from msgspec.structs import replace

from docgraph.model.adoption import Adoption
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.kind.unknown import is_empty_value, unknown_kind_problem
from docgraph.parse.raw_tree import RawTree


def unknown_type(adoption: Adoption | None, text: Text, tree: RawTree, body: int) -> tuple[Problem, ...]:
    """The problem with a type that a `kind` of the same spelling has; empty for a type of another tool.

    `body` is the offset of the body.
    """
    key = adoption.kind_key if adoption else ""
    if adoption is None or key in ("", "kind") or is_empty_value(tree.data.get(key)):
        return ()
    names = {theirs: "kind" if theirs == key else adoption.keys.get(theirs) or theirs for theirs in tree.data}
    renamed = RawTree()
    renamed.data = {ours: tree.data[theirs] for theirs, ours in names.items()}
    for places, source in ((renamed.marks, tree.marks), (renamed.keys, tree.keys)):
        places.update(
            {(names[str(path[0])], *path[1:]): at for path, at in source.items() if path and path[0] in names}
        )
    problem = unknown_kind_problem(text, renamed, body)
    if problem is None or problem.severity is Severity.INFO:
        return ()
    message = problem.message.replace("unknown kind", f"unknown `{key}`").replace("`kind`", f"`{key}`")
    return (replace(problem, message=message, help=problem.help.replace("`kind: ", f"`{key}: ")),)
