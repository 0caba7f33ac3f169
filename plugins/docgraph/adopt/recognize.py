"""Recognizes documents of known forms among pages without a kind, and the settings that would adopt them."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from docgraph.adopt.presets import PRESETS

_KIND_OF_FOLDER = {
    **dict.fromkeys(("adr", "adrs", "decisions", "architecture-decisions"), "decision"),
    **dict.fromkeys(("runbook", "runbooks", "playbooks"), "runbook"),
    **dict.fromkeys(("incidents", "postmortems", "post-mortems"), "incident"),
}
"""Names of folders that say what the documents in them are."""
_NO_DOCUMENT = frozenset(("index", "readme", "template", "adr-template"))
_READ = 20_000
"""The characters of a page that are read."""
_NUMBERED = re.compile(r"[0-9]")


class Recognized(Struct, frozen=True, order=True):
    """Pages of one folder that look like documents of a form, with the pattern and value for `kinds`."""

    folder: str
    form: str
    count: int
    pattern: str
    preset: str = ""
    kind: str = ""

    def setting(self, *, toml: bool) -> str:
        """The entry below `kinds`."""
        if toml:
            value = f'{{ like = "{self.preset}" }}' if self.preset else f'"{self.kind}"'
            return f'kinds."{self.pattern}" = {value}'
        return f'"{self.pattern}": {f"{{like: {self.preset}}}" if self.preset else self.kind}'


def recognize(texts: Mapping[str, str]) -> list[Recognized]:
    """The groups of pages that look like documents of a known form; `texts` are contents by path."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for path, content in texts.items():
        folder, name = posixpath.split(path)
        if folder and posixpath.splitext(name)[0].lower() not in _NO_DOCUMENT:
            preset = _preset_of(content[:_READ])
            top, kind = ("", "") if preset else _folder_of_kind(folder)
            if preset or kind:
                groups[top or folder, preset, kind].append(path)
    return sorted(_group(*key, paths) for key, paths in groups.items())


def _preset_of(content: str) -> str:
    """The preset whose signs a text has; empty if there is none."""
    found = (
        preset.name
        for preset in PRESETS.values()
        if preset.signs and all(re.search(sign, content, re.MULTILINE) for sign in preset.signs)
    )
    return next(found, "")


def _folder_of_kind(folder: str) -> tuple[str, str]:
    """The outermost folder that is named after a kind, and the kind."""
    steps = folder.split("/")
    for number, step in enumerate(steps):
        if step.lower() in _KIND_OF_FOLDER:
            return "/".join(steps[: number + 1]), _KIND_OF_FOLDER[step.lower()]
    return "", ""


def _group(folder: str, preset: str, kind: str, paths: Iterable[str]) -> Recognized:
    names = [path[len(folder) + 1 :] for path in paths]
    numbered = all(_NUMBERED.match(name) for name in names)
    ending = Counter(posixpath.splitext(name)[1] for name in names).most_common(1)[0][0]
    below = "**/" if any("/" in name for name in names) else ""
    form = PRESETS[preset].title if preset else f"{kind}s"
    return Recognized(
        folder, form, len(names), f"{folder}/{below}{'[0-9]*' if numbered else '*'}{ending}", preset, kind
    )
