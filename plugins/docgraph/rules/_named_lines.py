"""Finds body lines that name an owner or backup but cannot be parsed."""

from __future__ import annotations

import re

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Related
from docgraph.model.record import Record

_WORDS = {
    "owner": re.compile(r"\b(?:owner|owned[ -]by)\b", re.IGNORECASE),
    "backup": re.compile(r"\bbackup\b", re.IGNORECASE),
}
_NAME = re.compile(r"[^\W_](?:[\w.'\u2019-]*\w)?")
_TAG = re.compile(r"</?[A-Za-z][^<>@]{0,200}>")
_LONGEST_NAME = 3
"""The maximum number of words in a name."""
_LONGEST_LINE = 1_000


def named_lines(graph: DocGraph, record: Record, key: str, *kinds: str) -> tuple[Related, ...]:
    """The first body line that has a word such as `owned by` before the name of a record.

    The word depends on `key`. Only names of records of `kinds` count. The message of the `Related` says how to write
    the line so that it can be parsed. Empty if there is no such line.
    """
    text = graph.text(record.path)
    if text is None or not record.place.is_own_page or key in record.place.of_others:
        return ()  # `Record.finding` adds lines with a label that is about something else
    for found in _WORDS[key].finditer(text.content, text.body_start):
        at = text.at(found.start())
        if at.column > _LONGEST_LINE:
            continue
        line = text.line(at.line)[:_LONGEST_LINE]
        # the term of a definition list has its value on the next line
        name = _name(graph, line[at.column + len(found[0]) - 1 :] or text.line(at.line + 1)[:_LONGEST_LINE], kinds)
        if name:
            write = f"write `**{key.capitalize()}:** {name}` on a line of its own"
            return (Related(at, f"this line names `{name}` but is not recognized; {write}"),)
    return ()


def _name(graph: DocGraph, rest: str, kinds: tuple[str, ...]) -> str:
    words = _NAME.findall(_TAG.sub("", rest))[:_LONGEST_NAME]
    runs = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((record.id for run in runs if (record := graph.get(run, *kinds))), "")
