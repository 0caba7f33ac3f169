"""The settings of a project, with the same keys in the plugin's section of `mkdocs.yml` and in `docgraph.toml`."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from docgraph.model.fault import SettingsError
from docgraph.model.values import LEVELS

SeverityName = Literal["error", "warning", "info", "off"]


class Settings(BaseModel):
    """What a team can set. Keys are the field names in kebab-case; `_` is read as `-`."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    profile: Literal["adopt", "default", "strict"] = Field(
        default="default",
        description="`adopt` keeps DOC, REF, OWN and WAV only; `strict` makes every warning an error.",
    )
    fail_on: Literal["error", "warning", "info", "never"] = Field(
        default="error", description="The least severity that fails a run."
    )
    select: tuple[str, ...] = Field(
        default=(), description="Codes, code prefixes or rule names to run; empty means all."
    )
    ignore: tuple[str, ...] = Field(default=(), description="Codes, code prefixes or rule names not to run.")
    rules: dict[str, SeverityName | dict[str, Any]] = Field(
        default_factory=dict,
        description="By code or name: a severity (`error`, `warning`, `info`, `off`), or a map with `severity` and the "
        "rule's options.",
    )
    as_of: date | None = Field(
        default=None, description="The day on which everything is judged; without it, today in UTC."
    )
    levels: tuple[str, ...] = Field(
        default=LEVELS, description="The levels of autonomy, from the tightest to the loosest."
    )
    extra_keys: tuple[str, ...] = Field(default=(), description="Further keys that any record may have.")
    allow_empty: bool = Field(default=False, description="Whether a docs folder without a single record is fine.")
    pages: str = Field(default="trace", description="The folder of the site that generated pages go to.")
    records_in_nav: bool = Field(
        default=False, description="Whether pages of records appear in a navigation that the host makes by itself."
    )

    @field_validator("select", "ignore", "extra_keys", "levels", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("rules", mode="before")
    @classmethod
    def _off_is_a_word(cls, value: Any) -> Any:
        """YAML 1.1 reads a bare `off` as false before anybody can ask."""
        if isinstance(value, dict):
            return {name: "off" if setting is False else setting for name, setting in value.items()}
        return value

    @field_validator("pages")
    @classmethod
    def _inside_the_site(cls, value: str) -> str:
        parts = value.strip("/").split("/")
        if not all(part and part.strip(".") and part.replace("-", "").replace("_", "").isalnum() for part in parts):
            raise ValueError("a folder inside the site, such as `trace`")
        return "/".join(parts)


def settings_from(raw: dict[str, Any], where: str) -> Settings:
    """The settings in `raw`, read from the file `where`. Raises `SettingsError` naming every key that does not fit."""
    try:
        return Settings.model_validate({str(key).replace("_", "-"): value for key, value in raw.items()})
    except ValidationError as error:
        lines = [f"{where}: `{'.'.join(str(part) for part in one['loc'])}`: {one['msg']}" for one in error.errors()]
        known = ", ".join(sorted(field.replace("_", "-") for field in Settings.model_fields))
        raise SettingsError("\n".join([*lines, f"known settings: {known}"])) from None
