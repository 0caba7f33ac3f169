"""No link, pipe, socket or device in a docs folder brings in what lies outside, or ends a build halfway."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from docgraph.app import CheckResult, check
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.mkdocs.site import FILES, HOSTS, build, config, write

SEED = 20261131
TREES = 400
DAY = date(2026, 11, 21)
_NAMES = ("x.md", "x.txt", "x.png", "x", "x.json", "x.markdown", "x.MD", "x.html")
_HOMES = ("", "a/", "a/b/", ".agents/")
"""Folders of the docs folder; the hidden one is included again."""


def _checked(root: Path) -> CheckResult:
    return check(project_at(layout_of(root), DAY))


def _errors(root: Path) -> list[Finding]:
    findings = _checked(root).open_findings
    return [finding for finding in findings if finding.severity is Severity.ERROR and finding.code == "DOC009"]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    server = socket.socket(socket.AF_UNIX)
    before = os.getcwd()
    os.chdir(path.parent)
    try:
        server.bind(path.name)
    finally:
        os.chdir(before)
        server.close()


def _outside(random: Random, root: Path, docs: Path) -> tuple[str, bool]:
    """A target outside the docs folder, or none at all, and whether it is a folder."""
    targets = {
        "/etc/hostname": False,
        "/etc/passwd": False,
        "/dev/zero": False,
        "/dev/null": False,
        "/proc/self/environ": False,
        "/proc/self/fd": True,
        "/etc": True,
        "/": True,
        "gone": False,
        "gone/../gone.md": False,
        "/no/such/place": False,
        str(root / "secret.txt"): False,
        str(root / "docs_secret" / "s.md"): False,
        str(root / "docs_secret"): True,
        str(root / "pipe"): False,
        str(root): True,
        str(docs): True,
        str(docs / "index.md" / "below"): False,
    }
    target = random.choice(list(targets))
    return target, targets[target]


def _add_bad(random: Random, root: Path, docs: Path) -> str:
    """Put one entry that must not be published into the docs folder; returns its path there."""
    home = random.choice(_HOMES)
    place = docs / home
    place.mkdir(parents=True, exist_ok=True)
    path = home + random.choice(_NAMES)
    shape = random.choice(("direct", "relative", "chain", "through-hidden", "parent", "circle", "pipe", "socket"))
    target, is_folder = _outside(random, root, docs)
    if shape == "pipe":
        _pipe(docs / path)
    elif shape == "socket":
        _socket(docs / path)
    elif shape == "circle":
        (place / "round").symlink_to(os.path.basename(path))
        (docs / path).symlink_to("round")
    elif shape == "relative" and target.startswith("/"):
        (docs / path).symlink_to(os.path.relpath(target, place))
    elif shape in ("chain", "through-hidden"):
        between = docs / (".between" if shape == "through-hidden" else f"{home}between{Path(path).suffix}")
        between.symlink_to(target)
        (docs / path).symlink_to(os.path.relpath(between, place))
    elif shape == "parent" and is_folder and target not in ("/", str(root), str(docs)):
        (place / "up").symlink_to(target)
        path = f"{home}up"
    else:
        (docs / path).symlink_to(target)
    return path


@pytest.mark.slow
def test_whatever_must_not_be_published_is_an_error_that_names_it(tmp_path: Path) -> None:
    missed = []
    for number in range(TREES):
        random = Random(SEED + number)
        root = tmp_path / str(number)
        docs = root / "docs"
        write(root, {"index.md": "# Home\n"}, "site_name: T\nexclude_docs: '!.agents/'\n")
        (root / "secret.txt").write_text("secret", encoding="utf-8")
        (root / "docs_secret").mkdir()
        (root / "docs_secret" / "s.md").write_text("# Secret\n", encoding="utf-8")
        os.mkfifo(root / "pipe")
        path = _add_bad(random, root, docs)
        try:
            found = {finding.at.path for finding in _errors(root)}
        except OSError as error:
            missed.append(f"{number} {path}: {type(error).__name__}")
            continue
        if f"docs/{path}" not in found:
            missed.append(f"{number} {path}: {os.path.realpath(docs / path)}: {sorted(found)}")
    assert not missed, f"{len(missed)} of {TREES}:\n" + "\n".join(missed[:20])


def test_links_inside_the_docs_folder_are_no_fault(tmp_path: Path) -> None:
    write(tmp_path, {"a/x.md": "# X\n", "a/p.png": "", "b/y.md": "# Y\n"})
    docs = tmp_path / "docs"
    (docs / "b" / "again.md").symlink_to("../a/x.md")
    (docs / "b" / "p.png").symlink_to(docs / "a" / "p.png")
    (docs / "c").symlink_to("b")
    (docs / "..odd.md").symlink_to("a/x.md")
    assert not _errors(tmp_path)


def test_what_is_excluded_is_not_published_and_no_fault(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# X\n"}, config(extra="exclude_docs: |\n  out.md\n  /pipes/\n"))
    docs = tmp_path / "docs"
    (docs / "out.md").symlink_to("/etc/hostname")
    (docs / ".#index.md").symlink_to("jane@host.4711:17")
    (docs / "pipes").mkdir()
    os.mkfifo(docs / "pipes" / "p")
    assert not _errors(tmp_path)


def test_mkdocs_walks_through_an_excluded_link_too(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# X\n"})
    (tmp_path / "docs" / ".round").symlink_to("..")
    assert [finding.at.path for finding in _errors(tmp_path)] == ["docs/.round"]


@pytest.mark.slow
def test_links_that_branch_do_not_make_a_walk_endless(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# X\n"})
    docs = tmp_path / "docs"
    for level in range(40):
        (docs / f"d{level}").mkdir()
        for name in "lr":
            (docs / f"d{level}" / name).symlink_to(f"../d{level + 1}")
    (docs / "d40").mkdir()
    messages = {finding.message for finding in _errors(tmp_path)}
    assert messages == {"there are more than 2,000 links to folders"}


@pytest.mark.slow
def test_folders_deeper_than_python_recurses_are_walked(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# X\n"})
    folder = str(tmp_path / "docs")
    for _ in range(1200):
        folder += "/a"
        os.mkdir(folder)
    Path(folder, "t.md").write_text("---\nkind: team\n---\n", encoding="utf-8")
    documents = _checked(tmp_path).documents
    # pytest would recurse to delete them
    subprocess.run(["rm", "-rf", str(tmp_path / "docs")], check=True)
    assert documents == 1


@pytest.fixture
def named(tmp_path: Path) -> Callable[..., Path]:
    """A repository whose `docs/readme.md` links to its README, with the setting `links`."""

    def make(*links: str, target: str = "../README.md") -> Path:
        root = tmp_path / "project"
        settings = f"{{as-of: 2026-11-21, allow-empty: true, links: {list(links)}}}"
        write(root, {"index.md": "# Home\n"}, config(plugins=f"[docgraph: {settings}]"))
        (root / ".git").mkdir()
        (root / "README.md").write_text("---\nkind: team\n---\n# Read me\n", encoding="utf-8")
        (root / "docs" / "readme.md").symlink_to(target)
        return root

    return make


def test_the_setting_links_names_a_target_in_the_repository(named: Callable[..., Path]) -> None:
    result = _checked(named("../README.md"))
    assert result.documents == 1
    assert not [finding for finding in result.open_findings if finding.code == "DOC009"]


def test_without_the_setting_the_help_says_how_to_allow_a_target(named: Callable[..., Path]) -> None:
    [finding] = _errors(named())
    assert finding.message == "this link leads out of the docs folder"
    assert finding.help.endswith('allow it with the setting `links: ["../README.md"]`')


def test_a_target_beside_the_named_one_is_still_refused(named: Callable[..., Path]) -> None:
    root = named("../README.md")
    (root / "docs" / "notes.txt").symlink_to("../README.md.orig")
    (root / "README.md.orig").write_text("", encoding="utf-8")
    assert [finding.at.path for finding in _errors(root)] == ["docs/notes.txt"]


def test_a_named_folder_is_read_but_not_what_its_links_lead_to(named: Callable[..., Path]) -> None:
    root = named("../README.md", "../adr")
    (root / "adr" / "more").mkdir(parents=True)
    (root / "adr" / "more" / "one.md").write_text("---\nkind: team\n---\n", encoding="utf-8")
    (root / "adr" / "again.md").symlink_to("more/one.md")
    (root / "adr" / "leak.md").symlink_to("/etc/hostname")
    (root / "docs" / "adr").symlink_to("../adr")
    assert [finding.at.path for finding in _errors(root)] == ["docs/adr/leak.md"]
    assert _checked(root).documents == 2


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("../../outside.md", "which is outside the repository"),
        ("../link.md", "which is outside the repository"),
        ("/etc/hostname", "which is not a path relative to the docs folder"),
        ("../gone.md", "which does not exist"),
        ("", "which is not a path relative to the docs folder"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_place(
    named: Callable[..., Path], entry: str, message: str
) -> None:
    root = named(entry)
    (root.parent / "outside.md").write_text("", encoding="utf-8")
    (root / "link.md").symlink_to("../outside.md")
    with pytest.raises(SettingsError, match=f"mkdocs.yml:3:.*`links` names `{entry}`, {message}"):
        _checked(root)


def test_an_entry_that_no_link_leads_to_is_a_warning(named: Callable[..., Path]) -> None:
    root = named("../README.md", "../LICENSE")
    (root / "LICENSE").write_text("", encoding="utf-8")
    [finding] = [finding for finding in _checked(root).open_findings if finding.code == "DOC009"]
    assert (finding.severity, finding.at.path, finding.at.line) == (Severity.WARNING, "mkdocs.yml", 3)
    assert finding.message == "`links` names `../LICENSE`, but no link in the docs folder leads there"


def test_a_docs_folder_that_is_a_link_stays_in_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(root, {"index.md": "# Home\n"})
    (root / "docs").rename(root / "real")
    (root / "docs").symlink_to("real")
    assert _checked(root).pages == 1
    (root / "docs").unlink()
    (root / "docs").symlink_to("/etc")
    with pytest.raises(SettingsError, match="leads out of the repository"):
        layout_of(root)


@pytest.mark.host
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("setting", ["", ", fail-on: never", ", rules: {DOC009: off}"])
def test_no_build_publishes_what_lies_outside(tmp_path: Path, host: str, setting: str) -> None:
    plugins = f"[search, docgraph: {{as-of: 2026-11-21{setting}}}]"
    root = write(tmp_path, FILES, config("material", plugins=plugins))
    assert build(root, host).returncode == 0
    (root / "site" / "old.html").touch()
    docs = root / "docs"
    (root / "secret.txt").write_text("a secret of the machine", encoding="utf-8")
    (docs / "leak.txt").symlink_to("../secret.txt")
    (docs / "leak.md").symlink_to("../secret.txt")
    (docs / "environ.txt").symlink_to("/proc/self/environ")
    (docs / "picture.png").symlink_to("gone.png")
    os.mkfifo(docs / "pipe.bin")
    run = build(root, host)
    assert "Traceback" not in run.stderr
    if setting:
        assert run.returncode == 0, run.stderr
    else:
        assert run.returncode == 1 and (root / "site" / "old.html").is_file()
    published = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert not [path for path in published if b"a secret of the machine" in path.read_bytes()]
    assert not {"leak.txt", "environ.txt", "picture.png", "pipe.bin"} & {path.name for path in published}


@pytest.mark.host
def test_a_folder_in_a_circle_ends_no_site_whatever_the_settings(tmp_path: Path) -> None:
    root = write(tmp_path, FILES, config(plugins="[docgraph: {as-of: 2026-11-21, fail-on: never}]"))
    (root / "site").mkdir()
    (root / "site" / "old.html").touch()
    for name in ("one", "two"):
        (root / "docs" / name).symlink_to(".")
    run = build(root)
    assert run.returncode == 1 and (root / "site" / "old.html").is_file()
    assert "leads back to a folder that contains it" in run.stderr
