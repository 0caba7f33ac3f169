"""Writes messages as Markdown in which no character of a document has a meaning."""

from __future__ import annotations

import re

from docgraph.report.context import escape_invisible

_CODE = re.compile(r"`([^`]*)`")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&!$^]")
_MENTION = re.compile(r"[@#](?=\w)|(?<=\w)://|(?<=\bwww)\.|\bGH-(?=\d)")


def markdown_line(message: str) -> str:
    """A message on one line, with its code spans as code.

    Mentions of people and issues, links, HTML and table separators lose their meaning, because texts of documents are
    part of messages.
    """
    line = " ".join(escape_invisible(message).split())
    parts = _CODE.split(line)
    return "".join(_code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    """A text as code. Special characters become entities, because Markdown is also parsed in this HTML element."""
    return f"<code>{_SPECIAL.sub(_entity, text)}</code>"


def _plain(text: str) -> str:
    return _SPECIAL.sub(_entity, _MENTION.sub(lambda found: f"{found[0]}\u200b", text))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
