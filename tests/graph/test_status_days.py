"""A status with a day behind it counts from that day on, and not before."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.graph.status_days import with_statuses_on
from docgraph.model.finding import Severity
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document
from tests.corpus import result_of

SEED = 1321
AS_OF = date(2026, 11, 21)
FORMS = (
    "{} ({:%Y-%m-%d})",
    "{} on {:%Y-%m-%d}",
    "{}, {:%B} {:%Y}",
    "{} - {:%d.%m.%Y}",
    "{} {:%Y-%m}",
    "{} since {:%d %B %Y}",
)


@pytest.mark.slow
def test_a_status_dated_after_the_as_of_date_is_an_error_and_the_record_is_checked() -> None:
    random, red = Random(SEED), []
    for number in range(24):
        files, later, expected = {}, {}, {}
        for one in range(10):
            kind, status = random.choice([("agent", "retired"), ("outcome", "dropped")])
            days = random.choice([-800, -90, -40, 40, 90, 800])
            day = AS_OF + timedelta(days=days)
            form = random.choice(FORMS)
            status_text = form.format(status, *([day] * (form.count("{") - 1)))
            # a form without the day of the month means the first one, and one of numbers alone the year
            sure = ".%m." not in form or day.year != AS_OF.year or days < 0
            path = f"r{number}x{one}.md"
            in_body = random.random() < 0.5
            header, body = ("", f"**Status**: {status_text}\n") if in_body else (f'status: "{status_text}"\n', "")
            files[path] = f"---\nkind: {kind}\nowner: robin\n{header}---\n# R\n\n{body}"
            if sure:
                expected[path], later[path] = days > 0, status_text
        files["robin.md"] = "---\nkind: person\nleft: 2024-01-15\n---\n"
        open_findings = result_of(files, as_of=AS_OF).open_findings
        reported = {
            finding.at.path
            for finding in open_findings
            if finding.code in ("DOC007", "OUT003") and finding.severity is Severity.ERROR
        }
        checked = {
            finding.at.path
            for finding in result_of(files, as_of=AS_OF, rules={"DOC007": "off", "OUT003": "off"}).open_findings
            if finding.code == "OWN004"
        }
        red += [later[path] for path, error in expected.items() if (path in reported) is not error]
        red += [later[path] for path, error in expected.items() if error and path not in checked]
    assert not red, f"{len(red)} of 240: {red[:6]}"


def test_a_later_status_is_invalid_in_the_copy_only_even_after_a_query() -> None:
    content = b"---\nkind: outcome\nowner: robin\nstatus: dropped (2027-03-01)\ndue: soon\n---\n# R\n"
    document = parse_document(SourceFile("r.md", content), Settings())
    assert document.records[0].has_invalid("due")
    [record] = with_statuses_on([document], AS_OF)[0].records
    assert record.has_invalid("due")
    assert record.has_invalid("status")
    assert not document.records[0].has_invalid("status")


def test_a_name_of_a_person_and_a_team_is_ambiguous() -> None:
    team = "---\nkind: team\nid: crew\nmembers: [jane]\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: crew\n---\n", "t.md": team, "crew.md": "---\nkind: person\n---\n"}
    codes = {finding.code for finding in result_of(files, as_of=AS_OF).open_findings if finding.at.path == "o.md"}
    assert "REF003" in codes
    named = files | {"o.md": "---\nkind: outcome\nowner: person:crew\n---\n"}
    assert "REF003" not in {finding.code for finding in result_of(named, as_of=AS_OF).open_findings}


def test_an_outcome_signed_off_before_its_result_is_evaluated_on_the_day_of_the_result() -> None:
    outcome = (
        "---\nkind: outcome\nowner: robin\nstatus: met\nresult: {value: 1, on: 2026-10-01, by: jane, evidence: x}\n"
        "signed-off: {by: jane, on: 2026-05-01}\n---\n"
    )
    files = {
        "o.md": outcome,
        "robin.md": "---\nkind: person\nleft: 2026-07-15\n---\n",
        "jane.md": "---\nkind: person\n---\n",
    }
    assert "OWN004" in {finding.code for finding in result_of(files, as_of=AS_OF).open_findings}
