"""Reads the setting `people`: files that list people, and their formats.

Invalid settings are ignored here, and reported by `validate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename
from typing import Any

from msgspec.structs import replace

from docgraph.adopt.adoptions import key_settings, plan_of, read_in
from docgraph.model.adoption import Adoption

ROSTER, CODE_OWNERS, OWNERS_ALIASES = "roster", "code-owners", "owners-aliases"
_NAMES = {"CODEOWNERS": CODE_OWNERS, "OWNERS_ALIASES": OWNERS_ALIASES}
_CATALOG, _CATALOG_ENDINGS = "backstage", (".yaml", ".yml")
KNOWN = "a `.csv` or `.yaml` file, `CODEOWNERS` or `OWNERS_ALIASES`"
"""The accepted files, for messages."""


def source_form(path: str) -> str:
    """The format of a file that lists people, judging by its name; empty if the name is unknown."""
    name = basename(path)
    if name.lower().endswith(_CATALOG_ENDINGS):
        return _CATALOG
    return ROSTER if name.lower().endswith(".csv") else _NAMES.get(name, "")


def is_path(pattern: Any) -> bool:
    """Whether a value is a valid path or pattern relative to the project."""
    return isinstance(pattern, str) and bool(pattern.strip()) and pattern[0] != "/" and "\0" not in pattern


def people_patterns(people: Any) -> tuple[str, ...]:
    """The valid paths and patterns in the setting `people`."""
    named = people.get("from") if isinstance(people, Mapping) else None
    several = (named,) if isinstance(named, str) else named if isinstance(named, (list, tuple)) else ()
    return tuple(pattern for pattern in several if is_path(pattern))


def people_sources(options: Mapping[str, Any], settings_file: str = "") -> tuple[Adoption, ...]:
    """The `Adoption` for each pattern in the setting `people`, in order. Invalid settings are ignored.

    The settings `keys` and `read` also apply to these files.
    """
    plans = []
    for pattern in people_patterns(options.get("people")):
        form = source_form(pattern)
        catalog = plan_of(pattern, {"like": _CATALOG}, options, settings_file) if form == _CATALOG else None
        if catalog is not None:
            plans.append(catalog)
        elif form:
            plan = Adoption(
                pattern,
                "person",
                keys=key_settings(options),
                read=read_in(options),
                settings_file=settings_file,
                form=form,
            )
            plans.append(replace(plan, digest=repr(plan).encode()))
    return tuple(plans)
