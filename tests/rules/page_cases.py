"""Reads the examples out of a rule's page: little corpora of named files, and what is expected of them."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from msgspec import Struct, field

from docgraph.adopt.adoptions import adoptions_of
from docgraph.app import CheckResult, Project, check
from docgraph.definitions.find import PathIndex, definition_paths, read_definitions
from docgraph.definitions.namesakes import with_scopes
from docgraph.model.code_owners import CODE_OWNERS_PATHS, CodeOwners
from docgraph.model.definition import Definition
from docgraph.model.finding import Finding, Severity
from docgraph.model.location import Text
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.parse.people.code_owners import code_owners_in
from docgraph.rules import RULES, Rule
from tests.rules.added_kinds import added_kinds
from tests.rules.defects import Defects

AS_OF = date(2026, 11, 21)
_FENCE = re.compile(r'^(`{3,})(\w+)(?: (title|file)="([^"]+)")?$')
_MARK = re.compile(r"(?:#|<!--)\s*((?:[A-Z]{3}\d{3}\s?)+)(?:-->|$)")
_REPORT = re.compile(r"^(\S.*?):(\d+):(\d+): (error|warning|info)\[([A-Z]{3}\d{3})\]: ")


class Case(Struct):
    """One corpus of a page: its files, its settings, the marks on its lines and the report that is quoted."""

    section: str
    title: str
    files: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    reports: list[list[str]] = field(default_factory=list)
    others: dict[str, bytes] = field(default_factory=dict)
    """Files of the repository that are no documents."""
    defects: Defects = field(default_factory=Defects)
    kinds: list[str] = field(default_factory=list)
    """The source of kinds that are added to docgraph."""

    def run(self, rules: tuple[Rule, ...] = RULES) -> CheckResult:
        """The result of a check of the case; of the rules as they are, and without defects, computed once."""
        if self.kinds:
            with added_kinds(self.kinds):
                return self._check(rules)
        if rules is not RULES or self.defects != Defects():
            return self._check(rules)
        key = repr((self.files, self.settings, self.others))
        if key not in _RESULTS:
            _RESULTS[key] = self._check(rules)
        return _RESULTS[key]

    def _check(self, rules: tuple[Rule, ...]) -> CheckResult:
        return check(self.project(rules))

    def project(self, rules: tuple[Rule, ...] = RULES) -> Project:
        settings = settings_from(self.settings)
        plans = adoptions_of(self.settings)
        sources = tuple(
            SourceFile(path, content, adoption=plans.plan_for(path, "")) for path, content in self.files.items()
        )
        as_of = settings.as_of or AS_OF
        rules = tuple(map(self.defects.put_into, rules))
        # the documents are files, too
        known = {**self.files, **self.others}
        return Project(
            sources,
            settings,
            as_of,
            rules=rules,
            exists=lambda path: posixpath.normpath(path) in known,
            reader=self.defects.read,
            definitions=with_scopes(tuple(self.definitions())),
            definition_contents=self.others,
            code_owners=self.code_owners(),
        )

    def code_owners(self) -> CodeOwners | None:
        """The CODEOWNERS file of the repository."""
        found = next((path for path in CODE_OWNERS_PATHS if path in self.others), None)
        return code_owners_in(Text(found, self.others[found].decode())) if found else None

    def definitions(self) -> Iterator[Definition]:
        """The definitions in the files of the repository."""
        files = {**self.files, **self.others}
        for candidate in definition_paths(files, files.get, PathIndex()):
            yield from read_definitions(candidate, files[candidate.path], candidate.path)

    def marked(self) -> set[tuple[str, int, str]]:
        """(path, line, code) for every mark in a file and every head line of a quoted report."""
        found = set()
        for path, content in {**self.files, **self.others}.items():
            for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
                for mark in _MARK.finditer(line):
                    found |= {(path, number, code) for code in mark[1].split()}
        for line in (line for report in self.reports for line in report):
            head = _REPORT.match(line)
            if head:
                found.add((head[1], int(head[2]), head[5]))
        return found


_RESULTS: dict[str, CheckResult] = {}


def sections(page: str) -> list[str]:
    return [line[3:] for line in _prose(page) if line.startswith("## ")]


def _prose(page: str) -> Iterator[str]:
    fence = ""
    for line in page.splitlines():
        opened = re.match(r"^(`{3,})", line)
        if opened and not fence:
            fence = opened[1]
        elif fence and line == fence:
            fence = ""
        elif not fence:
            yield line


def cases(page: str) -> list[Case]:
    """The corpora of a page: one a section, or one a `###` heading inside it. Those without files are left out."""
    return list(_parsed_cases(page))


@cache
def _parsed_cases(page: str) -> list[Case]:
    found: list[Case] = []
    section = ""
    fence: re.Match[str] | None = None
    block: list[str] = []
    for line in page.splitlines():
        if fence is not None:
            if line == fence[1]:
                _take(found[-1], fence, block)
                fence = None
            else:
                block.append(line)
        elif line.startswith("## "):
            section = line[3:]
            found.append(Case(section, ""))
        elif line.startswith("### "):
            found.append(Case(section, line[4:]))
        elif opened := _FENCE.match(line):
            fence, block = opened, []
    return [case for case in found if case.files and case.section in ("Bad", "Good")]


def _take(case: Case, fence: re.Match[str], block: list[str]) -> None:
    language, title = fence[2], fence[4]
    text = "".join(f"{line}\n" for line in block)
    if fence[3] == "file":
        case.others[title] = text.encode()
    elif language == "toml" and title:
        case.settings = tomllib.loads(text)
    elif language == "hex" and title:
        case.files[title] = bytes.fromhex("".join(block))
    elif language == "python" and title:
        case.kinds.append(text)
    elif language == "text" and title:
        case.defects.take(title, text)
    elif language == "text":
        case.reports.append(block)
    elif title:
        case.files[title] = text.encode()


def of_rule(rule: Rule, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that the page of a rule has to mark: all errors, and whatever the rule itself says."""
    return [finding for finding in findings if finding.code == rule.code or finding.severity is Severity.ERROR]


def lines_of(findings: Iterable[Finding]) -> set[tuple[str, int, str]]:
    return {(finding.at.path, finding.at.line, finding.code) for finding in findings}


def holds(rule: Rule, case: Case, rules: tuple[Rule, ...] = RULES) -> bool:
    """Whether an example on a rule's page gives exactly the findings that it marks, and a good one none."""
    open_findings = case.run(rules).open_findings
    own = of_rule(rule, open_findings)
    return lines_of(own) <= case.marked() <= lines_of(open_findings) and not (case.section == "Good" and own)
