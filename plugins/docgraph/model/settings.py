"""The settings of a project. `mkdocs.yml` and `docgraph.toml` have the same keys."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from docgraph.model.destination import GENERATED_FOLDER
from docgraph.model.field_types import LEVELS, level_word
from docgraph.model.settings_error import SettingFault, SettingsError, duplicate_names

_LONGEST_FOLDER = 100
"""The maximum length of `pages`. The paths of generated pages begin with it and are limited."""
_WANTED = {
    "bool": "true or false",
    "string": "text",
    "date": "a date, YYYY-MM-DD",
    "tuple": "a list",
    "dict": "a map",
}
_NOT_FALSE = "literal[False]"
"""The last step of the location of an error about a value that is not false, as pydantic names it."""
SeverityName = Literal["error", "warning", "info", "off"]


class ScanSettings(BaseModel):
    """Which agent definitions of the repository are read. Patterns are those of `.gitignore`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[str, ...] = ()
    """Patterns of files to read although no agent host loads them."""
    ignore: tuple[str, ...] = ()
    """Patterns of files and folders to leave out."""


class Settings(BaseModel):
    """The settings of a project. Keys are the field names with `-` or `_` between words."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    profile: Literal["adopt", "default", "strict"] = Field(
        default="default",
        description="`adopt` checks only front matter, references, owners of every kind, and whether each agent that a "
        "file defines has a packet; `strict` makes every warning an error.",
    )
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="error", description="The lowest severity that fails a run."
    )
    select: tuple[str, ...] = Field(
        default=(), description="The rules to run: codes, families such as `OWN`, or rule names. Empty means all."
    )
    ignore: tuple[str, ...] = Field(default=(), description="The rules not to run: codes, families or rule names.")
    rules: dict[str, Any] = Field(
        default_factory=dict,
        description="By code or name: a severity (`error`, `warning`, `info`, `off`), or a map with `severity` and the "
        "rule's options.",
    )
    paths: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="By `.gitignore` pattern of paths in the docs folder, the project or the repository: the "
        "severities there, by rule code, family or name: `error`, `warning`, `info` or `off`. The last pattern that "
        "matches counts.",
    )
    as_of: date | None = Field(
        default=None, description="The date on which everything is evaluated. Default: today in UTC."
    )
    levels: tuple[str, ...] = Field(
        default=LEVELS, description="The autonomy levels, from the most to the least restricted."
    )
    extra_keys: tuple[str, ...] = Field(
        default=(), description="Additional keys that any record may have. Their values are not interpreted."
    )
    baseline: str = Field(
        default="",
        description="The baseline file, relative to the folder of the settings. Default: `docgraph-baseline.json`, if "
        "it exists.",
    )
    allow_empty: bool = Field(
        default=False,
        strict=True,
        description="Whether a docs folder without records is accepted. If not, the command exits with 2 and a build "
        "stops.",
    )
    kinds: dict[str, Any] = Field(
        default_factory=dict,
        description="By `.gitignore` pattern of paths in the docs folder or the project: how to read files that have "
        "no docgraph `kind`. The value is a kind, a map with `like`, `kind`, `id`, `body`, `defaults`, "
        "`keys`, `values` and `read`, or `false` for files that are no records. The last pattern that "
        "matches counts; `false` always does.",
    )
    keys: dict[str, Any] = Field(
        default_factory=dict,
        description="In all files of `kinds` and in rosters, by key of the documents: the docgraph key, `x-...` to "
        "keep it, or `false` to ignore it. Dots separate nested keys.",
    )
    values: dict[str, Any] = Field(
        default_factory=dict,
        description="In all files of `kinds`, by docgraph key: a map of the values in the documents to docgraph "
        "values.",
    )
    read: dict[str, Any] = Field(
        default_factory=dict,
        description="In all files of `kinds` and in rosters, by docgraph key: how to read its values, a map with "
        "`strip`, `split`, `take` and `dates`.",
    )
    people: dict[str, Any] = Field(
        default_factory=dict,
        description="`from`: files with people, relative to the project, such as `roster.csv`; patterns are allowed. "
        "`aliases`: other names of people, lists by id.",
    )
    scan: Literal[False] | ScanSettings = Field(
        default_factory=ScanSettings,
        description="Which agent definitions of the repository are read: a map with `files`, patterns of further files "
        "to read, and `ignore`, patterns of files and folders to leave out; or `false` to read none.",
    )
    links: tuple[str, ...] = Field(
        default=(),
        description="Files or folders outside the docs folder, relative to it, such as `../README.md`, to which a "
        "symbolic link in the docs folder may lead. They must be in the repository.",
    )
    pages: str = Field(default=GENERATED_FOLDER, description="The folder of the site for generated pages.")
    language: str = Field(
        default="",
        description="The language of generated text, such as `de`. Default: the language of the theme.",
    )
    records_in_nav: bool = Field(
        default=False,
        strict=True,
        description="Whether record pages appear in a navigation that MkDocs generates.",
    )

    @property
    def adoption(self) -> dict[str, Any]:
        """The settings about documents in other formats, by name."""
        names = ("kinds", "keys", "values", "read", "people")
        return {name: getattr(self, name) for name in names}

    @field_validator("select", "ignore", "extra_keys", "levels", "links", mode="before")
    @classmethod
    def _split_text(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("rules", mode="before")
    @classmethod
    def _off_as_text(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: _off(setting) for name, setting in value.items()}
        return value

    @field_validator("pages")
    @classmethod
    def _inside_the_site(cls, value: str) -> str:
        if len(value.encode(errors="replace")) > _LONGEST_FOLDER:
            raise ValueError(f"a folder with a name of at most {_LONGEST_FOLDER} bytes")
        parts = value.strip("/").split("/")
        if not all(part and part.strip(".") and part.replace("-", "").replace("_", "").isalnum() for part in parts):
            raise ValueError("a folder inside the site, such as `trace`")
        return "/".join(parts)

    @field_validator("baseline")
    @classmethod
    def _inside_the_project(cls, value: str) -> str:
        if not value.isprintable() or "\\" in value or value.startswith("/") or ".." in value.split("/"):
            raise ValueError("the path of a file below the folder of the settings, such as `docgraph-baseline.json`")
        return value

    @field_validator("levels")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if (
            not value
            or not all(map(str.strip, value))
            or len({level.strip().casefold() for level in value}) < len(value)
        ):
            raise ValueError("a list of distinct level names, from the most to the least restricted")
        for level in value:
            if level != level_word(level):
                word = re.sub(r"[\s(:,)]+", "-", level).strip("-") or "L1"
                # only the first word of the key `autonomy` names the level
                raise ValueError(f"a list of single words, such as `{word}` in place of `{level}`")
        return value

    @field_validator("scan", mode="before")
    @classmethod
    def _false_or_map(cls, value: Any) -> Any:
        if value is not False and not isinstance(value, (dict, ScanSettings)):
            raise ValueError("`false`, or a map with `files` and `ignore`")
        return value


def _off(setting: Any) -> Any:
    word = setting.get("severity") if isinstance(setting, dict) else setting
    return "off" if word is False or word == "off" else setting


def settings_from(raw: dict[str, Any]) -> Settings:
    """Validate the settings. Raises `SettingsError` with one fault for each invalid value."""
    duplicates = duplicate_names(map(str, raw), lambda key: key.replace("_", "-"), "setting")
    if duplicates:
        raise SettingsError("", faults=tuple(((key,), message) for key, message in duplicates))
    try:
        return Settings.model_validate({str(key).replace("_", "-"): value for key, value in raw.items()})
    except ValidationError as error:
        # a map in `scan` is not also compared with `false`
        details = (detail for detail in error.errors() if detail["loc"][-1] != _NOT_FALSE)
        raise SettingsError("", faults=tuple(map(_setting_fault, details))) from None


def _setting_fault(error: Any) -> SettingFault:
    key = tuple(step for step in error["loc"] if step != ScanSettings.__name__)
    if key[-1] == "[key]":  # YAML parses `2024` and `true` as a number and a boolean
        shown = str(error["input"])[:60]
        return (*key[:-2], shown), f"the key `{shown}` of `{key[-3]}` must be text; write it in quotes"
    name = ".".join(str(part) for part in key)
    if error["type"] == "extra_forbidden":
        model = Settings if len(key) == 1 else ScanSettings
        known = sorted(field.replace("_", "-") for field in model.model_fields)
        near = get_close_matches(str(key[-1]), known, 1, 0.6)
        hint = f"did you mean `{near[0]}`?" if near else f"known settings: {', '.join(known)}"
        return key, f"unknown setting `{name}`; {hint}"
    if error["type"] == "literal_error":
        wanted = error["ctx"]["expected"].replace("'", "`")
    else:
        wanted = _WANTED.get(error["type"].partition("_")[0]) or error["msg"].removeprefix("Value error, ")
    return key, f"`{name}` must be {wanted}, not `{str(error['input'])[:60]}`"
