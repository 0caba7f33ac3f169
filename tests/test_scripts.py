"""The scripts for contributors: a release is reproducible, and the linters of a commit are the linters of the tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

VERSION = re.findall(r'(?m)^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))[0]
TAG = f"v{VERSION}"


def git(*arguments: str, cwd: Path) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True).stdout


def release(clone: Path, tag: str, folder: Path, umask: str = "022") -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", f'umask {umask}; exec bash scripts/release "$@"', "bash", tag, str(folder)]
    env = os.environ | {"RELEASE_PYTHON": sys.executable}
    return subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository with a tag on its last commit, which holds the scripts as they are now."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone of the repository")
    folder = tmp_path_factory.mktemp("release") / "clone"
    git("clone", "-q", "--depth=1", f"file://{ROOT}", str(folder), cwd=ROOT)
    (folder / "scripts/release").write_bytes((ROOT / "scripts/release").read_bytes())
    git("tag", "--force", TAG, cwd=folder)
    git("tag", "--force", "v99.0.0", cwd=folder)
    return folder


@pytest.mark.slow
def test_two_releases_of_a_tag_are_equal_byte_for_byte(clone: Path, tmp_path: Path) -> None:
    first, second = release(clone, TAG, tmp_path / "first"), release(clone, TAG, tmp_path / "second", umask="077")
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    files = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    assert sorted(files) == [f"mkdocs_docgraph-{VERSION}-py3-none-any.whl", f"mkdocs_docgraph-{VERSION}.tar.gz"]
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()}


@pytest.mark.slow
def test_a_release_has_the_files_and_the_time_of_the_tag(clone: Path, tmp_path: Path) -> None:
    (clone / "plugins/docgraph/not_committed.py").touch()
    assert release(clone, TAG, tmp_path).returncode == 0
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl")))
    tracked = git("ls-tree", "-r", "--name-only", TAG, "plugins/docgraph", cwd=clone).splitlines()
    assert sorted(f"plugins/{name}" for name in wheel.namelist() if ".dist-info/" not in name) == sorted(tracked)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        times = {member.mtime for member in sdist.getmembers()}
        packed = {member.name.partition("/")[2] for member in sdist.getmembers()} - {"PKG-INFO"}
    committed = git("ls-tree", "-r", "--name-only", TAG, cwd=clone).splitlines()
    # hatchling never packs a virtual environment, and a labelled repository has one
    assert packed == {path for path in committed if "/.venv/" not in path}
    assert {"action.yml", "templates/docgraph.yml", ".pre-commit-hooks.yaml"} <= packed
    assert times == {int(git("log", "-1", "--format=%ct", TAG, cwd=clone))}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("", "name a tag: scripts/release v0.1.0"),
        ("v98.0.0", "there is no tag `v98.0.0`"),
        ("v99.0.0", f"tag `v99.0.0` does not match version {VERSION} in pyproject.toml"),
    ],
)
def test_a_tag_that_cannot_be_released_leaves_no_files(clone: Path, tmp_path: Path, tag: str, message: str) -> None:
    run = release(clone, tag, tmp_path / "dist")
    assert run.returncode == 1
    assert run.stderr == f"scripts/release: {message}\n"
    assert not (tmp_path / "dist").exists()


def test_a_commit_runs_the_linters_of_the_tests() -> None:
    steps = re.findall(r"(?m)^ *step (.+)$", (ROOT / "scripts/test").read_text(encoding="utf-8"))
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook["entry"].removeprefix(".venvs/test/bin/") for repo in config["repos"] for hook in repo["hooks"]]
    plain = [re.sub(r" (\.|--check|--force-exclude)(?= |$)", "", command) for command in steps]
    assert sorted(plain) == sorted(hook.removesuffix(" --force-exclude") for hook in hooks)
