"""A build that fails after MkDocs has emptied the site folder puts the old site back, whoever made it fail."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils import clean_directory

from docgraph.mkdocs.old_site import OldSite
from tests.mkdocs.site import FILES, config, write

SEED = 20261302
VARIANTS = 240
NAMES = ("index.html", "a", "b", ".nojekyll", ".git", "assets", "404.html", "ä ö", "-x", "link")

Tree = dict[str, str]


def _tree(folder: Path) -> Tree:
    """Every file and link below `folder`, with its text."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            if path.is_symlink():
                found[str(path.relative_to(folder))] = f"-> {path.readlink()}"
            elif path.is_file():
                found[str(path.relative_to(folder))] = path.read_text(encoding="utf-8", errors="replace")
    return found


def _fill(folder: Path, random: Random) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in random.sample(NAMES, random.randrange(len(NAMES))):
        path = folder / name
        if os.path.lexists(path):
            continue
        if name == "link":
            path.symlink_to(random.choice(("index.html", "nowhere", "..")))
        elif random.random() < 0.4:
            path.mkdir()
            (path / "page.html").write_text(str(random.random()), encoding="utf-8")
        else:
            path.write_text(str(random.random()), encoding="utf-8")


def _visible(tree: Tree) -> Tree:
    return {path: text for path, text in tree.items() if not path.startswith(".")}


@pytest.mark.slow
def test_the_old_site_comes_back_exactly_when_a_build_fails(tmp_path: Path) -> None:
    """Over trees of files, folders, links and hidden ones; with builds inside, and builds killed before."""
    random = Random(SEED)
    wrong = []
    for number in range(VARIANTS):
        site = tmp_path / str(number) / "site"
        if random.random() < 0.9:
            _fill(site, random)
        before = _visible(_tree(site))
        for _ in range(random.choice((0, 0, 1, 2))):  # killed builds
            OldSite().keep(str(site))
            clean_directory(str(site))
            _fill(site, random)
            before = before or _visible(_tree(site))
        fails = random.random() < 0.6
        old = OldSite()
        old.keep(str(site))
        clean_directory(str(site))
        _fill(site, random)
        for _ in range(random.randrange(3)):
            old.keep(str(site))
            _fill(site, random)
            old.end()
        new = _visible(_tree(site))
        for _ in range(random.randrange(1, 3)):
            (old.restore if fails else old.end)()
        old.restore()
        after = _visible(_tree(site))
        expected = before if fails and before else new
        if after != expected or [path.name for path in site.parent.iterdir()] != ["site"]:
            wrong.append(number)
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[:9]}"


class _Killed(BaseException):
    """Stands for the end of the process: nothing below catches it for good."""


def _until_killed(steps: int, monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> bool:
    """Whether `action` comes to its end when the process is killed before its step number `steps` on the disk."""
    left = steps

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: Any, **options: Any) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise _Killed
            return real(*arguments, **options)

        return step

    with monkeypatch.context() as patch:
        for owner, name in (*product([Path], ("rename", "mkdir", "rmdir", "unlink")), (os, "unlink"), (os, "rmdir")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            action()
        except _Killed:
            return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["restore", "end"])
def test_a_build_killed_at_any_moment_leaves_a_complete_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """The next one fails too, and there is what was there before, or the new site if that was finished."""
    wrong = []
    for seed in range(12):
        for steps in range(60):
            random = Random(SEED + seed)
            site = tmp_path / f"{seed}-{steps}" / "site"
            _fill(site, random)
            (site / "old.html").write_text("old", encoding="utf-8")
            complete = [_visible(_tree(site))]
            old = OldSite()

            def a_build(old: OldSite = old, site: Path = site, complete: list[Tree] = complete) -> None:
                old.keep(str(site))
                clean_directory(str(site))
                (site / "new.html").write_text("new", encoding="utf-8")
                if ending == "end":
                    complete.append(_visible(_tree(site)))
                getattr(old, ending)()

            is_complete = _until_killed(steps, monkeypatch, a_build)
            after = OldSite()
            after.keep(str(site))
            clean_directory(str(site))
            after.restore()
            if _visible(_tree(site)) not in complete:
                wrong.append((seed, steps))
            if is_complete:
                break
        assert is_complete
    assert not wrong, f"{len(wrong)}: {wrong[:9]}"


HOOKS = {
    "a header names a template that the theme has not": "",
    "another plugin fails while pages are read": "def on_page_content(html, **kwargs):\n    raise ValueError\n",
    "another plugin fails at the very end": "def on_post_build(**kwargs):\n    raise ValueError\n",
    "an interrupt": "def on_env(env, **kwargs):\n    raise KeyboardInterrupt\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", [*HOOKS, ""])
def test_what_ends_a_build_leaves_the_old_site(tmp_path: Path, fault: str) -> None:
    header = "---\ntemplate: no-such.html\n---\n" if fault and not HOOKS[fault] else ""
    hooks = "hooks: [hook.py]\n" if fault else ""
    write(tmp_path, {**FILES, "x.md": f"{header}# X\n"}, config(extra=hooks))
    (tmp_path / "hook.py").write_text(HOOKS.get(fault, ""), encoding="utf-8")
    old = tmp_path / "site"
    (old / "deep").mkdir(parents=True)
    (old / "deep" / "old.html").write_text("old", encoding="utf-8")
    (old / ".nojekyll").touch()
    loaded = load_config(str(tmp_path / "mkdocs.yml"))
    try:
        build(loaded)
    except BaseException:
        assert fault
    loaded.plugins.on_shutdown()
    assert (_tree(old) == {"deep/old.html": "old", ".nojekyll": ""}) == bool(fault)
    assert (old / "x").exists() != bool(fault)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "__pycache__") == [
        "docs",
        "hook.py",
        "mkdocs.yml",
        "site",
    ]


def test_a_link_in_the_place_of_the_old_site_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.html").write_text("a", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / ".site.docgraph-old").symlink_to(other)
    (site / "new.html").write_text("new", encoding="utf-8")
    old = OldSite()
    old.keep(str(site))
    old.restore()
    assert _tree(other) == {"a.html": "a"} and _tree(site) == {"new.html": "new"}
