"""Which rules run, with which options and severity: profile, selection and the settings of each rule together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from docgraph.model.fault import SettingsError
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings import Settings
from docgraph.rules import Rule

_ADOPTED = ("DOC", "REF", "OWN", "WAV", "SHD")
_ALWAYS = ("DOC", "REF", "WAV")
"""Families that decide whether a waiver is valid: they run whatever is selected."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule with its options bound."""

    rule: Rule
    findings: partial[Iterable[Finding]]

    @property
    def options(self) -> dict[str, Any]:
        """The options of the rule, as they are set."""
        return {**self.rule.options, **self.findings.keywords}


@dataclass(frozen=True, slots=True)
class Selected:
    """The rules of a run. `ran` holds the codes that were asked for; `codes` maps codes and names to codes."""

    early: tuple[Chosen, ...]
    late: tuple[Chosen, ...]
    ran: frozenset[str]
    codes: Mapping[str, str]
    profile: str
    severities: Mapping[str, Severity]

    def severity(self, rule: Rule, own: Severity | None) -> Severity:
        """What a finding weighs: the setting for its rule, else what the rule said of it; `strict` raises warnings."""
        chosen = self.severities.get(rule.code) or own or rule.severity
        if self.profile == "adopt" and rule.code.startswith("SHD"):
            chosen = Severity.WARNING
        if self.profile == "strict" and chosen is Severity.WARNING:
            return Severity.ERROR
        return chosen


def selected(rules: tuple[Rule, ...], settings: Settings) -> Selected:
    """The rules that `settings` ask for. Raises `SettingsError` for a name or option that no rule has."""
    codes = {name: rule.code for rule in rules for name in (rule.code, rule.name)}
    set_by_code = {_code(name, codes, "rules"): value for name, value in settings.rules.items()}
    wanted = _matching(settings.select, rules, "select") or {rule.code for rule in rules}
    refused = _matching(settings.ignore, rules, "ignore")
    named = set(set_by_code) | {
        rule.code for rule in rules if rule.code in settings.select or rule.name in settings.select
    }
    ran = set()
    for rule in rules:
        off = set_by_code.get(rule.code) == "off" or (rule.off and rule.code not in named)
        adopted = settings.profile != "adopt" or rule.code.startswith(_ADOPTED)
        if rule.code in wanted and rule.code not in refused and not off and adopted:
            ran.add(rule.code)
    run = [
        Chosen(rule, _bound(rule, set_by_code.get(rule.code)))
        for rule in rules
        if rule.code in ran or (rule.code.startswith(_ALWAYS) and not rule.late)
    ]
    return Selected(
        tuple(one for one in run if not one.rule.late),
        tuple(one for one in run if one.rule.late),
        frozenset(ran),
        codes,
        settings.profile,
        dict(_severities(set_by_code)),
    )


def _matching(names: tuple[str, ...], rules: tuple[Rule, ...], setting: str) -> set[str]:
    found: set[str] = set()
    for name in names:
        hits = {rule.code for rule in rules if rule.name == name or rule.code.startswith(name.upper())}
        if not hits:
            _code(name, {rule.code: rule.code for rule in rules} | {rule.name: rule.code for rule in rules}, setting)
        found |= hits
    return found


def _code(name: str, codes: Mapping[str, str], setting: str) -> str:
    code = codes.get(name) or codes.get(name.upper())
    if code is None:
        near = get_close_matches(name, list(codes), 1)
        hint = f"; did you mean `{near[0]}`?" if near else "; `docgraph rules` lists them all"
        raise SettingsError(f"`{setting}`: there is no rule `{name}`{hint}")
    return code


def _bound(rule: Rule, setting: Any) -> partial[Iterable[Finding]]:
    given = {key.replace("-", "_"): value for key, value in setting.items()} if isinstance(setting, dict) else {}
    given.pop("severity", None)
    for name, value in given.items():
        if name not in rule.options:
            known = ", ".join(option.replace("_", "-") for option in rule.options) or "none"
            raise SettingsError(f"`rules.{rule.code}`: there is no option `{name}`; options of this rule: {known}")
        default = rule.options[name]
        if isinstance(default, tuple) and isinstance(value, list):
            given[name] = value = tuple(value)
        if type(value) is not type(default):
            raise SettingsError(f"`rules.{rule.code}.{name}`: expected {_typed(default)}, not `{value}`")
    return partial(rule.check, **given)


def _typed(value: Any) -> str:
    return {bool: "true or false", int: "a whole number", str: "a text", tuple: "a list"}.get(
        type(value), "another type"
    )


def _severities(settings: Mapping[str, Any]) -> Iterable[tuple[str, Severity]]:
    for code, value in settings.items():
        word = value.get("severity") if isinstance(value, dict) else value
        if word is not None and word != "off":
            try:
                yield code, Severity(word)
            except ValueError:
                raise SettingsError(f"`rules.{code}.severity`: error, warning, info or off, not `{word}`") from None
