"""The text of a field stays text: no markup, no attribute, no active link comes from a document."""

from __future__ import annotations

from typing import Any

import pytest

from docgraph.kinds import KINDS, Agent, ContextPack, Decision, Incident, Outcome, Person, Raci, Role, Runbook, Team
from docgraph.model.finding import Accepted, Waived
from docgraph.model.record import Record
from docgraph.site import Site, panel, standalone_page, views_of
from docgraph.site.render.format import PageLinks
from tests.export.hostile_texts import MARKUP
from tests.site.organisation import AS_OF, found, href, made, trace_of
from tests.site.reading import reading

PAYLOADS = [
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</section></table><script>alert(1)</script>",
    "`<svg onload=alert(1)>`",
    "{{ 7*7 }}{% include 'x' %}",
    "%s %d %(x)s {0}",
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    "data:text/html,<script>1</script>",
    "https://example.org/\"onclick='x'<b>",
    "//evil.example",
    "a\u202egnp.exe\x1b]0;x\x07\x00",
]
LIVE = ("https://user:pass@example.org:99999/", "mailto:a@example.org?body=")
"""Payloads that hold an address which may be a link."""
FILTERED = ("?outcomes.gaps=", "?agents.gaps=", "#outcomes", "#agents", "#people")
"""Links of the index to its tables."""
OURS = (*(f"{kind.kind}/" for kind in KINDS), "trace/", "guide.html", "https://example.org/", *LIVE, *FILTERED)
SAFE = {
    "href",
    "rel",
    "class",
    "id",
    "scope",
    "role",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "aria-current",
    "data-label",
    "data-facet",
}
DRAWN = {"xlink:href", "viewbox", "d", "x", "y", "width", "height", "rx", "transform", "text-anchor"}
"""What our pictures are drawn with."""
SCRIPTS = ("trace/explore/graph.html", "trace/explore/explorer.html")
CHOSEN = {
    "name",
    "value",
    "type",
    "checked",
    "hidden",
    "autocomplete",
    "spellcheck",
    "src",
    "defer",
    "aria-describedby",
}
"""What the controls of the explorer have besides, and its own scripts."""


def hostile(evil: str) -> list[Record]:
    """Every kind, with the payload in every text that a document can hold."""
    parts: dict[str, Any] = {"title": evil, "aliases": [evil], "tags": [evil], "contact": evil}
    tagged: dict[str, Any] = {key: parts[key] for key in ("title", "aliases", "tags")}
    plain = {**tagged, "contact": evil}
    names = "will_do wont_do exit inputs scenarios definitions dashboards built_by"
    lists = {key: [evil] for key in names.split()}
    return [
        made(Person, "p", **parts),
        made(Role, "r", holders=[{"person": ["p"]}], **parts),
        made(Team, "t", members=["p", evil], lead=[evil], **parts),
        made(Outcome, "o", owner=[evil], backup=[evil], success_criteria=[evil], estimate=evil, wrong_if=evil,
             if_wrong=[evil], measure={"unit": evil, "target": "1", "source": evil}, expectations=[evil],
             due="2026-12-01",
             result={"value": evil, "by": [evil], "evidence": evil}, shares=[{"person": [evil], "part": evil}],
             mission={"for_": evil}, history=[{"owner": [evil], "why": evil}], **plain),
        made(Agent, "a", owner=["p"], backup=["r"], outcomes=["o"], purpose=evil, model=[evil],
             tools=[{"name": evil, "scope": evil}], acceptance=[{"metric": evil, "op": evil, "unit": evil, "on": evil}],
             thresholds=[{"metric": evil, "op": evil, "unit": evil, "on": evil}],
             rollback={"trigger": [evil], "procedure": evil, "by": [evil]}, identity={"registry": evil},
             waivers=[{"code": evil, "reason": evil, "owner": [evil]}], **{**parts, **lists}),
        made(Decision, "d", owner=[evil, "p"], decision_makers=[evil], consulted=[evil], decision=evil, why=evil,
             options=[evil], evidence=[{"metric": evil, "source": evil}],
             follow_up=[{"who": [evil], "what": evil, "on": "2026-12-01"}],
             promotes={"agent": [evil]}, rollback=evil, context=evil, affects=["agent:a"], **plain),
        made(Raci, "raci", scope=["agent:a"], rows=[{"activity": evil, "accountable": ["p"], "consulted": [evil]}],
             **tagged),
        made(Runbook, "rb", owner=["p"], trigger=evil, severity=evil, escalation=[evil], rollback=evil, **plain),
        made(Incident, "i", owner=["p"], severity=evil, actions=[{"what": evil, "owner": ["p"], "due": "2026-11-01"}],
             guardrails=[evil], **plain),
        made(ContextPack, "c", owner=["p"], version=evil, refreshed="2026-11-01", fresh_for="60d", contains=[evil],
             **plain),
    ]  # fmt: skip


def pages(evil: str) -> list[str]:
    records = hostile(evil)
    graph = trace_of(records)
    waived = Waived(evil, evil, AS_OF)
    accepted = Accepted(evil, AS_OF, AS_OF)
    findings = tuple(
        found(record, evil, **suppressed)
        for suppressed in ({}, {"waived": waived}, {"accepted": accepted})
        for record in records
    )
    site = Site(graph, findings, contacts=True)
    return [
        *(view.render(site, href) for view in views_of(site)),
        *(standalone_page(site, record, href) for record in records),
        *(panel(site, record.path, href) for record in records),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("evil", [*PAYLOADS, *MARKUP])
def test_no_payload_escapes_its_context(evil: str) -> None:
    for html in pages(evil):
        page = reading(html)
        tags = {element.tag for element in page.elements}
        assert not tags & {"img", "b", "style", "iframe"}, tags
        for element in page.elements:
            strange = {one for one in element.attributes if not one.startswith("data-")} - SAFE - DRAWN - CHOSEN
            if element.attributes.get("class", "").startswith("docgraph-node"):
                strange -= {"title"}
            assert not strange, f"{element.tag}: {strange}"
            assert element.tag != "svg" or element.attributes["class"] == "docgraph-glyph"
            assert element.tag != "script" or element.attributes["src"] in SCRIPTS
        for url in page.hrefs:
            assert url.startswith(OURS), url


@pytest.mark.slow
def test_hidden_characters_are_escaped() -> None:
    for html in pages(PAYLOADS[-1]):
        assert not set(html) & {"\u202e", "\x1b", "\x07", "\x00"}
    assert any("\\u202e" in html for html in pages(PAYLOADS[-1]))


@pytest.mark.slow
def test_template_syntax_is_text() -> None:
    assert any("{{ 7*7 }}" in html for html in pages(PAYLOADS[4]))
    assert not any(">49<" in html for html in pages(PAYLOADS[4]))


def test_a_long_title_is_cropped_in_links_and_complete_on_its_page() -> None:
    records = [made(Person, "p", title="x" * 5000), made(Outcome, "o", owner=["p"])]
    site = Site(trace_of(records))
    assert "x" * 301 not in standalone_page(site, records[1], href)
    assert "x" * 5000 in standalone_page(site, records[0], href)


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("see http://example.org/x_(y), please", "http://example.org/x_(y)"),
        ("mailto:jane@example.org", "mailto:jane@example.org"),
        ("../guide.md", "guide.html"),
        ("../guide.md#top", "guide.html#top"),
    ],
)
def test_safe_links_in_values_are_links(value: str, url: str) -> None:
    record = made(Outcome, "o")
    (link,) = reading(PageLinks(href).text(record, value)).hrefs
    assert link == url


@pytest.mark.parametrize(
    "value", ["ftp://x", "javascript:x", "//x.y", "../../secret.md", "missing.md", "v1.10", "/etc/x.md"]
)
def test_unsafe_links_in_values_are_text(value: str) -> None:
    page = reading(PageLinks(href).text(made(Outcome, "o"), value))
    assert not page.hrefs
    assert page.text == value


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("run `sorter off`, tell ops", "run <code>sorter off</code>, tell ops"),
        ("`<b>` & `https://x.y`", "<code>&lt;b&gt;</code> &amp; <code>https://x.y</code>"),
        ("one ` is no pair", "one ` is no pair"),
    ],
)
def test_backticks_in_a_value_are_code(value: str, html: str) -> None:
    assert PageLinks(href).text(made(Outcome, "o"), value) == html
