"""Lines of a body that name an owner or a backup in a form that is not parsed."""

from __future__ import annotations

import re

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Related
from docgraph.model.record import Record

_WORDS = {"owner": r"(?:owner|owned[ -]by)", "backup": r"backup"}
_NAME = re.compile(r"[^\W_](?:[\w.'\u2019-]*\w)?")
_TAG = re.compile(r"</?[A-Za-z][^<>@]{0,200}>")
_LONGEST_NAME = 3
"""The maximum number of words that are looked up as one name."""
_LONGEST_LINE = 1_000


def named_lines(graph: DocGraph, record: Record, key: str, *kinds: str) -> tuple[Related, ...]:
    """The first body line that names a record of `kinds` after a word for `key`, as a related line.

    Its text says in which form to write the name. Empty if there is no such line.
    """
    text = graph.text(record.path)
    if text is None or not record.place.is_own_page or key in record.place.of_others:
        return ()  # `Record.finding` adds lines with a label that is about something else
    first = text.at(text.body_start).line
    for number in range(first, len(text.line_starts) + 1):
        line = text.line(number)[:_LONGEST_LINE]
        for found in re.finditer(rf"\b{_WORDS[key]}\b", line, re.IGNORECASE):
            # the term of a definition list has its value on the next line
            name = _name(graph, line[found.end() :] or text.line(number + 1)[:_LONGEST_LINE], kinds)
            if name:
                at = text.at(text.line_starts[number - 1] + found.start())
                write = f"write `**{key.capitalize()}:** {name}` on a line of its own"
                return (Related(at, f"this line names `{name}` but is not recognized; {write}"),)
    return ()


def _name(graph: DocGraph, rest: str, kinds: tuple[str, ...]) -> str:
    """The id of the record whose name comes first in a text, ignoring punctuation; empty if none."""
    words = _NAME.findall(_TAG.sub("", rest))[:_LONGEST_NAME]
    runs = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((record.id for run in runs if (record := graph.get(run, *kinds))), "")
