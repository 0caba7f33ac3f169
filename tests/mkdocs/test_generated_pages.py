"""What another plugin publishes is what is checked: pages that it adds, and pages that it writes over documents."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files

from docgraph.app import Project, check
from docgraph.mkdocs import sources as mkdocs_sources
from docgraph.model.translations import Translations
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.corpus import record
from tests.mkdocs.site import AGENT, FILES, OUTCOME, build, config, page, write

SEED = 20261161
VARIANTS = 240
TEXTS = (
    record("outcome", **OUTCOME) + "# Fast\n",
    record("outcome", **{**OUTCOME, "owner": ""}) + "# Orphan\n",
    record("agent", **AGENT) + "# Triage\n",
    record("agent", **{**AGENT, "owner": "nobody.known"}) + "# Triage\n",
    "---\nkind: agent\n---\n# Bot\n",
    "# A page\n",
    "---\ntitle: [\n---\n# Broken\n",
)
BASE = {"index.md": "# Home\n", "people.md": FILES["people.md"]}
PLUGINS = "[material/meta, docgraph: {as-of: 2026-11-21}]"


def _changed(project: Project, files: Files, settings: MkDocsConfig) -> Project | None:
    return mkdocs_sources.changed_by_plugins(project, files, Translations(), settings.docs_dir)


def _published(way: str, path: str, text: str, root: Path, files: Files, settings: MkDocsConfig) -> None:
    """Publish `text` at a path of the docs folder, in one of the ways that plugins have."""
    there = files.get_file_from_path(path)
    if way == "text set" and there is not None:
        there.content_string = text
        return
    if there is not None:
        files.remove(there)
    if way in ("temporary file", "generated file"):
        (root / "made" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "made" / path).write_text(text, encoding="utf-8")
    if way == "temporary file":
        files.append(File(path, str(root / "made"), settings.site_dir, settings.use_directory_urls))
    elif way == "generated file":
        files.append(File.generated(settings, path, abs_src_path=str(root / "made" / path)))
    else:
        files.append(File.generated(settings, path, content=text))


@pytest.mark.slow
def test_pages_that_plugins_publish_are_checked_like_files_of_the_docs_folder(tmp_path: Path) -> None:
    """The law: a site with pages of plugins has the findings of a docs folder that holds what is published."""
    random = Random(SEED)
    wrong = []
    for number in range(VARIANTS):
        paths = random.sample(["bot.md", "bots/big.md", "bots/small.md", "z/y/x.md", "index.md"], k=3)
        documents = {path: random.choice(TEXTS) for path in paths[:2]}
        made = {path: random.choice(TEXTS) for path in random.sample(paths, k=random.randrange(3))}
        ways = {
            path: random.choice(("text set", "temporary file", "generated file", "generated text")) for path in made
        }
        meta = {"bots/.meta.yml": "owner: jane\nbackup: sam\n"} if random.random() < 0.5 else {}
        root = write(tmp_path / str(number), {**BASE, **meta, **documents}, config(plugins=PLUGINS))
        project = project_at(layout_of(root))
        settings = load_config(str(root / "mkdocs.yml"))
        settings.plugins._current_plugin = "gen"
        files = get_files(settings)
        for path, text in made.items():
            _published(ways[path], path, text, root, files, settings)
        changed = _changed(project, files, settings)
        found = check(changed or project)
        expected = check(project_at(layout_of(write(root, made, config(plugins=PLUGINS)))))
        differs = any(text != {**BASE, **documents}.get(path) for path, text in made.items())
        same = {finding.fingerprint for finding in found.findings} == {
            finding.fingerprint for finding in expected.findings
        }
        if not same or differs != (changed is not None):
            wrong.append(f"{ways}: {documents} {made}: checked again: {changed is not None}")
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])


@pytest.mark.host
def test_a_document_that_a_script_overwrites_is_checked_as_it_is_published(tmp_path: Path) -> None:
    plugins = "[search, gen-files: {scripts: [fast.py]}, docgraph: {as-of: 2026-11-21}]"
    write(tmp_path, FILES, config(plugins=plugins))
    script = (
        "import mkdocs_gen_files\nwith mkdocs_gen_files.open('outcomes/fast.md', 'w') as file:\n    file.write({!r})\n"
    )
    (tmp_path / "fast.py").write_text(script.format(TEXTS[1]), encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").touch()
    run = build(tmp_path)
    assert run.returncode == 1 and "docs/outcomes/fast.md:3:7: error[OWN001]" in run.stderr
    assert "what must not be published; the old site is put back." in run.stderr
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old.html"]
    (tmp_path / ".site.docgraph-moving").touch()  # so that nothing can be moved there
    assert "published; MkDocs had emptied the site folder before." in build(tmp_path).stderr
    (tmp_path / ".site.docgraph-moving").unlink()
    later = FILES["outcomes/fast.md"].replace("owner: jane\n", "owner: sam\n").replace("backup: sam", "backup: jane")
    (tmp_path / "fast.py").write_text(script.format(later), encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 0, run.stderr
    assert 'trace/person/sam/">sam</a> owns this outcome' in page(tmp_path, "outcomes/fast/index.html")
