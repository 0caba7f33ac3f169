"""The view of waivers: why, on whose word, until when, and what each hides now."""

from __future__ import annotations

import re

from docgraph.report.waivers import waiver_list
from docgraph.site import Site, views_of
from tests.corpus import record, result_of
from tests.site.organisation import href
from tests.site.reading import text, without_views

PEOPLE = "---\nkind: people\npeople: [{id: p, title: Pat}, {id: gone, title: Gone, left: 2026-01-01}]\n---\n"


def waived(*entries: str) -> str:
    """An outcome without a due date and without criteria, with waivers."""
    return record("outcome", title="The outcome", owner="p", backup="p", waivers=f"[{', '.join(entries)}]")


def site_of(**documents: str) -> Site:
    result = result_of({"people.md": PEOPLE, **{f"{name}.md": content for name, content in documents.items()}})
    return Site(result.graph, result.findings)


def rendered(site: Site, path: str = "waivers") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def rows(site: Site) -> list[str]:
    return [text(found) for found in re.findall(r"<tr>.*?</tr>", rendered(site), re.DOTALL)][1:]


NOW = "{code: OUT002, reason: being agreed, owner: p, until: 2026-12-01}"
LATER = "{code: no-success-criteria, reason: being written, owner: p, until: 2027-06-30}"


def test_a_row_shows_code_reason_approver_expiry_and_suppressed_findings() -> None:
    assert rows(site_of(o=waived(NOW))) == [
        "OUT002 no-due-date The outcome o.md:6:11 1 Dec 2026 expires in 10 days being agreed Pat "
        "OUT002 outcome o has no due date"
    ]


def test_the_first_line_counts_waivers_and_suppressed_findings() -> None:
    page_text = text(without_views(rendered(site_of(o=waived(NOW, LATER)))))
    assert page_text.startswith("Waivers as of 21 Nov 2026 2 waivers suppress 2 findings; 1 expires within 30 days.")
    assert "There are no waivers." in text(rendered(site_of()))


def test_expired_waivers_come_first_and_undated_waivers_last() -> None:
    ended = "{code: OUT002, reason: old, owner: p, until: 2026-11-20}"
    endless = "{code: OUT003, reason: why not, owner: p}"
    site = site_of(o=waived(LATER, endless, NOW, ended))
    assert [row.split()[0] for row in rows(site)] == ["OUT002", "OUT002", "no-success-criteria", "OUT003"]
    assert "20 Nov 2026, expired 1 day ago" in rows(site)[0]
    assert "no findings findings: WAV002 waiver for OUT002 expired on 20 Nov 2026 (1 day ago)" in rows(site)[0]
    assert "no expiry date" in rows(site)[3]
    assert "; 1 has expired; 1 has no expiry date; 1 expires within 30 days." in text(rendered(site))


def test_every_missing_part_of_a_waiver_is_a_gap() -> None:
    (row,) = rows(site_of(o=waived("{until: 2026-11-21}")))
    assert row.startswith("no code The outcome o.md:6:11 21 Nov 2026 (the as-of date) no reason no owner no findings")
    (row,) = rows(site_of(o=waived("{code: OUT002, reason: r, owner: gone, until: 2027-01-01}")))
    assert "r no owner Gone left on 1 Jan 2026" in row


def test_an_entry_suppresses_its_own_findings_and_the_list_all_of_them() -> None:
    entry = "{code: OUT002, reason: same, owner: p, until: 2026-12-01}"
    listed = (
        "---\nkind: outcomes\ntitle: Promises\noutcomes:\n"
        f"  - {{id: a, owner: p, waivers: [{entry}]}}\n  - {{id: b, owner: p, waivers: [{entry}]}}\n---\n"
    )
    assert [row.count("has no due date") for row in rows(site_of(o=listed))] == [1, 1]
    document = f"---\nkind: outcomes\ntitle: Promises\nwaivers: [{entry}]\noutcomes: [{{id: a}}, {{id: b}}]\n---\n"
    (row,) = rows(site_of(o=document))
    assert row.count("has no due date") == 2 and "Promises" in row


def test_the_command_prints_the_same_waivers() -> None:
    site = site_of(o=waived(NOW))
    assert waiver_list(site.graph, site.findings) == (
        "o.md:6:11: OUT002 expires 2026-12-01, approved by p: being agreed\n"
        "  suppresses: OUT002: outcome `o` has no due date\n"
        "1 waiver, as of 2026-11-21\n"
    )


def test_many_waivers_continue_on_numbered_pages() -> None:
    site = site_of(o=waived(*[NOW] * 120))
    assert rendered(site, "waivers/2").count('scope="row"') == 20
