"""The explorer's page and the data beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docgraph.graph.definition_graph import DEFINITION_KINDS
from docgraph.kinds import KINDS, Outcome, Person
from docgraph.model.finding import Severity, Waived
from docgraph.site import EXPLORER, Site, explorer_files, foot, views_of
from docgraph.site.context import EXPLORER_DATA
from docgraph.site.figures.glyphs import GLYPHS
from docgraph.site.pages import explorer
from docgraph.site.pages.explorer import COLUMNS
from tests.browser.large import organisation as large
from tests.cost.steps import steps_of
from tests.site.organisation import AS_OF, found, get, href, made, organisation, trace_of
from tests.site.reading import reading

SITE = organisation()


def data(site: Site) -> dict[str, Any]:
    name, _, text = explorer_files(site, href)[EXPLORER_DATA].partition(" = ")
    assert name == "globalThis.docgraphExplorer"
    explorer_data: dict[str, Any] = json.loads(text.removesuffix(";\n"))
    return explorer_data


def page(site: Site) -> str:
    (view,) = (view for view in views_of(site) if view.name == EXPLORER.name)
    return view.render(site, href)


def test_every_record_and_relation_is_in_the_data() -> None:
    explorer_data = data(SITE)
    refs = [ref for _, ref, _, _, _ in explorer_data["nodes"]]
    assert sorted(refs) == sorted({*(record.ref for record in SITE.graph.records), "page:docs/guide.md"})
    edges = {
        (refs[source], explorer_data["relations"][by][0], refs[target]) for source, target, by in explorer_data["edges"]
    }
    assert edges == {(edge.source.ref, edge.relation, edge.target.ref) for edge in SITE.graph.edges}
    assert ("agent:import-triage", "owned-by", "person:jane.doe") in edges


def test_nodes_have_a_url_and_their_worst_severity() -> None:
    nodes = {ref: (title, url, worst) for _, ref, title, url, worst in data(SITE)["nodes"]}
    assert nodes["person:jane.doe"] == ("Jane Doe", "person/jane.doe.html", 0)
    assert nodes["outcome:coverage"][2] == 3
    assert nodes["agent:idle"][2] == 2
    assert nodes["agent:import-triage"][2] == 1
    assert nodes["outcome:left"][2] == 0, "what is waived is not wrong"


def test_the_worst_finding_counts() -> None:
    records = [made(Person, "ada")]
    findings = (
        found(records[0], "a", Severity.INFO),
        found(records[0], "b"),
        found(records[0], "c", Severity.WARNING),
    )
    assert data(Site(trace_of(records), findings))["nodes"][0][4] == 3
    waived = found(records[0], "a", waived=Waived("later", "ada", AS_OF))
    assert data(Site(trace_of(records), (waived,)))["nodes"][0][4] == 0


def test_every_kind_has_a_column_and_an_outline() -> None:
    kinds = {kind.kind for kind in KINDS} | {"page", *DEFINITION_KINDS}
    assert {kind for column in COLUMNS for kind in column} == kinds == set(GLYPHS)
    assert len({glyph.outline for glyph in GLYPHS.values()}) == len(kinds)
    assert len({glyph.letters for glyph in GLYPHS.values()}) == len(kinds)


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    records = list(SITE.graph.records)
    texts = {explorer_files(Site(trace_of(ordered)), href)[EXPLORER_DATA] for ordered in (records, records[::-1])}
    assert len(texts) == 1


def test_no_text_ends_the_script() -> None:
    records = [made(Person, "ada", title="</script><script>alert(1)</script>\u2028<!--")]
    text = explorer_files(Site(trace_of(records)), href)[EXPLORER_DATA]
    assert "<" not in text and text.isascii()
    assert data(Site(trace_of(records)))["nodes"][0][2].startswith("</script>")


def test_an_enormous_graph_is_cropped_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explorer, "MAX_NODES", 20)
    site = Site(trace_of([made(Person, "ada"), *(made(Outcome, f"o{number}", owner=["ada"]) for number in range(40))]))
    explorer_data = data(site)
    assert len(explorer_data["nodes"]) == 20
    assert any(ref == "person:ada" for _, ref, _, _, _ in explorer_data["nodes"]), "the hub stays"
    assert "21 more are only in the index" in reading(page(site)).text


def test_the_page_links_to_the_index_and_is_useful_without_scripts() -> None:
    content = reading(page(SITE))
    assert "is drawn by a script, which does not run here" in content.text
    assert "trace/index.html" in content.hrefs
    hidden = [element for element in content.elements if "hidden" in element.attributes]
    assert {element.attributes.get("data-part") for element in hidden} == {"controls", "severities", "stage"}


def test_a_record_links_to_its_focus_in_the_explorer() -> None:
    html = foot(SITE, get(SITE, "agent:import-triage"), href)
    assert '<a href="trace/explore.html#focus=agent%3Aimport-triage">Open in explorer</a>' in html


@pytest.mark.slow
def test_work_grows_with_the_number_of_records() -> None:
    small, site = large(500), large(1_000)
    assert len(data(site)["nodes"]) == 1_000
    assert steps_of(lambda: data(site)) < 2.5 * steps_of(lambda: data(small))
