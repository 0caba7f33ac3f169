"""Rules: functions from the doc graph to findings, with a code, name, severity and page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

__all__ = ["ERROR", "INFO", "WARNING", "Rule", "Run", "code_named", "late_rule", "rule"]


class Run(Struct, frozen=True):
    """Second argument of a late rule: findings of the other rules, and the codes of all rules.

    `codes` maps every code and rule name to its code; `ran` has the codes of the rules that were run.
    """

    findings: tuple[Finding, ...]
    codes: Mapping[str, str]
    ran: frozenset[str]


class Rule(Struct, frozen=True):
    """A rule of the catalogue.

    `late` rules get the findings of the others; `dated` ones depend on the as-of date. `off` rules run only if enabled,
    and `fixable` ones attach a fix to some of their findings.
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
    """Names from earlier versions, which settings, options and waivers may still use."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of this rule: its code, its name and its former names."""
        return (self.code, self.name, *self.former_names)

    @property
    def summary(self) -> str:
        """The first paragraph of the function's docstring: one sentence on the fault it reports."""
        return (inspect.getdoc(self.check) or "").split("\n\n")[0].replace("\n", " ")

    @property
    def options(self) -> dict[str, Any]:
        """The options of the rule with their defaults."""
        return dict(getattr(inspect.unwrap(self.check), "__kwdefaults__", None) or {})

    @property
    def facts(self) -> str:
        """Default severity, dependence on the as-of date and fixability, in one line."""
        default = "off by default" if self.off else f"{self.severity} by default"
        dated = ["depends on the as-of date"] if self.dated else []
        fixable = ["`docgraph check --fix` fixes some of its findings"] if self.fixable else []
        return "; ".join([default, *dated, *fixable])

    @property
    def page(self) -> str:
        """The rule's page in Markdown, from the file next to its module."""
        stem = self.check.__module__.rpartition(".")[2]
        return files(__package__).joinpath(f"{stem}.md").read_text(encoding="utf-8")


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
    """Decorator: make a rule of a function `(graph, *, option=default) -> findings`.

    Rules with `off` run only if they are enabled.
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
    """Decorator: make a rule of a function `(graph, run) -> findings` that runs after the others."""
    return lambda check: Rule(code, name, severity, since, dated, late=True, off=False, fixable=fixable, check=check)


def code_named(name: str, codes: Mapping[str, str]) -> str:
    """The code for a rule's code or name in any case; empty if unknown. `codes` as in a `Run`."""
    return codes.get(name) or codes.get(name.upper()) or codes.get(name.lower(), "")


def findings_from_problems(graph: DocGraph, fault: str) -> Iterable[Finding]:
    """One finding for each problem whose `rule_name` is `fault`."""
    for problem in graph.problems:
        if problem.rule_name == fault:
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
            )
