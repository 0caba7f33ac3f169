"""`docgraph init` writes all of its files or none, and changes no existing file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgraph.model.settings_error import SettingsError
from docgraph.workspace import create_together
from tests.cli.test_init import CREATED, put, tree
from tests.conftest import Command


def test_in_a_dirty_tree_only_its_own_files_are_new(tmp_path: Path, docgraph: Command) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(("git", *arguments), cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    put(tmp_path, {"docs/a.md": "# A\n", "b.txt": "staged\n"})
    git("init", "-q")
    git("add", ".")
    put(tmp_path, {"docs/a.md": "# Changed\n", "c.txt": "untracked\n"})
    before = git("status", "--porcelain", "-uall")
    assert docgraph("init", "--yes", cwd=tmp_path).returncode == 0
    after = git("status", "--porcelain", "-uall")
    assert set(after.splitlines()) - set(before.splitlines()) == {f"?? {path}" for path in CREATED}
    assert set(before.splitlines()) <= set(after.splitlines())


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({".github": ""}, "cannot be written: .github is no folder; nothing was written"),
        ({f"{CREATED[1]}/x": ""}, f"{CREATED[1]}: cannot be read: Is a directory; make it a file you may read; "),
        ({f"{CREATED[2]}/x": ""}, f"{CREATED[2]}: cannot be read: Is a directory; make it a file you may read; "),
        ({"docs": ""}, "docs: cannot be written: File exists; nothing was written"),
        ({"mkdocs.yml": "a: [\n"}, "mkdocs.yml:2:1: "),
        ({"docgraph.toml": "a = \n"}, "docgraph.toml:1:5: is not valid TOML: "),
    ],
)  # fmt: skip
def test_if_one_file_cannot_be_created_no_file_is(
    tmp_path: Path, docgraph: Command, files: dict[str, str], message: str
) -> None:
    put(tmp_path, files)
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert run.returncode == 2
    assert message in run.stderr
    assert {name: text.decode() for name, text in tree(tmp_path).items()} == files


@pytest.mark.parametrize("link", [".github", ".github/workflows"])
def test_it_does_not_write_through_a_link_out_of_the_repository(tmp_path: Path, docgraph: Command, link: str) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    run = docgraph("init", "--yes", cwd=root)
    assert run.returncode == 2
    assert run.stderr == f"docgraph: {CREATED[1]}: a link leads out of the repository; nothing was written\n"
    assert (tree(root), list(outside.iterdir())) == ({}, [])


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_failure_in_the_middle_removes_what_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    rename = create_together._rename_new
    done: list[Path] = []

    def failing(part: Path, target: Path) -> None:
        if len(done) == fails_at:
            raise OSError(28, "No space left on device")
        done.append(target)
        rename(part, target)

    monkeypatch.setattr(create_together, "_rename_new", failing)
    with pytest.raises(SettingsError, match="No space left on device; nothing was written"):
        create_together.create_together(tmp_path, {"a": "1", "b/c/d": "2", "e": "3"}, ("docs",))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appeared_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    put(tmp_path, {"b": "theirs"})
    with pytest.raises(SettingsError, match="b: cannot be written: File exists; nothing was written"):
        create_together.create_together(tmp_path, {"a": "ours", "b": "ours"})
    assert tree(tmp_path) == {"b": b"theirs"}
