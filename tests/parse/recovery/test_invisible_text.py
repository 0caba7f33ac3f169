"""Hidden characters, values that site generators read as another type, backslashes: reported, and fixed by the fix."""

from __future__ import annotations

import random

import pytest

from docgraph.app import apply_fixes
from docgraph.parse.recovery import invisible_text
from docgraph.parse.recovery.invisible_text import Hidden
from tests.corpus import project_of, result_of

SEED = 13
VARIANTS = 240
_HIDDEN = "\u202e\u202a\u2066\u200b\u2060\x1b\x07\x7f\u0080\u2063\ufeff\U000e0041"
_PLACES = (
    "title: {}",
    "estimate: {}",
    "tags: [a, {}]",
    "success-criteria:\n  - {}",
    "measure: {{unit: {}}}",
    "x-note: {}",
)
_ORDINARY = (
    "caf\u00e9",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627",
    "\U0001f468\u200d\U0001f4bb",
    "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a\\\\u202Eb",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u65e5\u672c\u8a9e",
    "C:\\\\x1b",
    "a\\tb",
    "\\u00e9",
)


def _escape(rng: random.Random, sign: str) -> str:
    """A character as an escape of YAML."""
    number = ord(sign)
    named = {0: "0", 7: "a", 8: "b", 11: "v", 12: "f", 27: "e"}
    forms = [f"\\U{number:08x}"]
    forms += [f"\\u{number:04X}"] if number < 0x10000 else []
    forms += [f"\\x{number:02x}"] if number < 0x100 else []
    forms += [f"\\{named[number]}"] if number in named else []
    return rng.choice(forms)


def _document(keys: str, body: str = "# A title\n") -> dict[str, str]:
    return {"o.md": f"---\nkind: outcome\nid: o\n{keys}\n---\n{body}"}


def _left(files: dict[str, str], code: str) -> list[str]:
    after = apply_fixes(project_of(files, select="DOC")).result
    return [finding.code for finding in after.findings if finding.code == code]


@pytest.mark.slow
def test_every_hidden_character_is_reported_and_deleted_escaped_or_not() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        keys, number, used = [], 0, rng.sample(_PLACES, rng.randint(1, 3))
        for place in used:
            parts = ["a"]
            for _ in range(rng.randint(1, 2)):
                sign = rng.choice(_HIDDEN + "\0\x08\x0b")
                escaped = rng.random() < 0.5 or sign in "\0\x08\x0b\x1b\x07\x7f\u0080"
                parts += [_escape(rng, sign) if escaped else sign, "b"]
                number += 1
            keys.append(place.format(f'"{"".join(parts)}"'))
        body = ""
        if rng.random() < 0.3:
            body, number = f"# A title\n\nIt is{rng.choice(_HIDDEN[:6])} here.\n", number + 1
        files = _document("\n".join(keys), body)
        codes = [finding.code for finding in result_of(files, select="DOC").findings]
        if codes != ["DOC014"] * number or _left(files, "DOC014"):
            wrong.append((ascii(files["o.md"]), codes))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:2]}"


def test_visible_characters_are_not_reported() -> None:
    rng = random.Random(SEED)
    for _ in range(VARIANTS):
        words = " ".join(rng.sample(_ORDINARY, 3))
        files = _document(rng.choice(_PLACES).format(f'"{words}"'), f"# {words}\n")
        assert not result_of(files, select="DOC014").findings, ascii(files)


def test_many_hidden_characters_give_few_findings() -> None:
    files = _document("title: a", "x\u200b " * 500)
    findings = result_of(files, select="DOC014").findings
    assert len(findings) == 10
    assert findings[-1].message == "491 invisible characters from here on (U+200B)"
    assert not _left(files, "DOC014")


def _copied(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of characters that are copied to collect runs of escapes."""
    copied = 0

    def counted(offset: int, source_text: str, characters: str) -> Hidden:
        nonlocal copied
        copied += len(source_text) + len(characters)
        return Hidden(offset, source_text, characters)

    with monkeypatch.context() as patch:
        patch.setattr(invisible_text, "Hidden", counted)
        found = result_of(_document('title: "' + "\\u202e" * count + '"'), select="DOC014").findings
    assert [finding.message for finding in found] == [f"{count} invisible characters (U+202E)"]
    return copied


def test_a_run_of_escapes_is_collected_in_linear_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _copied(4_000, monkeypatch) == 2 * _copied(2_000, monkeypatch)


_TYPED = ("no", "yes", "On", "OFF", "012", "0777", "12:30", "1:30:45", "1_000", "0x1F", "0b101", "-012")
_TEXTS = (
    "none",
    "nope",
    "12.30",
    "on time",
    "yes, by March",
    "0.5",
    "10",
    "2026-12-31",
    "true story",
    "12:75",
    "no-one",
    "+5",
    "007-a",
)
_LISTS = ("success-criteria", "tags", "expectations", "aliases")
_ONES = ("estimate", "wrong-if")


def _placed(rng: random.Random, value: str) -> tuple[str, int]:
    """Front matter with a value, in one of the places it may be, and how many texts are written there."""
    form = rng.choice(("one", "flow", "block", "alone", "map"))
    if form == "one":
        return f"{rng.choice(_ONES)}: {value}", 1
    key = rng.choice(_LISTS)
    if form == "flow":
        return f"{key}: [{value}, other]" if rng.random() < 0.5 else f"{key}: [other , {value} ]", 1
    if form == "alone":
        return f"{key}: {value}", 1
    if form == "map":
        return f"measure:\n  unit: {value}\n  source: {value}  # so", 2
    return f"{key}:\n  - {value}  # why\n  - {value}", 2


@pytest.mark.slow
def test_a_value_that_site_generators_read_as_another_type_is_reported_under_any_key() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        value = rng.choice(_TYPED)
        keys, number = _placed(rng, value)
        files = _document(keys)
        codes = [finding.code for finding in result_of(files, select="DOC011,DOC001").findings]
        if codes != ["DOC011"] * number or _left(files, "DOC011"):
            wrong.append((keys, codes))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


@pytest.mark.slow
def test_texts_quotes_blocks_and_other_peoples_keys_are_left_alone() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        quote = rng.choice("'\"")
        typed = rng.choice(_TYPED)
        keys, _ = _placed(rng, rng.choice((rng.choice(_TEXTS), f"{quote}{typed}{quote}")).replace("yes, by", "yes by"))
        other = rng.choice(
            (
                f"x-flag: {typed}",
                f"hide: [{typed}]",
                "draft: no",
                "comments: yes",
                "social: off",
                f"mission:\n  for: |\n    answer: {typed}\n    - see ticket #12 first\n",
                "mission: {for: 'a #b'}",
                f'mission:\n  for: "on two lines\n    - {typed} #1 and\n    more"',
            )
        )
        if findings := result_of(_document(f"{keys}\n{other}"), select="DOC011,DOC001").findings:
            wrong.append((keys, other, findings[0].message))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


_WRONG = ("\\U", "\\x", "\\d", "\\w", "\\s", "\\q", "\\.", "\\D", "\\k", "\\u")
_WORDS = ("Users", "jane's", "reports", "v2026", "[a-z]", "+", " $", "#1", "{3}")


@pytest.mark.slow
def test_a_backslash_in_double_quotes_is_reported_and_single_quotes_fix_it() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        words = [
            rng.choice(("C:", "", "^", "srv")),
            *(rng.choice(_WRONG) + rng.choice(_WORDS) for _ in range(rng.randint(1, 3))),
        ]
        value = "".join(words)
        form = rng.choice(
            (
                "estimate: {}",
                "estimate: {}  # why",
                "tags: [{}, b]",
                "success-criteria:\n  - {}",
                "measure: {{unit: {}}}",
            )
        )
        files = _document(form.format(f'"{value}"'))
        [finding] = result_of(files, select="DOC001").findings
        result = apply_fixes(project_of(files, select="DOC001"))
        document = result.changed[0].content.decode() if result.changed else ""
        single = "'" + value.replace("'", "''") + "'"
        if "not a valid escape" not in finding.message or single not in document or result.result.findings:
            wrong.append((value, finding.message, document))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:3]}"


def test_an_unclosed_quote_is_reported_as_never_closed() -> None:
    for value in ('"open\nstatus: open', '"C:\\\\x and on\nstatus: open', "'it\nstatus: open"):
        [finding] = result_of(_document(f"estimate: {value}"), select="DOC001").findings
        assert finding.message == "this quote is never closed", value


_LABELS = (
    "None mTLS Note Q A NB Why? TLS API FAQ Name Done Rule Cost Risk Goal Scope Team Term Node Pros Cons Pro Con Fine"
    " Related Updated"
).split()
_KINDS = "outcome agent decision incident runbook".split()


@pytest.mark.slow
def test_labels_of_prose_are_no_labels_of_ours() -> None:
    rng, wrong = random.Random(SEED), []
    for _ in range(VARIANTS):
        kind, words = rng.choice(_KINDS), rng.sample(_LABELS, 3)
        lines = [
            rng.choice((f"**{word}:** text", f"- **{word}**: text", f"**{word.lower()}**: text")) for word in words
        ]
        body = "\n\n".join(["# A title", "**Owner:** jane", *lines])
        text = f"---\nkind: {kind}\nid: x\n---\n{body}\n"
        if findings := result_of({"x.md": text}, select="DOC,INT").findings:
            wrong.append((kind, words, findings[0].message))
    assert not wrong, f"{len(wrong)} of {VARIANTS}, such as {wrong[:5]}"


@pytest.mark.slow
def test_a_label_with_one_wrong_letter_is_still_reported() -> None:
    rng = random.Random(SEED)
    for _ in range(VARIANTS):
        label = rng.choice(("owner", "backup", "status", "success criteria", "expectations"))
        at = rng.randrange(1, len(label) - 1)
        misspelled = rng.choice(
            (label[:at] + label[at + 1 :], label[:at] + "q" + label[at:], label[:at] + "z" + label[at + 1 :])
        )
        if " " in label[at - 1 : at + 2] or misspelled in ("success criteria",):
            continue
        text = (
            f"---\nkind: outcome\nid: x\n---\n# A title\n\n**Due:** 2026-12-31\n\n**{misspelled.capitalize()}:** text\n"
        )
        helps = [finding.help for finding in result_of({"x.md": text}, select="DOC004").findings]
        assert helps == [f"write `**{label.capitalize()}:**`"], misspelled
