"""No character that turns text around or controls a terminal gets from a title into a page as it is."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from random import Random

import pytest

from docgraph.mkdocs.titles import escape_title, show_headings
from tests.mkdocs.site import FILES, build, config, write

SEED = 20261134
PAGES = 240
_HIDDEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x07\x7f\x85\x9b"
_FOUND = re.compile(f"[{_HIDDEN}]")
_WORDS = ("gnp.exe", "Quarterly plan", "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd", "a < b & c", "x")


def _title(random: Random, *, entities: bool) -> str:
    parts = [random.choice(_WORDS)]
    for _ in range(random.randint(1, 3)):
        letter = random.choice(_HIDDEN)
        code = random.choice((f"&#x{ord(letter):x};", f"&#{ord(letter)};", f"&#X{ord(letter):04X};"))
        # Python-Markdown and YAML take some control characters away themselves
        parts += [code if entities and random.random() < 0.3 else letter, random.choice(_WORDS)]
    return " ".join(parts)


def _page(random: Random, number: int) -> str:
    form = random.choice(("front-matter", "heading", "section", "record", "record-heading"))
    title = _title(random, entities=True)
    escaped = "".join(letter if letter not in _HIDDEN else f"\\u{ord(letter):04x}" for letter in title)
    if form == "front-matter":
        return f'---\ntitle: "{escaped}"\n---\n# Heading\n\ntext\n'
    if form == "heading":
        return f"# {title}\n\ntext\n"
    if form == "section":
        return f"# Page {number}\n\n## {title}\n\n### {title} *again* `{title}`\n\ntext\n"
    if form == "record":
        return f'---\nkind: team\nid: t{number}\ntitle: "{escaped}"\nmembers: [jane]\n---\n# Team\n'
    return f"---\nkind: team\nid: t{number}\nmembers: [jane]\n---\n# {title}\n\n## {title}\n"


@pytest.mark.host
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_no_page_of_a_site_contains_a_bidirectional_control_character(tmp_path: Path, theme: str) -> None:
    random = Random(SEED)
    files = {f"p{number}.md": _page(random, number) for number in range(PAGES)}
    files |= {f"a\u202eb/c\u2067d{number}.md": "text\n" for number in range(3)}
    plugins = "[search, docgraph: {as-of: 2026-11-21, fail-on: never, records-in-nav: true}]"
    root = write(tmp_path, {**FILES, **files}, config(theme, plugins=plugins))
    run = build(root)
    assert run.returncode == 0, run.stderr[-2000:]
    bad = []
    for path in sorted((root / "site").rglob("*")):
        if path.suffix == ".html" or path.name == "search_index.json":
            text = path.read_text(encoding="utf-8")
            index = json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else ""
            # the index is shown as text, a page as HTML
            found = _FOUND.search(index or unescape(text))
            if found:
                bad.append(f"{path.relative_to(root / 'site')}: U+{ord(found[0]):04X}")
    assert not bad, f"{len(bad)} files:\n" + "\n".join(bad[:20])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a&#x202e;b&#8238;c", "a\\u202eb\\u202ec"),
        ("a&#38;b &amp; &#x41; &#9999999;", "a&#38;b &amp; &#x41; &#9999999;"),
        ("\u0645\u0631\u062d\u0628\u0627 \u200c", "\u0645\u0631\u062d\u0628\u0627 \u200c"),
    ],
)
def test_only_control_and_bidirectional_characters_are_escaped(title: str, expected: str) -> None:
    assert escape_title(title) == expected


def test_headings_change_and_other_text_stays() -> None:
    html = '<h2 id="a">x\u202e<em>y</em></h2>\n<p>\u202e</p>'
    assert show_headings(html) == '<h2 id="a">x\\u202e<em>y</em></h2>\n<p>\u202e</p>'
