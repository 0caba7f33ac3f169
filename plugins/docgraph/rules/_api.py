"""The API for rules. A rule is a function that takes the doc graph and yields findings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Severity
from docgraph.model.install_source import IS_PLACEHOLDER, rule_address

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

__all__ = ["ERROR", "INFO", "WARNING", "Rule", "Run", "code_named", "late_rule", "rule"]


class Run(Struct, frozen=True):
    """What a late rule gets: the findings of the rules that ran before it.

    `codes` maps the code and the name of every rule to its code. `ran` has the codes of the rules that were run.
    """

    findings: tuple[Finding, ...]
    codes: Mapping[str, str]
    ran: frozenset[str]


class Rule(Struct, frozen=True):
    """A rule of the catalogue.

    A `late` rule runs after the others and gets their findings. The findings of a `dated` rule depend on the as-of
    date. An `off` rule runs only if the settings enable it. A `fixable` rule attaches a fix to some of its findings.
    """

    code: str
    name: str
    severity: Severity
    since: str
    dated: bool
    late: bool
    off: bool
    fixable: bool
    check: Callable[..., Iterable[Finding]]
    former_names: tuple[str, ...] = ()
    """Names from earlier versions. Settings, options and waivers still accept them."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the rule: its code, its name and its former names."""
        return (self.code, self.name, *self.former_names)

    @property
    def summary(self) -> str:
        """The first paragraph of the rule function's docstring, which says what the rule reports."""
        return (inspect.getdoc(self.check) or "").split("\n\n")[0].replace("\n", " ")

    @property
    def options(self) -> dict[str, Any]:
        """The options of the rule with their defaults."""
        return dict(getattr(inspect.unwrap(self.check), "__kwdefaults__", None) or {})

    @property
    def facts(self) -> str:
        """One line about the rule, for example `warning by default; depends on the as-of date`."""
        default = "off by default" if self.off else f"{self.severity} by default"
        dated = ["depends on the as-of date"] if self.dated else []
        fixable = ["`docgraph check --fix` fixes some of its findings"] if self.fixable else []
        return "; ".join([default, *dated, *fixable])

    @property
    def page(self) -> str:
        """The Markdown page of the rule, read from the file beside its module."""
        return self._file.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """The URL of the rule's page in the documentation.

        If the documentation is not published, the URL of the installed file; empty if docgraph runs from an archive.
        """
        if not IS_PLACEHOLDER:
            return rule_address(self.code)
        return self._file.as_uri() if isinstance(self._file, Path) else ""

    @property
    def _file(self) -> Traversable:
        stem = self.check.__module__.rpartition(".")[2]
        return files(__package__).joinpath(f"{stem}.md")


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    since: str = "0.1",
    dated: bool = False,
    off: bool = False,
    fixable: bool = False,
    former_names: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Decorator that turns a function `(graph, *, option=default) -> findings` into a rule.

    With `off`, the rule runs only if the settings enable it.
    """
    return lambda check: Rule(
        code, name, severity, since, dated, late=False, off=off, fixable=fixable, check=check, former_names=former_names
    )


def late_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    since: str = "0.1",
    dated: bool = False,
    fixable: bool = False,
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Decorator for a function `(graph, run) -> findings` that runs after the other rules."""
    return lambda check: Rule(code, name, severity, since, dated, late=True, off=False, fixable=fixable, check=check)


def code_named(name: str, codes: Mapping[str, str]) -> str:
    """The code of the rule whose code or name is `name`; empty if there is no such rule.

    Upper and lower case are the same. `codes` maps the code and the name of every rule to its code.
    """
    return codes.get(name) or codes.get(name.upper()) or codes.get(name.lower(), "")


def findings_from_problems(graph: DocGraph, rule_name: str) -> Iterable[Finding]:
    """A finding for each `Problem` of the doc graph that names the rule `rule_name`."""
    for problem in graph.problems:
        if problem.rule_name == rule_name:
            yield Finding(
                problem.at,
                problem.message,
                problem.help,
                problem.subject,
                problem.key,
                problem.related,
                problem.severity,
                problem.fix,
                problem.document,
                problem.unless,
                problem.unused,
                problem.target,
            )
