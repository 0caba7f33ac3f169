"""Folders of generated files: what is written, left alone and removed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.atomic_write import replace_file
from docgraph.workspace.pages import owned_folder
from docgraph.workspace.pages.manifest import MANIFEST, read_manifest
from docgraph.workspace.pages.owned_folder import Changes, OwnedFolder

FILES = {"index.md": b"index", "person/jane/index.md": b"jane"}


def update(folder: Path, files: dict[str, bytes] = FILES) -> Changes:
    return OwnedFolder(folder, files).update()


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_files_are_created_and_an_equal_run_touches_no_file(tmp_path: Path) -> None:
    assert update(tmp_path / "out") == Changes(2, 0, 0)
    assert contents(tmp_path / "out") == FILES
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    assert update(tmp_path / "out") == Changes(0, 0, 2)
    assert {path.stat().st_mtime for path in tmp_path.rglob("*") if path.is_file()} == {1}


def test_only_changed_files_are_replaced(tmp_path: Path) -> None:
    update(tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    assert update(tmp_path, FILES | {"index.md": b"new"}) == Changes(1, 0, 1)
    assert contents(tmp_path) == FILES | {"index.md": b"new"}
    assert (tmp_path / "person/jane/index.md").stat().st_mtime == 1


def test_obsolete_files_and_their_empty_folders_are_removed(tmp_path: Path) -> None:
    update(tmp_path)
    (tmp_path / "person/notes.md").write_bytes(b"mine")
    assert update(tmp_path, {"index.md": b"index"}) == Changes(0, 1, 1)
    assert contents(tmp_path) == {"index.md": b"index", "person/notes.md": b"mine"}
    assert not (tmp_path / "person/jane").exists()
    assert list(read_manifest(tmp_path)) == ["index.md"]


@pytest.mark.parametrize("changed", [False, True], ids=["never-generated", "changed-by-hand"])
def test_a_file_of_an_author_is_in_the_way_and_no_file_changes(tmp_path: Path, changed: bool) -> None:
    if changed:
        update(tmp_path)
    (tmp_path / "index.md").write_bytes(b"mine")
    before = contents(tmp_path)
    with pytest.raises(SettingsError, match=r"index\.md: is in the way"):
        update(tmp_path, {"a.md": b"a", "index.md": b"new"})
    assert contents(tmp_path) == before


def test_an_obsolete_file_that_was_changed_by_hand_stays(tmp_path: Path) -> None:
    update(tmp_path)
    (tmp_path / "person/jane/index.md").write_bytes(b"mine")
    assert update(tmp_path, {"index.md": b"index"}) == Changes(0, 0, 1)
    assert contents(tmp_path)["person/jane/index.md"] == b"mine"


@pytest.mark.parametrize("place", ["index.md", "person", "person/jane", MANIFEST])
def test_links_are_not_followed(tmp_path: Path, place: str) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    (other / "file").write_bytes(b"theirs")
    (out / place).parent.mkdir(parents=True)
    (out / place).symlink_to(other if place.startswith("person") else other / "file")
    with pytest.raises(SettingsError, match="is in the way"):
        update(out)
    assert contents(other) == {"file": b"theirs"}


def test_an_obsolete_file_behind_a_link_stays(tmp_path: Path) -> None:
    update(tmp_path / "out")
    (tmp_path / "out" / "person").rename(tmp_path / "person")
    (tmp_path / "out" / "person").symlink_to(tmp_path / "person")
    assert update(tmp_path / "out", {"index.md": b"index"}).removed == 0
    assert (tmp_path / "person/jane/index.md").read_bytes() == b"jane"


def test_a_manifest_that_names_files_outside_the_folder_removes_none(tmp_path: Path) -> None:
    out, digest = tmp_path / "out", owned_folder._digest(b"theirs")
    (tmp_path / "theirs").write_bytes(b"theirs")
    out.mkdir()
    listed = {"../theirs": [digest], str(tmp_path / "theirs"): [digest]}
    (out / MANIFEST).write_text(json.dumps({"files": listed}), encoding="utf-8")
    assert update(out).removed == 0
    assert (tmp_path / "theirs").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"files": 1}', '{"files": {"a": 1}}', "[" * 100_000])
def test_an_invalid_manifest_lists_no_files(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) == {}
    assert update(tmp_path).replaced == 2


def test_a_run_after_an_interrupted_one_completes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(tmp_path)
    new = {"index.md": b"new", "person/jane/index.md": b"new", "z.md": b"new"}

    def interrupted(path: Path, content: bytes) -> None:
        if path.name == "z.md":
            raise OSError(28, "No space left on device")
        replace_file(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(owned_folder, "replace_file", interrupted)
        with pytest.raises(SettingsError, match=r"z\.md: cannot be written: No space left on device"):
            update(tmp_path, new)
    assert contents(tmp_path) == {"index.md": b"new", "person/jane/index.md": b"new"}
    assert update(tmp_path, new) == Changes(1, 0, 2)
    assert contents(tmp_path) == new
    assert update(tmp_path, FILES) == Changes(2, 1, 0)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(SettingsError, match="out: is a file, not a folder"):
        update(tmp_path / "out")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_writable_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SettingsError, match="cannot be written: Permission denied"):
        update(tmp_path)
