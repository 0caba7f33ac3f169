"""The reader itself raises nothing, whatever bytes it is given: the net around it is for what nobody thought of."""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

import pytest
from scripts.fuzz_.documents import corpora
from scripts.fuzz_.mutations import TOKENS, mutated

from docgraph.kinds import KINDS
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from docgraph.parse.inherited_meta import read_inherited
from docgraph.parse.pipeline import parse_source

SEED = 20261130
LETTERS = [
    letter
    for block in ("Aa", "Éß", "Яж", "Ωλ", "אב", "عم", "कम", "職務", "サな", "한글", "İı", "ﬁ²", "-_", "1٣")
    for letter in block
]


def raised(contents: Iterable[bytes]) -> Counter[str]:
    """The exceptions that reading `contents` raises, each with the number of documents that raise it."""
    found: Counter[str] = Counter()
    for content in contents:
        source = SourceFile("a.md", content)
        try:
            document = parse_source(source, Settings())
        except Exception as error:
            found[f"{type(error).__name__}: {error}"] += 1
            document = parse_document(source, Settings())
            assert [problem.rule_name for problem in document.problems] == ["internal-error"]
        else:
            assert document.path == "a.md"
    return found


def some_bytes(random: Random) -> bytes:
    """Bytes with marks of encodings, pieces of text in several encodings, and noise."""
    parts: list[Callable[[], bytes]] = [
        lambda: random.randbytes(random.randrange(6)),
        lambda: random.choice(TOKENS).encode(
            random.choice(("utf-8", "utf-8", "latin-1", "utf-16-le", "utf-16-be")), "replace"
        ),
        lambda: random.choice((b"---\n", b"kind: agent\n", b"---\nkind: outcome\n---\n", b"\n", b"a: b\n", b"# T\n")),
    ]
    mark = random.choice((b"", b"", BOM_UTF8, BOM_UTF8 * 2, b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xef\xbb"))
    return mark + b"".join(random.choice(parts)() for _ in range(random.randrange(8)))


def test_any_bytes() -> None:
    random = Random(SEED)
    assert not raised(some_bytes(random) for _ in range(3000))


@pytest.mark.slow
def test_mutated_documents() -> None:
    random = Random(SEED)
    documents = [content for corpus in corpora() for content in corpus.values()]
    assert not raised(mutated(random, random.choice(documents), documents) for _ in range(800))


def label(random: Random) -> str:
    """A label of one to three letters, in any script, as a body may write it."""
    letters = "".join(random.choice(LETTERS) for _ in range(random.randrange(1, 4)))
    name = unicodedata.normalize(random.choice(("NFC", "NFD")), letters)
    form = random.choice(
        ("**{}:** x", "**{}**: x", "__{}:__ x", "***{}:*** x", "- **{}:** x", "{}: x", "## {}", "> **{}:**")
    )
    return form.format(name)


def body(random: Random) -> str:
    """A record with labels of its kind and short ones that are none."""
    kind = random.choice(KINDS)
    known = [f"**{known_label}:** jane.doe" for known_label in kind.labels] or ["**Owner:** jane.doe"]
    lines = [label(random) if random.randrange(2) else random.choice(known) for _ in range(random.randrange(2, 7))]
    return f"---\nkind: {kind.kind}\n---\n# Title\n\n" + random.choice(("\n", "\n\n")).join(lines) + "\n"


@pytest.mark.slow
def test_short_labels_in_bodies_of_every_kind() -> None:
    random = Random(SEED)
    assert not raised(body(random).encode() for _ in range(1500))


def test_a_label_of_one_letter_does_not_affect_other_labels() -> None:
    text = "---\nkind: agent\n---\n# A\n\n**Owner:** jane.doe\n\n**Q:** Why?\n\n**A:** Because.\n"
    [record] = parse_source(SourceFile("a.md", text.encode()), Settings()).records
    assert record.value("owner") == ("jane.doe",)


def test_any_bytes_in_a_file_that_documents_inherit() -> None:
    random = Random(SEED)
    for _ in range(1000):
        meta = SourceFile(".meta.yml", some_bytes(random))
        read_inherited(meta)
        parse_source(SourceFile("a.md", b"---\nkind: agent\n---\n", (meta,)), Settings())


def test_a_byte_that_is_not_utf8_has_its_place_behind_a_mark_too() -> None:
    for mark in (b"", BOM_UTF8):
        [problem] = parse_source(SourceFile("a.md", mark + b"\xc3\xa9\n\xc3\xa9\xff"), Settings()).problems
        assert (problem.at.line, problem.at.column) == (2, 2)
        assert f"byte {len(mark) + 6} of the file (0xff)" in problem.message
