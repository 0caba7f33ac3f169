from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import UnresolvedMention
from docgraph.model.finding import Finding
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.rules._api import WARNING, rule
from docgraph.rules._record_texts import subjects
from docgraph.rules._suggest_reference import ParsedName, parse_name

_NAME = re.compile(r"(?=.*[^\W\d_])[^\W_][\w .,'\u2019&/@+()-]*")
"""Text that can be a record name: it starts with a letter or a digit and contains a letter."""

_CONTENTS = "toc"
"""VuePress, GitLab and other programs show the table of contents in place of `[[TOC]]`."""


@rule("REF008", "lost-link", WARNING, fixable=True)
def lost_link(graph: DocGraph) -> Iterator[Finding]:
    """A `[[link]]` in the text does not resolve to any record."""
    pages = subjects(graph)
    for mention in graph.unresolved_mentions:
        name = parse_name(mention.text, ())
        if _names_a_record(name) and (mention.on_record or name.prefix) and not _is_embedded(graph, mention):
            suggestion = name.suggestion(graph)
            help = f"write `[[{suggestion}]]`" if suggestion else "link to an existing record, or remove the brackets"
            subject = pages.get(mention.at.path, "")
            replacement = name.safe_replacement(graph)
            edits = [Replacement(mention.offset + 2, mention.text, replacement)] if replacement else []
            fix = fix_from_edits(mention.at.path, edits)
            message = f"`[[{mention.text}]]` does not resolve to a record"
            yield Finding(mention.at, message, help, subject, fix=fix, target=mention.text)


def _names_a_record(name: ParsedName) -> bool:
    """Whether `[[...]]` contains a name, not a shell test, number, formula or table of contents."""
    return bool(name.prefix) or (_NAME.fullmatch(name.id) is not None and name.id.casefold() != _CONTENTS)


def _is_embedded(graph: DocGraph, mention: UnresolvedMention) -> bool:
    """Whether the link embeds a file, as note-taking programs write: `![[screen.png]]`."""
    text = graph.text(mention.at.path)
    return text is not None and text.content.startswith("!", mention.offset - 1)
