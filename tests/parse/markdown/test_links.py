"""The first heading of a page and what its prose links to are read as a reader of the page sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from docgraph.model.document import Mention
from docgraph.model.location import Text
from docgraph.parse.markdown.links import first_heading, mentions
from tests.cost.steps import steps_of


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# One\n\n# Two\n", "One"),
        ("\n  \n\t\n# One two \n", "One two"),
        ("# One ##\n", "One"),
        ("# C#\n", "C#"),
        ("# One \\#\n", "One #"),
        ("#\tOne\n", "One"),
        ("# **One** `two` [three](x.md) _four_ five_six &amp; 7\n", "One two three four five_six & 7"),
        ("# One {#here}\n", "One"),
        ("# One {: .big }\n", "One"),
        ("# Choose {short title}\n", "Choose {short title}"),
        ("# 1 < 2\n", "1 < 2"),
        ("#One\n\n## Two\n", "Two"),
        ("Text.\n\n## Two\n", "Two"),
        ("One\n===\n", "One"),
        ("One\\\n===\n", "One\\"),
        ("One\ntwo\n---\n", "One two"),
        ("- One\n---\n\n   ### Three\n", "Three"),
        ("<!-- # No -->\n# One\n", "One"),
        ("```\n# No\n```\n", ""),
        ("Text without any.\n", ""),
        ("Text with a # sign.\n\n---\n", ""),
        ("", ""),
        ("# One", "One"),
        ("#\n", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_first_heading_is_its_plain_text(body: str, title: str, end: str) -> None:
    head = "---\nkind: x\n---\n".replace("\n", end)
    assert first_heading(Text("x.md", head + body.replace("\n", end)), len(head))[0] == title


@given(
    st.lists(st.sampled_from(["# ", "#", " ", "\n", "a", "\\", "##", "\t", "=", "-", "{", "}"]), max_size=12).map(
        "".join
    )
)
def test_the_short_way_to_a_heading_finds_what_the_parser_finds(body: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    opened = next(
        (number for number, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0), None
    )
    heading = "" if opened is None else "".join(part.content or " " for part in tokens[opened + 1].children or ())
    if "{" not in heading:
        assert first_heading(Text("x.md", body), 0)[0] == " ".join(heading.split())


def found(body: str) -> list[tuple[str, str]]:
    text = Text("x.md", body)
    return [(mention.target or mention.href, body[mention.offset :]) for mention in mentions(text, 0)]


BODY = """\
See [[a.b]] and [[agent:c|the *agent*]], not `[[code]]` but [[a.b]] again.

- [Rosa](../people/rosa.md#top) or ![[not]](pic.md) or [b][ref]
  and [two `x`](two%20words.md?x=1 "title")

| x | y |
|---|---|
| [[d\\|D]] | [e](e.md) [[f]] |

> [[quoted]]

!!! note

    Also [[inside]].

    ```
    [[not]]
    ```

```
[[not]] [not](not.md)
```

    [[not]]

[[split
in two]] \\[[not]] [[]] [web](https://x.org/a.md) [root](/a.md) [mail](mailto:a@b.md) [page](a.html)

[ref]: deep/ref.md
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_mentions_are_wiki_links_and_relative_links_to_markdown_outside_code(end: str) -> None:
    head = "---\nkind: [[no]]\n---\n".replace("\n", end)
    content = head + BODY.replace("\n", end)
    text = Text("x.md", content)
    linked = mentions(text, len(head))
    assert [mention.target or mention.href for mention in linked] == [
        "a.b", "agent:c", "a.b", "../people/rosa.md", "deep/ref.md", "two words.md", "d", "e.md", "f", "quoted",
        "inside",
    ]  # fmt: skip
    places = [content[mention.offset :] for mention in linked]
    starts = ["[[a.b]] and", "[[agent:c", "[[a.b]] again", "[Rosa]", "[b][ref]", "[two `x`]", "[[d\\", "[e](", "[[f]]",
              "[[quoted]]", "[[inside]]"]  # fmt: skip
    for place, start in zip(places, starts, strict=True):
        assert place.startswith(start)


def test_a_target_keeps_its_case_and_a_link_has_no_fragment() -> None:
    assert mentions(Text("x.md", "[[ A.b ]] [x](y.md#z)\n"), 0) == (Mention(0, target="A.b"), Mention(10, href="y.md"))


def test_a_link_after_the_same_words_in_code_has_its_own_place() -> None:
    assert found("`[[a]]` &copy; [x](a.md) x [[a]]\n") == [
        ("a.md", "[x](a.md) x [[a]]\n"),
        ("a", "[[a]]\n"),
    ]


def test_a_body_without_links_has_no_mentions() -> None:
    assert mentions(Text("x.md", "Plain [text](a.html) and [ ] boxes.\n"), 0) == ()


@given(
    st.lists(
        st.sampled_from(
            ["[[a]]", "[[", "]]", "[b](c.md)", "`", "\n", "    ", "!!! x\n\n", "|", "|-|\n", "> ", "\\", "*", "- "]
        )
    ).map("".join)
)
def test_every_mention_lies_in_the_text(body: str) -> None:
    assert all(place.startswith("[") for _, place in found(body))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["[", "[[", "[[a]] ", "[a](b.md) ", "`[[", "![", "&copy; ", "<", "\\[", "[[a]]\n", "[[a]]\n\n", "!!! a\n\n    "],
)
def test_work_grows_with_the_length_of_a_body(piece: str) -> None:
    def work(length: int) -> None:
        text = Text("x.md", "[[b]] x.md " + piece * (length // len(piece)))
        mentions(text, 0)
        first_heading(text, 0)

    work(100)
    assert steps_of(lambda: work(8_000)) < 2.5 * steps_of(lambda: work(4_000))


@pytest.mark.parametrize(
    "body", ["# So it *is*\n", "\n\n# So it *is* #\n", "text\n\n## So it *is*\n", "So it *is*\n===\n"]
)
def test_the_first_heading_has_its_place(body: str) -> None:
    title, offset = first_heading(Text("x.md", "---\n---\n" + body), 8)
    assert title == "So it is"
    assert Text("x.md", body).at(offset - 8).line == Text("x.md", body).at(body.index("So it")).line
