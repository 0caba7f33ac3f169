"""Reports invalid settings about adopted files, and suggests valid ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docgraph.adopt.adoptions import kebab
from docgraph.adopt.choices import choices, cut, listed
from docgraph.adopt.dates import has_days, invalid_day
from docgraph.adopt.gitignore import path_test
from docgraph.adopt.people.validate import people_faults
from docgraph.adopt.presets import PRESETS
from docgraph.kinds import BY_NAME, BY_PLURAL, lookup_kind
from docgraph.kinds.person import Person
from docgraph.kinds.team import Team
from docgraph.model.field_specs import days_of, field_at, fields_of, words_of
from docgraph.model.field_types import normalize_choice
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.model.settings_error import SettingFault, SettingsError
from docgraph.text.date_forms import date_form
from docgraph.text.value_words import fold_value

_DECLARED = frozenset(("owner", "backup", "history", "holders", "waivers"))
"""Keys that `defaults` cannot set, because they determine who is accountable, or suppress findings."""
_LONG_FORM = ("like", "kind", "id", "body", "defaults", "keys", "values", "read")
_READ = ("strip", "split", "take", "dates")
_ID = re.compile(r"(?:[^{}]|\{(?:stem|folder|number|key:[^{}]+)\})+")
_SEVERAL = "a map with one entry for each"
Kinds = Sequence[type[Record]]


def reject_invalid(options: Mapping[str, Any]) -> None:
    """Raise `SettingsError` with all errors in the settings about adopted files.

    These settings are `kinds`, `keys`, `values`, `read` and `people`.
    """
    faults = list(_faults(options))
    if faults:
        raise SettingsError("", faults=tuple(faults))


def _faults(options: Mapping[str, Any]) -> Iterator[SettingFault]:
    kinds = options.get("kinds") or {}
    adopted: list[type[Record]] = []
    for pattern, setting in kinds.items():
        path: KeyPath = ("kinds", str(pattern))
        if not _is_pattern(str(pattern)):
            yield path, f"`{pattern}` is not a pattern of paths; write one such as `decisions/*.md`"
        elif setting is not False:
            kind, faults = _kind_of(setting, path)
            yield from faults
            found = [kind, *_more_kinds(setting)] if kind else []
            adopted += found
            if found and isinstance(setting, Mapping):
                yield from _long_form(setting, list(dict.fromkeys(found)), path)
    people = options.get("people") or {}
    if people:
        yield from people_faults(people)
        adopted += [Person, Team]
    for name in ("keys", "values", "read"):
        if options.get(name) and not adopted and not kinds:
            yield (name,), f"`{name}` is about adopted files; name them under `kinds`, or delete it"
    if adopted:
        yield from _mappings(options, list(dict.fromkeys(adopted)), ())


def _is_pattern(pattern: str) -> bool:
    return path_test(pattern) is not None and bool(pattern.strip()) and pattern[0] not in "!#"


def _kind_of(setting: Any, path: KeyPath) -> tuple[type[Record] | None, list[SettingFault]]:
    """The kind that a setting assigns to a pattern, and the errors in the setting. With errors, the kind is None."""
    own = setting if isinstance(setting, Mapping) else {"kind": setting}
    where = path if own is not setting else (*path, "kind")
    like = own.get("like")
    faults: list[SettingFault] = []
    if like is not None and str(like) not in PRESETS:
        faults.append(((*path, "like"), f"unknown preset `{cut(like)}`; {choices(str(like), PRESETS)}"))
    named = own.get("kind") or (PRESETS[str(like)].kind if str(like) in PRESETS else None)
    if named is None and not faults:
        faults.append((path, f"`{path[-1]}` has no kind; add `kind` or `like`"))
    kind, _ = lookup_kind(named) if isinstance(named, str) else (None, False)
    if isinstance(named, str) and named in PRESETS:
        faults.append((where, f"`{named}` is a preset, not a kind; name it with the key `like`"))
    elif named is not None and kind is None:
        faults.append((where, f"unknown kind `{cut(named)}`; {choices(str(named), BY_NAME, BY_PLURAL)}"))
    return None if faults else kind, faults


def _more_kinds(setting: Any) -> Iterator[type[Record]]:
    """The kinds that a preset assigns to files depending on their content."""
    preset = PRESETS.get(str(setting.get("like"))) if isinstance(setting, Mapping) and not setting.get("kind") else None
    kinds = (lookup_kind(name)[0] for name in (preset.kind_names.values() if preset else ()))
    return (kind for kind in kinds if kind is not None)


def _long_form(setting: Mapping[str, Any], kinds: Kinds, path: KeyPath) -> Iterator[SettingFault]:
    for name, value in setting.items():
        here = (*path, str(name))
        if name not in _LONG_FORM:
            yield here, f"unknown key `{cut(name)}`; {choices(str(name), _LONG_FORM)}"
        elif name == "id" and not (isinstance(value, str) and _ID.fullmatch(value)):
            known = "`{stem}`, `{folder}`, `{number}` and `{key:NAME}`"
            yield here, f"`id` must be a text with {known}, not `{cut(value)}`"
        elif name == "body" and not isinstance(value, bool):
            yield here, f"`body` must be true or false, not `{cut(value)}`"
        elif name == "defaults":
            yield from _defaults(value, kinds, here)
    yield from _mappings(setting, kinds, path)


def _defaults(value: Any, kinds: Kinds, path: KeyPath) -> Iterator[SettingFault]:
    for key, default in _entries(value).items():
        ours, here = kebab(key), (*path, str(key))
        if ours in _DECLARED:
            yield (
                here,
                f"`defaults` cannot set `{ours}`, which is declared in a document; "
                f"delete it, and map a key of the documents to `{ours}` under `keys`",
            )
        else:
            yield from _unknown_target(str(key), kinds, here) or _invalid_default(str(key), default, kinds, here)
    yield from _no_map(value, path)


def _mappings(level: Mapping[str, Any], kinds: Kinds, path: KeyPath) -> Iterator[SettingFault]:
    """Yield the errors in the settings `keys`, `values` and `read`.

    `level` are the settings for one pattern, or for all adopted files.
    """
    keys, values, read = (level.get(name) for name in ("keys", "values", "read"))
    yield from _no_map(keys, (*path, "keys"))
    for theirs, ours in _entries(keys).items():
        here = (*path, "keys", str(theirs))
        if isinstance(ours, str) and ours:
            yield from () if ours.startswith("x-") else _unknown_target(ours, kinds, here)
        elif ours is not False:
            yield here, f"`{theirs}` must be one of our keys, or false, not `{cut(ours)}`"
    yield from _no_map(values, (*path, "values"))
    for key, words in _entries(values).items():
        yield from _values(str(key), words, kinds, (*path, "values", str(key)))
    yield from _no_map(read, (*path, "read"))
    for key, form in _entries(read).items():
        here = (*path, "read", str(key))
        yield from _unknown_target(str(key), kinds, here) or _read(form, here, has_days(str(key), kinds))


def _entries(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _no_map(value: Any, path: KeyPath) -> Iterator[SettingFault]:
    if value is not None and not isinstance(value, Mapping):
        yield path, f"`{path[-1]}` must be {_SEVERAL}, not `{cut(value)}`"


def _unknown_target(key: str, kinds: Kinds, path: KeyPath) -> list[SettingFault]:
    """The error that no kind in `kinds` has the key `key`; empty if one has it."""
    if any(field_at(kind, kebab(key)) for kind in kinds):
        return []
    known = dict.fromkeys(name for kind in kinds for name in fields_of(kind))
    names = " or ".join(f"`{kind.kind}`" for kind in kinds)
    return [(path, f"no key `{cut(key)}` of kind {names}; {choices(kebab(key), known)}")]


def _values(key: str, words: Any, kinds: Kinds, path: KeyPath) -> Iterator[SettingFault]:
    unknown = _unknown_target(key, kinds, path)
    yield from unknown
    if unknown:
        return
    allowed = _words(key, kinds)
    if not allowed:
        yield path, f"`{key}` takes any value, so `values` cannot map it; delete it"
        return
    yield from _no_map(words, path)
    yield from _contradictions(_entries(words), path)
    for theirs, ours in _entries(words).items():
        if str(ours) not in allowed:
            yield (*path, str(theirs)), f"`{cut(ours)}` is no value of `{key}`; {choices(str(ours), allowed)}"


def _contradictions(words: Mapping[Any, Any], path: KeyPath) -> Iterator[SettingFault]:
    """Yield an error if two spellings of a value, such as `Done` and `done`, are mapped to different words."""
    first: dict[str, Any] = {}
    for theirs, ours in words.items():
        before = first.setdefault(fold_value(str(theirs)), theirs)
        if words[before] != ours:
            message = f"`{cut(before)}` and `{cut(theirs)}` are the same value in documents; keep one of the two"
            yield (*path, str(theirs)), message


def _invalid_default(key: str, default: Any, kinds: Kinds, path: KeyPath) -> Iterator[SettingFault]:
    """Yield an error if a default is not a valid choice or date, because it would cause an error in each document."""
    dated = [kind for kind in kinds if kebab(key) in days_of(kind)]
    problems = [invalid_day(kind, kebab(key), default) for kind in dated]
    if problems and all(problems):
        yield path, problems[0]
    allowed = _words(key, kinds)
    if allowed and isinstance(default, str) and normalize_choice(default) not in allowed:
        yield path, f"`{cut(default)}` is no value of `{key}`; {choices(default, allowed)}"


def _words(key: str, kinds: Kinds) -> dict[str, None]:
    """The words that are valid values of `key`; empty if every value is valid."""
    return dict.fromkeys(word for kind in kinds for word in sorted(words_of(kind, kebab(key))))


def _read(form: Any, path: KeyPath, has_days: bool) -> Iterator[SettingFault]:
    """Yield the errors in an instruction for reading values. `has_days` is set if the values are or contain dates."""
    if not isinstance(form, Mapping):
        yield path, f"`{path[-1]}` must be a map with {listed(_READ)}, not `{cut(form)}`"
        return
    for name, value in form.items():
        here = (*path, str(name))
        if name not in _READ:
            yield here, f"unknown key `{cut(name)}`; {choices(str(name), _READ)}"
        elif name == "take" and value not in ("first", "last"):
            yield here, f"`take` must be `first` or `last`, not `{cut(value)}`"
        elif name == "dates" and not has_days:
            yield here, f"`{path[-1]}` is not a date, so `dates` cannot apply to it; delete `dates`"
        elif name == "dates":
            yield from _date_forms(value, here)
        elif not isinstance(value, str) or not value:
            yield here, f"`{name}` must be text, not `{cut(value)}`"


def _date_forms(value: Any, path: KeyPath) -> Iterator[SettingFault]:
    forms = [value] if isinstance(value, str) else value
    if not isinstance(forms, (list, tuple)) or not forms:
        yield path, f"`dates` must be a list of forms such as `D MMMM YYYY`, not `{cut(value)}`"
        return
    for number, form in enumerate(forms):
        if not isinstance(form, str) or date_form(form) is None:
            where = path if isinstance(value, str) else (*path, number)
            wanted = "a year `YYYY`, a month `M`, `MM`, `MMM` or `MMMM`, and a day `D` or `DD`"
            yield where, f"`{cut(form)}` is not a form of dates; write {wanted}, once each"
