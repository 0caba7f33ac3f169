"""Where MkDocs drops the front matter of a page, a DOC finding says so; where it reads it, none does."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from mkdocs.utils.meta import get_data

from docgraph.model.finding import Severity
from docgraph.parse.recovery import mkdocs_values
from tests.corpus import AS_OF, record, result_of

SEED = 20261161
VARIANTS = 250
_KEYS = ("title", "purpose", "contact", "version", "tags", "x-since", "x-any", "x_note")
_SIGNS = "0123456789" * 3 + "-:.TZ_xbe+= ~"


def _day(random: Random) -> str:
    parts = random.randrange(2025, 2028), random.randrange(14), random.randrange(33)
    day = random.choice(("{:04}-{:02}-{:02}", "{:04}-{:02}-{:02}", "{}-{}-{}")).format(*parts)
    hours = f"{random.randrange(27):02}:{random.randrange(62):02}:{random.randrange(62):02}"
    return random.choice((day, day, f"{day} {hours}", f"{day}T{hours}Z", f"{day} {hours} +{random.randrange(30)}:00"))


def _scalar(random: Random) -> str:
    number = random.choice(
        ("0b", "0x", "-0x_", "0b1", "1_0", "0_", "0o7", "017", "08", "1:30", ".", ".5", "-.inf", "1e3")
    )
    text = "".join(random.choice(_SIGNS) for _ in range(random.randrange(1, 9))).strip(" :") or "a"
    return random.choice(
        (_day(random), _day(random), number, "=", "<<", "==", "1" * random.choice((20, 5000)), text, "~")
    )


def _value(random: Random) -> str:
    one, two = _scalar(random), _scalar(random)
    return random.choice(
        (one, one, one, f'"{one}"', f"'{one}'", f"[a, {one}]", f"[{one}, {two}]", f"{{a: {one}}}", f"a {one}")
    )


def _document(random: Random, **keys: str) -> str:
    lines = [f"{random.choice(_KEYS)}: {_value(random)}"]
    if not random.randrange(4):
        lines = [f"{random.choice(('x-list', 'tags'))}:", f"  - {_scalar(random)}"]
    return record("person", **keys).replace("kind: person\n", "kind: person\n" + "\n".join(lines) + "\n")


@pytest.mark.slow
def test_a_header_that_mkdocs_drops_is_an_error_and_no_other() -> None:
    random = Random(SEED)
    missed, healthy, dropped = [], [], 0
    for _ in range(VARIANTS):
        text = _document(random)
        is_dropped = not get_data(text)[1]
        dropped += is_dropped
        result = result_of({"p.md": text})
        codes = [
            finding
            for finding in result.open_findings
            if finding.severity is Severity.ERROR and finding.code.startswith("DOC")
        ]
        if is_dropped and not codes:
            missed.append(text)
        if not is_dropped and any("MkDocs cannot read" in finding.message for finding in codes):
            healthy.append(text)
    assert not missed and not healthy, (len(missed), missed[:3], len(healthy), healthy[:3])
    assert VARIANTS // 8 < dropped < VARIANTS * 7 // 8


def test_every_value_that_mkdocs_cannot_read_passes_the_fast_tests() -> None:
    random = Random(SEED)
    unreadable = [text for text in (_scalar(random) for _ in range(3_000)) if not mkdocs_values._can_be_read(text)]
    assert len(unreadable) > 300
    unseen = {text for text in unreadable if not text.startswith(mkdocs_values._FIRST)}
    unseen |= {text for text in unreadable if not mkdocs_values._MAYBE.search(f"x: {text}\n")}
    assert not unseen


@pytest.mark.parametrize("day", ["2023-9-15", "2023-09-5", "2023-1-2", "2023-13-9"])
def test_a_date_without_leading_zeros_is_text_for_mkdocs(day: str) -> None:
    assert get_data(f"---\nx-since: {day}\n---\n")[1] == {"x-since": day}
    assert not mkdocs_values._MAYBE.search(f"x-since: {day}\n")


def test_a_waiver_of_the_wrong_day_does_not_cover_what_mkdocs_drops() -> None:
    waiver = "[{code: DOC007, reason: the day is being asked for, owner: ann, until: 2026-12-31}]"
    files = {
        "ann.md": record("person"),
        "fast.md": record("outcome", owner="ann", reviewed="2026-02-31", waivers=waiver),
    }
    codes = {finding.code for finding in result_of(files, AS_OF).open_findings}
    assert {"DOC001"} <= codes and "DOC007" not in codes
    assert "DOC001" not in {
        finding.code
        for finding in result_of(files | {"fast.md": record("outcome", reviewed="2026-02-31")}).open_findings
    }


def test_the_quotes_that_the_help_asks_for_end_the_finding() -> None:
    for value in ("2026-02-31", "=", "0x_"):
        [finding] = [
            finding
            for finding in result_of({"p.md": record("person", x_a=value)}, date(2026, 1, 1)).open_findings
            if finding.code == "DOC001"
        ]
        assert finding.help == f'quote it: `x-a: "{value}"`'
        assert not [
            finding
            for finding in result_of({"p.md": record("person", x_a=f'"{value}"')}).open_findings
            if finding.code == "DOC001"
        ]
        page = result_of({"p.md": f"---\ntitle: {value}\n---\n"}).open_findings
        assert [finding.severity for finding in page if finding.code == "DOC001"] == [Severity.WARNING]
