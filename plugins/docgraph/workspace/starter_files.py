"""The files that `docgraph init` writes, and texts that users add to existing files."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.install_source import INSTALL_SOURCE, IS_PLACEHOLDER
from docgraph.model.settings_error import SettingsError
from docgraph.text.double_quote import double_quote
from docgraph.workspace.config_file import OWN_FILE
from docgraph.workspace.starter_people import NO_PEOPLE, StarterPeople
from docgraph.workspace.survey import Survey
from docgraph.workspace.symlinks import repository_of

WORKFLOW = ".github/workflows/docgraph.yml"
PRE_COMMIT = ".pre-commit-config.yaml"
SITE = "mkdocs.yml"
_GITLAB = ".gitlab-ci.yml"
_SOURCE_NOTE = "docgraph is not on a package index yet, so this is a Git address and a tag."
if IS_PLACEHOLDER:
    _SOURCE_NOTE = "Replace this address: example.org is a placeholder for the Git address of docgraph."


class StarterFiles(Struct, frozen=True):
    """The output of `docgraph init`.

    `created` maps the paths of new files to texts, `present` are the paths of existing files, and `by_hand` are texts
    that users add to existing files.
    """

    created: dict[str, str]
    present: tuple[str, ...]
    by_hand: tuple[str, ...]


def reject_unusable(found: Survey, with_site: bool) -> None:
    """Raise `SettingsError` if `docgraph init` cannot set docgraph up in the surveyed folder.

    It cannot if there are records in the project folder itself, or if `with_site` is set and a `docgraph.toml` exists.
    """
    if with_site and found.configuration is not None and found.configuration.name == OWN_FILE:
        raise SettingsError(f"--site: {OWN_FILE} exists; write a {SITE} and move the settings to its docgraph plugin")
    _refuse_unread(found)


def starter_files(found: Survey, with_site: bool = False, people: StarterPeople = NO_PEOPLE) -> StarterFiles:
    """The files that `docgraph init` writes for a surveyed folder.

    Existing files stay unchanged, and no owner is assigned. With `with_site`, a `mkdocs.yml` is included if there are
    no settings yet.
    """
    created: dict[str, str] = {}
    present, by_hand = _add_settings(found, with_site, people, created)
    for path, text, mark in ((WORKFLOW, _workflow(), "docgraph"), (PRE_COMMIT, _pre_commit(), "id: docgraph")):
        if not _is_repository_root(found):
            by_hand.append(f"Write {path} in the root of the repository:\n\n{_indented(text)}")
        elif path == WORKFLOW and (found.root / _GITLAB).exists():
            by_hand.append(f"Add to {_GITLAB}:\n\n{_indented(_gitlab_job())}")
        elif not (found.root / path).exists():
            created[path] = text
        elif mark in _existing_text(found, path):
            present.append(path)
        else:
            by_hand.append(f"Add to `repos` in {path}:\n\n{_indented(text.partition('repos:' + chr(10))[2])}")
    return StarterFiles(created, tuple(present), tuple(by_hand))


def _existing_text(found: Survey, path: str) -> str:
    try:
        return (found.root / path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        message = f"cannot be read: {error.strerror}; make it a file you may read"
        raise SettingsError(f"{path}: {message}; nothing was written") from None


def _add_settings(
    found: Survey, with_site: bool, people: StarterPeople, created: dict[str, str]
) -> tuple[list[str], list[str]]:
    present, by_hand = [], []
    if found.is_configured and found.configuration is not None:
        present.append(found.configuration.name)
    elif found.configuration is not None:
        by_hand.append(f"Add to `plugins` in {found.configuration.name}:\n\n{_plugin_entry(found, people, '  ')}")
    elif with_site:
        created[SITE] = _site(found, people)
    else:
        created[OWN_FILE] = settings_text(found, people)
    for path, text in people.rosters.items():
        if (found.root / path).exists():
            present.append(path)
        else:
            created[path] = text
    if SITE in created and not any((found.root / found.docs / name).exists() for name in ("index.md", "README.md")):
        created[f"{found.docs}/index.md"] = f"# {found.root.name}\n"
    return present, by_hand


def _refuse_unread(found: Survey) -> None:
    group = next((group for group in found.detected if group.pattern and not group.folder), None)
    if group is not None and not found.is_configured and found.docs != ".":
        place = f"{found.docs}/adr/"
        message = f"{group.what}: {group.count} in the project folder itself, which docgraph does not read"
        raise SettingsError(f"{message}; move them to {place}, then run `docgraph init` again; nothing was written")


def _is_repository_root(found: Survey) -> bool:
    return repository_of(found.root) == found.root


def settings_text(found: Survey, people: StarterPeople = NO_PEOPLE) -> str:
    """The text of a new `docgraph.toml` for a surveyed folder."""
    lines = [
        "# The settings of docgraph.",
        f"docs-dir = {double_quote(found.docs)}",
        "# `adopt` checks owners, references and definitions of agents. Later: `default`, then `strict`.",
        'profile = "adopt"',
    ]
    kinds = list(people.kinds_lines(found.detected, is_toml=True))
    if kinds:
        lines += ["", "# Documents that are read as they are: a pattern, and the kind or form of the files.", "[kinds]"]
    return "\n".join([*lines, *kinds, *people.toml_lines(found.root), ""])


def _plugin_entry(found: Survey, people: StarterPeople, indent: str) -> str:
    kinds = [f"      {line}" for line in people.kinds_lines(found.detected, is_toml=False)]
    lines = ["- docgraph:", "    profile: adopt", *(["    kinds:"] if kinds else []), *kinds]
    lines += [f"    {line}" for line in people.yaml_lines(found.root)]
    return "\n".join(f"{indent}{line}" for line in lines)


def _site(found: Survey, people: StarterPeople) -> str:
    name = double_quote(found.root.name)
    docs = double_quote(found.docs)
    return f"site_name: {name}\ndocs_dir: {docs}\nplugins:\n  - search\n{_plugin_entry(found, people, '  ')}\n"


def _workflow() -> str:
    return f"""\
# Fails when a document has no active owner, and shows each finding on its line of the pull request.
name: docgraph
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
env:
  # {_SOURCE_NOTE}
  DOCGRAPH: {INSTALL_SOURCE}
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with:
          python-version: "3.12"
      - run: pip install "$DOCGRAPH"
      - run: docgraph check --format github
      # What the pull request changes, in the job summary. This also works for forks.
      - if: ${{{{ !cancelled() && github.base_ref }}}}
        run: >-
          docgraph diff --merge-base "origin/$GITHUB_BASE_REF" HEAD --fail-on never --format markdown
          >> "$GITHUB_STEP_SUMMARY"
"""


def _gitlab_job() -> str:
    return f"""\
docgraph:
  image: python:3.12
  variables:
    # {_SOURCE_NOTE}
    DOCGRAPH: {INSTALL_SOURCE}
  script:
    - pip install "$DOCGRAPH"
    - docgraph check --output gitlab=gl-code-quality.json --output junit=docgraph.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: docgraph.xml
"""


def _pre_commit() -> str:
    return f"""\
repos:
  - repo: local
    hooks:
      - id: docgraph
        name: docgraph check
        entry: docgraph check
        language: python
        # {_SOURCE_NOTE}
        additional_dependencies: ["{INSTALL_SOURCE}"]
        pass_filenames: false
        always_run: true
"""


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.rstrip("\n").split("\n"))
