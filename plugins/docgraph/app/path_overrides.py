"""The `paths` setting: severities of rules for files whose path matches a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.adopt.gitignore import PathTest, path_test
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings_error import SettingsError

_ABOVE = re.compile(r"(?:\.\./)+")
"""The start of the path of a file outside the project."""


class Overrides(Struct, frozen=True):
    """The severities that the `paths` setting has for each pattern, in the order of the setting.

    Each item is a test of a path, and a map from rule codes to severities (None: off).
    """

    entries: tuple[tuple[PathTest, Mapping[str, Severity | None]], ...] = ()

    def apply(self, findings: Iterable[Finding], docs: str) -> list[Finding]:
        """The findings with severities from the `paths` setting, without those of rules that are off.

        If several patterns match, the last pattern counts. `docs` is the docs folder, relative to the project.
        """
        if not self.entries:
            return list(findings)
        with_severity = ((finding, self._severity(finding, docs)) for finding in findings)
        return [replace(finding, severity=severity) for finding, severity in with_severity if severity is not None]

    def _severity(self, finding: Finding, docs: str) -> Severity | None:
        # patterns may be relative to the docs folder, as in `exclude_docs`, to the project root, as in messages, or to
        # the repository
        spellings = {finding.at.path, finding.document_path}
        paths = spellings | {path.removeprefix(f"{docs}/") for path in spellings if docs}
        paths |= {path[above.end() :] for path in spellings if (above := _ABOVE.match(path))}
        severity = finding.severity
        for matches, severities in self.entries:
            if finding.code in severities and any(map(matches, paths)):
                severity = severities[finding.code]
        return severity


def overrides(
    setting: Mapping[str, Mapping[str, Any]], codes_of: Callable[[str, Sequence[str]], set[str]]
) -> Overrides:
    """Parse the `paths` setting. `codes_of` returns the codes for a code, family or name of rules."""
    if not setting:
        return Overrides()
    entries = []
    for pattern, rules in setting.items():
        severities = {
            code: severity_there(word, pattern, name)
            for name, word in rules.items()
            for code in sorted(codes_of(name, ("paths", pattern)))
        }
        entries.append((matching(pattern), severities))
    return Overrides(tuple(entries))


def matching(pattern: str) -> PathTest:
    """A function that tests whether a path matches a `.gitignore` pattern.

    Raises `SettingsError` for an invalid pattern.
    """
    matches = path_test(pattern)
    if matches is None:
        message = f"`paths.{pattern}` is not a `.gitignore` pattern; write one such as `drafts/**`"
        raise SettingsError(message, ("paths", pattern))
    return matches


def severity_there(word: Any, pattern: str, name: str) -> Severity | None:
    """The severity with the name `word`; None for `off`. Raises `SettingsError` for any other word."""
    if word in ("off", False):
        return None
    try:
        return Severity(word)
    except ValueError:
        message = f"`paths.{pattern}.{name}` must be error, warning, info or off, not `{word}`"
        raise SettingsError(message, ("paths", pattern, name)) from None
