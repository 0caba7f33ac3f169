"""What `docgraph init` recognizes, by paths and the beginnings of files."""

from __future__ import annotations

import tomllib

import pytest

from docgraph.adopt.detect import detect
from docgraph.adopt.detected_files import DetectedFiles
from docgraph.adopt.gitignore import PathTest, path_test
from docgraph.adopt.presets import PRESETS

PROBLEM = "# Use a queue\n\n## Context and Problem Statement\n\nText.\n"
MADR_4 = f"---\nstatus: accepted\ndate: 2024-01-01\ndecision-makers: Jane\n---\n{PROBLEM}"
MADR_3 = f"---\nstatus: accepted\ndeciders: Jane\n---\n{PROBLEM}"
MADR_2 = "# Use a queue\n\n* Status: accepted\n* Deciders: Jane\n\n## Context and Problem Statement\n"
NYGARD = "# 1. Use a queue\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nText\n\n## Decision\n\nText\n"


def found(files: dict[str, str]) -> tuple[DetectedFiles, ...]:
    return detect(files, files.__getitem__)


def matching(pattern: str) -> PathTest:
    matches = path_test(pattern)
    assert matches is not None
    return matches


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (MADR_4, "madr-4"),
        (PROBLEM, "madr-4"),
        (MADR_3, "madr-3"),
        (MADR_2, "madr-2"),
        (NYGARD, "nygard"),
        ("# Use a queue\n\n## Status\n\nAccepted\n", ""),
        ("# 2024 in review\n", ""),
        ("", ""),
        (MADR_4.replace("---\n", "---\nkind: decision\n", 1), ""),
        (MADR_4.replace("---\n", "---\nkind: Component\n", 1), "madr-4"),
        (f"\ufeff{MADR_3}", "madr-3"),
        (MADR_4.replace("# Use a queue", "# {short title, of the solution}"), ""),
        (MADR_4.replace("# Use a queue", "# [short title]"), ""),
        (MADR_4.replace("# Use a queue", "# Use {braces}"), "madr-4"),
        (MADR_4.replace("# Use a queue", "# [Queues](q.md)"), "madr-4"),
    ],
)
def test_the_form_of_a_decision(text: str, form: str) -> None:
    settings = [group.setting for group in found({"docs/adr/0001-a.md": text})]
    assert settings == ([f'{{ like = "{form}" }}'] if form else [])


def test_enhancement_proposals_are_found_by_their_file() -> None:
    files = {f"keps/sig-a/1-{name}/kep.yaml": "" for name in ("queue", "template")}
    files |= {"keps/NNNN-kep-template/kep.yaml": "", "kep.yaml": "", "more/kep.yaml": ""}
    (group,) = found(files)
    assert (group.what, group.folder, group.count) == ("enhancement proposals", "keps", 2)
    assert list(group.entries()) == [
        ("keps/**/kep.yaml", '{ like = "kep" }'),
        ("keps/NNNN-kep-template/", "false"),
    ]
    (only,) = found({"keps/a/b/kep.yaml": "", "docs/index.md": "# A\n"})
    assert only.excluded == ()
    assert found({"keps/x/NNNN-kep-template/kep.yaml": ""}) == ()


def entity(kind: str) -> str:
    return f"# Ours\n---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: a\n"


def test_users_and_groups_of_a_backstage_catalog_are_found() -> None:
    files = {"catalog-info.yaml": entity("Component") + entity("Group"), "app/catalog-info.yaml": entity("Component")}
    files |= {"org/a.yaml": entity("User"), "org/b.yaml": entity("'User'"), "docs/index.md": "# A\n"}
    files |= {"more/[x].yml": entity("User"), "more/values.yml": "kind: User\n", "more/c.yaml": "kind: Group\n"}
    groups = found(files)
    assert {group.what for group in groups} == {"Backstage users and groups"}
    assert [(group.folder, group.count, group.pattern) for group in groups] == [
        ("", 1, "/catalog-info.yaml"),
        ("more", 1, "more/\\[x\\].yml"),
        ("org", 2, "org/*.yaml"),
    ]
    assert {group.setting for group in groups} == {'{ like = "backstage" }'}
    for group in groups:
        matches = matching(group.pattern)
        assert sum(map(matches, files)) == group.count


CONCEPT = "---\ntype: {}\ntitle: A\ngenerated: {{ by: a, at: 2026-01-01T00:00:00Z }}\n---\n# A\n"


def test_a_bundle_with_a_known_type_is_read_by_its_types() -> None:
    files = {"kb/okf/restart.md": CONCEPT.format("Playbook"), "kb/okf/tables/a.md": CONCEPT.format("BigQuery Table")}
    (group,) = found(files | {"kb/okf/index.md": "# Index\n"})
    assert (group.what, group.folder, group.count) == ("concepts (OKF)", "kb/okf", 1)
    assert list(group.entries()) == [("kb/okf/**/*.md", '{ like = "okf" }')]


def test_a_bundle_without_a_known_type_is_knowledge_for_agents() -> None:
    files = {"kb/a/a.md": CONCEPT.format("Metric"), "kb/b/b.md": CONCEPT.format('"BigQuery Table"')}
    files |= {"kb/index.md": "# Index\n", "log.md": "# Log\n", "kb/b/index.md": "# Index\n"}
    (group,) = found(files)
    assert (group.folder, group.count) == ("kb", 2)
    assert list(group.entries()) == [
        ("kb/**/*.md", '{ like = "okf", kind = "context-pack" }'),
        ("kb/**/index.md", "false"),
    ]
    assert all(matching("kb/**/index.md")(path) for path in ("kb/index.md", "kb/b/index.md"))


@pytest.mark.parametrize(
    "text", ["---\ntype: docs\n---\n# A\n", CONCEPT.format("<type>"), CONCEPT.replace("type", "kind"), "type: Metric\n"]
)
def test_a_page_with_a_type_alone_is_no_concept(text: str) -> None:
    assert found({"kb/a.md": text}) == ()


def test_decisions_are_found_by_number_and_headings() -> None:
    files = {f"docs/adr/000{number}-a.md": MADR_2 for number in range(1, 4)}
    files |= {"docs/adr/0009-b.md": NYGARD, "docs/adr/README.md": "", "docs/0001-notes.md": "# Notes\n"}
    (group,) = found(files)
    assert (group.what, group.folder, group.count) == ("ADRs (MADR 2)", "docs/adr", 4)
    assert (group.pattern, group.setting) == ("docs/adr/[0-9]*.md", '{ like = "madr-2" }')
    assert group.excluded == ()


def test_a_pattern_that_matches_the_readme_excludes_it() -> None:
    files = {"adr/adr-001-a.md": NYGARD, "adr/README.md": "", "adr/template.md": NYGARD}
    (group,) = found(files)
    assert group.pattern == "adr/*.md"
    assert group.excluded == ("adr/README.md", "adr/template.md")


def test_runbooks_are_found_by_their_folder() -> None:
    flat = found({"docs/runbooks/a.md": "", "docs/runbooks/README.md": "", "docs/a.md": ""})
    assert flat == (
        DetectedFiles("runbooks", "docs/runbooks", 1, "docs/runbooks/*.md", '"runbook"', ("docs/runbooks/README.md",)),
    )
    (deep,) = found({"ops/runbooks/a.md": "", "ops/runbooks/db/b.md": "", "ops/runbooks/db/index.md": ""})
    assert (deep.count, deep.pattern, deep.excluded) == (2, "ops/runbooks/**/*.md", ("ops/runbooks/db/index.md",))
    assert found({"docs/runbooks/a.md": "---\nkind: runbook\nowner: jane\n---\n"}) == ()


def test_agent_definitions_are_counted_but_are_no_records() -> None:
    groups = found({".claude/agents/a.md": "", ".claude/agents/b.md": "", "x/.github/agents/c.agent.md": ""})
    assert [(group.what, group.folder, group.count, group.pattern) for group in groups] == [
        ("agent definitions", ".claude/agents", 2, ""),
        ("agent definitions", "x/.github/agents", 1, ""),
    ]


ALERT = "# KubeDown\n\n## Meaning\n\nDown.\n\n## Impact\n\nAll.\n\n## Diagnosis\n\nLook.\n\n## Mitigation\n"


def test_runbooks_for_alerts_are_found_by_their_headings() -> None:
    files = dict.fromkeys(("alerts/etcd/a.md", "alerts/etcd/b.md", "alerts/dns/c.md"), ALERT)
    files |= {
        "alerts/etcd/moved.md": "Moved.\n",
        "alerts/etcd/helpers/x/d.md": "",
        "alerts/README.md": "",
        "alerts/img/a.png": "",
        "a.md": ALERT,
    }
    (group,) = found(files)
    assert (group.what, group.folder, group.count) == ("runbooks", "alerts", 3)
    assert (group.pattern, group.setting) == ("alerts/**/*.md", '"runbook"')
    assert set(group.excluded) == {"alerts/etcd/helpers/", "alerts/etcd/moved.md", "alerts/README.md"}
    matches, *tests = map(matching, (group.pattern, *group.excluded))
    assert [path for path in files if matches(path) and not any(test(path) for test in tests)] == [
        "alerts/etcd/a.md",
        "alerts/etcd/b.md",
        "alerts/dns/c.md",
    ]
    assert found({"ops/a.md": ALERT.replace("## Meaning", "").replace("## Impact", "")}) == ()
    assert found({"ops/a.md": f"---\nkind: runbook\n---\n{ALERT}"}) == ()
    assert found({"ops/a.md": ALERT, "ops/b.md": ""})[0].pattern == "ops/*.md"


def test_only_markdown_files_are_read() -> None:
    read: list[str] = []

    def reading(path: str) -> str:
        read.append(path)
        return ""

    detect(["a.md", "src/0001-a.py", "docs/0001-a.md", "docs/runbooks/c.py", ".claude/agents/b.md"], reading)
    assert read == ["a.md", "docs/0001-a.md"]


@pytest.mark.parametrize("folder", ["docs/adr", "a [b]", "#c", "!d", "e*f", ""])
def test_a_pattern_matches_the_files_it_was_made_for(folder: str) -> None:
    path = f"{folder}/0001-a.md".lstrip("/")
    (group,) = found({path: NYGARD})
    matches = matching(group.pattern)
    assert matches(path)
    assert not matches(f"other/{path}")


def test_every_proposed_preset_exists() -> None:
    for text in (MADR_4, MADR_3, MADR_2, NYGARD):
        (group,) = found({"docs/adr/0001-a.md": text})
        assert tomllib.loads(f"setting = {group.setting}")["setting"]["like"] in PRESETS
