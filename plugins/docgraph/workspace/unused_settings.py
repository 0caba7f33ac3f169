"""Reports settings that have no effect: patterns without a matching file, and unused links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from docgraph.adopt.gitignore import path_test
from docgraph.model.finding import Severity
from docgraph.model.location import KeyPath, Location
from docgraph.model.problem import Problem
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.setting_locations import place_of

if TYPE_CHECKING:
    from docgraph.adopt.adoptions import Adoptions


class UnusedSettings(Struct, frozen=True):
    """Reports settings of a project that have no effect.

    `docs` is the docs folder relative to the project.
    """

    place: Found | Layout
    docs: str

    def path_patterns(self, paths: Iterable[str]) -> Iterator[tuple[str, Problem]]:
        """Yield each valid pattern of the setting `paths` that matches no path in the argument, with a problem."""
        named = self.place.options.get("paths")
        known = {path.removeprefix(f"{self.docs}/") for path in paths} | set(paths) if named else ()
        for pattern in named if isinstance(named, Mapping) else ():
            matches = path_test(pattern) if isinstance(pattern, str) else None
            if matches is not None and not any(map(matches, known)):
                message = f"`paths` names `{pattern}`, but no checked file matches it"
                place, key, help = self.place.configuration, ("paths", pattern), "correct the pattern, or delete it"
                yield pattern, unused_setting(place, key, message, help, Severity.INFO)

    def adopting_patterns(self, adoptions: Adoptions | None, paths: Iterable[str]) -> Iterator[Problem]:
        """Yield a warning for each pattern of the setting `kinds` that matches none of `paths`.

        It is not an error, because the folder may still be empty, as in a template.
        """
        if adoptions is None:
            return
        from docgraph.workspace.adopted_files import near_pattern  # few projects need it

        for pattern in adoptions.unmatched(paths, self.docs):
            message = f"`kinds` names `{pattern}`, but no file that is read matches it"
            near = near_pattern(pattern, str(self.place.root), str(self.place.docs))
            help = f"write `{near}`; or delete the pattern" if near else "correct the pattern, or delete it"
            yield unused_setting(self.place.configuration, ("kinds", pattern), message, help)

    def link(self, number: int, entry: str) -> Problem:
        """The problem for an entry of the setting `links` to which no symlink leads.

        `number` is the index of the entry.
        """
        message = f"`links` names `{entry}`, but no link in the docs folder leads there"
        key = ("links", number)
        return unused_setting(self.place.configuration, key, message, "delete the entry")


def unused_setting(
    configuration: Path | None, key: KeyPath, message: str, help: str, severity: Severity = Severity.WARNING
) -> Problem:
    """The problem for a setting in the file `configuration` that has no effect.

    Its location is that of the setting, or the start of the file if the setting is not found.
    """
    at = configuration and place_of(configuration, key)
    start = Location(configuration.name if configuration else "", 1, 1)
    return Problem("unreadable-file", at or start, message, help, severity=severity)


def unmatched_by(paths: Collection[str], unmatched: Iterable[tuple[str, Problem]]) -> tuple[Problem, ...]:
    """The problems in `unmatched` whose pattern also matches none of `paths`.

    `unmatched` has patterns of the setting `paths`, each with a problem.
    """
    tests = ((path_test(pattern), problem) for pattern, problem in unmatched)
    return tuple(problem for matches, problem in tests if matches is None or not any(map(matches, paths)))
