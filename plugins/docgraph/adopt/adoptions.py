"""Converts the setting `kinds` to an `Adoption` for each pattern, which determines how matching files are read.

Invalid settings are ignored here, and reported by `validate`. The kinds are not imported, because a check whose report
is cached needs only the patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.adopt.gitignore import PathTest, path_test
from docgraph.adopt.presets import PRESETS, KindSettings, Preset
from docgraph.model.adoption import Adoption, ReadAs
from docgraph.text.value_words import fold_value


class Adoptions(Struct, frozen=True):
    """The patterns in the setting `kinds`, in their order, each with its `Adoption`.

    `refused` are the patterns with the value `false`, whose files are not adopted.
    """

    plans: tuple[tuple[PathTest, Adoption], ...] = ()
    refused: tuple[tuple[str, PathTest], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.plans)

    def plan_for(self, path: str, docs: str) -> Adoption | None:
        """The `Adoption` for the file at `path`; None if the file is not adopted.

        A matching pattern with the value `false` has precedence, then the last matching pattern. `path` is relative to
        the project. Patterns may be relative to the project or to the docs folder `docs`.
        """
        spellings = _spellings(path, docs)
        if not self.plans or any(any(map(matches, spellings)) for _, matches in self.refused):
            return None
        found = (plan for matches, plan in reversed(self.plans) if any(map(matches, spellings)))
        return next(found, None)

    def matches(self, path: str, docs: str) -> bool:
        """Whether any pattern matches the file at `path`, including patterns with the value `false`."""
        tests = (*(matches for matches, _ in self.plans), *(matches for _, matches in self.refused))
        return any(matches(spelling) for spelling in _spellings(path, docs) for matches in tests)

    @property
    def ignored(self) -> frozenset[str]:
        """The patterns with the value `false`, as in `"decisions/README.md" = false`."""
        return frozenset(pattern for pattern, _ in self.refused)

    def unmatched(self, paths: Iterable[str], docs: str) -> Iterator[str]:
        """Yield the patterns that match none of `paths`."""
        spellings = [spelling for path in paths for spelling in _spellings(path, docs)]
        named = [*((plan.pattern, matches) for matches, plan in self.plans), *self.refused]
        for pattern, matches in named:
            if not any(map(matches, spellings)):
                yield pattern


def _spellings(path: str, docs: str) -> tuple[str, ...]:
    return (path, path[len(docs) + 1 :]) if docs and path.startswith(f"{docs}/") else (path,)


def adoptions_of(options: Mapping[str, Any], settings_file: str = "") -> Adoptions:
    """Read the setting `kinds` in `options`. Invalid settings are ignored, and reported by `validate.reject_invalid`.

    `settings_file` is the name of the file that contains the settings.
    """
    kinds = options.get("kinds")
    if not isinstance(kinds, Mapping) or not kinds:
        return Adoptions()
    plans, refused = [], []
    for name, setting in kinds.items():
        pattern = str(name)
        matches = path_test(pattern)
        if matches is None:
            continue
        if setting is False:
            refused.append((pattern, matches))
            continue
        plan = plan_of(pattern, setting, options, settings_file)
        if plan is not None:
            plans.append((matches, plan))
    return Adoptions(tuple(plans), tuple(refused))


def plan_of(pattern: str, setting: Any, options: Mapping[str, Any], settings_file: str) -> Adoption | None:
    """The `Adoption` for `pattern` with the value `setting` in `kinds`; None if the value specifies no kind."""
    own: Mapping[str, Any] = setting if isinstance(setting, Mapping) else {"kind": setting}
    preset = PRESETS.get(str(own.get("like", "")), Preset("", ""))
    kind = str(own.get("kind") or preset.kind)
    if not kind:
        return None
    plan = _plan(pattern, kind, preset, own, options, settings_file)
    of_kind = {name: _plan(pattern, name, preset, own, options, settings_file) for name in preset.of_kind}
    plan = of_kind.get(kind, plan) if own.get("kind") else replace(plan, of_kind=of_kind)
    return replace(plan, digest=repr(plan).encode())


def _plan(
    pattern: str,
    kind: str,
    preset: Preset,
    own: Mapping[str, Any],
    options: Mapping[str, Any],
    settings_file: str,
) -> Adoption:
    """The `Adoption` for files of one kind.

    `own` are the settings for the pattern, and `options` the settings for all adopted files.
    """
    more = preset.of_kind.get(kind, KindSettings())
    return Adoption(
        pattern,
        kind,
        str(own.get("id") or preset.id),
        bool(own.get("body", preset.body)),
        preset.unquoted,
        {**preset.defaults, **more.defaults, **_defaults(own)},
        {**preset.keys, **more.keys, **key_settings(options), **key_settings(own)},
        _merged(_values({"values": preset.values}), _values({"values": more.values}), _values(options), _values(own)),
        {**preset.read, **read_in(options), **read_in(own)},
        "" if own.get("kind") else preset.kind_key,
        preset.kind_names,
        preset.sign_offs,
        preset.human_prefix,
        inactive=preset.inactive,
        settings_file=settings_file,
    )


def _defaults(own: Mapping[str, Any]) -> dict[str, Any]:
    return {kebab(key): _as_text(value) for key, value in _map(own, "defaults").items()}


def _as_text(value: Any) -> Any:
    """A TOML or YAML value as front matter is parsed: dates, numbers and booleans become text."""
    if isinstance(value, Mapping):
        return {kebab(key): _as_text(nested) for key, nested in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value if value is None else str(value)


def kebab(key: Any) -> str:
    """A key with `-` in place of `_`."""
    return str(key).replace("_", "-")


def _map(level: Mapping[str, Any], name: str) -> Mapping[Any, Any]:
    found = level.get(name)
    return found if isinstance(found, Mapping) else {}


def key_settings(level: Mapping[str, Any]) -> dict[str, str]:
    """The setting `keys`: maps keys of documents to docgraph keys, or to an empty string if they are ignored.

    `level` are the settings for one pattern, or for all adopted files.
    """
    return {kebab(theirs): kebab(ours) if isinstance(ours, str) else "" for theirs, ours in _map(level, "keys").items()}


def read_in(level: Mapping[str, Any]) -> dict[str, ReadAs]:
    """The setting `read`: maps each key to an instruction for reading its values.

    `level` are the settings for one pattern, or for all adopted files.
    """
    return {str(key): read_as(value) for key, value in _map(level, "read").items()}


def _values(level: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        kebab(key): {fold_value(str(theirs)): str(ours) for theirs, ours in words.items()}
        for key, words in _map(level, "values").items()
        if isinstance(words, Mapping)
    }


def _merged(*levels: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for level in levels:
        for key, words in level.items():
            merged[key] = {**merged.get(key, {}), **words}
    return merged


def read_as(value: Any) -> ReadAs:
    """Parse an instruction for reading values, for example `{split = ";"}`. Invalid keys are ignored."""
    given = value if isinstance(value, Mapping) else {}
    texts = {name: given[name] for name in ("strip", "split", "take") if isinstance(given.get(name), str)}
    dates = given.get("dates", ())
    forms = (dates,) if isinstance(dates, str) else dates if isinstance(dates, (list, tuple)) else ()
    return ReadAs(**texts, dates=tuple(form for form in forms if isinstance(form, str)))
