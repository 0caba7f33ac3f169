"""Reports unquoted values because of which MkDocs cannot parse front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from docgraph.model.cause import Cause
from docgraph.model.finding import Severity
from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.parse.raw_tree import RawTree
from docgraph.parse.recovery.suspicious_text import texts_in
from docgraph.text.yaml_quote import quote_scalar

_END = r"[ \t]*(?=[,\]}\r\n]|:\s|#|\Z)"
_READ = (
    r"(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"|[0-9]{4}-(?:[0-9]-[0-9]{1,2}|[0-9]{2}-[0-9])"
    r"|[0-9]{1,18}(?:\.[0-9]{1,18})?|[^\s,\]}]*[g-su-wyG-SU-WY%][^\s,\]}]*"
)
"""Valid dates and numbers, and words that are clearly text because they contain a letter such as `g`."""
_MAYBE = re.compile(rf"(?<![^\s\[{{,])(?!(?:{_READ}){_END})(?:[-+.]{{0,2}}[0-9][^\s,\]}}]*|=|<<|Z){_END}")
"""Values that may be an invalid number or date in YAML 1.1, and `=` and `<<`, which are never valid values."""
_FIRST = tuple("-+.0123456789=<")
"""First characters of the values that may be invalid in YAML 1.1."""


def unreadable_values(
    text: Text, tree: RawTree, start: int, end: int, subject: str, severity: Severity | None
) -> Iterator[Problem]:
    """Yield a problem for each value and key between two offsets that MkDocs cannot parse.

    If a DOC rule has a finding at the same position, its edit fixes both, and this problem is not reported.
    """
    if not _MAYBE.search(text.content, start, end):
        return
    for offset, value, key in _plain(text.content, tree):
        if start <= offset < end and value.startswith(_FIRST) and not _can_be_read(value):
            shown = value if len(value) <= 40 else f"{value[:40]}..."
            message = f"MkDocs cannot read `{shown}`, and drops the whole front matter because of it"
            fix = fix_from_edits(text.path, [Replacement(offset, value, quote_scalar(value))])
            help = f"quote it: `{key}{quote_scalar(shown)}`"
            at = text.at(offset)
            unless = (Cause(("DOC",), at),)
            yield Problem(
                "unreadable-front-matter", at, message, help, subject, severity=severity, fix=fix, unless=unless
            )


def _plain(content: str, tree: RawTree) -> Iterator[tuple[int, str, str]]:
    """Yield the unquoted values and keys: offset, text and prefix.

    The prefix of a value is its key, such as `owner: `. It is empty for list items and keys.
    """
    for path, value in texts_in(tree.data, ()):
        offset = tree.marks.get(path, -1)
        if offset >= 0 and content.startswith(value, offset):
            yield offset, value, f"{path[-1]}: " if isinstance(path[-1], str) else ""
    for path, offset in tree.keys.items():
        name = _name(path)
        text = content[offset : offset + len(name)]
        if text.replace("_", "-") == name:
            yield offset, text, ""


def _name(path: KeyPath) -> str:
    return str(path[-1]) if path else ""


def _can_be_read(text: str) -> bool:
    """Whether the YAML parser of MkDocs can convert an unquoted text to a value."""
    resolver: Any = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, text, (True, False))
    try:
        yaml.constructor.SafeConstructor().construct_object(yaml.ScalarNode(tag, text))
    except Exception:  # MkDocs does not report any of these errors
        return False
    return True
