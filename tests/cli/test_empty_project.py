"""A check that reads no record exits with 2, whatever else it reports."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from docgraph.cli.main import docgraph
from docgraph.model.settings_error import SettingsError
from tests.mkdocs.site import build, config, write
from tests.mkdocs.test_serve import serving, shown

SEED = 20261132
FOLDERS = 240
_PAGES = (
    "# A page\n",
    "See [nothing](gone.md) and [[nobody]].\n",
    "---\ntitle: Guide\n---\n# Guide\n",
    "---\nkind: Component\n---\n# Foreign\n",
    "---\ntype: tutorial\nid: x\n---\n",
    "---\ntitle: Update #2\n---\n",
    "# Two\n\n---\nowner: jane\n---\n",
    "---\nowner: jane\n---\n# No kind\n",
    "---\nkind: walrus\n---\n",
    "Some \u202etext\u202c, <!-- a comment -->\n",
    "---\nstatus: new\ntags: [a]\n---\n",
    "",
)
_NAMES = ("index.md", "README.md", "a.md", "b.markdown", "c.MD", "d/index.md", "d/README.md", "e.txt", "p.Markdown")
_FLAGS = (
    ("--fail-on", "warning"),
    ("--fail-on", "never"),
    ("--profile", "strict"),
    ("--profile", "adopt"),
    ("--ignore", "DOC"),
    ("--select", "OWN"),
    ("--format", "json"),
    ("--format", "github"),
    ("--fix",),
    ("--no-cache",),
)


def _status(arguments: list[str]) -> int:
    result = CliRunner().invoke(docgraph, arguments)
    if isinstance(result.exception, SettingsError):
        return 2
    assert isinstance(result.exception, SystemExit) or result.exception is None, result.exception
    return result.exit_code


@pytest.mark.slow
def test_without_a_record_the_status_is_2_whatever_is_reported(tmp_path: Path) -> None:
    passed = []
    for number in range(FOLDERS):
        random = Random(SEED + number)
        docs = tmp_path / str(number)
        for name in random.sample(_NAMES, random.randint(1, 5)):
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(random.choice(_PAGES), encoding="utf-8")
        flags = [word for flag in random.sample(_FLAGS, random.randint(0, 2)) for word in flag]
        status = _status(["check", str(docs), *flags])
        if status != 2:
            passed.append(f"{number} {flags}: {status}")
        # with --allow-empty, the findings decide
        assert _status(["check", str(docs), *flags, "--allow-empty"]) in (0, 1)
    assert not passed, f"{len(passed)} of {FOLDERS}:\n" + "\n".join(passed[:10])


def test_the_findings_are_printed_and_then_the_message_also_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCGRAPH_CACHE_DIR", str(tmp_path / "kept"))
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "notes.MD").write_text("# Notes\n", encoding="utf-8")
    for _ in range(2):
        run = CliRunner().invoke(docgraph, ["check", str(docs)])
        assert run.exit_code == 2
        assert "warning[DOC009]" in run.stdout
        assert (
            run.stderr
            == f"docgraph: no document with a `kind` in {docs} (1 page read); use `--allow-empty` if this is intended\n"
        )


def test_one_record_is_enough(tmp_path: Path) -> None:
    (tmp_path / "team.md").write_text("---\nkind: team\n---\n", encoding="utf-8")
    assert _status(["check", str(tmp_path)]) == 0


@pytest.mark.host
def test_a_build_without_a_record_stops_before_the_old_site_goes(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Home\n", "notes.MD": "# Notes\n"})
    old = tmp_path / "site" / "old.html"
    old.parent.mkdir()
    old.touch()
    run = build(tmp_path)
    assert run.returncode == 1 and old.is_file()
    assert "warning[DOC009]" in run.stderr
    assert f"no document with a `kind` in {tmp_path / 'docs'} (2 pages read); use `allow-empty: true`" in run.stderr
    permitted = config(plugins="[search, docgraph: {as-of: 2026-11-21, allow-empty: true}]")
    write(tmp_path, {}, permitted)
    assert build(tmp_path).returncode == 0 and not old.exists()


@pytest.mark.host
@pytest.mark.parametrize("adding", ["return files", "files.append(File.generated(config, 'a.md', content=RECORD))"])
def test_another_plugin_that_may_add_pages_does_not_let_the_old_site_go(tmp_path: Path, adding: str) -> None:
    write(tmp_path, {"index.md": "# Home\n"}, config(extra="hooks: [hook.py]\n"))
    hook = "from mkdocs.structure.files import File\nRECORD = '---\\nkind: team\\n---\\n'\n"
    (tmp_path / "hook.py").write_text(f"{hook}def on_files(files, config):\n    {adding}\n", encoding="utf-8")
    old = tmp_path / "site" / "old.html"
    old.parent.mkdir()
    old.touch()
    run = build(tmp_path)
    assert run.returncode == 1 and old.is_file()
    assert "no document with a `kind`" in run.stderr and "`allow-empty: true`" in run.stderr


@pytest.mark.host
def test_serve_continues_without_a_record_and_warns(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Home\n"})
    with serving(tmp_path, "mkdocs") as url:
        shown(url, "Home")
        assert "no document with a `kind`" in (tmp_path / "log").read_text(encoding="utf-8")
