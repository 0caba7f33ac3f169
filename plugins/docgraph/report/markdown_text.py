"""Escapes messages for Markdown, so that quoted text from documents has no effect."""

from __future__ import annotations

import re

from docgraph.report.context import escape_invisible

_CODE = re.compile(r"`([^`]*)`")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&!$^]")
_MENTION = re.compile(r"[@#](?=\w)|(?<=\w)://|(?<=\bwww)\.|\bGH-(?=\d)")


def markdown_line(message: str) -> str:
    """A message as one line of Markdown, in which only text in backticks is formatted, as code.

    Mentions, issue numbers, links, HTML and table separators are escaped, because a message may quote documents.
    """
    line = " ".join(escape_invisible(message).split())
    parts = _CODE.split(line)
    return "".join(_code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    """An HTML element `<code>` with the text, escaped because Markdown is also parsed in HTML."""
    return f"<code>{_SPECIAL.sub(_entity, text)}</code>"


def _plain(text: str) -> str:
    return _SPECIAL.sub(_entity, _MENTION.sub(lambda found: f"{found[0]}\u200b", text))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
