"""A day that could not be read is shown as unreadable on the page of its record: nothing declared goes missing."""

from __future__ import annotations

import random
import re

import pytest

from docgraph.site import Site, foot, head, views_of
from tests.corpus import record, result_of
from tests.site.organisation import href
from tests.site.reading import text

SEED = 20261190
VARIANTS = 240
_PLACES = (
    ("agent", "hired: {}"),
    ("agent", "reviews: [{{due: {}}}]"),
    ("agent", "reviews: [{{on: {}}}]"),
    ("agent", "reviews: [{{due: 2026-10-01, on: {}}}]"),
    ("agent", "reviews: [{{due: 2027-01-01}}, {{due: {}}}]"),
    ("agent", "reviews: {}"),
    ("agent", "history: [{{owner: jane, from: {}}}]"),
    ("outcome", "due: {}"),
    ("outcome", "result: {{value: x, on: {}}}"),
    ("outcome", "signed-off: {{by: jane, on: {}}}"),
    ("outcome", "history: [{{owner: jane, to: {}}}]"),
    ("person", "joined: {}"),
    ("person", "left: {}"),
    ("role", "holders: [{{person: jane, from: {}}}]"),
    ("role", "holders: [{{person: jane, to: {}}}]"),
    ("decision", "date: {}"),
    ("decision", "follow-up: [{{what: look, on: {}}}]"),
    ("incident", "date: {}"),
    ("incident", "actions: [{{what: mend, owner: jane, due: {}}}]"),
    ("runbook", "tested: {}"),
    ("context-pack", "refreshed: {}"),
    ("team", "reviewed: {}"),
    ("outcome", "waivers: [{{code: OWN005, reason: as agreed in May, owner: jane, until: {}}}]"),
)
_DAYS = ("2026-13-01", "2026-02-30", "soon", "next week", "someday", "2026/99/99", "TBC", "May", "9", "[x]", "{a: b}")


def _variant(seed: int) -> tuple[str, str, Site]:
    dice = random.Random(SEED + seed)
    kind, place = _PLACES[seed % len(_PLACES)]
    line = place.format(dice.choice(_DAYS))
    key, _, value = line.partition(": ")
    more = {"status": dice.choice(("active", "proposed"))} if kind == "agent" else {}
    files = {"x.md": record(kind, title="X", **more, **{key: value}), "jane.md": record("person", id="jane")}
    result = result_of(files)
    return kind, line, Site(result.graph, result.findings, first_reviews=result.first_reviews)


@pytest.mark.slow
def test_unreadable_values_are_labelled() -> None:
    silent = []
    for seed in range(VARIANTS):
        kind, line, site = _variant(seed)
        found = next((each for each in site.graph.records if each.path == "x.md"), None)
        if found is None or not found.place.invalid_paths:
            continue
        page = text(head(site, found, href)).partition(" Fix")[0] + text(foot(site, found, href))
        if not re.search("unreadable|could (not )?be read", page):
            silent.append(f"{kind} {line}")
    assert not silent, f"{len(silent)} of {VARIANTS}: {sorted(set(silent))}"


@pytest.mark.parametrize("reviews", ["[{due: soon}]", "soon", "[{on: soon}]", "[{due: 2026-10-01, on: soon}]"])
def test_an_unreadable_review_is_an_audit_problem_and_not_overdue(reviews: str) -> None:
    files = {"x.md": record("agent", owner="jane", status="active", hired="2026-10-01", reviews=reviews)}
    result = result_of(files | {"jane.md": record("person", id="jane")})
    site = Site(result.graph, result.findings, first_reviews=result.first_reviews)
    content = text({view.path: view for view in views_of(site)}["autonomy"].render(site, href))
    assert (
        "1 has a review date that could not be read" in content
        and "overdue" not in content
        and "no review scheduled" not in content
    )
    assert "never reviewed" not in content and "unreadable" in content


def test_absent_and_readable_values_are_not_labelled_unreadable() -> None:
    files = {"x.md": record("agent", owner="jane", reviews="[{due: 2027-01-01}, {on: 2026-01-01}]", hired="2026-01-01")}
    result = result_of(files | {"jane.md": record("person", id="jane")})
    site = Site(result.graph, result.findings)
    for each in site.graph.records:
        assert "unreadable" not in head(site, each, href) + foot(site, each, href)
