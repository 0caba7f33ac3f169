"""Extracts the first heading of a page, and its links to records and files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

from docgraph.model.document import Mention
from docgraph.model.location import Text
from docgraph.parse.markdown.blocks import (
    UNDERLINE,
    Definitions,
    Passage,
    blocks,
    definitions,
    inline,
    plain_text,
    walk,
)

_TOP = re.compile(r"(?:[ \t]*+(?:\r\n|\r|\n))*+#[ \t]([^\r\n]*)")
_CLOSING = re.compile(r"(?:(?<=[ \t])|\A)#+\Z")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?::|[ \t]*[#.])[^{}]*\}\Z")
_WIKILINK = re.compile(r"\[\[([^\[\]|\r\n]{1,200})(?:\|[^\[\]\r\n]{1,500})?\]\]")
_NEAR = 2_000
"""Maximum number of characters of markup between two inline tokens."""
_OTHER_MARKUP = re.compile(r"[`<&\\*_(!~]")
"""Markup that may change the meaning of `[[link]]`."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def first_heading(text: Text, start: int) -> tuple[str, int]:
    """The text and offset of the first heading of a body, of any level. The text is empty if there is none.

    `start` is the offset of the body.
    """
    top = _TOP.match(text.content, start)
    if top:
        title = top[1].strip()
        return heading_text(_CLOSING.sub("", title)), top.start(1)
    body = text.content[start:]
    if "#" not in body and not UNDERLINE.search(body):
        return "", start
    heading = next((block for block in blocks(text, start) if block.type == "heading"), None)
    return (heading_text(Passage(heading.lines).raw), heading.offset) if heading else ("", start)


def heading_text(raw: str) -> str:
    """The visible text of a heading, without markup and attribute lists such as `{#anchor}`."""
    return plain_text(_ATTRIBUTES.sub("", raw.strip()), keeps_struck=True)


def mentions(text: Text, start: int) -> tuple[Mention, ...]:
    """The links in a body, in order: `[[id]]` and relative links to Markdown files. Links in code are ignored.

    `start` is the offset of the body.
    """
    if text.content.find("[[", start) < 0 and text.content.find(".md", start) < 0:
        return ()
    defined = definitions(text, start)
    signs = ("[",) if defined.get("references") else ("[[", ".md")
    found: list[Mention] = []
    for block in walk(blocks(text, start)):
        if block.type in ("code", "html"):
            continue
        passages = [Passage((cell,)) for cell in block.lines] if block.type == "row" else [Passage(block.lines)]
        for passage in passages:
            if any(sign in passage.raw for sign in signs):
                found.extend(_mentions(passage, defined))
    return tuple(sorted(found, key=lambda mention: mention.offset))


def _mentions(passage: Passage, defined: Definitions) -> Iterator[Mention]:
    raw, cursor = passage.raw, 0
    if not defined.get("references") and not _OTHER_MARKUP.search(raw):
        # with wiki links as the only markup, the parser would find the same text
        yield from (Mention(passage.offset(link.start()), target=link[1].strip()) for link in _WIKILINK.finditer(raw))
        return
    as_code = raw.replace("\n", " ")
    flat: list[str] = []
    places = [(0, 0)]  # where the parts begin in the flat text, and where in `raw`
    length = 0
    for token in inline(raw, defined):
        if token.type == "link_open" and token.markup != "autolink":
            cursor = max(raw.find("[", cursor), cursor)
            href = _relative(str(token.attrs.get("href", "")))
            if href:
                yield Mention(passage.offset(cursor), href=href)
            cursor += 1
        elif token.type == "link_close" and raw.startswith("](", cursor):
            cursor = max(raw.find(")", cursor), cursor)
        elif token.content or token.type == "softbreak":
            content = token.content or "\n"
            where = as_code if token.type == "code_inline" else raw
            at = where.find(content, cursor, cursor + len(content) + _NEAR)
            if at >= 0:
                cursor = at + len(content)
                places.append((length, at))
            flat.append(content if token.type in ("text", "softbreak") else "\0")
            length += len(flat[-1])
    for link in _WIKILINK.finditer("".join(flat)):
        before, at = places[bisect_right(places, (link.start(), len(raw))) - 1]
        yield Mention(passage.offset(at + link.start() - before), target=link[1].strip())


def _relative(href: str) -> str:
    path = unquote(href.partition("#")[0].partition("?")[0])
    return path if path.endswith(".md") and not path.startswith("/") and not _SCHEME.match(path) else ""
