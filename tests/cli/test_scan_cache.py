"""A scan of an unchanged repository prints its cached report; any change that matters is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from docgraph.cli.check_request import CheckRequest
from docgraph.cli.report_files import ReportFile, ReportFiles
from docgraph.cli.scan_request import ScanRequest
from docgraph.model.limits import FRONT_MATTER_BYTES
from docgraph.workspace.cache import store
from docgraph.workspace.cache.report_cache import CachedReport
from docgraph.workspace.scan import ScannedFolder
from tests.cli.test_scan import CLAUDE, COPILOT, DOCUMENTS, FILES
from tests.conftest import ENVIRONMENT
from tests.definitions.repository import write

Edit = Callable[[Path], object]
PLUGIN: dict[str, str | bytes] = {
    "tools/.claude-plugin/plugin.json": '{"name": "tools"}',
    "tools/agents/fixer.md": CLAUDE.replace("triage", "fixer"),
}
REPOSITORY = {
    ".git/HEAD": "",
    ".github/CODEOWNERS": "*.agent.md @jane\n",
    "notes/helper.md": CLAUDE.replace("triage", "noted-down"),
    **FILES,
    **DOCUMENTS,
    **PLUGIN,
}


def put(path: str, text: str | bytes) -> Edit:
    return lambda root: write(root, {path: text})


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def moved(path: str, target: str) -> Edit:
    return lambda root: (root / path).rename(root / target)


def removed(path: str) -> Edit:
    return lambda root: (root / path).unlink()


EDITS: dict[str, Edit] = {
    "tools": replaced(".claude/agents/helper.md", "Read, Grep", "Bash"),
    "same size": replaced(".claude/agents/helper.md", "Read, Grep", "Read, Glob"),
    "name": moved(".claude/agents/helper.md", ".claude/agents/aide.md"),
    "new agent": put(".claude/agents/third.md", CLAUDE.replace("triage", "third")),
    "removed agent": removed(".claude/agents/helper.md"),
    "too large": put(".claude/agents/helper.md", CLAUDE + "x" * FRONT_MATTER_BYTES),
    "name of the plugin": replaced("tools/.claude-plugin/plugin.json", '"tools"', '"other"'),
    "files of the plugin": put("tools/.claude-plugin/plugin.json", '{"name": "tools", "agents": []}'),
    "ignored by Git": put(".gitignore", ".github/agents\n"),
    "ignored in the settings": put("docgraph.toml", 'docs-dir = "docs"\nscan.ignore = ["helper.md"]\n'),
    "named in the settings": put("docgraph.toml", 'docs-dir = "docs"\nscan.files = ["notes/*.md"]\n'),
    "selected rules": put("docgraph.toml", 'docs-dir = "docs"\nignore = ["SHD"]\n'),
    "no settings": removed("docgraph.toml"),
    "packet": moved("docs/agents/triage.md", "docs/agents/sorter.md"),
    "owner": replaced("docs/agents/triage.md", "owner: jane.doe\n", ""),
    "title of the owner": replaced("docs/people/jane.doe.md", "Jane Doe", "Jane Roe"),
    "code owners": put(".github/CODEOWNERS", "*.md @sam\n"),
    "linked file": replaced("docs/agents/triage.md", "[.claude", "[gone.md, .claude"),
    "file that no program loads": put("team/agents/extra.md", CLAUDE.replace("triage", "extra")),
    "file without front matter": put(".claude/agents/plain.md", "Sort.\n"),
    "first missing key": replaced(".claude/agents/helper.md", "name: ", "title: "),
    "other missing key": replaced(".claude/agents/helper.md", "description: ", "title: "),
    "repository": put("tools/.git/HEAD", ""),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "cache"))
    return write(tmp_path / "repository", REPOSITORY)


def uncached(run: Callable[[], CachedReport]) -> CachedReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.FOLDER, "off")
        return run()


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_a_change_that_matters_is_seen_at_once(root: Path, name: str) -> None:
    requests: tuple[ScanRequest | CheckRequest, ...] = (ScanRequest(root, format_name="json"), CheckRequest(str(root)))
    before = [request.run() for request in requests]
    EDITS[name](root)
    expected = [uncached(request.run) for request in requests]
    assert expected[0] != before[0]
    assert [request.run() for request in requests] == expected
    assert [request.run() for request in requests] == expected


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_lines_about_files_that_are_not_loaded_are_cached(root: Path, form: str) -> None:
    request = ScanRequest(root, format_name=form)
    for text, keys in (("---\nname: x\n---\nSort.\n", "description"), ("---\ndescription: x\n---\nSort.\n", "name")):
        write(root, {".claude/agents/plain.md": text})
        expected = uncached(request.run)
        assert f"lacks `{keys}` in the front matter" in expected.text.replace("\\", "")
        assert request.run() == request.run() == expected


def test_the_line_names_the_place_of_the_setting_in_the_present_configuration(root: Path) -> None:
    request = ScanRequest(root, root / "mkdocs.yml")
    for plugins, place in (("[]", "below `plugins`"), ("[docgraph]", "below `docgraph`")):
        write(root, {"mkdocs.yml": f"site_name: x\nplugins: {plugins}\n", "team/agents/extra.md": CLAUDE})
        expected = uncached(request.run)
        assert place in expected.text
        assert request.run() == request.run() == expected


@pytest.mark.parametrize(
    "request_",
    [
        ScanRequest(Path(), format_name="csv"),
        ScanRequest(Path(), format_name="json", fail_on="error"),
        ScanRequest(Path(), format_name="json", as_of=date(2020, 1, 1)),
        ScanRequest(Path("tools"), format_name="json"),
        ScanRequest(Path(), Path("other.toml"), format_name="json"),
        ScanRequest(Path(), format_name="json", files=ReportFiles("", (ReportFile("sarif", "x"),), "")),
        ScanRequest(Path(), format_name="json", files=ReportFiles("text", (), "")),
    ],
)
def test_every_argument_has_its_own_report(root: Path, request_: ScanRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    write(root, {"other.toml": 'docs-dir = "docs"\nselect = ["OWN"]\n'})
    usual = ScanRequest(Path(), format_name="json")
    before = usual.run()
    expected = uncached(request_.run)
    assert expected != before
    assert request_.run() == request_.run() == expected
    assert usual.run() == before


def test_a_list_and_findings_in_the_same_format_are_two_reports(root: Path) -> None:
    files = (ReportFile("json", "x"),)
    requests = [ScanRequest(root, files=ReportFiles(printed, files, "")) for printed in ("", "text")]
    expected = [uncached(request.run) for request in requests]
    assert expected[0].text != expected[1].text
    assert [request.run() for request in requests * 2] == expected * 2


def test_the_report_of_another_day_is_made_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for epoch, day in (("1700000000", "2023-11-14"), ("1800000000", "2027-01-15")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert f'"as-of": "{day}"' in ScanRequest(root, format_name="json").run().text


def test_a_file_that_a_packet_names_is_looked_up_again(root: Path) -> None:
    replaced("docs/agents/triage.md", "[.claude", "[docs/bot.txt, .claude")(root)
    request = ScanRequest(root, format_name="json")
    assert "SHD002" in request.run().text
    write(root, {"docs/bot.txt": "A file that defines no agent.\n"})
    assert "SHD002" not in request.run().text


@pytest.mark.parametrize("files", [REPOSITORY, {".git/HEAD": "", **FILES}], ids=["documents", "no documents"])
def test_an_unchanged_repository_is_not_checked_again(
    files: dict[str, str | bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "cache"))
    root = write(tmp_path / "repository", files)
    checks: list[ScannedFolder] = []
    result = ScannedFolder.result

    def counted(scanned: ScannedFolder, *arguments: object) -> object:
        checks.append(scanned)
        return result(scanned, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ScannedFolder, "result", counted)
    reports = [ScanRequest(root).run() for _ in range(3)]
    assert len(checks) == 1
    assert reports[0] == reports[1] == reports[2]
    write(root, {"README.md": "A file that defines no agent.\n", "notes/bot.txt": COPILOT})
    assert ScanRequest(root).run() == reports[0]
    assert len(checks) == 1, "other files do not matter"


def test_only_the_latest_report_of_each_command_is_cached(root: Path, tmp_path: Path) -> None:
    for model in ("opus", "sonnet", "haiku"):
        write(root, {".claude/agents/triage.md": CLAUDE.replace("opus", model)})
        ScanRequest(root).run()
        CheckRequest(str(root)).run()
    assert len([*(tmp_path / "cache").glob("*/answer-*")]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_cached_report_imports_no_models_and_rules_and_opens_few_files(root: Path, tmp_path: Path, form: str) -> None:
    lines = loaded_and_opened(tmp_path, "scan", str(root), "--format", form)
    opened = Counter(os.path.relpath(path, root) for path in lines if path.startswith(f"{root}{os.sep}"))
    kinds = ("docs/", "notes/", "skills/", ".git")
    agents = {path for path in REPOSITORY if not path.startswith(kinds)}
    documents = {"docs/agents/triage.md", "docs/people/jane.doe.md"}
    read = {*agents, *FILES, *documents, ".github/CODEOWNERS", "notes/helper.md"}
    # the search for agents that no program loads reads documents, too
    assert {path for path, count in opened.items() if count > 1} <= {*documents, "docgraph.toml"}
    assert max(opened.values()) == 2
    assert {*opened} - {"docgraph-baseline.json", "docs/trace/.docgraph-pages.json"} == read


@pytest.mark.slow
def test_a_cached_check_imports_no_models_and_does_not_parse_code_owners(root: Path, tmp_path: Path) -> None:
    lines = loaded_and_opened(tmp_path, "check", str(root))
    assert lines.count(str(root / ".github/CODEOWNERS")) == 1
    assert "docgraph.parse.people.code_owners" not in lines


def loaded_and_opened(tmp_path: Path, *arguments: str) -> list[str]:
    """The modules that a command with a cached report loads, and the files that it opens."""
    code = (
        "import sys; from docgraph.cli.main import docgraph\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == 'open' else None)\n"
        "try: docgraph(sys.argv[1:])\n"
        "finally: print(*sys.modules, *opened, sep='\\n', file=sys.stderr)"
    )
    env = {**ENVIRONMENT, store.FOLDER: str(tmp_path / "cache")}
    command = [sys.executable, "-c", code, *arguments]
    first, again = (subprocess.run(command, env=env, capture_output=True, text=True, check=False) for _ in range(2))
    assert first.stdout == again.stdout != ""
    lines = again.stderr.splitlines()
    heavy = {"pydantic", "networkx", "docgraph.analysis", "docgraph.graph", "docgraph.kinds", "docgraph.rules"}
    assert heavy - {"networkx"} <= {*first.stderr.splitlines()}
    assert not heavy & {*lines}
    return lines
