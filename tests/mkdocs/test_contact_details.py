"""Mail addresses, phone numbers and `x-` keys of people stay out of the pages and the data of a site."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.analysis.contact_details import ContactDetails
from docgraph.app import CheckResult
from docgraph.app.published_site import site_of
from docgraph.export import EXPORTS, payload_of
from docgraph.kinds import Person
from docgraph.mkdocs.log_findings import facts_of
from docgraph.site import files_of, standalone_page, views_of
from tests.corpus import record, result_of

SEED = 20261130
VARIANTS = 240
_AGENT = "---\nkind: agent\nowner: {}\nbackup: sam\nstatus: active\npurpose: Reads mail\n---\n# Bot {}\n"


def _detail(draw: Random) -> tuple[str, str]:
    """A mail address or a phone number as people write it, and the part of it that must not be published."""
    secret = draw.choice(("q{}x", "7{}3")).format(draw.randrange(10**7, 10**8))
    if secret[0] == "q":
        form = draw.choice(
            ("{}@example.org", "{}.K@mail.example.co.uk", "Ann <{}@example.org>", "mailto:{}@example.org")
        )
    else:
        secret = secret.removeprefix("7")
        form = draw.choice(("+49 170 {}", "0170-{}", "(0170) {}", "tel:+49170{}", "0170/{}", "{} (mobile)"))
    return form.format(secret), secret


def _person(draw: Random, number: int, secrets: list[str]) -> str:
    details = [_detail(draw) for _ in range(3)]
    secrets += [secret for _, secret in details]
    quoted = [f"'{text}'" for text, _ in details]
    keys = {
        "contact": [f"contact: {quoted[0]}", f"x-mail: {quoted[0]}", f"x-all: [{quoted[0]}, a]"],
        "aliases": [f"aliases: [p{number}x, '@p{number}', {quoted[1]}]", f"aliases: {quoted[1]}"],
        "x": [f"x-mobile: {quoted[2]}", f"x-reach: {{home: {quoted[2]}, at: [9, 17]}}", f"phone: {quoted[2]}"],
    }
    lines = [draw.choice(forms) for forms in keys.values()]
    return f"  - id: p{number}\n    title: Person {number}\n" + "".join(f"    {line}\n" for line in lines)


def _variant(draw: Random) -> tuple[CheckResult, list[str]]:
    """A small project, and what must not be published of it."""
    secrets: list[str] = []
    people = [_person(draw, number, secrets) for number in range(draw.randint(1, 3))]
    named = draw.choice((None, *range(len(people))))
    alias = next(line for line in people[named].splitlines() if "aliases" in line) if named is not None else ""
    owner = alias.rpartition("[")[2].rpartition(", ")[2].removeprefix("    aliases: ").rstrip("]") or "sam"
    files = {
        "people.md": "---\nkind: people\npeople:\n  - {id: sam, title: Sam, contact: '#sam', aliases: ['@s', s2]}\n"
        + "".join(people)
        + "---\n",
        "bot.md": _AGENT.format(owner, draw.randrange(9)),
        "team.md": record(
            "team", members="[sam]", contact="crew@example.org", aliases="[crew2026-100]", **{"x-room": "9"}
        ),
    }
    return result_of(files), secrets


def _published(result: CheckResult, pages: bool) -> str:
    payload = payload_of(facts_of(result), lambda node: "", public=True)
    texts = [*EXPORTS["json"](payload).values(), *EXPORTS["csv"](payload).values()]
    if pages:
        site = site_of(result)
        texts += [view.render(site, lambda node: "") for view in views_of(site)]
        texts += [standalone_page(site, record, lambda node: "") for record in result.graph.records]
        texts += [file.content().decode() for file in files_of(site)]
    return "\n".join(texts)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_detail_of_a_person_is_published(part: int) -> None:
    draw = Random(SEED + part)
    for number in range(VARIANTS // 4):
        result, secrets = _variant(draw)
        text = _published(result, pages=number % 10 == 0)
        assert [line for line in text.splitlines() for secret in secrets if secret in line] == [], number
        assert '"x-' not in text
        for kept in ("#sam", "@s", "s2", "crew@example.org", "crew2026-100", "person:sam"):
            assert kept in text, kept


def test_the_export_of_the_command_has_all_of_it() -> None:
    draw = Random(SEED)
    for _ in range(20):
        result, secrets = _variant(draw)
        text = EXPORTS["json"](payload_of(facts_of(result)))["graph.json"]
        known = [secret for secret in secrets if secret in text]
        assert len(known) >= len(secrets) - text.count("unknown key `phone`")


def test_a_finding_names_no_address_and_keeps_the_rest() -> None:
    files = {
        "people.md": "---\nkind: people\npeople:\n  - {id: sam, title: Sam, "
        "aliases: [Sam@Example.org, +49 170 1234567]}\n---\n",
        "bot.md": _AGENT.format("'sam@example.org'", 1),
        "two.md": _AGENT.format("'+49 (170) 123-4567'", 2),
    }
    result = result_of(files)
    shown = {finding.message for finding in site_of(result).findings}
    assert "`(hidden)` resolves to `sam`, but is not its id" in shown
    assert not [text for text in shown if "example.org" in text or "123" in text]
    unchanged = {finding.message for finding in result.findings} & shown
    assert len(unchanged) == len({finding.message for finding in result.findings}) - 2


@pytest.mark.parametrize("declared", ["+49 170 1234567", "0049 170 1234567"])
@pytest.mark.parametrize("shown", ["+49 (170) 123-4567", "0049-170-1234567", "00491701234567"])
def test_a_country_code_behind_plus_or_zeros_is_the_same(declared: str, shown: str) -> None:
    graph = result_of({"people.md": f"---\nkind: people\npeople: [{{id: sam, contact: '{declared}'}}]\n---\n"}).graph
    assert ContactDetails(graph.all(Person)).hide(f"call {shown}") == "call (hidden)"
