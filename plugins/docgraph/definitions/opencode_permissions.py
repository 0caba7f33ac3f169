"""Reads the permissions of an OpenCode agent, in the formats of versions 1 and 2."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from docgraph.definitions.file_values import FileValues
from docgraph.model.definition import ToolRule

_DENY = "deny"
_DELEGATING = ("task", "subagent")


class Permissions(Struct, frozen=True):
    """What an agent may do. `subagents` are the agents that it may start."""

    tool_rule: ToolRule
    allowed: tuple[str, ...]
    denied: tuple[str, ...]
    subagents: tuple[str, ...]


def opencode_permissions(values: FileValues, *above: str) -> Permissions:
    """The permissions in the map at the path `above`. The last rule that matches counts.

    A tool that is denied for some resources still counts as allowed. If all tools are denied, a tool that is allowed
    for some resources has them in its name: `bash(git *)`.
    """
    is_open = True
    effects: dict[str, str] = {}
    subagents: dict[str, str] = {}
    for action, resource, effect in _rules(values, *above):
        if action == resource == "*":
            is_open, effects = effect != _DENY, {}
        elif resource == "*":
            effects[action] = effect
        else:
            if action in _DELEGATING:
                subagents[resource] = effect
            if effect != _DENY and effects.get(action) == _DENY:
                del effects[action]
            if effect != _DENY and not is_open and action not in effects:
                effects[f"{action}({resource})"] = effect
    # where everything else is denied, a tool that asks first is allowed, too
    granting = ("allow",) if is_open else ("allow", "ask")
    allowed = tuple(action for action, effect in effects.items() if effect in granting)
    denied = tuple(action for action, effect in effects.items() if effect == _DENY)
    rule = ToolRule.UNLESS_DENIED if is_open else ToolRule.LISTED if allowed else ToolRule.NONE
    names = tuple(name for name, effect in subagents.items() if effect != _DENY and "*" not in name)
    return Permissions(rule, allowed, denied if is_open else ("*",), names)


def _rules(values: FileValues, *above: str) -> Iterator[tuple[str, str, str]]:
    tools = values.get(*above, "tools")
    for tool, effect in tools.items() if isinstance(tools, dict) else ():
        yield tool, "*", _DENY if effect in (_DENY, "false") else "allow"
    permission = values.get(*above, "permission")
    for action, effect in permission.items() if isinstance(permission, dict) else [("*", permission)]:
        for resource, inner in effect.items() if isinstance(effect, dict) else [("*", effect)]:
            if isinstance(inner, str):
                yield action, resource, inner
    permissions = values.get(*above, "permissions")
    for entry in permissions if isinstance(permissions, list) else ():
        if isinstance(entry, dict):
            action, resource, effect = (entry.get(key) for key in ("action", "resource", "effect"))
            if isinstance(action, str) and isinstance(effect, str):
                yield action, resource if isinstance(resource, str) else "*", effect
