"""The lists of people and the owner settings that `docgraph init` writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from docgraph.adopt.detect import kinds_entry
from docgraph.adopt.detected_files import DetectedFiles
from docgraph.app.owner_keys import OwnerKey
from docgraph.app.people_draft import PeopleDraft
from docgraph.model.adoption import Adoption
from docgraph.text.double_quote import double_quote
from docgraph.workspace.config_file import OWN_FILE
from docgraph.workspace.found_people import FoundPeople
from docgraph.workspace.survey import Survey

DRAFT = "people-draft"
"""The beginning of the file names of new lists of people."""
_HANDLES = ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", "OWNERS_ALIASES")
"""Files with user names that are added to people in a list."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class StarterPeople(Struct, frozen=True):
    """The new lists of people by path, and the key that the settings read as `owner`.

    `owner_key` is None if the user has not chosen a key.
    """

    rosters: dict[str, str] = field(default_factory=dict)
    owner_key: OwnerKey | None = None

    def kinds_lines(self, detected: Iterable[DetectedFiles], *, is_toml: bool) -> Iterator[str]:
        """Yield the lines of the setting `kinds` that read the detected files and their owner key."""
        for group in detected:
            for pattern, setting in group.entries():
                yield kinds_entry(pattern, _with_owner(pattern, setting, self.owner_key), is_toml=is_toml)

    def toml_lines(self, root: Path) -> Iterator[str]:
        """Yield commented lines of a `docgraph.toml` that read the new lists of people.

        Users remove the `# ` after they have reviewed the lists.
        """
        if self.rosters:
            yield from ("", *self._note(), "# [people]", f"# from = {_listed(self._sources(root))}")

    def yaml_lines(self, root: Path) -> Iterator[str]:
        """Yield commented lines of a `mkdocs.yml` that read the new lists of people.

        Users remove the `# ` after they have reviewed the lists.
        """
        if self.rosters:
            yield from (*self._note(), "# people:", f"#   from: {_listed(self._sources(root))}")

    def _note(self) -> tuple[str, str]:
        names = " and ".join(self.rosters)
        return (
            f"# People named in the documents: review {names} (check who is one person and who has left),",
            "# then remove `# ` from the next two lines.",
        )

    def _sources(self, root: Path) -> list[str]:
        return [*self.rosters, *(name for name in _HANDLES if (root / name).is_file())]


NO_PEOPLE = StarterPeople()


def starter_people(found: FoundPeople, owner_key: OwnerKey | None) -> StarterPeople:
    """The lists of people in documents, and the key that the settings read as `owner`."""
    return StarterPeople(dict(_named(found.draft)) if found.draft else {}, owner_key)


def owner_key_entries(found: Survey, owner_key: OwnerKey) -> list[str]:
    """Lines of the settings that make docgraph read the key `owner_key` as `owner`.

    In a project with settings, they are lines of the setting `keys`, else lines of the setting `kinds`.
    """
    settings_file = found.configuration.name if found.configuration is not None else OWN_FILE
    if found.is_configured:
        return [Adoption("", "", settings_file=settings_file).entry("keys", owner_key.key, "owner")]
    entries = [entry for group in found.detected for entry in group.entries() if entry[0] in owner_key.patterns]
    is_toml = settings_file == OWN_FILE
    return [kinds_entry(name, _with_owner(name, value, owner_key), is_toml=is_toml) for name, value in entries]


def _with_owner(pattern: str, setting: str, owner_key: OwnerKey | None) -> str:
    if owner_key is None or pattern not in owner_key.patterns:
        return setting
    key = owner_key.key if _BARE_KEY.fullmatch(owner_key.key) else double_quote(owner_key.key)
    settings = setting.removeprefix("{ ").removesuffix(" }") if setting.startswith("{") else f"kind = {setting}"
    return f'{{ {settings}, keys = {{ {key} = "owner" }} }}'


def _named(draft: PeopleDraft) -> Iterator[tuple[str, str]]:
    for number, roster in enumerate(draft.rosters, 1):
        yield f"{DRAFT}{f'-{number}' if len(draft.rosters) > 1 else ''}.csv", roster


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(map(double_quote, names))}]"
