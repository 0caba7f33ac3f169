"""The labelled set: small repositories whose definitions are known. The README beside them explains the labels."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class LabelledRepository:
    """A repository of the set, and its labels."""

    folder: Path
    labels: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    @property
    def definitions(self) -> list[dict[str, Any]]:
        return list(self.labels["definitions"])

    @property
    def others(self) -> dict[str, str]:
        """The files that are no definitions, with the reason."""
        return {other["path"]: other["reason"] for other in self.labels["others"]}

    def files(self) -> set[str]:
        return {path.relative_to(self.tree).as_posix() for path in self.tree.rglob("*") if path.is_file()}

    def copy(self, target: Path) -> Path:
        """Copy the tree to `target` and create the symbolic links of the labels, and the file outside they lead to."""
        shutil.copytree(self.tree, target)
        outside = target.parent / "outside"
        outside.mkdir(exist_ok=True)
        (outside / "agent.md").write_text(
            "---\nname: outside\ndescription: Not in the repository\n---\n", encoding="utf-8"
        )
        for link in self.labels["links"]:
            (target / link["path"]).symlink_to(link["target"])
        return target


def labelled_repositories() -> list[LabelledRepository]:
    folders = sorted(folder for folder in ROOT.iterdir() if folder.is_dir())
    return [LabelledRepository(folder, json.loads((folder / "labels.json").read_text("utf-8"))) for folder in folders]
