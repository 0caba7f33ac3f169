"""Users and groups of a Backstage catalog that the setting `people` names."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.model.finding import Severity
from tests.adopt.project import checked, record, reported

CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: importers}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana}
spec:
  profile: {displayName: Ana Silva, email: ana@example.org}
  memberOf: [importers]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: importer}
spec: {type: service, lifecycle: production, owner: importers}
"""


def test_users_are_people_and_groups_are_teams(tmp_path: Path) -> None:
    settings = '[people]\nfrom = ["catalog/*.yaml", "roster.csv"]\naliases = { ana = ["an"] }\n'
    files = {"/catalog/all.yaml": CATALOG, "/roster.csv": "id,team\njo,importers\n"}
    result = checked(tmp_path, settings, files)
    ana = record(result, "person:ana")
    assert (ana.title, ana.aliases) == ("Ana Silva", ("ana@example.org", "an"))
    assert str(ana.at("title")).startswith("catalog/all.yaml:")
    edges = [(edge.source.ref, edge.target.ref) for edge in result.graph.edges]
    assert {("person:ana", "team:importers"), ("person:jo", "team:importers")} <= set(edges)
    assert [found.ref for found in result.graph.records if found.path == "catalog/all.yaml"] == [
        "team:importers",
        "person:ana",
    ]
    assert reported(result) == []


USER = "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: ana}}\nspec: {{memberOf: [], {}}}\n"


@pytest.mark.parametrize(
    "entry", ["status: inactive", "status: no longer employed", "end: 2026-01-31", "left: 2026-01-31"]
)
def test_a_user_whose_spec_says_that_they_left_is_an_error(tmp_path: Path, entry: str) -> None:
    settings = '[people]\nfrom = ["catalog/*.yaml"]\n'
    result = checked(tmp_path, settings, {"/catalog/all.yaml": USER.format(entry)})
    [finding] = [finding for finding in result.findings if finding.code == "DOC004"]
    assert (finding.severity, finding.at.line) == (Severity.ERROR, 4)


@pytest.mark.parametrize("entry", ["status: active", "start: 2020-01-01", "type: contractor", "end: null"])
def test_another_key_of_a_spec_is_silent(tmp_path: Path, entry: str) -> None:
    settings = '[people]\nfrom = ["catalog/*.yaml"]\n'
    assert reported(checked(tmp_path, settings, {"/catalog/all.yaml": USER.format(entry)})) == []
