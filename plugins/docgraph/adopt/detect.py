"""Finds files that docgraph could read as records, such as decisions, runbooks, agent definitions and catalogs.

Files are recognized by their path, or by keys and headings at their start. Files that declare a docgraph kind are
skipped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from posixpath import basename, commonpath, dirname

from docgraph.adopt.detect_catalogs import FRONT_MATTER, bundles, catalogs, concept_type, has_people, may_be_catalog
from docgraph.adopt.detected_files import DetectedFiles, escaped_pattern, paths_below
from docgraph.kinds import lookup_kind
from docgraph.text.double_quote import double_quote
from docgraph.text.file_stem import stem_of

_NUMBERED = re.compile(r"(?:adr[-_]?)?[0-9]{3,5}[-_. ][^/]*\.(?:md|markdown)", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")
_RUNBOOK_FOLDERS = frozenset(("runbook", "runbooks", "playbooks"))
_FOLDER_PAGES = frozenset(("readme", "index", "template", "_template", "_index"))
_DEFINITIONS = (
    (re.compile(r"(?:.*/)?\.claude/agents/.+\.md"), "claude-agent"),
    (re.compile(r"(?:.*/)?\.github/(?:agents/.+\.agent\.md|chatmodes/.+\.chatmode\.md)"), "copilot-agent"),
)
_KIND = re.compile(r"\A(?:\ufeff)?---\r?\n(?:(?!---).*\r?\n)*?kind:[ \t]*['\"]?([\w-]+)")
_TEMPLATE_TITLE = re.compile(r"^#[ \t]+(?:\{[^{}\n]*\}|\[[^\[\]\n]*\]|<[^<>\n]*>)[ \t]*$", re.MULTILINE)
_PROBLEM = re.compile(r"^## Context and Problem Statement", re.MULTILINE | re.IGNORECASE)
_MADR_4_KEY = re.compile(r"^decision-makers:", re.MULTILINE)
_MADR_3_KEY = re.compile(r"^(?:deciders|status|date):", re.MULTILINE)
_MADR_2_LIST = re.compile(r"^[*-] (?:Status|Deciders|Date):", re.MULTILINE | re.IGNORECASE)
_NYGARD = tuple(re.compile(rf"^## {heading}\s*$", re.MULTILINE) for heading in ("Status", "Context", "Decision"))
_ALERT = re.compile(r"^#{1,3}[ \t]+(Meaning|Impact|Diagnosis|Mitigation)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""Headings of a runbook for an alert, as the Prometheus operator uses them."""
_PROPOSAL = "kep.yaml"
"""The name of the file with the metadata of a Kubernetes enhancement proposal."""

BEGINNING = 20_000
"""Number of characters at the start of a file that are searched to recognize it."""


def detect(paths: Iterable[str], read: Callable[[str], str]) -> tuple[DetectedFiles, ...]:
    """Find files that docgraph could read as records, grouped by folder.

    `paths` are relative to the project. `read` returns the first `BEGINNING` characters of a Markdown or YAML file. All
    decisions of a folder get the same preset, the most frequent one.
    """
    in_folder: dict[tuple[str, str], list[str]] = defaultdict(list)
    decisions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    alerts: dict[str, list[str]] = defaultdict(list)
    pages: dict[str, list[str]] = defaultdict(list)
    proposals: dict[str, list[str]] = defaultdict(list)
    people: list[str] = []
    concepts: dict[str, str] = {}
    for path in sorted(paths):
        pages[dirname(path)].append(path)
        if basename(path) == _PROPOSAL and path.count("/") > 1:
            proposals[path.partition("/")[0]].append(path)
        definition = next((preset for form, preset in _DEFINITIONS if form.fullmatch(path)), "")
        if definition:
            in_folder[dirname(path), definition].append(path)
        elif may_be_catalog(path):
            people += [path] if has_people(read(path)) else []
        elif path.lower().endswith(_MARKDOWN) and not has_kind(text := read(path)):
            form = _decision_form(text) if _NUMBERED.fullmatch(basename(path)) else ""
            if form:
                decisions[dirname(path)][form] += 1
            elif folder := _runbook_folder(path):
                in_folder[folder, "runbook"].append(path)
            elif "/" in path and _is_alert_runbook(text):
                alerts[path.partition("/")[0]].append(path)
            elif "/" in path and (named := concept_type(text)):
                concepts[path] = named
    found = [*_decisions(decisions, pages), *_others(in_folder, pages), *_alerts(alerts, pages), *_proposals(proposals)]
    found += [*catalogs(people, pages), *bundles(concepts, pages)]
    return tuple(sorted(found, key=lambda group: (group.folder, group.what)))


def _is_alert_runbook(text: str) -> bool:
    """Whether the start of a page contains at least three headings of a runbook for an alert."""
    return len({heading.lower() for heading in _ALERT.findall(text)}) > 2


def kinds_entry(pattern: str, setting: str, *, is_toml: bool) -> str:
    """The line for the setting `kinds` that assigns `setting` to `pattern`, in TOML or YAML. `setting` is in TOML."""
    key = double_quote(pattern)
    return f"{key} = {setting}" if is_toml else f"{key}: {setting.replace(' = ', ': ')}"


def page_form(text: str) -> str:
    """The preset for a decision, or `runbook`, judging by the start of a page; empty if it is neither."""
    return _decision_form(text) or ("runbook" if _is_alert_runbook(text) else "")


def _decision_form(text: str) -> str:
    """The preset for a decision, judging by the start of its document; empty if it is not a decision, or a template."""
    if _TEMPLATE_TITLE.search(text):
        return ""
    front_matter = FRONT_MATTER.match(text)
    keys = front_matter[1] if front_matter else ""
    if _PROBLEM.search(text):
        if _MADR_2_LIST.search(text):
            return "madr-2"
        if not keys or _MADR_4_KEY.search(keys):
            return "madr-4"
        return "madr-3" if _MADR_3_KEY.search(keys) else "madr-4"
    return "nygard" if all(heading.search(text) for heading in _NYGARD) else ""


def has_kind(text: str) -> bool:
    """Whether the start of a document declares a docgraph kind in the front matter."""
    found = _KIND.match(text)
    return found is not None and lookup_kind(found[1])[0] is not None


def _runbook_folder(path: str) -> str:
    """The folder of runbooks that contains `path`; empty if there is none, or if the file is an index or README."""
    folders = dirname(path).split("/")
    depth = next((depth for depth, name in enumerate(folders, 1) if name.lower() in _RUNBOOK_FOLDERS), 0)
    return "/".join(folders[:depth]) if stem_of(path).lower() not in _FOLDER_PAGES else ""


def _decisions(by_folder: dict[str, dict[str, int]], pages: dict[str, list[str]]) -> Iterator[DetectedFiles]:
    for folder, counts in by_folder.items():
        form = min(counts, key=lambda form: (-counts[form], form))
        names = [basename(path) for path in pages[folder]]
        is_numbered = all(name[0].isdigit() for name in names if _NUMBERED.fullmatch(name))
        pattern = escaped_pattern(folder, "[0-9]*.md" if is_numbered else "*.md")
        name = form.upper().replace("-", " ") if form.startswith("madr") else form.title()
        excluded = () if is_numbered else _folder_pages(pages[folder])
        setting = f'{{ like = "{form}" }}'
        yield DetectedFiles(f"ADRs ({name})", folder, sum(counts.values()), pattern, setting, excluded)


def _others(in_folder: dict[tuple[str, str], list[str]], pages: dict[str, list[str]]) -> Iterator[DetectedFiles]:
    for (folder, form), paths in in_folder.items():
        if form == "runbook":
            is_deep = any(dirname(path) != folder for path in paths)
            pattern = escaped_pattern(folder, "**/*.md" if is_deep else "*.md")
            yield DetectedFiles(
                "runbooks", folder, len(paths), pattern, '"runbook"', _folder_pages(paths_below(folder, pages))
            )
        else:
            yield DetectedFiles("agent definitions", folder, len(paths))


def _alerts(by_top: dict[str, list[str]], pages: dict[str, list[str]]) -> Iterator[DetectedFiles]:
    """Yield runbooks for alerts, grouped by top-level folder. Other pages in the folder are excluded."""
    for paths in by_top.values():
        recognized = {dirname(path) for path in paths}
        folder = commonpath(recognized)
        runbooks = set(paths)
        above = {"/".join(parts[:depth]) for parts in map(_parts, recognized) for depth in range(1, len(parts) + 1)}
        with_pages = (place for place, found in pages.items() if any(path.endswith(".md") for path in found))
        below = [place for place in with_pages if f"{place}/".startswith(f"{folder}/")]
        others = (_topmost(place, above) for place in below if place not in above)
        excluded = [f"{escaped_pattern(dirname(place), basename(place))}/" for place in dict.fromkeys(others)]
        beside = (path for place in below if place in above for path in pages[place] if path.endswith(".md"))
        excluded += [escaped_pattern(dirname(path), basename(path)) for path in beside if path not in runbooks]
        pattern = escaped_pattern(folder, "*.md" if recognized == {folder} else "**/*.md")
        yield DetectedFiles("runbooks", folder, len(paths), pattern, '"runbook"', tuple(excluded))


def _proposals(by_top: dict[str, list[str]]) -> Iterator[DetectedFiles]:
    """Yield enhancement proposals, grouped by top-level folder. Templates in a folder `NNNN…` are excluded."""
    for top, paths in by_top.items():
        templates = [path for path in paths if basename(dirname(path)).startswith("NNNN")]
        excluded = tuple(f"{escaped_pattern(dirname(dirname(path)), basename(dirname(path)))}/" for path in templates)
        if count := len(paths) - len(templates):
            pattern = escaped_pattern(top, f"**/{_PROPOSAL}")
            yield DetectedFiles("enhancement proposals", top, count, pattern, '{ like = "kep" }', excluded)


def _parts(path: str) -> list[str]:
    return path.split("/")


def _topmost(place: str, above: set[str]) -> str:
    """The first folder on the path from the project to `place` that is not in `above`."""
    parts = _parts(place)
    return next(top for depth in range(1, len(parts) + 1) if (top := "/".join(parts[:depth])) not in above)


def _folder_pages(paths: Iterable[str]) -> tuple[str, ...]:
    """Patterns for the index and README files among `paths`, which are not records."""
    named = (path for path in paths if path.endswith(".md") and stem_of(path).lower() in _FOLDER_PAGES)
    return tuple(escaped_pattern(dirname(path), basename(path)) for path in sorted(named))
