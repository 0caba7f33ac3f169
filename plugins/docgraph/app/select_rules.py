"""Selects the rules of a run, with their options and severities, from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from docgraph.app.path_overrides import Overrides, matching, overrides, severity_there
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Finding, Severity
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.model.location import KeyPath
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError, collect_errors, duplicate_names
from docgraph.rules import RULES, Rule
from docgraph.rules._api import code_named
from docgraph.rules._causes import OWNERLESS
from docgraph.text.suggest import suggest

_ADOPTED = ("DOC", "REF", "OWN", "WAV", *OWNERLESS, "RAC001", "SHD001", "SHD002", "SHD003")
"""Families and rules that the profile `adopt` runs."""
_WARNED_OF = ("SHD001",)
"""Rules that only warn in the profile `adopt`, because most agents have no packet at first."""
_NOT_ADOPTED = ("OWN005",)
"""Rules that the profile `adopt` does not run, although it runs their family."""
_VOCABULARY = "DOC004"
"""The rule about unknown keys. The profile `adopt` runs it only for keys outside of records."""
_ALWAYS = ("DOC", "REF", "WAV")
"""Families that run even if they are not selected. They decide whether a waiver is valid."""


class BoundRule(Struct, frozen=True):
    """A rule, and its function with the values of its options."""

    rule: Rule
    findings: partial[Iterable[Finding]]

    @property
    def options(self) -> dict[str, Any]:
        """Option → value: the value in the settings, else the default."""
        return {**self.rule.options, **self.findings.keywords}


class RuleSelection(Struct, frozen=True):
    """The rules of a run.

    - `ran` are the codes of the selected rules.
    - `codes` maps the code and the name of every rule to its code.
    - `early` are the rules that run first, `late` the rules that get their findings.
    - `internal` is the rule about internal errors. It always runs, and is not in `early` or `late`.
    """

    early: tuple[BoundRule, ...]
    late: tuple[BoundRule, ...]
    ran: frozenset[str]
    codes: Mapping[str, str]
    profile: str
    severities: Mapping[str, Severity]
    overrides: Overrides
    internal: Rule

    def reports(self, finding: Finding) -> bool:
        """Whether a finding is reported. Its rule must be selected, and the profile must allow it."""
        is_vocabulary = self.profile == "adopt" and finding.code == _VOCABULARY and finding.subject
        return finding.code in self.ran and not is_vocabulary

    def severity(self, rule: Rule, own: Severity | None) -> Severity:
        """The severity of a finding: from the settings, else `own`, else the default of the rule.

        The profile `strict` turns warnings into errors. The profile `adopt` turns some errors into warnings.
        """
        if rule is self.internal:
            return rule.severity
        milder = Severity.WARNING if self.profile == "adopt" and rule.code in _WARNED_OF else None
        chosen = self.severities.get(rule.code) or own or milder or rule.severity
        if self.profile == "strict" and chosen is Severity.WARNING:
            return Severity.ERROR
        return chosen


def select_rules(rules: tuple[Rule, ...], settings: Settings) -> RuleSelection:
    """The rules that `settings` select. Raises `SettingsError` for an unknown rule or option."""
    codes = rule_codes(rules)
    collect_errors(_each(rules, settings, codes))
    set_by_code = {code_of(name, codes, "rules", ("rules", name)): value for name, value in settings.rules.items()}
    wanted = _matching(settings.select, rules, "select") or {rule.code for rule in rules}
    refused = _matching(settings.ignore, rules, "ignore")
    named = set(set_by_code) | {rule.code for rule in rules if not {*rule.names}.isdisjoint(settings.select)}
    ran = set()
    for rule in rules:
        off = set_by_code.get(rule.code) == "off" or (rule.off and rule.code not in named)
        adopted = settings.profile != "adopt" or is_adopted(rule.code)
        is_selected = rule.code in wanted and rule.code not in refused and rule.code != INTERNAL_ERROR
        if is_selected and not off and adopted:
            ran.add(rule.code)
    run = [
        BoundRule(rule, _bound(rule, set_by_code.get(rule.code), settings))
        for rule in rules
        if rule.code in ran or (rule.code.startswith(_ALWAYS) and not rule.late)
    ]
    return RuleSelection(
        tuple(bound_rule for bound_rule in run if not bound_rule.rule.late),
        tuple(bound_rule for bound_rule in run if bound_rule.rule.late),
        frozenset(ran),
        codes,
        settings.profile,
        dict(_severities(set_by_code)),
        overrides(settings.paths, lambda name, key: _codes_matching(rules, name, (*key, name))),
        next(rule for rule in (*rules, *RULES) if rule.code == INTERNAL_ERROR),
    )


def is_adopted(code: str) -> bool:
    """Whether the profile `adopt` runs the rule with this code."""
    return code.startswith(_ADOPTED) and code not in _NOT_ADOPTED


def _each(rules: tuple[Rule, ...], settings: Settings, codes: Mapping[str, str]) -> Iterator[Callable[[], object]]:
    for number, key in enumerate(settings.extra_keys):
        yield partial(_check_extra_key, key, number)
    for place, name in enumerate(settings.select):
        yield partial(_codes_matching, rules, name, ("select", place))
    for place, name in enumerate(settings.ignore):
        yield partial(_can_be_set, rules, name, ("ignore", place))
    for name, value in settings.rules.items():
        yield partial(_own, rules, settings, codes, name, value)
    yield partial(_once, rules, settings.rules, ("rules",))
    for pattern, of_rules in settings.paths.items():
        yield partial(_once, rules, of_rules, ("paths", pattern))
        yield partial(matching, pattern)
        for name, word in of_rules.items():
            yield partial(_can_be_set, rules, name, ("paths", pattern, name))
            yield partial(severity_there, word, pattern, name)


def _check_extra_key(key: str, number: int) -> None:
    if all(key.replace("_", "-") in fields_of(kind) for kind in KINDS):
        raise SettingsError(f"`extra-keys`: `{key}` is already a key of every kind; remove it", ("extra-keys", number))


def _can_be_set(rules: tuple[Rule, ...], name: str, key: KeyPath) -> None:
    if INTERNAL_ERROR in _codes_matching(rules, name, key):
        message = f"`{key[0]}`: an internal error is always an error, and cannot be switched off; delete `{name}`"
        raise SettingsError(message, key)


def _own(rules: tuple[Rule, ...], settings: Settings, codes: Mapping[str, str], name: str, value: Any) -> None:
    code = code_of(name, codes, "rules", ("rules", name))
    _can_be_set(rules, code, ("rules", name))
    _bound(next(rule for rule in rules if rule.code == code), value, settings)
    dict(_severities({code: value}))


def _once(rules: tuple[Rule, ...], names: Iterable[str], key: KeyPath) -> None:

    def meaning(name: str) -> object:
        try:
            return frozenset(_codes_matching(rules, name, key))
        except SettingsError:
            return name  # an unknown name has its own error

    duplicates = duplicate_names(names, meaning, "rule")
    if duplicates:
        raise SettingsError("", faults=tuple(((*key, name), f"`{key[0]}`: {message}") for name, message in duplicates))


def _matching(names: tuple[str, ...], rules: tuple[Rule, ...], setting: str) -> set[str]:
    return {code for place, name in enumerate(names) for code in _codes_matching(rules, name, (setting, place))}


def _codes_matching(rules: tuple[Rule, ...], name: str, key: KeyPath) -> set[str]:
    codes: dict[str, set[str]] = {}
    for rule in rules:
        # without the property `names`, because this is the innermost loop of the validation of settings
        for known in (rule.code, rule.name, *rule.former_names, rule.code.rstrip("0123456789")):
            codes.setdefault(known, set()).add(rule.code)
    hits = codes.get(name) or codes.get(name.upper())
    if hits is None:
        raise _unknown(name, codes, str(key[0]), key)
    return hits


def rule_codes(rules: Iterable[Rule]) -> dict[str, str]:
    """Code or name of a rule → its code."""
    return {name: rule.code for rule in rules for name in rule.names}


def code_of(name: str, codes: Mapping[str, str], given_in: str, key: KeyPath = ()) -> str:
    """The code of the rule whose code or name is `name`.

    Raises `SettingsError` if there is no such rule. Its message begins with `given_in`, the setting or option that has
    the name. `key` is the key path of the setting; empty for an option.
    """
    code = code_named(name, codes)
    if not code:
        raise _unknown(name, codes, given_in, key)
    return code


def _unknown(name: str, known: Iterable[str], given_in: str, key: KeyPath) -> SettingsError:
    near = suggest(name, list(known))
    hint = f"did you mean `{near}`?" if near else "run `docgraph rules` for a list"
    return SettingsError(f"`{given_in}`: unknown rule `{name}`; {hint}", key)


def _bound(rule: Rule, setting: Any, settings: Settings) -> partial[Iterable[Finding]]:
    options = setting if isinstance(setting, dict) else {}
    for key, duplicate in duplicate_names(options, lambda key: key.replace("-", "_"), "option"):
        raise SettingsError(f"`rules.{rule.code}`: {duplicate}", ("rules", rule.code, key))
    given = {key.replace("-", "_"): value for key, value in options.items()}
    given.pop("severity", None)
    defaults = rule.options
    if "levels" in defaults:
        given.setdefault("levels", settings.levels)
    for name, value in given.items():
        if name not in defaults:
            known = ", ".join(option.replace("_", "-") for option in defaults) or "none"
            message = f"`rules.{rule.code}`: unknown option `{name}`; options of this rule: {known}"
            raise SettingsError(message, ("rules", rule.code, name))
        default = defaults[name]
        if isinstance(default, tuple) and isinstance(value, list):
            given[name] = tuple(value)
        elif type(value) is not type(default):
            message = f"`rules.{rule.code}.{name}` must be {_typed(default)}, not `{value}`"
            raise SettingsError(message, ("rules", rule.code, name))
    return partial(rule.check, **given)


def _typed(value: Any) -> str:
    return {bool: "true or false", int: "a whole number", str: "text", tuple: "a list"}.get(type(value), "another type")


def _severities(settings: Mapping[str, Any]) -> Iterable[tuple[str, Severity]]:
    for code, value in settings.items():
        word = value.get("severity", "off") if isinstance(value, dict) else value
        if word != "off":
            try:
                yield code, Severity(word)
            except ValueError:
                message = f"`rules.{code}` must be error, warning, info or off, not `{word}`"
                raise SettingsError(message, ("rules", code)) from None
