"""Reads OWNERS_ALIASES files of Kubernetes, which list the handles of people by group."""

from __future__ import annotations

from typing import Any

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.errors import FrontMatterError

_HELP = "write `aliases:` with lists of handles by group"


def read_owners_aliases(text: Text) -> Document:
    """Read the handles in an OWNERS_ALIASES file. The names of the groups are ignored."""
    try:
        tree = compose(text.content, 0)
    except FrontMatterError as refused:
        message = refused.message.replace("front matter", "file")
        problem = Problem("unreadable-front-matter", text.at(refused.offset), message, refused.help)
        return Document(text, problems=(problem,))
    groups: Any = tree.data.get("aliases")
    if not isinstance(groups, dict):
        message = "this file has no map `aliases`"
        at = text.at(tree.marks.get(("aliases",), 0))
        return Document(text, problems=(Problem("wrong-type", at, message, _HELP, severity=Severity.WARNING),))
    unknown = [("aliases", name) for name, people in groups.items() if not _is_list(people)]
    handles = [handle for people in groups.values() if _is_list(people) for handle in people or ()]
    problems: tuple[Problem, ...] = ()
    if unknown:
        at = text.at(tree.marks.get(unknown[0], 0))
        message = f"`{unknown[0][1][:60]}` is not a list of handles"
        problems = (
            Problem("wrong-type", at, message, "write one `- handle` line for each", severity=Severity.WARNING),
        )
    return Document(text, problems=problems, handles=tuple(dict.fromkeys(handle.lstrip("@") for handle in handles)))


def _is_list(people: Any) -> bool:
    return people is None or (isinstance(people, list) and all(isinstance(handle, str) for handle in people))
