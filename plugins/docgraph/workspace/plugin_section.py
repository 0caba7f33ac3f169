"""Lists the plugins in an MkDocs configuration, and reads the docgraph settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgraph.model.location import KeyPath
from docgraph.model.settings_error import SettingsError

OURS = "docgraph"
GROUPS = ("group", "material/group", "materialx/group")
"""The names of Material's `group` plugin, which loads other plugins only if it is enabled."""
TWICE = "`docgraph` is listed twice under `plugins`; keep one of the two"


def entries(raw: Any) -> Iterator[tuple[KeyPath, str, Any]]:
    """Yield (key path, name, options) of each plugin. `raw` is the value of `plugins`.

    The plugins in an enabled group come after the group. Groups in groups are ignored, because Material loads their
    plugins twice.
    """
    for path, name, options in _listed(raw, ("plugins",)):
        yield path, name, options
        if name in GROUPS and isinstance(options, Mapping) and options.get("enabled") is True:
            yield from _listed(options.get("plugins"), (*path, "plugins"))


def _listed(raw: Any, above: KeyPath) -> Iterator[tuple[KeyPath, str, Any]]:
    if isinstance(raw, Mapping):
        yield from (((*above, str(name)), str(name), options) for name, options in raw.items())
    for number, entry in enumerate(raw) if isinstance(raw, list) else ():
        if isinstance(entry, Mapping):
            yield from (((*above, number, str(name)), str(name), options) for name, options in entry.items())
        else:
            yield (*above, number), str(entry), None


def own_options(raw: Any) -> dict[str, Any]:
    """The settings of the `docgraph` plugin, without `enabled`; empty if the plugin is not listed.

    `raw` is the value of `plugins`. Raises `SettingsError` if two docgraph plugins are enabled, or if the settings are
    not a map indented below `docgraph`.
    """
    if raw is not None and not isinstance(raw, (list, Mapping)):
        raise SettingsError("`plugins` must be a list; write `- docgraph` on a line below it", ("plugins", OURS))
    found = [(path, {} if given is None else given) for path, name, given in entries(raw) if name == OURS]
    for path, given in found:
        if not isinstance(given, Mapping):
            known = "`- docgraph:` and, on lines of their own below it, settings such as `profile: strict`"
            raise SettingsError(f"`docgraph` must be a map of settings, not `{str(given)[:60]}`; write {known}", path)
        entry = _value_at(raw, path[1:-1]) if isinstance(path[-2], int) else None
        beside = [str(key) for key in entry if key != OURS] if isinstance(entry, Mapping) else []
        if beside:
            message = f"`{beside[0]}` is beside `docgraph:`, not below it; indent it by two more spaces"
            raise SettingsError(message, (*path[:-1], beside[0]))
    # MkDocs itself reads `enabled`, for every plugin
    running = [(path, given) for path, given in found if given.get("enabled") is not False]
    if len(running) > 1:
        raise SettingsError(TWICE, running[1][0])
    chosen = (running or found or [((), {})])[0][1]
    return {str(key): value for key, value in chosen.items() if key != "enabled"}


def _value_at(raw: Any, path: KeyPath) -> Any:
    for step in path:
        raw = raw[step]
    return raw
