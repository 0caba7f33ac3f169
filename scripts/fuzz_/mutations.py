"""Seeded mutations of documents: of bytes, of lines, and of the tokens that readers look for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

TOKENS = [
    *(
        "---\n",
        "----\n",
        "...\n",
        "+++\n",
        "kind: ",
        "kinds: ",
        "id: ",
        "owner: ",
        "agents:\n",
        "title: ",
        "waivers:\n",
    ),
    *(
        "- ",
        "  ",
        "\t",
        ": ",
        ":",
        ",",
        "#",
        " #",
        "|",
        "||",
        "| A | R |\n",
        "|---|---|\n",
        ">",
        "> ",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "[[",
        "]]",
        "[[x]]",
        "[a](b.md)",
        "![",
        "](",
        "`",
        "```",
        "~~~\n",
        "```yaml\n",
        "<!--",
        "-->",
        "<![CDATA[",
        "<b>",
    ),
    *(
        "**",
        "__",
        "**Q:** ",
        "**A:**",
        "**Ü:** x\n",
        "**職:** x\n",
        "# ",
        "## ",
        "### Decision: ",
        "===\n",
        "- [ ] ",
        "1. ",
    ),
    *(
        "&a ",
        "*a",
        "<<: *a\n",
        "!!str ",
        "!x ",
        "? ",
        "~",
        "null",
        "'",
        '"',
        '"\\u202E"',
        '"\\0"',
        '"\\x',
        "\\",
        "%",
        "@x",
    ),
    *("2026-02-30", "2026-Q4", "9999-12-31", "0001-01-01", "12:30:45", "1e999", "-0", ".nan", "0x", "٣", "²", "９"),
    *(
        "\ufeff",
        "\0",
        "\u200b",
        "\u00a0",
        "\u2028",
        "\u202e",
        "\x0c",
        "\x85",
        "\r",
        "\r\n",
        "\ud7ff",
        "İ",
        "ß",
        "\U0001f600",
    ),
    *(
        "L9",
        "TBD",
        "<name>",
        "{{ x }}",
        "{% x %}",
        "ghp_" + "a" * 36,
        "mailto:",
        "javascript:",
        "../../x",
        "CON",
        "n" * 300,
    ),
]


def _byte(random: Random, content: bytes) -> bytes:
    at = random.randrange(len(content) + 1)
    end = min(len(content), at + random.choice((0, 1, 1, 2, 8, 64)))
    new = random.choice((b"", bytes([random.randrange(256)]), random.randbytes(3), content[at:end] * 2))
    return content[:at] + new + content[end:]


def _line(random: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    edit = random.randrange(7)
    if edit == 0:
        del lines[at]
    elif edit == 1:
        lines.insert(to, lines[at] * random.choice((1, 1, 2, 40)))
    elif edit == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif edit == 3:
        lines[at] = random.choice((b"  ", b"\t", b"> ", b"- ", b"    ", b"| ", b"# ")) + lines[at]
    elif edit == 4:
        lines[at] = lines[at].strip(b" \r\n-") + random.choice((b"\n", b"", b" "))
    elif edit == 5:
        lines = lines[: at + 1]
    else:
        lines[at] = lines[at].partition(b":")[0] + random.choice((b":\n", b"\n", b": []\n", b": {}\n"))
    return b"".join(lines)


def _token(random: Random, content: bytes) -> bytes:
    token = random.choice(TOKENS).encode() * random.choice((1, 1, 1, 2, 9))
    if random.randrange(3) == 0:
        words = content.split(b" ")
        words[random.randrange(len(words))] = token.strip() or token
        return b" ".join(words)
    at = random.randrange(len(content) + 1)
    if random.randrange(2):
        at = content.rfind(b"\n", 0, at) + 1
    return content[:at] + token + content[at:]


_EDITS: Sequence[Callable[[Random, bytes], bytes]] = (_byte, _line, _line, _token, _token)


def mutated(random: Random, content: bytes, others: Sequence[bytes] = ()) -> bytes:
    """`content` after one to four mutations; sometimes with a part of one of the `others` in it."""
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        content = random.choice(_EDITS)(random, content)
    if others and random.randrange(12) == 0:
        lines, more = content.splitlines(keepends=True), random.choice(others).splitlines(keepends=True)
        at, begin = random.randrange(len(lines) + 1), random.randrange(len(more) + 1)
        content = b"".join([*lines[:at], *more[begin : begin + random.randrange(20)], *lines[at:]])
    return content
