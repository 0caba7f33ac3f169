"""Random docs folders with a `mkdocs.yml`: hidden folders, twins of an index, exclusions, links, odd endings."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

SEED = 20261130
_FOLDERS = ("a", "ag", ".d", ".agents", "templates", "Functions.Markdown", "b c")
_STEMS = ("index", "README", "x", "y", "readme", "Index", ".z", "x.y")
_ENDINGS = (".md", ".md", ".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".txt", ".MD", "")


def write_tree(root: Path, random: Random) -> Path:
    """A project below `root`; returns its configuration file."""
    docs_dir = random.choice(("", "docs", "./docs", "docs/", "content/pages", "docs/../docs"))
    docs = Path(os.path.normpath(root / (docs_dir or "docs")))
    docs.mkdir(parents=True)
    folders = [docs]
    for _ in range(random.randint(0, 5)):
        folder = random.choice(folders) / random.choice(_FOLDERS)
        folder.mkdir(exist_ok=True)
        if folder not in folders:
            folders.append(folder)
    files: list[Path] = []
    for _ in range(random.randint(1, 12)):
        file = random.choice(folders) / (random.choice(_STEMS) + random.choice(_ENDINGS))
        if not file.exists():
            file.write_text(_text(random, len(files)), encoding="utf-8")
            files.append(file)
    _add_links(docs, folders, files, random)
    return _write_configuration(root, docs_dir, [path.relative_to(docs).as_posix() for path in files], random)


def _text(random: Random, number: int) -> str:
    if random.random() < 0.6:
        return f"---\nkind: team\nid: team-{number}\n---\n# Team\n"
    return "# A page\n"


def _add_links(docs: Path, folders: list[Path], files: list[Path], random: Random) -> None:
    """Links to files and folders of the docs folder, none of which leads back to where it lies."""
    for number in range(random.choice((0, 0, 1, 2))):
        place, target = random.choice(folders), random.choice(files)
        link = place / f"link{number}{target.suffix}"
        link.symlink_to(os.path.relpath(target, place))
    target = random.choice(folders)
    if random.random() < 0.3 and target != docs:
        place = docs if random.random() < 0.5 else target.parent
        (place / "linked").symlink_to(os.path.relpath(target, place))


def _patterns(paths: list[str], random: Random) -> list[str]:
    """Lines of a `.gitignore`, most of which match something."""
    lines = []
    for _ in range(random.randint(0, 4)):
        path = random.choice(paths)
        folder, name = os.path.split(path)
        stem, ending = os.path.splitext(name)
        forms = [path, f"/{path}", name, f"*{ending}", f"**/{stem}.*", "*", "# a comment", "", "linked/", "link?.md"]
        if folder:
            forms += [f"{folder}/", f"/{folder.split('/')[0]}", f"{folder}/*", folder.split("/")[-1]]
        lines.append(("!" if random.random() < 0.45 else "") + random.choice(forms))
    return [line for line in lines if line not in ("!", "!# a comment")]


def _write_configuration(root: Path, docs_dir: str, paths: list[str], random: Random) -> Path:
    settings = {"docs_dir": [docs_dir]} if docs_dir else {}
    for key, share in (("exclude_docs", 0.7), ("draft_docs", 0.3), ("not_in_nav", 0.3)):
        if random.random() < share:
            settings[key] = _patterns(paths, random)
    if random.random() < 0.5:
        settings["use_directory_urls"] = [random.choice(("true", "false"))]
    shared: dict[str, list[str]] = {}
    own: dict[str, list[str]] = {}
    for key, value in settings.items():
        (shared if random.random() < 0.5 else own)[key] = value
    way = random.choice(("plain", "merge", "merge-list", "inherit"))
    head = "site_name: T\nplugins: []\n"
    if way == "inherit":
        (root / "base.yml").write_text(head + _lines(shared), encoding="utf-8")
        text = "INHERIT: base.yml\n" + _lines(own)
    elif way == "plain":
        text = head + _lines(settings)
    else:
        merge = "*shared" if way == "merge" else "[*shared, {site_name: Unread}]"
        text = f"extra:\n  shared: &shared\n    unread: 1\n{_lines(shared, 4)}{head}<<: {merge}\n{_lines(own)}"
    file = root / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    return file


def _lines(settings: dict[str, list[str]], indent: int = 0) -> str:
    space = " " * indent
    text = ""
    for key, value in settings.items():
        if key in ("docs_dir", "use_directory_urls"):
            text += f"{space}{key}: {value[0]}\n"
        else:
            text += f"{space}{key}: |\n" + "".join(f"{space}  {line}\n" for line in value or ["# nothing"])
    return text
