"""Finds the sentences in the instructions of an agent that say what it must not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats import FORMATS_BY_NAME
from docgraph.model.definition import Definition
from docgraph.model.location import Text
from docgraph.parse.markdown.blocks import Passage, blocks, plain_text, walk

_FORBIDS = re.compile(r"\b(?:never|do not|don['’]t|must not|mustn['’]t)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[^\W\d_a-z])")
_MOST = 20


def boundaries(file: DefinitionFile, definition: Definition) -> tuple[str, ...]:
    """Up to 20 sentences with `never`, `do not` or `must not` in the instructions of an agent.

    Code and Markdown markup are left out.
    """
    instructions = FORMATS_BY_NAME[definition.format].instructions(file, definition.name)
    found = (sentence for sentence in _sentences(instructions) if _FORBIDS.search(sentence) and sentence[-1:] != ":")
    return tuple(islice(dict.fromkeys(found), _MOST))


def _sentences(instructions: str) -> Iterator[str]:
    for block in walk(blocks(Text("", instructions), 0)):
        if block.type == "paragraph" and block.lines:
            raw = Passage(block.lines).raw
            if _FORBIDS.search(raw):
                yield from _SENTENCE_END.split(plain_text(raw))
