"""A repository of the labelled set while it is built: its files, and one label for each of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.definitions.generate.tools import UNKNOWN_TOOLS, Tools

Label = dict[str, Any]


@dataclass(frozen=True)
class Definition:
    """What the documentation of a format says about one definition. The README explains each field."""

    format: str
    hosts: tuple[str, ...]
    name: str | None
    kind: str = "agent"
    state: str = "read"
    plugin: str | None = None
    tools: Tools = UNKNOWN_TOOLS
    mode: str | None = None
    models: tuple[str, ...] = ()
    author: tuple[str, str] | None = None
    owner: tuple[str, str] | None = None
    delegates_to: tuple[str, ...] = ()
    mcp_servers: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()

    def label(self, path: str) -> Label:
        return {
            "path": path,
            "format": self.format,
            "hosts": list(self.hosts),
            "kind": self.kind,
            "name": self.name,
            "plugin": self.plugin,
            "state": self.state,
            "tools": self.tools.label(),
            "mode": self.mode,
            "models": list(self.models) or None,
            "author": key_and_value(self.author),
            "owner": key_and_value(self.owner),
            "delegates_to": list(self.delegates_to),
            "mcp_servers": list(self.mcp_servers),
            "skills": list(self.skills),
        }

    def but(self, **changes: Any) -> Definition:
        return replace(self, **changes)


def key_and_value(pair: tuple[str, str] | None) -> dict[str, str] | None:
    return {"key": pair[0], "value": pair[1]} if pair else None


@dataclass
class Repository:
    """The files of one repository and their labels."""

    name: str
    about: str
    files: dict[str, bytes] = field(default_factory=dict)
    definitions: list[Label] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)

    def add(self, path: str, content: str | bytes, *definitions: Definition) -> None:
        """Add a file that contains `definitions`, in their order in the file."""
        self._store(path, content)
        self.definitions += [definition.label(path) for definition in definitions]

    def other(self, path: str, content: str | bytes, reason: str) -> None:
        """Add a file that is no definition, with the reason in about three words."""
        self._store(path, content)
        self.others[path] = reason

    def link(self, path: str, target: str, reason: str) -> None:
        """Describe a symbolic link that tests create, because links are not stored."""
        self.links.append({"path": path, "target": target, "reason": reason})

    def _store(self, path: str, content: str | bytes) -> None:
        if path in self.files:
            raise ValueError(f"{self.name}: {path} is added twice")
        self.files[path] = content.encode() if isinstance(content, str) else content

    def write(self, root: Path) -> None:
        for path, content in sorted(self.files.items()):
            file = root / self.name / "tree" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        (root / self.name / "labels.json").write_text(self.labels(), encoding="utf-8", newline="\n")

    def labels(self) -> str:
        """The text of `labels.json`: one line for each definition, other file and link, so that diffs are readable."""
        definitions = sorted(self.definitions, key=lambda label: str(label["path"]))
        others = [{"path": path, "reason": reason} for path, reason in sorted(self.others.items())]
        parts = [f' "about": {json.dumps(self.about)}']
        for key, values in (("definitions", definitions), ("others", others), ("links", self.links)):
            parts.append(f' "{key}": {lines(values)}')
        return "{\n" + ",\n".join(parts) + "\n}\n"


def lines(values: Sequence[Label]) -> str:
    if not values:
        return "[]"
    return "[\n" + ",\n".join("  " + json.dumps(value, ensure_ascii=False) for value in values) + "\n ]"
