"""Reports invalid values of the setting `people`, and suggests valid ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgraph.adopt.choices import choices, cut
from docgraph.adopt.people.sources import KNOWN, is_path, source_form
from docgraph.model.settings_error import SettingFault

_KEYS = ("from", "aliases")


def people_faults(people: Mapping[str, Any]) -> Iterator[SettingFault]:
    """Yield the errors in the setting `people`."""
    for name in people:
        if name not in _KEYS:
            yield ("people", str(name)), f"unknown key `{cut(name)}`; {choices(str(name), _KEYS)}"
    yield from _alias_faults(people.get("aliases", {}))
    named = people.get("from", ())
    several = [named] if isinstance(named, str) else named
    if not isinstance(several, (list, tuple)):
        yield ("people", "from"), f"`from` must be a list of files, not `{cut(named)}`"
        return
    for number, pattern in enumerate(several):
        where = ("people", "from") if isinstance(named, str) else ("people", "from", number)
        if not is_path(pattern):
            yield where, f"`{cut(pattern)}` is not a path relative to the project; write one such as `roster.csv`"
        elif not source_form(pattern):
            yield where, f"`{cut(pattern)}` is not a source of people; name {KNOWN}"


def _alias_faults(aliases: Any) -> Iterator[SettingFault]:
    if not isinstance(aliases, Mapping):
        yield ("people", "aliases"), f"`aliases` must be a map from ids to names, not `{cut(aliases)}`"
        return
    for name, given in aliases.items():
        several = [given] if isinstance(given, str) else given
        is_list = isinstance(several, (list, tuple)) and bool(several)
        if not is_list or not all(isinstance(alias, str) and alias.strip() for alias in several):
            yield ("people", "aliases", str(name)), f"`{cut(name)}` must be a list of names, not `{cut(given)}`"
