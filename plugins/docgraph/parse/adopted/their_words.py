"""Words the problems of an adopted document as its author knows it: with its keys, and the settings to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.problem import Problem
from docgraph.model.their_keys import with_their_keys
from docgraph.parse.adopted.adopt import Adopted


def in_their_words(problems: Iterable[Problem], adopted: Adopted) -> Iterator[Problem]:
    """The problems, with the keys of the document in place of ours."""
    for problem in problems:
        message, help = (with_their_keys(text, adopted.their_keys) for text in (problem.message, problem.help))
        yield replace(problem, message=message, help=help)
